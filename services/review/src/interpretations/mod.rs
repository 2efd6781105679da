//! Interpretations of the Measures (Article 28): drafted by the secretary, agreed by the seats concerned, published.
//! What is published is told to the public door and changes no more; it is ended, and another one takes its place.

pub mod api;
pub mod desk;
pub mod pages;
pub mod rows;
pub mod store;
mod telling;
