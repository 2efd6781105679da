//! Referrals: somebody recommends another person, who decides by a link of one use (Article 16).
//! The nominee's address stays sealed; nobody but the nominee learns more than that they answered, unless they allow it.

pub mod api;
pub mod desk;
pub mod pages;
pub mod rows;
pub mod store;
pub mod telling;
pub mod voices;
