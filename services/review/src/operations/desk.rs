//! The list of what is parked, kept by what the services tell, and what the system administrator asks of them.

use contract::Event;
use contract::event::{EventParked, EventReleased, RetryAsked, Ruling};
use kit::inbox::parking;
use kit::{Act, At, DeskError, Fault, Heard, House, Walked};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::store::{self, Parked, ParkedPlace};
use crate::officers::Officer;

#[derive(Clone)]
pub struct Operations {
    house: House,
}

/// Something parked and the version that an act left it in.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Asked {
    pub id: Uuid,
    pub version: i64,
}

impl Operations {
    pub fn new(house: House) -> Operations {
        Operations { house }
    }

    /// A service parked something.
    pub async fn note(&self, heard: &Heard, told: &EventParked) -> Result<(), DeskError> {
        let act = self.house.act(&heard.by, "parked.note", told.id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        store::put(act.tx(), act.new_id(), &heard.envelope.source, told).await?;
        act.commit(&()).await
    }

    /// A service has done it after all, or skipped it.
    pub async fn strike(&self, heard: &Heard, told: &EventReleased) -> Result<(), DeskError> {
        let act = self.house.act(&heard.by, "parked.strike", told.id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        store::remove(act.tx(), &heard.envelope.source, told.id).await?;
        act.commit(&()).await
    }

    /// The staff door itself parked something.
    pub async fn note_own(&self, act: &Act, told: &EventParked) -> Result<(), Fault> {
        store::put(act.tx(), act.new_id(), self.house.service, told).await
    }

    pub async fn strike_own(&self, act: &Act, told: &EventReleased) -> Result<(), Fault> {
        store::remove(act.tx(), self.house.service, told.id).await
    }

    /// What waits for a decision, the newest first.
    pub async fn list(
        &self,
        by: &Officer,
        at: &At<ParkedPlace>,
        limit: u16,
    ) -> Result<Walked<Parked, ParkedPlace>, DeskError> {
        allow(by)?;
        Ok(store::list(self.house.reader(), at, limit).await?)
    }

    pub async fn show(&self, by: &Officer, id: Uuid) -> Result<Parked, DeskError> {
        allow(by)?;
        store::find(self.house.reader(), id).await?.ok_or(DeskError::Missing)
    }

    /// Asks the service that parked it to try it again, or to skip it.
    pub async fn ask(&self, by: &Officer, id: Uuid, seen: i64, ruling: Ruling) -> Result<Asked, DeskError> {
        allow(by)?;
        let mut act = self.house.act(&by.by, deed(ruling), id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let parked = store::find(act.tx(), id).await?.ok_or(DeskError::Missing)?;
        if parked.version != seen {
            return Err(DeskError::Stale);
        }
        store::ask(act.tx(), id, ruling).await?;
        if parked.service != self.house.service {
            let subject = format!("parked/{}", parked.event);
            let asked = RetryAsked { service: parked.service, id: parked.event, ruling };
            act.tell(&subject, Event::RetryAsked(asked)).await?;
        } else if parking::move_on(&mut act, parked.event, ruling).await? {
            store::remove(act.tx(), self.house.service, parked.event).await?;
        }
        let asked = Asked { id, version: seen + 1 };
        act.commit(&asked).await?;
        Ok(asked)
    }
}

fn allow(by: &Officer) -> Result<(), DeskError> {
    if by.runs_operations() { Ok(()) } else { Err(DeskError::NotAllowed) }
}

fn deed(ruling: Ruling) -> &'static str {
    match ruling {
        Ruling::Retry => "parked.retry",
        Ruling::Skip => "parked.skip",
    }
}
