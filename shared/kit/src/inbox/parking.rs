//! Parking: what could not be done is put aside until a person decides, and what follows of the same subject waits
//! behind it, in order. The first is told to the staff door; asked to, it is tried again or skipped, then those behind it.

use contract::Event;
use contract::event::{EventParked, EventReleased, RetryAsked, Ruling};
use serde::{Deserialize, Serialize};
use tracing::error;
use uuid::Uuid;

use super::reader::{Heard, hear};
use super::rows::parked::Model;
use super::store;
use crate::act::{Act, By};
use crate::bus::Placed;
use crate::fault::{DeskError, Fault};
use crate::house::House;
use crate::schedule::Due;
use crate::service::Running;

/// What falls due when a queue of parked events is to move on.
pub(crate) const MOVE_ON: &str = "kit.move-on";

/// Which queue moves on, and how its first event leaves it.
#[derive(Serialize, Deserialize)]
struct MoveOn {
    producer: String,
    subject: String,
    /// Only if this event is the first; whichever it is otherwise.
    first: Option<Uuid>,
    ruling: Ruling,
}

/// Queues an event whose subject has parked events; false when there are none.
pub(super) async fn queued(house: &House, placed: &Placed) -> Result<bool, Fault> {
    let (position, envelope) = placed;
    if !store::is_parked(house.reader(), &envelope.source, &envelope.subject).await? {
        return Ok(false);
    }
    let writing = house.database.write().await?;
    if !store::is_parked(writing.tx(), &envelope.source, &envelope.subject).await? {
        return Ok(false);
    }
    store::park(writing.tx(), placed, store::BEHIND, house.clock.now()).await?;
    store::advance(writing.tx(), &envelope.source, *position).await?;
    writing.commit().await?;
    Ok(true)
}

pub(super) async fn park(
    house: &House,
    service: &dyn Running,
    placed: &Placed,
    trouble: &DeskError,
) -> Result<(), Fault> {
    let (position, envelope) = placed;
    error!(subject = %envelope.subject, %trouble, "parked: a person has to look at it");
    let mut act = begin(house, "event.park", envelope.id).await?;
    store::park(act.tx(), placed, &trouble.to_string(), act.at()).await?;
    store::advance(act.tx(), &envelope.source, *position).await?;
    let told = EventParked {
        id: envelope.id,
        producer: envelope.source.clone(),
        subject: envelope.subject.clone(),
        kind: kind(&envelope.event),
        why: trouble.code(),
        at: act.at().0,
    };
    if !is_about_parking(&envelope.event) {
        tell_parked(&mut act, service, told).await?;
    }
    act.commit(&()).await.map_err(fault)
}

/// Tells the staff door. What is about parking itself is not told, or it would never end.
pub(crate) async fn tell_parked(act: &mut Act, service: &dyn Running, told: EventParked) -> Result<(), Fault> {
    service.parked(act, &told).await?;
    act.tell(&subject(told.id), Event::EventParked(told)).await
}

async fn tell_released(act: &mut Act, service: &dyn Running, id: Uuid, ruling: Ruling) -> Result<(), Fault> {
    let told = EventReleased { id, ruling };
    service.released(act, &told).await?;
    act.tell(&subject(id), Event::EventReleased(told)).await
}

/// Somebody asks that what is parked here be tried again or skipped.
pub(super) async fn asked(
    house: &House,
    service: &dyn Running,
    heard: &Heard,
    asked: &RetryAsked,
) -> Result<(), DeskError> {
    let mut act = house.act(&heard.by, deed(asked.ruling), asked.id).await?;
    if act.answered::<()>()?.is_some() {
        return Ok(());
    }
    if move_on(&mut act, asked.id, asked.ruling).await? {
        tell_released(&mut act, service, asked.id, asked.ruling).await?;
    }
    act.commit(&()).await
}

/// In an act of whoever was asked: has what is parked here tried again or skipped at once. Whether it left its place
/// with that: an event stays in its queue until it was tried.
pub async fn move_on(act: &mut Act, id: Uuid, ruling: Ruling) -> Result<bool, Fault> {
    if let Some(parked) = store::find_parked(act.tx(), id).await? {
        schedule_move(act, parked.producer, parked.subject, Some(id), ruling).await?;
        return Ok(false);
    }
    match ruling {
        Ruling::Retry => act.wake(id).await?,
        Ruling::Skip => act.drop_due(id).await?,
    }
    Ok(true)
}

async fn schedule_move(
    act: &mut Act,
    producer: String,
    subject: String,
    first: Option<Uuid>,
    ruling: Ruling,
) -> Result<(), Fault> {
    let (key, at) = (format!("{producer}/{subject}"), act.at());
    act.schedule(MOVE_ON, &key, at, &MoveOn { producer, subject, first, ruling }).await
}

/// Takes the first event out of its queue: tried again or skipped; then the next one's turn falls due.
pub(crate) async fn moved(house: &House, service: &dyn Running, due: &Due) -> Result<(), DeskError> {
    let MoveOn { producer, subject, first, ruling } = due.payload()?;
    let Some(row) = store::first_parked(house.reader(), &producer, &subject).await? else {
        return Ok(());
    };
    if first.is_some_and(|first| first != row.event) {
        return Ok(());
    }
    let placed = placed(&row)?;
    let ended = match ruling {
        Ruling::Retry => hear(house, service, &placed).await,
        Ruling::Skip => Ok(()),
    };
    let mut act = house.act(&due.by, deed(ruling), row.event).await?;
    if act.answered::<()>()?.is_some() {
        return Ok(());
    }
    match ended {
        Ok(()) => {
            store::unpark(act.tx(), row.event).await?;
            if row.why != store::BEHIND {
                tell_released(&mut act, service, row.event, ruling).await?;
            }
            if store::is_parked(act.tx(), &producer, &subject).await? {
                schedule_move(&mut act, producer, subject, None, Ruling::Retry).await?;
            }
        }
        Err(trouble) => {
            error!(event = %row.event, %subject, %trouble, "stays parked");
            store::stays_parked(act.tx(), row.event, &trouble.to_string(), act.at()).await?;
            let (id, kind, at) = (row.event, kind(&placed.1.event), act.at().0);
            let told = EventParked { id, producer, subject, kind, why: trouble.code(), at };
            tell_parked(&mut act, service, told).await?;
        }
    }
    act.commit(&()).await
}

fn placed(row: &Model) -> Result<Placed, Fault> {
    let envelope = serde_json::from_str(&row.envelope);
    Ok((row.position, envelope.map_err(|error| Fault::corrupt("inbox_parked", row.event, error))?))
}

pub(crate) async fn begin(house: &House, deed: &'static str, id: Uuid) -> Result<Act, Fault> {
    house.act(&By::service(house.service), deed, id).await.map_err(fault)
}

/// An act of the service's own is not refused.
fn fault(error: DeskError) -> Fault {
    match error {
        DeskError::Fault(fault) => fault,
        refused => Fault::new(refused.to_string()),
    }
}

fn subject(id: Uuid) -> String {
    format!("parked/{id}")
}

fn deed(ruling: Ruling) -> &'static str {
    match ruling {
        Ruling::Retry => "event.retry",
        Ruling::Skip => "event.skip",
    }
}

/// The type of the event, as it stands in its envelope.
fn kind(event: &Event) -> String {
    let written = serde_json::to_value(event).ok();
    written.and_then(|event| event["type"].as_str().map(str::to_owned)).unwrap_or_default()
}

fn is_about_parking(event: &Event) -> bool {
    matches!(event, Event::EventParked(_) | Event::EventReleased(_) | Event::RetryAsked(_))
}
