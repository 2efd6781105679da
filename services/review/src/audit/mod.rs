//! The auditor's door (Article 27): the trail of this service, read and exported. Nobody changes anything here.
//! The trails of the other services are exported by the operator: each lies in its own database.

pub mod api;
mod asked;
mod deeds;
pub mod desk;
mod detail;
pub mod pages;
#[cfg(test)]
mod samples;

pub use desk::Trail;
