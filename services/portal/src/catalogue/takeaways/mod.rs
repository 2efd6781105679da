//! The list and its posts in other forms: sheets, a feed, a calendar, what search engines read (Article 12).
//! Each holds exactly what the page of the same address shows, but for the pages' cuts.

mod calendar;
mod feed;
pub mod pages;
mod posting;
mod sheet;
mod sitemap;

pub use pages::LARGEST_SHEET;
pub use posting::posting;
