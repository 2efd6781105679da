//! Pages: the frame they hang in, their words, the forms on them and what was typed into those.
//! No script is needed anywhere, and no style is written inside a page.

pub mod assets;
pub mod bar;
pub mod city;
pub mod date;
pub mod error_page;
pub mod form;
pub mod frame;
pub mod mask;
pub mod nested;
pub mod page;
pub mod porch;
pub mod posted;
pub mod posted_file;
pub mod qr;
#[cfg(test)]
mod samples;
pub mod say;
pub mod sessions;
pub mod size;
pub mod visitor;

pub use bar::Link;
pub use city::City;
pub use form::{Choice, FieldError, Form};
pub use frame::Frame;
pub use porch::Porch;
pub use posted::Posted;
pub use posted_file::PostedFile;
pub use qr::Code;
pub use say::{Arg, Say, parity};
