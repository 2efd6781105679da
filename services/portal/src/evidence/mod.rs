//! Evidence: the files that an applicant sends for a nomination, each for what it is to show (Articles 10, 11 and 13).
//! A file that went to review stays in the store when the applicant takes it off a later revision.

pub mod api;
pub mod desk;
pub mod pages;
pub mod rows;
pub mod store;
