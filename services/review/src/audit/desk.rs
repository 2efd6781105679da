//! Reading the trail and exporting it, each an act in the trail itself.

use std::collections::BTreeMap;

use domain::{OfficerId, Text};
use futures_util::stream::Stream;
use kit::audit::{self, Entry, Placed, Wanted};
use kit::{At, DeskError, Fault, House, Walked};

use super::asked::Asked;
use super::detail;
use crate::officers::{Officer, Officers};
use crate::step_ups::StepUps;

#[derive(Clone)]
pub struct Trail {
    house: House,
    officers: Officers,
    step_ups: StepUps,
}

impl Trail {
    pub fn new(house: House, officers: Officers, step_ups: StepUps) -> Trail {
        Trail { house, officers, step_ups }
    }

    /// Some rows, the newest first.
    pub async fn list(
        &self,
        by: &Officer,
        asked: &Asked,
        at: At<Placed>,
        limit: u16,
    ) -> Result<Walked<Entry, Placed>, DeskError> {
        may_read(by)?;
        let wanted = Wanted { actor: self.actor(asked.actor()).await?, ..asked.wanted(at, limit)? };
        let mut act = self.house.act(&by.by, "audit.list", self.house.service).await?;
        act.note(asked)?;
        act.commit(&()).await?;
        Ok(audit::list(&self.house, &wanted).await?)
    }

    /// The whole trail as a file that is checked without the product.
    pub async fn export(&self, by: &Officer) -> Result<impl Stream<Item = Result<String, Fault>> + use<>, DeskError> {
        may_read(by)?;
        self.step_ups.insist(by).await?;
        self.house.act(&by.by, "audit.export", self.house.service).await?.commit(&()).await?;
        Ok(audit::export(&self.house).await?)
    }

    /// What the signature of an export is checked with.
    pub fn key(&self) -> String {
        audit::public_key(&self.house.keys)
    }

    /// The names of the officers among the actors, and of those in whose place somebody acted.
    pub async fn names(&self, entries: &[Entry]) -> Result<BTreeMap<OfficerId, Text>, Fault> {
        let officers = entries.iter().filter(|entry| entry.actor_kind == "officer");
        let mut ids: Vec<OfficerId> = officers.filter_map(|entry| entry.actor_id.parse().ok()).collect();
        ids.extend(entries.iter().flat_map(|entry| detail::away(&entry.detail)));
        ids.sort_unstable();
        ids.dedup();
        self.officers.names(&ids).await
    }

    /// An officer is asked for by sign-in name, everybody by the id that the trail has.
    async fn actor(&self, typed: Option<&str>) -> Result<Option<String>, Fault> {
        let Some(typed) = typed else { return Ok(None) };
        let officer = self.officers.find_by_login(typed).await?;
        Ok(Some(officer.map_or_else(|| typed.to_owned(), |account| account.id.to_string())))
    }
}

fn may_read(by: &Officer) -> Result<(), DeskError> {
    if by.reads_trail() { Ok(()) } else { Err(DeskError::NotAllowed) }
}
