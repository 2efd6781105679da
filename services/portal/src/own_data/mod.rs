//! What the portal holds about the person who asks: to read, and to take along.
//! Only their own; what others hold of a case is shown by its way.

pub mod api;
pub mod desk;
pub mod erasing;
#[cfg(test)]
mod journeys;
pub mod pages;
pub mod telling;
