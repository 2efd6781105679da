//! The bus: carries events from a producer's outbox to every consumer, in order.
//! Delivered at least once; the inbox makes it effective once, and finds out what was not delivered at all.

#[cfg(test)]
pub(crate) mod conformance_tests;
mod examined;
pub mod local;
mod placed;
pub mod streams;

use std::sync::Arc;

use async_trait::async_trait;
use serde::Deserialize;
use uuid::Uuid;

use crate::clock::Instant;
use crate::config::{BadSettings, Settings};
use crate::fault::Fault;
use crate::house::House;
pub use examined::examine;
pub use local::LocalBus;
pub use placed::Placed;
pub use streams::RedisBus;

#[async_trait]
pub trait Bus: Send + Sync {
    /// Whether this producer's events come this way.
    fn carries(&self, producer: &str) -> bool;

    /// The producer's log is placed up to this position.
    async fn publish(&self, producer: &'static str, up_to: i64) -> Result<(), Fault>;

    /// The time by the clock of whoever carries them; none where nobody does.
    async fn now(&self) -> Result<Option<Instant>, Fault> {
        Ok(None)
    }

    /// The mark of the files' folder that the processes on this bus see: this one, where nobody told another within the last
    /// minute. None where nobody carries it.
    async fn mark(&self, _own: Uuid) -> Result<Option<Uuid>, Fault> {
        Ok(None)
    }

    /// Up to where this producer's log is placed; none where that is not known.
    async fn placed(&self, _producer: &str) -> Result<Option<i64>, Fault> {
        Ok(None)
    }

    /// Up to where every service of the product has read this producer; 0 where that is not known.
    async fn read_by_all(&self, producer: &'static str) -> Result<i64, Fault>;

    /// The same, and copies of it that the bus has itself are there no more.
    async fn let_go(&self, producer: &'static str) -> Result<i64, Fault> {
        self.read_by_all(producer).await
    }

    /// The consumer has taken what is up to the position: waits until the producer has events after it, and gives some
    /// of them, in order; none when nothing came for a while.
    async fn after(&self, consumer: &'static str, producer: &'static str, position: i64) -> Result<Vec<Placed>, Fault>;

    /// The position before the first event that the producer's log still has.
    async fn start(&self, producer: &str) -> Result<i64, Fault>;

    /// Once more what the producer's log has of one subject between two sequences, in order and without these two.
    async fn between(&self, producer: &str, subject: &str, after: i64, before: i64) -> Result<Vec<Placed>, Fault>;
}

/// `[bus]` of the settings.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Way {
    url: String,
    pub name: String,
}

impl Way {
    pub(crate) fn is_apart(&self) -> bool {
        !self.url.is_empty()
    }

    /// Of the server; none where there is one process. It does not connect yet.
    pub(crate) fn client(&self) -> Result<Option<redis::Client>, BadSettings> {
        self.is_apart().then(|| streams::client(&self.url)).transpose()
    }
}

/// The bus that the settings name, between these houses, of a product that has these services.
pub fn between<'a>(
    services: &[&'static str],
    houses: impl IntoIterator<Item = &'a House>,
    settings: &Settings,
) -> Result<Arc<dyn Bus>, BadSettings> {
    let way: Way = settings.section("bus")?;
    Ok(match way.client()? {
        None => Arc::new(LocalBus::between(services, houses)),
        Some(client) => Arc::new(RedisBus::between(services, houses, client, way.name)),
    })
}

/// The bus that keeps copies of the log, where the settings name one.
pub fn apart(services: &[&'static str], house: &House) -> Result<Option<RedisBus>, BadSettings> {
    let way: Way = house.settings.section("bus")?;
    Ok(way.client()?.map(|client| RedisBus::between(services, [house], client, way.name)))
}
