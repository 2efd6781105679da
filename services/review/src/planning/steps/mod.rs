//! One step for several posts of a plan (Article 12): chosen from those that are with the officer, taken with all or with none.

pub mod api;
pub mod desk;
pub mod pages;
#[cfg(test)]
mod samples;
