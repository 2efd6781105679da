//! The doors of a whole product with two small services, asked over real connections.

mod api;
mod client;
mod documents;
mod edges;
mod errors;
mod forms;
mod house;
mod pages;
mod shared;
