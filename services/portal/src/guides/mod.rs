//! The guides (办事指南): what each service of the public door is for, what it takes and what comes of it, on pages and by API.

pub mod api;
mod guide;
mod list;
pub mod pages;
