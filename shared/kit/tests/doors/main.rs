//! The doors of a whole product with two small services, asked over real connections.

mod api;
mod client;
mod errors;
mod forms;
mod house;
mod pages;
