//! Hands over what falls due, one after the other, for as long as the program runs.
//! A fault passes, so it is tried again after a pause; what is refused, or met too many faults, is parked.

use std::sync::Arc;
use std::time::Duration;

use contract::event::EventParked;
use tracing::{Instrument, error, info_span, warn};

use super::{Due, rows, store};
use crate::auth::kept_forms;
use crate::bus::Bus;
use crate::clock::Instant;
use crate::duty::Duty;
use crate::fault::{DeskError, Fault, caught};
use crate::house::House;
use crate::housekeeping::{self, HOUSEKEEPING};
use crate::inbox::parking;
use crate::lease::Held;
use crate::outbox::blanking::{self, BLANK};
use crate::service::Running;

const AT_ONCE: u64 = 50;
/// A clock can be set, and a bell can be missed: the longest that what is due can lie.
const ROUND: Duration = Duration::from_secs(1);
const AFTER_A_FAULT: Duration = Duration::from_millis(500);
/// Between one try and the next; after the last it is parked.
const PAUSES: [Duration; 7] = [
    Duration::from_secs(1),
    Duration::from_secs(5),
    Duration::from_secs(30),
    Duration::from_secs(2 * 60),
    Duration::from_secs(10 * 60),
    Duration::from_secs(30 * 60),
    Duration::from_secs(2 * 60 * 60),
];

/// Runs until its task is dropped.
pub async fn run(house: House, service: Arc<dyn Running>, bus: Arc<dyn Bus>, duty: Duty, held: Held) {
    while let Err(fault) = housekeeping::ensure(&house, &held).await {
        duty.fails(&fault);
        tokio::time::sleep(AFTER_A_FAULT).await;
    }
    loop {
        match round(&house, &*service, &*bus, &held).await {
            Ok(true) => duty.goes_well(),
            Ok(false) => {
                duty.goes_well();
                wait(&house).await;
            }
            Err(fault) => {
                duty.fails(&fault);
                tokio::time::sleep(AFTER_A_FAULT).await;
            }
        }
    }
}

async fn wait(house: &House) {
    let next = store::next(house.reader()).await.ok().flatten();
    let until = next.map_or(ROUND, |next| next.since(house.clock.now()));
    tokio::time::timeout(until.min(ROUND), house.alarm.notified()).await.ok();
}

/// One round; whether something was due.
async fn round(house: &House, service: &dyn Running, bus: &dyn Bus, held: &Held) -> Result<bool, Fault> {
    let due = store::due(house.reader(), house.clock.now(), AT_ONCE).await?;
    let any = !due.is_empty();
    for row in due {
        let span = info_span!("due", service = house.service, kind = %row.kind, trace = %row.trace);
        hand_over(house, service, bus, row, held).instrument(span).await?;
    }
    Ok(any)
}

async fn hand_over(
    house: &House,
    service: &dyn Running,
    bus: &dyn Bus,
    row: rows::Model,
    held: &Held,
) -> Result<(), Fault> {
    crash_point!("schedule.due");
    let due = Due::of(house.service, row.clone(), held);
    let handled = async {
        match &*due.kind {
            BLANK => blanking::blank(house, bus, &due).await,
            HOUSEKEEPING => housekeeping::keep(house, bus, &due).await,
            kept_forms::FORGET => kept_forms::forget_due(house, &due).await,
            parking::MOVE_ON => parking::moved(house, service, bus, &due).await,
            _ => service.fall_due(due).await,
        }
    };
    match caught(handled).await {
        Ok(()) => {
            crash_point!("schedule.done");
            settle(house, row.id, held).await
        }
        Err(trouble) => put_off(house, service, row, &trouble, held).await,
    }
}

async fn put_off(
    house: &House,
    service: &dyn Running,
    row: rows::Model,
    trouble: &DeskError,
    held: &Held,
) -> Result<(), Fault> {
    let (kind, subject, tries) = (row.kind, row.subject, row.tries + 1);
    if let Some(wakes) = wakes(trouble, row.tries, house.clock.now()) {
        warn!(%kind, %subject, %trouble, "met a fault and is tried again");
        let writing = held.write(house).await?;
        store::put_off(writing.tx(), row.id, tries, Some(wakes), &trouble.to_string()).await?;
        return writing.commit().await;
    }
    error!(%kind, %subject, %trouble, "parked: a person has to look at it");
    let mut act = parking::begin(house, "due.park", row.id, held).await?;
    store::put_off(act.tx(), row.id, tries, None, &trouble.to_string()).await?;
    let (producer, at) = (house.service.to_owned(), act.at().0);
    let told = EventParked { id: row.id, producer, subject, kind, why: trouble.code(), at };
    parking::tell_parked(&mut act, service, told).await?;
    act.commit(&()).await.map_err(|error| Fault::new(error.to_string()))
}

/// When it is tried again; never of itself when it was refused, or after the last pause.
fn wakes(trouble: &DeskError, tries: i64, now: Instant) -> Option<Instant> {
    match trouble {
        DeskError::Fault(_) => {
            usize::try_from(tries).ok().and_then(|tries| PAUSES.get(tries)).map(|pause| now.plus(*pause))
        }
        _ => None,
    }
}

/// Strikes out what caused no act of its own.
async fn settle(house: &House, id: uuid::Uuid, held: &Held) -> Result<(), Fault> {
    if !store::stands(house.reader(), id).await? {
        return Ok(());
    }
    let writing = held.write(house).await?;
    store::take(writing.tx(), id).await?;
    writing.commit().await
}

#[cfg(test)]
#[path = "rounds_tests.rs"]
mod tests;
