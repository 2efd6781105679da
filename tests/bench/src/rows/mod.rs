//! The rows of the performance paper that are measured, by their subject.

pub mod catalogue;
pub mod start;
pub mod submit;
