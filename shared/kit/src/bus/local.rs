//! The bus of one process: straight from the outbox, which is the log. Nothing is copied, so nothing can be lost.

use std::collections::BTreeMap;

use async_trait::async_trait;
use tokio::sync::watch;

use super::{Bus, Placed};
use crate::database::Database;
use crate::fault::Fault;
use crate::house::House;
use crate::outbox::store;

const AT_ONCE: u64 = 100;

/// The logs of the producers that run in this process.
#[derive(Default)]
pub struct LocalBus {
    logs: BTreeMap<&'static str, Log>,
}

struct Log {
    database: Database,
    placed: watch::Sender<i64>,
}

impl LocalBus {
    pub fn between<'a>(houses: impl IntoIterator<Item = &'a House>) -> LocalBus {
        let log = |house: &House| Log { database: house.database.clone(), placed: watch::Sender::new(0) };
        LocalBus { logs: houses.into_iter().map(|house| (house.service, log(house))).collect() }
    }

    fn log(&self, producer: &str) -> Result<&Log, Fault> {
        self.logs.get(producer).ok_or_else(|| Fault::new(format!("{producer} does not run in this process")))
    }
}

#[async_trait]
impl Bus for LocalBus {
    async fn publish(&self, producer: &'static str, up_to: i64) -> Result<(), Fault> {
        self.log(producer)?.placed.send_if_modified(|placed| {
            let more = up_to > *placed;
            *placed = up_to.max(*placed);
            more
        });
        Ok(())
    }

    async fn after(&self, producer: &'static str, position: i64) -> Result<Vec<Placed>, Fault> {
        let log = self.log(producer)?;
        let mut placed = log.placed.subscribe();
        placed.wait_for(|placed| *placed > position).await.map_err(|closed| Fault::new(closed.to_string()))?;
        store::after(log.database.reader(), producer, position, AT_ONCE).await
    }
}
