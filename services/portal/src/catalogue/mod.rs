//! The catalogue: the public's own read model of the issued posts (Articles 3 to 9, 12).
//! Nothing but a `CatalogueIssued` puts a post into it.

pub mod api;
mod asked;
mod choice;
pub mod desk;
mod facet;
mod one;
pub mod pages;
mod posts;
pub mod rows;
#[cfg(test)]
mod samples;
mod shelf;
pub mod store;
mod tally;
mod until;
