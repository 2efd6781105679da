//! The auditor's door (Article 27): the trail of this service, read and exported. Nobody changes anything here.
//! The trails of the other services are exported by the operator: each lies in its own database.

pub mod api;
mod asked;
pub mod desk;
pub mod pages;
#[cfg(test)]
mod samples;

pub use desk::Trail;
