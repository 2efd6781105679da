//! The registers from a workbook (Articles 4 and 12): read and tried without keeping anything, then entered all at once.
//! A trial is the entering itself, dropped before it is kept.

pub mod api;
pub mod desk;
pub mod files;
mod marks;
pub mod pages;
#[cfg(test)]
mod samples;
mod sheet;
mod template;
