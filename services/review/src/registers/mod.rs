//! The registers that the secretary keeps: employing units, departments, and who sits on which seat (Articles 4, 5 and 12).

pub mod api;
pub mod desk;
pub mod pages;
pub mod rows;
pub mod seats;
pub mod sheets;
pub mod store;
pub mod telling;
mod under_way;
