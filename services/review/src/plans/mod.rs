//! Plans: what was issued, and its posts (Article 12).

pub mod desk;
pub mod rows;
pub mod store;
pub mod telling;
