//! The Measures in Rust: pure rules and facts, without clock, storage or network.
//! A caller brings the date and the policy.

pub mod clause;
pub mod personal;
pub mod refusal;
pub mod text;

pub use clause::Clause;
pub use personal::Personal;
pub use refusal::{Refusal, RefusalKind};
pub use text::{Language, Text};
