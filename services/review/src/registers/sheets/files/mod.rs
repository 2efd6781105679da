//! The workbooks that a register's sheet is begun from and mended in: an empty one with its lists, the register as it stands, and
//! what was sent with remarks.

pub mod api;
pub mod pages;
