//! Plans: what was issued, its posts, and the document that says so (Article 12).

mod annex;
pub mod api;
mod catalogue;
pub mod desk;
pub mod pages;
pub mod rows;
#[cfg(test)]
mod samples;
pub mod store;
pub mod telling;
