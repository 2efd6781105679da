//! Letters: one for each `LetterDue`, written in the recipient's language and brought until somebody takes it.
//! A letter's id is the event's, so that an event that comes twice makes one letter.

pub mod api;
mod closing;
mod compose;
mod delivery;
pub mod desk;
mod rounds;
mod rows;
mod store;
mod telling;
#[cfg(test)]
pub mod tests;
mod texts;
mod transport;
mod view;

pub use compose::Composed;
pub use delivery::{Met, Outcome};
pub use rounds::run;
pub use transport::Transport;
