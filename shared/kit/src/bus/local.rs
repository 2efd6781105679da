//! The bus of one process: straight from the outbox, which is the log. Nothing is copied, so nothing can be lost.

use std::collections::BTreeMap;
use std::time::Duration;

use async_trait::async_trait;
use tokio::sync::watch;

use super::{Bus, Placed};
use crate::database::Database;
use crate::fault::Fault;
use crate::house::House;
use crate::inbox;
use crate::outbox::store;

const AT_ONCE: u64 = 100;
/// Another process may be the one that gives positions, where a server keeps the log.
const LOOKED_AT_EVERY: Duration = Duration::from_secs(1);

/// The logs of the producers that run in this process.
#[derive(Default)]
pub struct LocalBus {
    logs: BTreeMap<&'static str, Log>,
    /// Whether every service of the product runs in this process.
    is_whole: bool,
}

struct Log {
    database: Database,
    placed: watch::Sender<i64>,
}

impl LocalBus {
    /// Between these houses, of a product that has these services.
    pub fn between<'a>(services: &[&str], houses: impl IntoIterator<Item = &'a House>) -> LocalBus {
        let log = |house: &House| Log { database: house.database.clone(), placed: watch::Sender::new(0) };
        let logs: BTreeMap<_, _> = houses.into_iter().map(|house| (house.service, log(house))).collect();
        LocalBus { is_whole: services.iter().all(|service| logs.contains_key(service)), logs }
    }

    fn log(&self, producer: &str) -> Result<&Log, Fault> {
        self.logs.get(producer).ok_or_else(|| Fault::new(format!("{producer} does not run in this process")))
    }
}

#[async_trait]
impl Bus for LocalBus {
    fn carries(&self, producer: &str) -> bool {
        self.logs.contains_key(producer)
    }

    async fn publish(&self, producer: &'static str, up_to: i64) -> Result<(), Fault> {
        self.log(producer)?.placed.send_if_modified(|placed| {
            let more = up_to > *placed;
            *placed = up_to.max(*placed);
            more
        });
        Ok(())
    }

    async fn placed(&self, producer: &str) -> Result<Option<i64>, Fault> {
        match self.logs.get(producer) {
            Some(log) => Ok(Some(store::last_position(log.database.reader()).await?)),
            None => Ok(None),
        }
    }

    async fn read_by_all(&self, producer: &'static str) -> Result<i64, Fault> {
        if !self.is_whole {
            return Ok(0);
        }
        let mut read = store::last_position(self.log(producer)?.database.reader()).await?;
        for (_, log) in self.logs.iter().filter(|(service, _)| **service != producer) {
            read = read.min(inbox::store::position(log.database.reader(), producer).await?);
        }
        Ok(read)
    }

    async fn after(
        &self,
        _consumer: &'static str,
        producer: &'static str,
        position: i64,
    ) -> Result<Vec<Placed>, Fault> {
        let log = self.log(producer)?;
        let mut placed = log.placed.subscribe();
        let told = placed.wait_for(|placed| *placed > position);
        if log.database.is_served() {
            tokio::time::timeout(LOOKED_AT_EVERY, told).await.ok();
        } else {
            told.await.map_err(|closed| Fault::new(closed.to_string()))?;
        }
        store::after(log.database.reader(), producer, position, AT_ONCE).await
    }

    async fn start(&self, producer: &str) -> Result<i64, Fault> {
        store::start(self.log(producer)?.database.reader()).await
    }

    async fn between(&self, producer: &str, subject: &str, after: i64, before: i64) -> Result<Vec<Placed>, Fault> {
        store::between(self.log(producer)?.database.reader(), producer, subject, after, before).await
    }
}
