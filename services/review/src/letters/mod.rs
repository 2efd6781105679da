//! Letters that reached nobody, as notify tells of them, and asking for one again.
//! What a letter says and to whom stays with notify: here is only that one is missing.

pub mod desk;
pub mod pages;
#[cfg(test)]
mod pages_tests;
mod rows;
mod store;
