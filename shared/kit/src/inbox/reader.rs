//! Reads one producer's events for one service, in order, for ever.
//! An event whose turn it is not holds its own subject, never the queue.

use std::sync::Arc;
use std::time::Duration;

use contract::{Envelope, Event};
use tracing::{Instrument, error, info_span, warn};

use super::order::{self, Standings, Turn};
use super::parking::{self, Trouble};
use super::progress::Progress;
use super::store::{self, Read};
use crate::act::{Actor, By, Once};
use crate::bus::{Bus, Placed};
use crate::duty::Duty;
use crate::fault::{DeskError, Fault, caught};
use crate::house::House;
use crate::lease::Held;
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
    /// By itself, as tests tell a service of one.
    pub fn alone(envelope: Envelope, position: i64) -> Heard {
        let progress = Progress::aside(&envelope.source, Held::alone());
        Heard::new(envelope, position, progress)
    }

    fn new(envelope: Envelope, position: i64, progress: Progress) -> Heard {
        let Envelope { source, subject, sequence, trace, .. } = envelope.clone();
        let (held, once) = (progress.held.clone(), Once::Event { subject, sequence, position, progress });
        let by = By::of(Actor { kind: "service", id: source }, trace).once(once).under(&held);
        Heard { envelope, by }
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
pub async fn run(reader: Arc<Reader>, duty: Duty, held: Held) {
    loop {
        match reader.read(&held).await {
            Ok(()) => duty.goes_well(),
            Err(fault) => {
                duty.fails(&fault);
                tokio::time::sleep(AFTER_A_FAULT).await;
            }
        }
    }
}

impl Reader {
    async fn read(&self, held: &Held) -> Result<(), Fault> {
        let known = store::read(self.house.reader(), self.producer).await?;
        let mut position = known.map_or(0, |read| read.position);
        let events = self.bus.after(self.house.service, self.producer, position).await?;
        let read = match known {
            Some(read) => read,
            None => Read { position, begun: self.bus.start(self.producer).await? },
        };
        let progress = Progress::of(self.producer, read, held.clone());
        let mut standings = Standings::of(&self.house, self.producer, &events).await?;
        for placed in &events {
            if placed.position > position + 1 && position > 0 {
                error!(producer = self.producer, after = position, next = placed.position, "the log has a gap");
            }
            let service = self.house.service;
            let span = info_span!("event", service, event = %placed.id, trace = %placed.trace);
            self.take(placed, &mut standings, &progress).instrument(span).await?;
            crash_point!("reader.taken");
            position = position.max(placed.position);
        }
        self.settle(&progress, position).await
    }

    async fn take(&self, placed: &Placed, standings: &mut Standings, progress: &Progress) -> Result<(), Fault> {
        if standings.at(&placed.subject).turn(placed) == Turn::Its {
            return self.try_out(placed, standings, progress).await;
        }
        standings.look_again(&self.house, progress, placed).await?;
        loop {
            let standing = *standings.at(&placed.subject);
            match standing.turn(placed) {
                Turn::Taken => return Ok(()),
                Turn::Its => return self.try_out(placed, standings, progress).await,
                Turn::Parked if parking::queued(&self.house, placed, progress).await? => return Ok(()),
                Turn::Parked => standings.look_again(&self.house, progress, placed).await?,
                Turn::Missing => {
                    let Some(missing) = order::missing(&*self.bus, placed, standing.last, progress.begun).await? else {
                        return self.park(placed, standings, progress, &Trouble::Gap(placed.sequence)).await;
                    };
                    warn!(subject = %placed.subject, missing = missing.len(), "the log was asked again");
                    let first = missing.first().map_or(placed.sequence, |first| first.sequence);
                    standings.at(&placed.subject).last = Some(first - 1);
                    for before in &missing {
                        self.try_out(before, standings, progress).await?;
                        if standings.at(&placed.subject).parked.is_some() {
                            break;
                        }
                    }
                }
            }
        }
    }

    /// Takes an event whose turn it is, or parks it.
    async fn try_out(&self, placed: &Placed, standings: &mut Standings, progress: &Progress) -> Result<(), Fault> {
        let commits = progress.commits();
        if let Err(trouble) = self.tried(placed, progress).await {
            return self.park(placed, standings, progress, &trouble).await;
        }
        if progress.commits() == commits {
            progress.leave(&placed.subject, placed.sequence);
        }
        let standing = standings.at(&placed.subject);
        standing.last = Some(placed.sequence);
        if standing.parked.is_some() {
            parking::found(&self.house, placed, progress).await?;
        }
        Ok(())
    }

    async fn park(
        &self,
        placed: &Placed,
        standings: &mut Standings,
        progress: &Progress,
        trouble: &Trouble,
    ) -> Result<(), Fault> {
        parking::park(&self.house, &*self.service, placed, progress, trouble).await?;
        standings.at(&placed.subject).parked = Some(placed.position);
        Ok(())
    }

    /// Tries it until it is done, refused, or has met too many faults.
    async fn tried(&self, placed: &Placed, progress: &Progress) -> Result<(), Trouble> {
        let mut pauses = PAUSES.iter();
        loop {
            match hear(&self.house, &*self.service, placed, progress).await {
                Err(Trouble::Desk(DeskError::Fault(fault))) => {
                    let Some(pause) = pauses.next() else {
                        return Err(DeskError::from(fault).into());
                    };
                    warn!(%fault, "is tried again");
                    tokio::time::sleep(*pause).await;
                }
                ended => return ended,
            }
        }
    }

    /// Steps over the events that caused no act of their own.
    async fn settle(&self, progress: &Progress, to: i64) -> Result<(), Fault> {
        if progress.is_written(to) {
            return Ok(());
        }
        let writing = progress.held.write(&self.house).await?;
        progress.write(writing.tx(), to).await?;
        writing.commit().await
    }
}

/// What asks for a parked event is for kit; everything else for the service.
pub(super) async fn hear(
    house: &House,
    service: &dyn Running,
    placed: &Placed,
    progress: &Progress,
) -> Result<(), Trouble> {
    let heard = Heard::new(placed.envelope()?, placed.position, progress.clone());
    let ended = match &heard.envelope.event {
        Event::RetryAsked(asked) if asked.service == house.service => {
            caught(parking::asked(house, service, &heard, asked)).await
        }
        _ => caught(service.hear(heard)).await,
    };
    Ok(ended?)
}

#[cfg(test)]
#[path = "reader_tests.rs"]
pub(super) mod tests;
