//! The posts of plans a page at a time: a plan may have thousands. What is counted is counted over all of them.

pub mod api;
pub mod desk;
