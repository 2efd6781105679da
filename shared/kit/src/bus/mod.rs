//! The bus: carries events from a producer's outbox to every consumer, in order.
//! Delivered at least once; the inbox makes it effective once.

pub mod local;

use async_trait::async_trait;
use contract::Envelope;

use crate::fault::Fault;
pub use local::LocalBus;

/// An event and its position in its producer's log.
pub type Placed = (i64, Envelope);

#[async_trait]
pub trait Bus: Send + Sync {
    /// The producer's log is placed up to this position.
    async fn publish(&self, producer: &'static str, up_to: i64) -> Result<(), Fault>;

    /// Up to where every service of the product has read this producer; 0 where that is not known.
    async fn read_by_all(&self, producer: &'static str) -> Result<i64, Fault>;

    /// Waits until the producer has events after the position, and gives some of them, in order.
    async fn after(&self, producer: &'static str, position: i64) -> Result<Vec<Placed>, Fault>;
}
