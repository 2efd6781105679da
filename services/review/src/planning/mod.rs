//! The annual plan under way: its posts and its hands, from a unit's wish to the issued catalogue (Articles 3 to 9 and 12).

pub mod amendments;
pub mod api;
pub mod beginnings;
pub mod conflicts;
mod copies;
pub mod desk;
pub mod pages;
pub mod paging;
pub mod posts;
pub mod rows;
mod rulers;
pub mod seats;
pub mod sheets;
pub mod steps;
pub mod store;
pub mod view;
