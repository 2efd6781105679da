//! The acts on a delegation: made by whoever will be away, ended when they are back; and whom an officer stands in for today.

use chrono::NaiveDate;
use domain::delegation::{Holder, has_a_hand};
use domain::{Delegation, DelegationId, DepartmentId, Language, OfficerId, Refusal, Text, UnitId};
use kit::{DeskError, Fault, House};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use super::store;
use crate::officers::store::{Account, find_by_login};
use crate::officers::{Away, Officer, Officers};
use crate::registers::desk::Registers;
use crate::words;

#[derive(Clone)]
pub struct Delegations {
    house: House,
    officers: Officers,
    registers: Registers,
}

/// A delegation that is to be made.
pub struct Delegating {
    /// The sign-in name of whoever stands in.
    pub to: String,
    pub from: NaiveDate,
    pub until: NaiveDate,
}

/// A delegation and the version that an act left it in.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Delegated {
    pub id: DelegationId,
    pub version: i64,
}

/// A delegation with the names of both.
pub struct Named {
    pub delegation: Delegation,
    pub of: Text,
    pub to: Text,
}

/// Somebody who can stand in.
pub struct Colleague {
    pub login: String,
    pub name: Text,
    pub office: Text,
}

impl Delegations {
    pub fn new(house: House, officers: Officers, registers: Registers) -> Delegations {
        Delegations { house, officers, registers }
    }

    /// Whoever will be away says who stands in, and on which days.
    pub async fn make(&self, by: &Officer, delegating: Delegating) -> Result<Delegated, DeskError> {
        may_delegate(by)?;
        let Delegating { to, from, until } = delegating;
        let id = DelegationId::from(self.house.ids.next());
        let act = self.house.act(&by.by, "delegation.make", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let to = find_by_login(act.tx(), &self.house, to.trim()).await?.filter(Account::may_come_in);
        let to = to.ok_or_else(|| Refusal::content("officer-unknown").at("/to"))?;
        let others = store::about(act.tx(), &[by.id, to.id]).await?;
        let (of, to) = (self.holder_of(act.tx(), by).await?, self.holder(act.tx(), &to).await?);
        let delegation = Delegation::make(id, of, to, (from, until), act.at().date(), &others)?;
        store::add(act.tx(), &delegation).await?;
        let delegated = Delegated { id, version: delegation.version };
        act.commit(&delegated).await?;
        Ok(delegated)
    }

    /// Whoever was away is back.
    pub async fn end(&self, by: &Officer, id: DelegationId, seen: i64) -> Result<Delegated, DeskError> {
        may_delegate(by)?;
        let act = self.house.act(&by.by, "delegation.end", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let delegation = store::find(act.tx(), by.id, id).await?.ok_or(DeskError::Missing)?;
        if delegation.version != seen {
            return Err(DeskError::Stale);
        }
        let delegation = delegation.end(act.at().date())?;
        if !store::save(act.tx(), &delegation).await? {
            return Err(DeskError::Stale);
        }
        let delegated = Delegated { id, version: delegation.version };
        act.commit(&delegated).await?;
        Ok(delegated)
    }

    /// Those that the officer made or holds, the latest first.
    pub async fn list(&self, by: &Officer) -> Result<Vec<Named>, DeskError> {
        may_delegate(by)?;
        let delegations = store::about(self.house.reader(), &[by.id]).await?;
        let ids: Vec<_> = delegations.iter().flat_map(|delegation| [delegation.of, delegation.to]).collect();
        let names = self.officers.names(&ids).await?;
        let name = |id: OfficerId| names.get(&id).cloned().unwrap_or_else(|| Text::new("", ""));
        let named = |delegation: Delegation| Named { of: name(delegation.of), to: name(delegation.to), delegation };
        Ok(delegations.into_iter().map(named).collect())
    }

    /// Those who can stand in for the officer.
    pub async fn colleagues(&self, by: &Officer) -> Result<Vec<Colleague>, DeskError> {
        may_delegate(by)?;
        let db = self.house.reader();
        let of = self.holder_of(db, by).await?;
        let mut colleagues = Vec::new();
        // Nobody of a unit stands in for anybody.
        let can = |account: &Account| account.may_come_in() && account.unit.is_none();
        for account in self.officers.all().await?.into_iter().filter(can) {
            if of.is_stood_in_for_by(self.holder(db, &account).await?) {
                let Account { login, name, office, .. } = account;
                colleagues.push(Colleague { login, name, office });
            }
        }
        Ok(colleagues)
    }

    /// The officer once for everybody whom they stand in for today: in the other's place, under both names.
    pub async fn hats(&self, by: &Officer) -> Result<Vec<Officer>, DeskError> {
        let today = self.house.clock.today();
        let db = self.house.reader();
        let held = store::about(db, &[by.id]).await?;
        let mut hats = Vec::new();
        for delegation in held.into_iter().filter(|held| held.to == by.id && held.is_on(today)) {
            let away = self.officers.find(delegation.of).await?;
            let away = away.ok_or_else(|| Fault::corrupt("delegations", delegation.id, "of nobody"))?;
            // Whoever may not come in themselves lends their hand to nobody, and neither does a unit that another department
            // supervises by now.
            if !away.may_come_in() || !self.holder(db, &away).await?.is_stood_in_for_by(self.holder_of(db, by).await?) {
                continue;
            }
            hats.push(Officer {
                name: under_both(&by.name, &away.name),
                role: away.role,
                seat: away.seat,
                unit: away.unit,
                department: away.department,
                in_place_of: Some(Away { id: away.id, name: away.name }),
                ..by.clone()
            });
        }
        Ok(hats)
    }

    async fn holder(&self, db: &impl ConnectionTrait, account: &Account) -> Result<Holder, DeskError> {
        let department = self.department(db, account.unit, account.department).await?;
        Ok(Holder { officer: account.id, role: account.role, department, seat: account.seat })
    }

    async fn holder_of(&self, db: &impl ConnectionTrait, by: &Officer) -> Result<Holder, DeskError> {
        let department = self.department(db, by.unit, by.department).await?;
        Ok(Holder { officer: by.id, role: by.role, department, seat: by.seat })
    }

    /// The department of somebody in a unit is the one that supervises it now.
    async fn department(
        &self,
        db: &impl ConnectionTrait,
        unit: Option<UnitId>,
        own: Option<DepartmentId>,
    ) -> Result<Option<DepartmentId>, DeskError> {
        match unit {
            Some(unit) => Ok(self.registers.unit_within(db, unit).await?.department_id),
            None => Ok(own),
        }
    }
}

fn under_both(by: &Text, away: &Text) -> Text {
    let names = |language| {
        let names = [("by", by.say(language).into()), ("away", away.say(language).into())];
        words::say(language).with("stands-in-for", &names)
    };
    Text::new(names(Language::Zh), names(Language::En))
}

/// Who acts at a hand of the plan has somebody stand in, and stands in for others.
pub fn may_delegate(by: &Officer) -> Result<(), DeskError> {
    if has_a_hand(by.role) { Ok(()) } else { Err(DeskError::NotAllowed) }
}

#[cfg(test)]
#[path = "desk_tests.rs"]
mod tests;
