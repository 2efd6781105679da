//! The seats that a plan asks (Article 12, open point O12): those that something in it concerns, and those that the secretary adds.

pub mod api;
pub mod desk;
pub mod pages;
