//! The register of recommenders (Article 4): registered offices, kept by the secretary.
//! What was entered is closed and never deleted; a number that is closed can be given again.

pub mod api;
pub mod desk;
pub mod pages;
pub mod rows;
pub mod store;
