//! Officers: the staff accounts, their roles, and how they sign in.

pub mod api;
pub mod bar;
pub mod commands;
pub mod desk;
pub mod hiring;
pub mod officer;
pub mod pages;
pub mod rows;
pub mod scope;
pub mod sessions;
pub mod store;

pub use desk::Officers;
pub use officer::{Away, Officer, note_whose_place};
pub use scope::{PlanScope, Scope};
