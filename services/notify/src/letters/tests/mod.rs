//! Letters, from the event to the mail in the folder.

pub mod office;
pub mod samples;
mod texts;
mod way;
