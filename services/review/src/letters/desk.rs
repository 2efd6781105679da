//! Following how letters ended, and asking for one again. Who may look and who may ask is decided here.

use contract::Event;
use contract::event::{LetterEnded, ResendAsked, Trouble};
use contract::letter::resending_reason;
use domain::{Refusal, Role};
use kit::{At, DeskError, Heard, House, Instant, Place, Walked};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::store;
use crate::officers::Officer;

#[derive(Clone)]
pub struct Letters {
    house: House,
}

/// How the way of a letter ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Failed,
    Expired,
    HandedOver,
}

impl End {
    pub fn code(self) -> &'static str {
        match self {
            End::Failed => "failed",
            End::Expired => "expired",
            End::HandedOver => "handed-over",
        }
    }

    pub fn from_code(code: &str) -> Option<End> {
        [End::Failed, End::Expired, End::HandedOver].into_iter().find(|end| end.code() == code)
    }
}

/// A letter that reached nobody, or only when it was asked for again.
pub struct Missed {
    pub id: Uuid,
    pub name: String,
    /// Masked.
    pub recipient: String,
    pub end: End,
    pub attempts: i64,
    pub met: Option<Trouble>,
    /// In words for operators.
    pub trouble: Option<String>,
    pub at: Instant,
    /// Since when somebody has asked for it again.
    pub asked: Option<Instant>,
}

/// What the trail says of a letter that was asked for again.
#[derive(Serialize)]
struct Reason<'a> {
    reason: &'a str,
}

/// Where a letter stands in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    pub was_reached: bool,
    /// Microseconds since 1970.
    pub at: i64,
    pub id: Uuid,
}

impl Place for Placed {
    const LIST: &'static str = "missed-letters";
}

impl Missed {
    pub fn place(&self) -> Placed {
        Placed { was_reached: self.end == End::HandedOver, at: self.at.0, id: self.id }
    }
}

/// Whether the officer may see which letters are missing.
pub fn may_read(officer: &Officer) -> bool {
    matches!(officer.role, Role::Secretary | Role::Auditor | Role::SystemAdministrator)
}

/// Whether the officer may ask for one again.
pub fn may_ask(officer: &Officer) -> bool {
    officer.role == Role::SystemAdministrator
}

impl Letters {
    pub fn new(house: House) -> Letters {
        Letters { house }
    }

    pub async fn follow(&self, heard: &Heard, told: &LetterEnded) -> Result<(), DeskError> {
        let act = self.house.act(&heard.by, "letter.follow", told.letter).await?;
        if act.answered::<()>()?.is_some() {
            return Ok(());
        }
        store::put(act.tx(), told).await?;
        act.commit(&()).await
    }

    pub async fn list(
        &self,
        officer: &Officer,
        at: &At<Placed>,
        limit: u16,
    ) -> Result<Walked<Missed, Placed>, DeskError> {
        if !may_read(officer) {
            return Err(DeskError::NotAllowed);
        }
        let found = store::list(self.house.reader(), at, u64::from(limit) + 1).await?;
        Ok(Walked::of(found, at, limit, Missed::place))
    }

    /// One of them, for whoever is about to ask for it again.
    pub async fn show(&self, officer: &Officer, id: Uuid) -> Result<Missed, DeskError> {
        if !may_ask(officer) {
            return Err(DeskError::NotAllowed);
        }
        store::load(self.house.reader(), id).await?.ok_or(DeskError::Missing)
    }

    /// Asks notify for it again; the trail keeps why.
    pub async fn ask_again(&self, officer: &Officer, id: Uuid, reason: &str) -> Result<(), DeskError> {
        if !may_ask(officer) {
            return Err(DeskError::NotAllowed);
        }
        let reason = resending_reason(reason)?;
        let mut act = self.house.act(&officer.by, "letter.ask-again", id).await?;
        if act.answered::<()>()?.is_some() {
            return Ok(());
        }
        let missed = store::load(act.tx(), id).await?.ok_or(DeskError::Missing)?;
        if missed.end == End::HandedOver || missed.asked.is_some() {
            return Err(Refusal::stage("letter-under-way").into());
        }
        store::ask(act.tx(), id, act.at()).await?;
        act.note(&Reason { reason: &reason })?;
        let asked = ResendAsked { letter: id, reason: Some(reason) };
        act.tell(&format!("letter/{id}"), Event::ResendAsked(asked)).await?;
        act.commit(&()).await
    }
}
