//! The inbox: an event's id is recorded in the consumer's own transaction with the effect.
//! A poison event parks its subject, not the queue.

pub mod parking;
pub mod reader;
pub mod rows;
pub mod store;
