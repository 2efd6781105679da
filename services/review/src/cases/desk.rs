//! The acts on a case: opened by a nomination, passed on hand by hand, replied to, rejected, withdrawn.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use contract::event::{NominationSubmitted, NominationWithdrawn};
use domain::case::{Happened, Step};
use domain::{Case, CaseId, Category, Hand, Post, Reason, Refusal};
use kit::{Act, DeskError, Fault, Heard, House};
use serde::{Deserialize, Serialize};

use super::store::{self, Opened, Wanted};
use super::telling;
use crate::officers::Officer;
use crate::plans::desk::Plans;

#[derive(Clone)]
pub struct Cases {
    house: House,
    plans: Plans,
    /// The word before the year in the number of a reply.
    reply_prefix: String,
}

/// A case and the version that an act left it in.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Acted {
    pub id: CaseId,
    pub version: i64,
}

/// How much there is within an officer's scope.
pub struct Counts {
    /// By the hand that has them and the day they are due.
    pub under_way: BTreeMap<(Hand, NaiveDate), i64>,
    pub ended: i64,
}

/// A decision against a case, as an officer states it.
pub struct Rejecting {
    pub reason: Reason,
    /// For the applicant, shown as written.
    pub words: Option<String>,
}

impl Cases {
    pub fn new(house: House, plans: Plans, reply_prefix: String) -> Cases {
        Cases { house, plans, reply_prefix }
    }

    /// A nomination has arrived (Article 16): its case is with the employing unit.
    pub async fn open(&self, heard: &Heard, told: &NominationSubmitted) -> Result<(), DeskError> {
        let id = CaseId::from(self.house.ids.next());
        let mut act = self.house.act(&heard.by, "case.open", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let dossier = self.house.keys.open(&told.dossier)?;
        let post = self.plans.post(told.post).await?.ok_or(DeskError::Missing)?;
        let case = Case::file(id, told.receipt, Some(post.unit.id), dossier.filed_on);
        store::add(&act, &self.house, &case, &dossier).await?;
        act.tell(&telling::subject(&case), telling::opened(&case)).await?;
        act.commit(&()).await
    }

    /// The applicant took it back. A withdrawal that crossed with the end of the case changes nothing:
    /// the portal has been told of the end.
    pub async fn withdraw(&self, heard: &Heard, told: &NominationWithdrawn) -> Result<(), DeskError> {
        let act = self.house.act(&heard.by, "case.withdraw", told.receipt).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let opened = store::find_by_receipt(act.tx(), &self.house, told.receipt).await?.ok_or(DeskError::Missing)?;
        let reason = told.reason.as_ref().map(|reason| self.house.keys.open(reason)).transpose()?;
        if opened.case.hand().is_none() {
            return act.commit(&()).await;
        }
        let Opened { case, dossier, .. } = opened;
        let (case, happened) = case.withdraw(told.on, reason)?;
        self.keep(act, &case, &dossier, &happened, &()).await
    }

    /// The hand whose turn it is passes the case on (Articles 13 and 14).
    pub async fn pass(&self, by: &Officer, id: CaseId, seen: i64, words: Option<String>) -> Result<Acted, DeskError> {
        let act = self.house.act(&by.by, "case.pass", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let Opened { case, dossier, .. } = self.seen(&act, by, id, seen).await?;
        let (case, happened) = case.pass(step(&act, by, words), by.unit)?;
        let acted = Acted { id, version: case.version };
        self.keep(act, &case, &dossier, &happened, &acted).await?;
        Ok(acted)
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
        let act = self.house.act(&by.by, "case.reply", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let Opened { case, dossier, .. } = self.seen(&act, by, id, seen).await?;
        let number = store::next_number(&act, &self.reply_prefix, act.at().date()).await?;
        let (case, happened) = case.reply(step(&act, by, words), number, rests_on)?;
        let acted = Acted { id, version: case.version };
        self.keep(act, &case, &dossier, &happened, &acted).await?;
        Ok(acted)
    }

    /// A person decides not to go on, with a reason of the catalogue.
    pub async fn reject(&self, by: &Officer, id: CaseId, seen: i64, rejecting: Rejecting) -> Result<Acted, DeskError> {
        let act = self.house.act(&by.by, "case.reject", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let Opened { case, dossier, .. } = self.seen(&act, by, id, seen).await?;
        let Rejecting { reason, words } = rejecting;
        let (case, happened) = case.reject(step(&act, by, None), by.unit, reason, words)?;
        let acted = Acted { id, version: case.version };
        self.keep(act, &case, &dossier, &happened, &acted).await?;
        Ok(acted)
    }

    /// A case within the officer's scope, and the post it is for. Looking at it is in the audit trail.
    pub async fn show(&self, by: &Officer, id: CaseId) -> Result<(Opened, Post), DeskError> {
        let opened = store::find(self.house.reader(), &self.house, by.scope(), id).await?.ok_or(DeskError::Missing)?;
        let post = self.plans.post(opened.post).await?.ok_or_else(|| missing_post(&opened))?;
        self.house.act(&by.by, "case.look", id).await?.commit(&()).await?;
        Ok((opened, post))
    }

    /// Some of the cases within the officer's scope, each with its post.
    pub async fn list(&self, by: &Officer, wanted: &Wanted) -> Result<Vec<(Opened, Post)>, DeskError> {
        let opened = store::list(self.house.reader(), &self.house, by.scope(), wanted).await?;
        let ids: Vec<_> = opened.iter().map(|opened| opened.post.uuid()).collect();
        let posts = self.plans.posts(&ids).await?;
        let with_post = |opened: Opened| {
            let post =
                posts.iter().find(|post| post.id == opened.post).cloned().ok_or_else(|| missing_post(&opened))?;
            Ok((opened, post))
        };
        opened.into_iter().map(with_post).collect()
    }

    pub async fn counts(&self, by: &Officer) -> Result<Counts, DeskError> {
        let (db, scope) = (self.house.reader(), by.scope());
        Ok(Counts { under_way: store::due_days(db, scope).await?, ended: store::ended(db, scope).await? })
    }

    async fn seen(&self, act: &Act, by: &Officer, id: CaseId, seen: i64) -> Result<Opened, DeskError> {
        let opened = store::find(act.tx(), &self.house, by.scope(), id).await?.ok_or(DeskError::Missing)?;
        if opened.case.version == seen { Ok(opened) } else { Err(DeskError::Stale) }
    }

    async fn keep<T: Serialize>(
        &self,
        mut act: Act,
        case: &Case,
        dossier: &contract::Dossier,
        happened: &Happened,
        answer: &T,
    ) -> Result<(), DeskError> {
        if !store::save(&act, &self.house, case, dossier.person).await? {
            return Err(DeskError::Stale);
        }
        act.tell(&telling::subject(case), telling::of(&self.house, case, happened)?).await?;
        act.commit(answer).await
    }
}

fn step(act: &Act, by: &Officer, words: Option<String>) -> Step {
    Step { by: by.id, role: by.role, name: by.name.zh.clone(), on: act.at().date(), words }
}

fn missing_post(opened: &Opened) -> Fault {
    Fault::corrupt("cases", opened.case.id, "its post is in no plan")
}

/// What the form and the API both take as a reason.
pub fn reason(code: &str) -> Result<Reason, Refusal> {
    Reason::from_code(code).ok_or_else(|| Refusal::content("reason-missing").at("/reason"))
}
