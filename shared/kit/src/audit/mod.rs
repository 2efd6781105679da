//! The audit trail (Article 27): a row for every act, written in the act's own transaction. Rows are only added.
//! A sealer chains and numbers them afterwards: one hot head row in every act would make all acts wait for each other.

mod chain;
mod export;
mod rows;
pub mod sealer;
pub(crate) mod store;
#[cfg(test)]
mod tests;

pub use chain::{Broken, Check, Checked, public_key};
pub use export::{export, verify};
pub use store::{Entry, Placed, Wanted, list};
