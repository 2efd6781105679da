//! The seats of the coordination group and who sits on them (Article 5): accounts are given seats here, and made by command.

pub mod api;
pub mod desk;
pub mod pages;
