//! The acts on a case: opened by a nomination, passed on hand by hand, returned and corrected, replied to, rejected,
//! withdrawn.

use std::time::Duration;

use chrono::NaiveDate;
use contract::event::{
    HandOverAnswered, NominationCorrected, NominationSubmitted, NominationWithdrawn, ReconsiderationAsked, VoiceAdded,
};
use contract::{Dossier, Evidence};
use domain::case::{Happened, Step};
use domain::{
    Addressee, Case, CaseId, Category, Conclusion, Hand, PostId, Readings, Reason, Refusal, RequestedItem,
    ReturnReason, Returning, Section, Target, UnitId,
};
use kit::{Act, By, DeskError, Fault, Heard, Held, House, Walked};
use serde::{Deserialize, Serialize};
use tracing::error;

use super::about::About;
use super::store::{self, CasePlace, Listed, Opened, Revision, Wanted};
use super::telling;
use crate::interpretations::desk::Interpretations;
use crate::numbers;
use crate::officers::Officer;
use crate::plans::desk::Plans;
use crate::registers::desk::Registers;

#[derive(Clone)]
pub struct Cases {
    pub(super) house: House,
    plans: Plans,
    registers: Registers,
    interpretations: Interpretations,
    /// The word before the year in the number of a reply.
    reply_prefix: String,
}

/// A case and the version that an act left it in.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Acted {
    pub id: CaseId,
    pub version: i64,
}

/// How many cases get their extracts in one act.
const AT_A_TIME: u64 = 100;
const A_WHILE: Duration = Duration::from_secs(60);

/// The code for returning to the applicant; the others are those of the hands.
pub const APPLICANT: &str = "applicant";

/// How much there is within an officer's scope.
pub struct Counts {
    pub under_way: Vec<Pile>,
    pub ended: i64,
}

/// Cases under way that are alike in what a list asks for.
pub struct Pile {
    pub hand: Hand,
    pub due: NaiveDate,
    /// Whether they wait for the applicant.
    pub waits: bool,
    pub cases: i64,
}

/// Some cases, each with what it is about.
pub type ListedCases = Walked<(Listed, About), CasePlace>;

/// A decision against a case, as an officer states it.
pub struct Rejecting {
    pub reason: Reason,
    /// For the applicant, shown as written.
    pub words: Option<String>,
}

impl Cases {
    pub fn new(
        house: House,
        plans: Plans,
        registers: Registers,
        interpretations: Interpretations,
        reply_prefix: String,
    ) -> Cases {
        Cases { house, plans, registers, interpretations, reply_prefix }
    }

