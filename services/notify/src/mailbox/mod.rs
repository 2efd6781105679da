//! The local mailbox of an embedded run: letters end in a folder instead of the world, and a page shows them.
//! A mail's file is named after its letter, so that a letter handed over twice is still one mail.

pub mod api;
pub mod desk;
pub mod mail;
mod open;
pub mod pages;
mod store;
#[cfg(test)]
mod tests;
mod wanted;
