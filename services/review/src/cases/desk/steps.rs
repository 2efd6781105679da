//! What officers do with a case at its hand: each on what they saw, in one act that keeps the case and tells of it.

use contract::Dossier;
use domain::case::{Happened, Step};
use domain::{Case, CaseId, Category, Conclusion, Reason, Refusal, Returning, Target, UnitId};
use kit::{Act, DeskError};
use serde::{Deserialize, Serialize};

use super::Cases;
use crate::cases::store::{self, Opened};
use crate::numbers;
use crate::officers::Officer;

/// A case and the version that an act left it in.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Acted {
    pub id: CaseId,
    pub version: i64,
}

/// A decision against a case, as an officer states it.
pub struct Rejecting {
    pub reason: Reason,
    /// For the applicant, shown as written.
    pub words: Option<String>,
}

impl Cases {
    /// The hand whose turn it is passes the case on (Articles 13 and 14).
    pub async fn pass(&self, by: &Officer, id: CaseId, seen: i64, words: Option<String>) -> Result<Acted, DeskError> {
        self.take(by, "case.pass", id, seen, async |act, by, case, _| Ok(case.pass(step(act, by, words), by.unit)?))
            .await
    }

    /// Each hand may return the case, to the applicant or to an earlier hand (open point O12).
    pub async fn send_back(
        &self,
        by: &Officer,
        id: CaseId,
        seen: i64,
        returning: Returning,
    ) -> Result<Acted, DeskError> {
        self.take(by, "case.return", id, seen, async |act, by, case, _| {
            Ok(case.send_back(step(act, by, None), by.unit, returning)?)
        })
        .await
    }

    /// The hand that asked the applicant for something has them reminded of it: by the portal, which has the address.
    pub async fn remind(&self, by: &Officer, id: CaseId, seen: i64) -> Result<Acted, DeskError> {
        self.take(by, "case.remind", id, seen, async |act, by, case, _| Ok(case.remind(step(act, by, None), by.unit)?))
            .await
    }

    /// The Organisation Department proposes a unit, and the applicant is asked (Article 16). The words are for them.
    pub async fn propose(
        &self,
        by: &Officer,
        id: CaseId,
        seen: i64,
        unit: UnitId,
        words: Option<String>,
    ) -> Result<Acted, DeskError> {
        self.take(by, "case.propose", id, seen, async |act, by, case, _| {
            let proposed = case.propose(step(act, by, words), unit)?;
            match self.registers.unit_within(act.tx(), unit).await {
                Ok(unit) if unit.closed_on.is_none() => Ok(proposed),
                Ok(_) | Err(DeskError::Missing) => Err(Refusal::content("unit-unknown").at("/unit").into()),
                Err(other) => Err(other),
            }
        })
        .await
    }

    /// The official reply (Article 14), numbered from the register in the same transaction.
    pub async fn reply(
        &self,
        by: &Officer,
        id: CaseId,
        seen: i64,
        rests_on: Option<Category>,
        words: Option<String>,
    ) -> Result<Acted, DeskError> {
        self.take(by, "case.reply", id, seen, async |act, by, case, dossier| {
            let number = numbers::store::next_number(act, &self.reply_prefix, act.at().date()).await?;
            let replied = case.reply(step(act, by, words), number, rests_on)?;
            if let Target::Post(id) = dossier.target()
                && let Some(post) = self.plans.post(id).await?
            {
                post.has_a_place_left(store::replied(act.tx(), id).await?)?;
            }
            Ok(replied)
        })
        .await
    }

    /// A person decides not to go on, with a reason of the catalogue.
    pub async fn reject(&self, by: &Officer, id: CaseId, seen: i64, rejecting: Rejecting) -> Result<Acted, DeskError> {
        let Rejecting { reason, words } = rejecting;
        self.take(by, "case.reject", id, seen, async |act, by, case, _| {
            Ok(case.reject(step(act, by, None), by.unit, reason, words)?)
        })
        .await
    }

    /// Another person than the one who rejected decides whether the rejection stands. The words are for the applicant.
    pub async fn reconsider(
        &self,
        by: &Officer,
        id: CaseId,
        seen: i64,
        conclusion: Conclusion,
        words: Option<String>,
    ) -> Result<Acted, DeskError> {
        self.take(by, "case.reconsider", id, seen, async |act, by, case, _| {
            Ok(case.reconsider(step(act, by, None), conclusion, words)?)
        })
        .await
    }

    /// A step on a case within the officer's scope, as they saw it, by them or by whoever they stand in for; what it leads to is
    /// said from within the act.
    async fn take(
        &self,
        by: &Officer,
        deed: &'static str,
        id: CaseId,
        seen: i64,
        led: impl AsyncFnOnce(&Act, &Officer, Case, &Dossier) -> Result<(Case, Happened), DeskError>,
    ) -> Result<Acted, DeskError> {
        let mut act = self.house.act(&by.by, deed, id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let opened = store::find(act.tx(), &self.house, &by.scope(), id).await?.ok_or(DeskError::Missing)?;
        if opened.case.version != seen {
            return Err(DeskError::Stale);
        }
        let Opened { case, dossier, .. } = opened;
        let acting = by.at_unit(case.unit);
        acting.note_whose_place(&mut act)?;
        let (case, happened) = led(&act, acting, case, &dossier).await?;
        let acted = Acted { id, version: case.version };
        self.keep(act, &case, &dossier, &happened, &acted).await?;
        Ok(acted)
    }
}

fn step(act: &Act, by: &Officer, words: Option<String>) -> Step {
    Step::new(by.id, by.role, by.name.clone(), act.at().date(), words).in_place_of(by.away())
}