    /// A nomination has arrived (Article 16): its case is with the employing unit, or with the Organisation Department
    /// where no unit may have it yet.
    pub async fn open(&self, heard: &Heard, told: &NominationSubmitted) -> Result<(), DeskError> {
        let id = CaseId::from(self.house.ids.next());
        let mut act = self.house.act(&heard.by, "case.open", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let dossier = self.house.keys.open(&told.dossier)?;
        if store::was_erased(act.tx(), dossier.person).await? {
            return act.commit(&()).await;
        }
        let unit = match dossier.target() {
            Target::Post(post) => Some(self.plans.post(post).await?.ok_or(DeskError::Missing)?.unit.id),
            Target::Unit(unit) => Some(self.unit(unit).await?.ok_or(DeskError::Missing)?),
            Target::PartyOrganisation => None,
        };
        let case = Case::file(id, told.receipt, unit, dossier.filed_on);
        store::add(&act, &self.house, &case, &dossier).await?;
        act.tell(&telling::subject(&case), telling::opened(&case)).await?;
        act.commit(&()).await
    }

    /// The applicant corrected what was filed. Whatever became of the case meanwhile, the revision is kept.
    pub async fn correct(&self, heard: &Heard, told: &NominationCorrected) -> Result<(), DeskError> {
        let act = self.house.act(&heard.by, "case.correct", told.receipt).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let opened = store::find_by_receipt(act.tx(), &self.house, told.receipt).await?.ok_or(DeskError::Missing)?;
        let dossier: Dossier = self.house.keys.open(&told.dossier)?;
        if store::was_erased(act.tx(), dossier.person).await? {
            return act.commit(&()).await;
        }
        let ended = opened.case.hand().is_none();
        let (case, happened) = opened.case.correct(told.revision, told.on)?;
        store::correct(&act, &self.house, &case, &dossier).await?;
        if ended {
            self.save(&act, &case, &dossier).await?;
            return act.commit(&()).await;
        }
        self.keep(act, &case, &dossier, &happened, &()).await
    }

    /// The applicant said whether the proposed unit may have the case. An answer to a proposal that was taken back
    /// changes nothing: the portal has been told.
    pub async fn hand_over(&self, heard: &Heard, told: &HandOverAnswered) -> Result<(), DeskError> {
        let act = self.house.act(&heard.by, "case.hand-over", told.receipt).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let opened = store::find_by_receipt(act.tx(), &self.house, told.receipt).await?.ok_or(DeskError::Missing)?;
        let Opened { case, mut dossier, .. } = opened;
        let Ok((case, happened)) = case.hand_over(told.unit, told.answer, told.on) else {
            return act.commit(&()).await;
        };
        if let Some(consent) = &told.consent {
            dossier.consents.push(consent.clone());
            store::amend(&act, &self.house, &case, &dossier).await?;
        }
        self.keep(act, &case, &dossier, &happened, &()).await
    }

    /// One more referrer speaks for the applicant (Article 16). Nothing moves: whoever has the case reads it.
    pub async fn hear_voice(&self, heard: &Heard, told: &VoiceAdded) -> Result<(), DeskError> {
        let act = self.house.act(&heard.by, "case.hear-voice", told.receipt).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let opened = store::find_by_receipt(act.tx(), &self.house, told.receipt).await?.ok_or(DeskError::Missing)?;
        let Opened { case, mut dossier, .. } = opened;
        if !store::was_erased(act.tx(), dossier.person).await? {
            dossier.voices.push(self.house.keys.open(&told.voice)?);
            store::amend(&act, &self.house, &case, &dossier).await?;
        }
        act.commit(&()).await
    }

    /// The applicant asks for the rejection to be looked at again. What cannot be any more changes nothing: the portal has
    /// been told why.
    pub async fn contest(&self, heard: &Heard, told: &ReconsiderationAsked) -> Result<(), DeskError> {
        let act = self.house.act(&heard.by, "case.contest", told.receipt).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let opened = store::find_by_receipt(act.tx(), &self.house, told.receipt).await?.ok_or(DeskError::Missing)?;
        let words = told.words.as_ref().map(|words| self.house.keys.open(words)).transpose()?;
        let Opened { case, dossier, .. } = opened;
        // Asked before they were erased, and heard after: nobody is left to be told.
        if store::was_erased(act.tx(), dossier.person).await? {
            return act.commit(&()).await;
        }
        let Ok((case, happened)) = case.contest(told.on, words) else {
            return act.commit(&()).await;
        };
        self.keep(act, &case, &dossier, &happened, &()).await
    }

    /// The applicant took it back. A withdrawal that crossed with the end of the case changes nothing:
    /// the portal has been told of the end.
    pub async fn withdraw(&self, heard: &Heard, told: &NominationWithdrawn) -> Result<(), DeskError> {
        let act = self.house.act(&heard.by, "case.withdraw", told.receipt).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let opened = store::find_by_receipt(act.tx(), &self.house, told.receipt).await?.ok_or(DeskError::Missing)?;
        if opened.case.hand().is_none() {
            return act.commit(&()).await;
        }
        let Opened { case, dossier, .. } = opened;
        let mut reason = told.reason.as_ref().map(|reason| self.house.keys.open(reason)).transpose()?;
        if store::was_erased(act.tx(), dossier.person).await? {
            reason = None;
        }
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

    /// Each hand may return the case, to the applicant or to an earlier hand (open point O12).
    pub async fn send_back(
        &self,
        by: &Officer,
        id: CaseId,
        seen: i64,
        returning: Returning,
    ) -> Result<Acted, DeskError> {
        let act = self.house.act(&by.by, "case.return", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let Opened { case, dossier, .. } = self.seen(&act, by, id, seen).await?;
        let (case, happened) = case.send_back(step(&act, by, None), by.unit, returning)?;
        let acted = Acted { id, version: case.version };
        self.keep(act, &case, &dossier, &happened, &acted).await?;
        Ok(acted)
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
        let act = self.house.act(&by.by, "case.propose", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let Opened { case, dossier, .. } = self.seen(&act, by, id, seen).await?;
        let (case, happened) = case.propose(step(&act, by, words), unit)?;
        if !self.units().await?.iter().any(|open| open.id == unit) {
            return Err(Refusal::content("unit-unknown").at("/unit").into());
        }
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
        let number = numbers::store::next_number(&act, &self.reply_prefix, act.at().date()).await?;
        let (case, happened) = case.reply(step(&act, by, words), number, rests_on)?;
        if let Target::Post(id) = dossier.target()
            && let Some(post) = self.plans.post(id).await?
        {
            post.has_a_place_left(store::replied(act.tx(), id).await?)?;
        }
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

    /// Another person than the one who rejected decides whether the rejection stands. The words are for the applicant.
    pub async fn reconsider(
        &self,
        by: &Officer,
        id: CaseId,
        seen: i64,
        conclusion: Conclusion,
        words: Option<String>,
    ) -> Result<Acted, DeskError> {
        let act = self.house.act(&by.by, "case.reconsider", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let Opened { case, dossier, .. } = self.seen(&act, by, id, seen).await?;
        let (case, happened) = case.reconsider(step(&act, by, None), conclusion, words)?;
        let acted = Acted { id, version: case.version };
        self.keep(act, &case, &dossier, &happened, &acted).await?;
        Ok(acted)
    }

    /// A case within the officer's scope, and what it is about. Looking at it is in the audit trail.
    pub async fn show(&self, by: &Officer, id: CaseId) -> Result<(Opened, About), DeskError> {
        let opened = self.find(by, id).await?;
        let about = self.about(&[(&opened.case, opened.dossier.post)]).await?.pop().ok_or(DeskError::Missing)?;
        self.house.act(&by.by, "case.look", id).await?.commit(&()).await?;
        Ok((opened, about))
    }

    /// What was settled of the open points when it was filed, or corrected last: a case keeps the readings of that day.
    pub async fn readings(&self, opened: &Opened) -> Result<Readings, Fault> {
        self.interpretations.readings(&opened.dossier.readings).await
    }

    /// A case within the officer's scope, for acts whose own row of the audit trail says what was looked at.
    pub async fn find(&self, by: &Officer, id: CaseId) -> Result<Opened, DeskError> {
        store::find(self.house.reader(), &self.house, by.scope(), id).await?.ok_or(DeskError::Missing)
    }

    /// All revisions of what was filed with the case, the first first; for whoever may see the case.
    pub async fn revisions(&self, opened: &Opened) -> Result<Vec<Revision>, Fault> {
        store::revisions(self.house.reader(), &self.house, opened).await
    }

    /// The files that came with any revision of a case within the officer's scope.
    pub async fn evidence(&self, by: &Officer, id: CaseId) -> Result<Vec<Evidence>, DeskError> {
        let opened = self.find(by, id).await?;
        let earlier = self.revisions(&opened).await?.into_iter().flat_map(|revision| revision.dossier.evidence);
        Ok(opened.dossier.evidence.into_iter().chain(earlier).collect())
    }

    /// Some of the cases within the officer's scope, each with what it is about; one look at all of them.
    pub async fn list(&self, by: &Officer, wanted: &Wanted) -> Result<ListedCases, DeskError> {
        let listed = store::list(self.house.reader(), &self.house, by.scope(), wanted).await?;
        let mut act = self.house.act(&by.by, "case.list", "cases").await?;
        act.note(&listed.items.iter().map(|listed| listed.case.receipt).collect::<Vec<_>>())?;
        act.commit(&()).await?;
        let Walked { items, before, after } = listed;
        let post = |target| match target {
            Target::Post(post) => Some(post),
            Target::Unit(_) | Target::PartyOrganisation => None,
        };
        let cases: Vec<_> = items.iter().map(|listed| (&listed.case, post(listed.target))).collect();
        let abouts = self.about(&cases).await?;
        Ok(Walked { items: items.into_iter().zip(abouts).collect(), before, after })
    }

    /// What each of them is about: the case, and the post that it was filed for.
    async fn about(&self, cases: &[(&Case, Option<PostId>)]) -> Result<Vec<About>, Fault> {
        let posts: Vec<_> = cases.iter().filter_map(|(_, post)| post.map(PostId::uuid)).collect();
        let units = cases.iter().flat_map(|(case, _)| case.unit.into_iter().chain(case.units_proposed()));
        let units: Vec<_> = units.map(UnitId::uuid).collect();
        let (posts, units) = (self.plans.posts(&posts).await?, self.registers.units_of(&units).await?);
        let about = |(case, filed_for): &(&Case, Option<PostId>)| {
            let post = filed_for.and_then(|id| posts.iter().find(|post| post.id == id).cloned());
            let unit = case.unit.and_then(|id| units.iter().find(|unit| unit.id == id).cloned());
            let proposed: Vec<_> = case.units_proposed().collect();
            let proposed = units.iter().filter(|unit| proposed.contains(&unit.id)).cloned().collect();
            if post.is_none() && filed_for.is_some() || unit.is_none() && case.unit.is_some() {
                return Err(Fault::corrupt("cases", case.id, "its post or its unit is in no register"));
            }
            Ok(About { post, unit, proposed })
        };
        cases.iter().map(about).collect()
    }

    /// Cases that were opened before lists had extracts get theirs, some at a time, until all have one.
    pub async fn fill_extracts(&self, held: &Held) {
        loop {
            match self.fill_some(held).await {
                Ok(0) => return,
                Ok(_) => {}
                Err(trouble) => {
                    error!(%trouble, "the extracts of older cases could not be written");
                    tokio::time::sleep(A_WHILE).await;
                }
            }
        }
    }

    async fn fill_some(&self, held: &Held) -> Result<usize, DeskError> {
        let by = By::service(self.house.service).under(held);
        let act = self.house.act(&by, "case.extract", "cases").await?;
        let filled = store::fill_extracts(&act, &self.house, AT_A_TIME).await?;
        if filled > 0 {
            act.commit(&()).await?;
        }
        Ok(filled)
    }

    /// The units that a case can be proposed to.
    pub async fn units(&self) -> Result<Vec<domain::UnitRef>, Fault> {
        self.registers.open_units().await
    }

    async fn unit(&self, id: UnitId) -> Result<Option<UnitId>, Fault> {
        Ok(self.registers.units_of(&[id.uuid()]).await?.first().map(|unit| unit.id))
    }

    pub async fn counts(&self, by: &Officer) -> Result<Counts, DeskError> {
        let (db, scope) = (self.house.reader(), by.scope());
        Ok(Counts { under_way: store::piles(db, scope).await?, ended: store::ended(db, scope).await? })
    }

    async fn seen(&self, act: &Act, by: &Officer, id: CaseId, seen: i64) -> Result<Opened, DeskError> {
        let opened = store::find(act.tx(), &self.house, by.scope(), id).await?.ok_or(DeskError::Missing)?;
        if opened.case.version == seen { Ok(opened) } else { Err(DeskError::Stale) }
    }

    async fn keep<T: Serialize>(
        &self,
        mut act: Act,
        case: &Case,
        dossier: &Dossier,
        happened: &Happened,
        answer: &T,
    ) -> Result<(), DeskError> {
        self.save(&act, case, dossier).await?;
        act.tell(&telling::subject(case), telling::of(&self.house, case, happened)?).await?;
        act.commit(answer).await
    }

    async fn save(&self, act: &Act, case: &Case, dossier: &Dossier) -> Result<(), DeskError> {
        if store::save(act, &self.house, case, dossier).await? { Ok(()) } else { Err(DeskError::Stale) }
    }
}

fn step(act: &Act, by: &Officer, words: Option<String>) -> Step {
    Step::new(by.id, by.role, by.name.clone(), act.at().date(), words)
}

/// What the form and the API both take as a reason.
pub fn reason(code: &str) -> Result<Reason, Refusal> {
    Reason::from_code(code).ok_or_else(|| Refusal::content("reason-missing").at("/reason"))
}

pub fn return_reason(code: &str) -> Result<ReturnReason, Refusal> {
    ReturnReason::from_code(code).ok_or_else(|| Refusal::content("return-reason-missing").at("/reason"))
}

/// What the form and the API both take as the second decision.
pub fn conclusion(code: &str) -> Result<Conclusion, Refusal> {
    Conclusion::from_code(code).ok_or_else(|| Refusal::content("conclusion-missing").at("/conclusion"))
}

/// To whom a case is returned; a hand's code that is none is refused like one that is not among the earlier ones.
pub fn addressee(to: &str, sections: Vec<Section>, days: u16, items: Vec<RequestedItem>) -> Result<Addressee, Refusal> {
    match to {
        APPLICANT => Ok(Addressee::applicant(sections, days, items)),
        code => match Hand::from_code(code) {
            Some(hand) => Ok(Addressee::Hand { hand }),
            None => Err(Refusal::content("no-way-back").at("/to")),
        },
    }
}
