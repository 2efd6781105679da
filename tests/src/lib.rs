//! A town to test in: the whole product started for one test, and the people who use it, over HTTP alone.

pub mod applicant;
pub mod browser;
pub mod officer;
pub mod program;
pub mod town;

pub use applicant::Applicant;
pub use browser::{Browser, Page};
pub use officer::StaffMember;
pub use town::Town;
