//! Where an officer is signed in, and ending that elsewhere: each sees and ends their own sessions only.

pub mod api;
pub mod pages;
