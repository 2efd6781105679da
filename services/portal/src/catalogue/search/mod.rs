//! Finding posts by words, Chinese and English (Article 12: the catalogue is for the public).
//! Words are folded alike on both sides; what means the same is in `synonyms.toml`, not in the code.

mod concordance;
mod fold;
mod places;
mod query;
mod synonyms;
mod tokens;

pub use concordance::{Concordance, Hit, Writing};
pub use query::{LONGEST, Query};
