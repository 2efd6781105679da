//! The Measures on pages: our summaries by article, the lists, the open points (Articles 1 to 16, 28).
//! The official text is not reproduced; it alone is authentic.

mod article;
pub mod cited;
mod overview;
pub mod pages;
mod point;
mod step;

pub use cited::Cited;
pub use step::Step;
