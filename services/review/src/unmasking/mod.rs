//! Looking at what is masked: document, telephone and mail of a candidate, after a step-up, for a purpose that is said.
//! Each look is in the trail with its purpose and what was looked at; the values are in no answer that is kept.

pub mod api;
pub mod desk;
pub mod pages;
pub mod purpose;

pub use desk::Unmasking;
