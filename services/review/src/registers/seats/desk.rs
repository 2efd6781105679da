//! Who sits on which seat: given a seat, or standing down from it, by the secretary after a step-up. What was said for a seat
//! stays with it, under the name of whoever sat there then.

use domain::{Concern, OfficerId, Policy, Role, Seat, SeatMember, SeatingInput, Text, may_concern, sits_on};
use kit::auth::sessions;
use kit::{Act, DeskError, Fault, House};
use serde::Serialize;

use crate::officers::{Officer, Officers, store};
use crate::registers::desk::{Kept, done, keeps, may_keep};
use crate::step_ups::StepUps;

#[derive(Clone)]
pub struct Seats {
    house: House,
    officers: Officers,
    step_ups: StepUps,
}

/// A seat of the coordination group and who sits on it.
pub struct Seated {
    pub seat: Seat,
    /// What of a post may concern it.
    pub concerns: Vec<Concern>,
    /// Nobody where it is vacant.
    pub members: Vec<Sitting>,
}

/// Somebody who sits on a seat.
pub struct Sitting {
    pub id: OfficerId,
    pub name: Text,
    pub office: Text,
}

/// What the trail says of a change.
#[derive(Serialize)]
struct Moved {
    #[serde(skip_serializing_if = "Option::is_none")]
    seat_before: Option<Seat>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seat_after: Option<Seat>,
    #[serde(skip_serializing_if = "Option::is_none")]
    office_before: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    office_after: Option<Text>,
}

impl Moved {
    /// The office is told where another one is named.
    fn of(before: SeatMember, after: &SeatMember) -> Moved {
        let is_renamed = before.office != after.office;
        Moved {
            seat_before: before.seat,
            seat_after: after.seat,
            office_before: is_renamed.then_some(before.office),
            office_after: is_renamed.then(|| after.office.clone()),
        }
    }
}

impl Seats {
    pub fn new(house: House, officers: Officers, step_ups: StepUps) -> Seats {
        Seats { house, officers, step_ups }
    }

    /// Article 5: every seat, also one on which nobody sits.
    pub async fn list(&self) -> Result<Vec<Seated>, Fault> {
        let accounts = self.officers.all().await?;
        let seated = |seat: Seat| {
            let sits = accounts.iter().filter(|one| !one.locked && sits_on(one.role, one.seat) == Some(seat));
            let sitting = sits.map(|one| Sitting { id: one.id, name: one.name.clone(), office: one.office.clone() });
            Seated { seat, concerns: may_concern(seat, Policy::standard()), members: sitting.collect() }
        };
        Ok(Seat::ALL.map(seated).into())
    }

    /// The accounts that sit on a seat or can, locked ones too.
    pub async fn members(&self, by: &Officer) -> Result<Vec<SeatMember>, DeskError> {
        sees_accounts(by)?;
        Ok(store::seat_members(self.house.reader()).await?)
    }

    pub async fn member(&self, by: &Officer, id: OfficerId) -> Result<SeatMember, DeskError> {
        sees_accounts(by)?;
        store::seat_member(self.house.reader(), id).await?.ok_or(DeskError::Missing)
    }

    /// Whether the officer may change who sits where now: for the page that asks.
    pub async fn may_change(&self, by: &Officer) -> Result<(), DeskError> {
        keeps(by)?;
        self.step_ups.insist(by).await
    }

    /// Gives them a seat, in the place of the one they had: their next request acts with it.
    pub async fn change(
        &self,
        by: &Officer,
        id: OfficerId,
        seen: i64,
        input: &SeatingInput,
    ) -> Result<Kept, DeskError> {
        keeps(by)?;
        let act = self.house.act(&by.by, "officer.seat", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        self.step_ups.insist(by).await?;
        let seating = input.read()?;
        let before = seen_member(&act, id, seen).await?;
        let member = before.clone().take(seating)?;
        self.keep(act, before, member).await
    }

    /// They sit on no seat any more: whoever is signed in with the account is out, and nobody comes in until it is given one.
    pub async fn stand_down(&self, by: &Officer, id: OfficerId, seen: i64) -> Result<Kept, DeskError> {
        keeps(by)?;
        let act = self.house.act(&by.by, "officer.stand-down", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        self.step_ups.insist(by).await?;
        let before = seen_member(&act, id, seen).await?;
        let member = before.clone().stand_down()?;
        sessions::end_all(&act, &id.to_string()).await?;
        self.keep(act, before, member).await
    }

    async fn keep(&self, mut act: Act, before: SeatMember, member: SeatMember) -> Result<Kept, DeskError> {
        if !store::save_seat(act.tx(), &member).await? {
            return Err(DeskError::Stale);
        }
        act.note(&Moved::of(before, &member))?;
        done(act, member.id.uuid(), member.version).await
    }
}

async fn seen_member(act: &Act, id: OfficerId, seen: i64) -> Result<SeatMember, DeskError> {
    let member = store::seat_member(act.tx(), id).await?.ok_or(DeskError::Missing)?;
    if member.version == seen { Ok(member) } else { Err(DeskError::Stale) }
}

/// Who sits where is read by everybody in the house; the accounts behind it by whoever keeps or audits them.
pub fn may_see_accounts(officer: &Officer) -> bool {
    may_keep(officer) || officer.role == Role::Auditor
}

fn sees_accounts(officer: &Officer) -> Result<(), DeskError> {
    if may_see_accounts(officer) { Ok(()) } else { Err(DeskError::NotAllowed) }
}
