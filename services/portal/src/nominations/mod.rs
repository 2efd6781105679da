//! Nominations: drafted, submitted, followed and withdrawn by the applicant (Article 16).
//! What became of one is told by review; the portal only keeps what it was told.

pub mod about;
pub mod answering;
pub mod api;
mod consents;
pub mod contesting;
pub mod desk;
mod dossier;
pub mod drafts;
pub mod erasing;
pub mod following;
pub mod pages;
pub mod progress;
pub mod reminding;
pub mod rows;
pub mod store;
pub mod telling;
