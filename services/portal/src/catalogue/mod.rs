//! The catalogue: the public's own read model of the issued posts (Articles 3 to 9, 12).
//! Nothing but a `CatalogueIssued` puts a post into it.

pub mod api;
mod asked;
mod band;
mod choice;
mod compared;
mod counted;
pub mod desk;
mod facet;
mod filter;
mod fitting;
mod index;
mod marks;
mod naming;
mod one;
mod order;
mod packed;
pub mod pages;
mod posts;
mod reached;
mod reading;
mod remembered;
mod row;
pub mod rows;
#[cfg(test)]
mod samples;
mod search;
mod shelf;
mod shown;
mod stock;
pub mod store;
mod takeaways;
mod tally;
mod until;

pub use compared::Compared;
pub use fitting::Fitting;
#[cfg(test)]
pub use index::Index;
pub use row::Row;
#[cfg(test)]
pub use samples::post as sample;
pub use shelf::Shelf;
pub use shown::Shown;
