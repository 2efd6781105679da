//! Accounts without passwords: a code sent by mail signs an applicant in.
//! Whether an address is known is never told.

mod addresses;
pub mod api;
pub mod applicant;
pub mod desk;
pub mod kept;
pub mod pages;
mod removal;
pub mod rows;
mod sessions;
pub mod store;
pub mod telling;
mod waiting;

pub use applicant::Applicant;
pub use desk::Accounts;
