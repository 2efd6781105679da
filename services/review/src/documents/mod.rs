//! Official documents: how a paper that an authority issues is laid out (GB/T 9704-2012).
//! What one says belongs to its subject, and its number to the register of `numbers`.

mod layout;
pub mod ordinal;

pub use layout::{Paper, Passage, docx};

pub const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
