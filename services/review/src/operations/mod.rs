//! Operations: what a service could not do and parked, for the system administrator to have tried again or skipped.
//! Nothing of a person is shown: subjects are ids, reasons are codes.

pub mod api;
pub mod desk;
pub mod pages;
pub mod rows;
pub mod store;

pub use desk::Operations;
