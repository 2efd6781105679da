//! The inbox: that an event was taken is recorded in the consumer's own transaction with the effect, and each event of a
//! subject follows the one before it. A poison event parks its subject, not the queue.

#[cfg(test)]
mod moving_tests;
mod order;
pub mod parking;
mod progress;
pub mod reader;
pub mod rows;
pub mod store;

pub use progress::Progress;
