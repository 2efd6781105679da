//! Step-ups: who is signed in proves it again by a new code, and may for five minutes do what is not done lightly:
//! look at what is masked, export the audit trail. It holds for the one session or token it was given in.

pub mod api;
pub mod desk;
pub mod pages;
pub mod rows;
pub mod store;

pub use desk::StepUps;
