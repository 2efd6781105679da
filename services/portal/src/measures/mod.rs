//! The Measures on pages: our summaries by article, the lists, the open points (all 29 articles).
//! The official text is not reproduced; it alone is authentic.

mod article;
pub mod cited;
mod fact;
mod following;
mod granted;
mod heads;
pub mod outcome;
mod overview;
pub mod pages;
mod phrase;
mod point;
mod step;

pub use cited::Cited;
pub use following::{Following, Followings};
pub use step::Step;
