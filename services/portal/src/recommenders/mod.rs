//! The registered recommenders (Article 4), as the register of review tells them.
//! Whoever recommends somebody may say that they are one; nobody checks it.

pub mod desk;
pub mod linked;
pub mod rows;
pub mod store;
