//! Delegations: who stands in for an officer who is away, on which days (Article 12).

pub mod api;
pub mod desk;
pub mod pages;
pub mod rows;
pub mod store;
