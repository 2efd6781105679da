//! Reads one producer's events for one service, in order, for ever.

use std::sync::Arc;
use std::time::Duration;

use contract::Envelope;
use tracing::{Instrument, error, info_span};

use super::store;
use crate::act::{Actor, By, Once};
use crate::bus::{Bus, Placed};
use crate::fault::{DeskError, Fault};
use crate::house::House;
use crate::service::Running;

/// A fault passes (a full disk, a lost connection): wait and try the same event again.
const AFTER_A_FAULT: Duration = Duration::from_millis(500);

/// An event to be handled, and by whom: hand `by` to the one act that handles it.
pub struct Heard {
    pub envelope: Envelope,
    pub by: By,
}

impl Heard {
    fn new((position, envelope): &Placed) -> Heard {
        let once = Once::Event { id: envelope.id, producer: envelope.source.clone(), position: *position };
        let actor = Actor { kind: "service", id: envelope.source.clone() };
        Heard { by: By { actor, once, trace: envelope.trace.clone() }, envelope: envelope.clone() }
    }
}

/// Runs until its task is dropped.
pub async fn run(house: House, service: Arc<dyn Running>, bus: Arc<dyn Bus>, producer: &'static str) {
    loop {
        if let Err(fault) = read(&house, &*service, &*bus, producer).await {
            error!(service = house.service, producer, %fault, "the reader could not go on");
            tokio::time::sleep(AFTER_A_FAULT).await;
        }
    }
}

async fn read(house: &House, service: &dyn Running, bus: &dyn Bus, producer: &'static str) -> Result<(), Fault> {
    let position = store::position(house.reader(), producer).await?;
    for placed in bus.after(producer, position).await? {
        let (at, envelope) = &placed;
        let span = info_span!("event", service = house.service, event = %envelope.id, trace = %envelope.trace);
        take(house, service, producer, &placed).instrument(span).await?;
        settle(house, producer, *at).await?;
    }
    Ok(())
}

async fn take(house: &House, service: &dyn Running, producer: &str, placed: &Placed) -> Result<(), Fault> {
    let subject = &placed.1.subject;
    if store::is_parked(house.reader(), producer, subject).await? {
        return park(house, placed, "an earlier event of the same subject is parked").await;
    }
    match service.hear(Heard::new(placed)).await {
        Ok(()) => Ok(()),
        Err(DeskError::Fault(fault)) => Err(fault),
        Err(refused) => {
            error!(%subject, %refused, "parked: a person has to look at it");
            park(house, placed, &refused.to_string()).await
        }
    }
}

async fn park(house: &House, placed: &Placed, why: &str) -> Result<(), Fault> {
    let writing = house.database.write().await?;
    store::park(&writing.tx, placed, why, house.clock.now()).await?;
    writing.commit().await
}

/// Steps over an event that caused no act of its own.
async fn settle(house: &House, producer: &str, at: i64) -> Result<(), Fault> {
    if store::position(house.reader(), producer).await? >= at {
        return Ok(());
    }
    let writing = house.database.write().await?;
    store::advance(&writing.tx, producer, at).await?;
    writing.commit().await
}
