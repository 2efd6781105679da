//! The registers from a workbook (Articles 4 and 12): read and tried without keeping anything, then entered all at once.
//! A row that names an entry of the register changes it (ADR 0054). A trial is the entering itself, dropped before it is kept.

pub mod api;
pub mod desk;
pub mod files;
mod known;
mod marks;
pub mod pages;
#[cfg(test)]
mod samples;
pub(crate) mod sheet;
mod template;
