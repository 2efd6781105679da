//! The register of recommenders (Article 4): registered offices, kept by the secretary.
//! What was entered is closed and never deleted; a closed number can be given again. Others are told of every change.

pub mod api;
pub mod desk;
pub mod pages;
pub mod rows;
pub mod store;
pub mod telling;
