//! Published interpretations (Article 28), as review tells them: questions and answers that cite their clauses.

pub mod api;
pub mod desk;
pub mod pages;
pub mod rows;
pub mod store;
