//! The rows of the performance paper that are measured, by their subject.

pub mod catalogue;
pub mod chain;
pub mod start;
pub mod submit;
