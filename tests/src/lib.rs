//! A town to test in: the whole product started for one test, and the people who use it, over HTTP alone.

pub mod ahead;
pub mod apart;
pub mod api;
pub mod applicant;
pub mod browser;
pub mod certificate;
pub mod command;
pub mod documents;
pub mod embedded;
pub mod engines;
pub mod filings;
#[cfg(unix)]
pub mod front;
#[cfg(unix)]
pub mod gateway;
pub mod given;
pub mod ledger;
pub mod officer;
pub mod parked;
pub mod planning;
pub mod program;
pub mod proxy;
pub mod redis_server;
pub mod smtp;
pub mod swept;
pub mod tables;
pub mod tampering;
pub mod town;
pub mod tunnel;

pub use ahead::Ahead;
pub use api::{Answer, Api};
pub use applicant::Applicant;
pub use browser::{Browser, Page};
pub use documents::{Contract, Operation};
pub use officer::StaffMember;
pub use town::Town;
