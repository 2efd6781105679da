//! Reads one producer's events for one service, in order, for ever.

use std::sync::Arc;
use std::time::Duration;

use contract::{Envelope, Event};
use tracing::{Instrument, error, info_span, warn};

use super::{parking, store};
use crate::act::{Actor, By, Once};
use crate::bus::{Bus, Placed};
use crate::duty::Duty;
use crate::fault::{DeskError, Fault, caught};
use crate::house::House;
use crate::service::Running;

const AFTER_A_FAULT: Duration = Duration::from_millis(500);
/// A fault passes (a lost connection, a full disk): the same event is tried again after these. What it meets after the
/// last is no passing fault: where the disk is full it cannot be parked either, and the reader begins anew.
const PAUSES: [Duration; 4] =
    [Duration::from_millis(100), Duration::from_millis(400), Duration::from_millis(1500), Duration::from_secs(4)];

/// An event to be handled, and by whom: hand `by` to the one act that handles it.
pub struct Heard {
    pub envelope: Envelope,
    pub by: By,
}

impl Heard {
    pub(super) fn new((position, envelope): &Placed) -> Heard {
        let once = Once::Event { id: envelope.id, producer: envelope.source.clone(), position: *position };
        let actor = Actor { kind: "service", id: envelope.source.clone() };
        Heard { by: By { actor, once, trace: envelope.trace.clone() }, envelope: envelope.clone() }
    }
}

/// One service's reading of one producer.
pub struct Reader {
    pub house: House,
    pub service: Arc<dyn Running>,
    pub bus: Arc<dyn Bus>,
    pub producer: &'static str,
}

/// Runs until its task is dropped.
pub async fn run(reader: Arc<Reader>, duty: Duty) {
    loop {
        match reader.read().await {
            Ok(()) => duty.goes_well(),
            Err(fault) => {
                duty.fails(&fault);
                tokio::time::sleep(AFTER_A_FAULT).await;
            }
        }
    }
}

impl Reader {
    async fn read(&self) -> Result<(), Fault> {
        let mut position = store::position(self.house.reader(), self.producer).await?;
        for placed in self.bus.after(self.house.service, self.producer, position).await? {
            let (at, envelope) = &placed;
            if *at != position + 1 {
                error!(producer = self.producer, after = position, next = at, "the log has a gap: events are lost");
            }
            let service = self.house.service;
            let span = info_span!("event", service, event = %envelope.id, trace = %envelope.trace);
            self.take(&placed).instrument(span).await?;
            crash_point!("reader.taken");
            position = *at;
        }
        self.settle(position).await
    }

    async fn take(&self, placed: &Placed) -> Result<(), Fault> {
        if parking::queued(&self.house, placed).await? {
            return Ok(());
        }
        match self.tried(placed).await {
            Ok(()) => Ok(()),
            Err(trouble) => parking::park(&self.house, &*self.service, placed, &trouble).await,
        }
    }

    /// Tries it until it is done, refused, or has met too many faults.
    async fn tried(&self, placed: &Placed) -> Result<(), DeskError> {
        let mut pauses = PAUSES.iter();
        loop {
            match hear(&self.house, &*self.service, placed).await {
                Err(DeskError::Fault(fault)) => {
                    let Some(pause) = pauses.next() else {
                        return Err(fault.into());
                    };
                    warn!(%fault, "is tried again");
                    tokio::time::sleep(*pause).await;
                }
                ended => return ended,
            }
        }
    }

    /// Steps over the events that caused no act of their own.
    async fn settle(&self, to: i64) -> Result<(), Fault> {
        if store::position(self.house.reader(), self.producer).await? >= to {
            return Ok(());
        }
        let writing = self.house.database.write().await?;
        store::advance(writing.tx(), self.producer, to).await?;
        writing.commit().await
    }
}

/// What asks for a parked event is for kit; everything else for the service.
pub(super) async fn hear(house: &House, service: &dyn Running, placed: &Placed) -> Result<(), DeskError> {
    let heard = Heard::new(placed);
    match &heard.envelope.event {
        Event::RetryAsked(asked) if asked.service == house.service => {
            caught(parking::asked(house, service, &heard, asked)).await
        }
        _ => caught(service.hear(heard)).await,
    }
}

#[cfg(test)]
#[path = "reader_tests.rs"]
mod tests;
