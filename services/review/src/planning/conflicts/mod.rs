//! Conflicts of interest in a plan (Article 12): whoever declares one takes no part in it from then on.

pub mod api;
mod desk;
pub mod pages;
