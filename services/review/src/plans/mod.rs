//! Plans: what was issued, its posts and their units (Articles 4 and 12).

pub mod desk;
pub mod rows;
pub mod store;
pub mod telling;
