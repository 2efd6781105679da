//! Parking: what could not be done is put aside until a person decides, and what follows of the same subject waits
//! behind it, in order. The first is told to the staff door; asked to, it is tried again or skipped, then those behind it.

use contract::Event;
use contract::event::{EventParked, EventReleased, RetryAsked, Ruling};
use serde::{Deserialize, Serialize};
use tracing::error;
use uuid::Uuid;

use super::order::{self, Standings, Turn};
use super::progress::Progress;
use super::reader::{Heard, hear};
use super::rows::parked::Model;
use super::store;
use crate::act::{Act, By};
use crate::bus::{Bus, Placed};
use crate::fault::{DeskError, Fault};
use crate::house::House;
use crate::lease::Held;
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

/// Why an event is not taken.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// It is broken, or a newer program wrote it.
    #[error("it cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// Events before it did not come, and the log does not have them.
    #[error("{GAP}: what came before number {0} of its subject is missing in the log")]
    Gap(i64),
}

/// Skipped for this reason, an event is taken without what is missing.
const GAP: &str = "sequence-gap";

impl Trouble {
    /// In one word, as [`DeskError::code`].
    fn code(&self) -> String {
        match self {
            Trouble::Desk(error) => error.code(),
            Trouble::Unreadable(_) => "unreadable".to_owned(),
            Trouble::Gap(_) => GAP.to_owned(),
        }
    }
}

/// Queues an event whose subject has parked events; false when there are none.
pub(super) async fn queued(house: &House, placed: &Placed, progress: &Progress) -> Result<bool, Fault> {
    let writing = progress.held.write(house).await?;
    if !store::is_parked(writing.tx(), &placed.source, &placed.subject).await? {
        return Ok(false);
    }
    store::park(writing.tx(), placed, store::BEHIND, house.clock.now()).await?;
    progress.write(writing.tx(), placed.position).await?;
    crash_point!("parking.queued");
    writing.commit().await?;
    progress.wrote(placed.position);
    Ok(true)
}

pub(super) async fn park(
    house: &House,
    service: &dyn Running,
    placed: &Placed,
    progress: &Progress,
    trouble: &Trouble,
) -> Result<(), Fault> {
    error!(subject = %placed.subject, %trouble, "parked: a person has to look at it");
    let mut act = begin(house, "event.park", placed.id, &progress.held).await?;
    store::park(act.tx(), placed, &trouble.to_string(), act.at()).await?;
    progress.write(act.tx(), placed.position).await?;
    tell(&mut act, service, placed, trouble.code()).await?;
    act.commit(&()).await.map_err(fault)?;
    progress.wrote(placed.position);
    Ok(())
}

/// What is about parking itself is not told, or it would never end.
async fn tell(act: &mut Act, service: &dyn Running, placed: &Placed, why: String) -> Result<(), Fault> {
    let kind = placed.kind();
    if ABOUT_PARKING.contains(&&*kind) {
        return Ok(());
    }
    let (producer, subject) = (placed.source.clone(), placed.subject.clone());
    tell_parked(act, service, EventParked { id: placed.id, producer, subject, kind, why, at: act.at().0 }).await
}

const ABOUT_PARKING: [&str; 3] = ["yincai.event-parked.v1", "yincai.event-released.v1", "yincai.retry-asked.v1"];

/// What was missing has come after all: those that waited for it have their turn.
pub(super) async fn found(house: &House, placed: &Placed, progress: &Progress) -> Result<(), Fault> {
    let mut act = begin(house, "event.find", placed.id, &progress.held).await?;
    schedule_move(&mut act, placed.source.clone(), placed.subject.clone(), None, Ruling::Retry).await?;
    act.commit(&()).await.map_err(fault)
}

/// Tells the staff door.
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
pub(crate) async fn moved(house: &House, service: &dyn Running, bus: &dyn Bus, due: &Due) -> Result<(), DeskError> {
    let MoveOn { producer, subject, first, ruling } = due.payload()?;
    let Some(row) = store::first_parked(house.reader(), &producer, &subject).await? else {
        return Ok(());
    };
    if first.is_some_and(|first| first != row.event) {
        return Ok(());
    }
    let placed = placed(&row)?;
    let progress = Progress::aside(&producer, due.by.held.clone());
    let ended = match ruling {
        Ruling::Retry => tried(house, service, bus, &placed, &progress).await,
        Ruling::Skip if row.why == Trouble::Gap(placed.sequence).to_string() => {
            hear(house, service, &placed, &progress).await
        }
        Ruling::Skip => Ok(()),
    };
    crash_point!("parking.tried");
    let mut act = house.act(&due.by, deed(ruling), row.event).await?;
    if act.answered::<()>()?.is_some() {
        return Ok(());
    }
    match ended {
        Ok(()) => {
            store::unpark(act.tx(), row.event).await?;
            store::pass(act.tx(), &producer, [(subject.clone(), placed.sequence)]).await?;
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
            tell(&mut act, service, &placed, trouble.code()).await?;
        }
    }
    act.commit(&()).await
}

/// Takes it, and before it what the log has by now of what was missing.
async fn tried(
    house: &House,
    service: &dyn Running,
    bus: &dyn Bus,
    placed: &Placed,
    progress: &Progress,
) -> Result<(), Trouble> {
    let mut standings =
        Standings::of(house, &placed.source, std::slice::from_ref(placed)).await.map_err(DeskError::from)?;
    let last = standings.at(&placed.subject).last;
    if (order::Standing { last, parked: None }).turn(placed) == Turn::Missing {
        let read = store::read(house.reader(), &placed.source).await.map_err(DeskError::from)?.unwrap_or_default();
        let missing = order::missing(bus, placed, last, read.begun).await.map_err(DeskError::from)?;
        for before in missing.ok_or(Trouble::Gap(placed.sequence))? {
            hear(house, service, &before, progress).await?;
        }
    }
    hear(house, service, placed, progress).await
}

fn placed(row: &Model) -> Result<Placed, Fault> {
    Placed::read(row.position, &row.envelope).map_err(|fault| Fault::corrupt("inbox_parked", row.event, fault))
}

pub(crate) async fn begin(house: &House, deed: &'static str, id: Uuid, held: &Held) -> Result<Act, Fault> {
    house.act(&By::service(house.service).under(held), deed, id).await.map_err(fault)
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
