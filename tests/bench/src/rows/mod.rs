//! The rows of the performance paper that are measured, by their subject.

pub mod catalogue;
pub mod chain;
pub mod events;
pub mod growth;
pub mod issued;
pub mod search;
pub mod start;
pub mod submit;
pub mod through_gateway;
