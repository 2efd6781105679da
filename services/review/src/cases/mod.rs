//! Cases: a candidate's way through the hands of Articles 13 and 14 to the official reply.
//! An officer sees what its scope allows and acts where it is the hand's turn.

pub mod about;
pub mod alike;
pub mod api;
pub mod desk;
pub mod erasing;
pub mod finding;
pub mod pages;
pub mod rows;
pub mod store;
pub mod telling;
pub mod view;
