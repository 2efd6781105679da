//! Doors: what every request passes through, what it may bring, and what it is told when it fails.

mod amends;
pub mod asked;
mod attachment;
pub mod body;
pub mod caller;
mod docs;
pub mod document;
pub mod dress;
pub mod given;
mod headers;
mod health;
pub(crate) mod hops;
pub(crate) mod hosts;
mod jwks;
pub mod kept;
pub mod misread;
pub mod paging;
pub mod problem;
mod problems;
pub mod seen;
pub mod sent;
pub mod server;
pub(crate) mod under_way;
pub mod unrouted;
pub mod upload;
mod why;

pub use attachment::attachment;
pub use caller::Caller;
pub use given::{Given, KeyOnly};
pub use kept::Shared;
pub use misread::Misread;
pub use paging::{Paging, PagingParams};
pub use seen::{Seen, etag};
pub use sent::Sent;
pub use server::{Mounted, Product};
pub use upload::Upload;
