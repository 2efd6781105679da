//! A unit's posts as a workbook (Article 12): written, read with columns that a person confirms, and taken in at once.

pub mod api;
mod book;
pub mod desk;
mod marks;
pub mod pages;
#[cfg(test)]
mod samples;
