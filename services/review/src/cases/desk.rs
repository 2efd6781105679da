//! The cases: who may see which, how many there are, and what each is about. What the portal tells of them is in `heard`, what
//! officers do with them in `steps`.

mod heard;
mod steps;

use chrono::NaiveDate;
use contract::{Dossier, Evidence};
use domain::case::Happened;
use domain::{
    Addressee, Calendar, Case, CaseId, Conclusion, Due, Hand, Policies, PostId, Readings, Reason, Refusal,
    RequestedItem, ReturnReason, Section, Target, UnitId,
};
use kit::{Act, By, DeskError, Fault, Held, House, Walked};
use serde::Serialize;
use uuid::Uuid;

use super::about::About;
use super::store::{self, CasePlace, Listed, Opened, Revision, Wanted};
use super::telling;
use crate::earlier::make_up;
use crate::interpretations::desk::Interpretations;
use crate::officers::Officer;
use crate::plans::desk::Plans;
use crate::registers::desk::Registers;

pub use steps::{Acted, Rejecting};

#[derive(Clone)]
pub struct Cases {
    pub(super) house: House,
    plans: Plans,
    registers: Registers,
    interpretations: Interpretations,
    policies: &'static Policies,
    /// The word before the year in the number of a reply.
    reply_prefix: String,
}

/// How many cases get their extracts in one act.
const AT_A_TIME: u64 = 100;

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

impl Cases {
    pub fn new(
        house: House,
        plans: Plans,
        registers: Registers,
        interpretations: Interpretations,
        policies: &'static Policies,
        reply_prefix: String,
    ) -> Cases {
        Cases { house, plans, registers, interpretations, policies, reply_prefix }
    }

    /// By when the hand that has the case promised to be done, as the version that it was filed under has it (Article 29).
    fn due(&self, case: &Case) -> Option<Due> {
        case.due(Calendar::standard(), self.policies.of(&case.policy))
    }

    /// A case within the officer's scope, and what it is about. Looking at it is in the audit trail.
    pub async fn show(&self, by: &Officer, id: CaseId) -> Result<(Opened, About), DeskError> {
        let opened = self.find(by, id).await?;
        let about = self.about(&[(&opened.case, opened.dossier.post)]).await?.pop().ok_or(DeskError::Missing)?;
        let mut act = self.house.act(&by.by, "case.look", id).await?;
        by.at_unit(opened.case.unit).note_whose_place(&mut act)?;
        act.commit(&()).await?;
        Ok((opened, about))
    }

    /// What was settled of the open points when it was filed, or corrected last: a case keeps the readings of that day.
    pub async fn readings(&self, opened: &Opened) -> Result<Readings, Fault> {
        self.interpretations.readings(&opened.dossier.readings).await
    }

    /// A case within the officer's scope, for acts whose own row of the audit trail says what was looked at.
    pub async fn find(&self, by: &Officer, id: CaseId) -> Result<Opened, DeskError> {
        store::find(self.house.reader(), &self.house, &by.scope(), id).await?.ok_or(DeskError::Missing)
    }

    /// All revisions of what was filed with the case, the first first; for whoever may see the case.
    pub async fn revisions(&self, opened: &Opened) -> Result<Vec<Revision>, Fault> {
        store::revisions(self.house.reader(), &self.house, opened).await
    }

    /// The unit that has a case within the officer's scope, and the files that came with any revision of it.
    pub async fn evidence(&self, by: &Officer, id: CaseId) -> Result<(Option<UnitId>, Vec<Evidence>), DeskError> {
        let opened = self.find(by, id).await?;
        let earlier = self.revisions(&opened).await?.into_iter().flat_map(|revision| revision.dossier.evidence);
        Ok((opened.case.unit, opened.dossier.evidence.into_iter().chain(earlier).collect()))
    }

    /// Some of the cases within the officer's scope, each with what it is about; one look at all of them.
    pub async fn list(&self, by: &Officer, wanted: &Wanted) -> Result<ListedCases, DeskError> {
        let listed = store::list(self.house.reader(), &self.house, &by.scope(), wanted).await?;
        let act = self.house.act(&by.by, "case.list", "cases").await?;
        self.looked_at(act, listed).await
    }

    /// Each with what it is about; the act says which they were.
    pub(super) async fn looked_at<P>(
        &self,
        mut act: Act,
        listed: Walked<Listed, P>,
    ) -> Result<Walked<(Listed, About), P>, DeskError> {
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
            let policy = self.policies.of(&case.policy);
            Ok(About { post, unit, proposed, policy })
        };
        cases.iter().map(about).collect()
    }

    /// Cases that were opened before lists had extracts get theirs, some at a time, until all have one.
    pub async fn fill_extracts(&self, held: &Held) {
        make_up("extracts of cases", Uuid::nil(), |after| self.fill_some_extracts(held, after)).await;
    }

    async fn fill_some_extracts(&self, held: &Held, after: Uuid) -> Result<Option<Uuid>, DeskError> {
        let by = By::service(self.house.service).under(held);
        let act = self.house.act(&by, "case.extract", "cases").await?;
        let last = store::fill_extracts(&act, &self.house, after, AT_A_TIME).await?;
        if last.is_some() {
            act.commit(&()).await?;
        }
        Ok(last)
    }

    /// The units that a case can be proposed to.
    pub async fn units(&self) -> Result<Vec<domain::UnitRef>, Fault> {
        self.registers.open_units().await
    }

    pub async fn counts(&self, by: &Officer) -> Result<Counts, DeskError> {
        let (db, scope) = (self.house.reader(), by.scope());
        Ok(Counts { under_way: store::piles(db, &scope).await?, ended: store::ended(db, &scope).await? })
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
        act.tell(&telling::subject(case), telling::of(&self.house, case, self.due(case), happened)?).await?;
        act.commit(answer).await
    }

    async fn save(&self, act: &Act, case: &Case, dossier: &Dossier) -> Result<(), DeskError> {
        if store::save(act, &self.house, case, self.due(case), dossier).await? { Ok(()) } else { Err(DeskError::Stale) }
    }
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

/// What the form and the API both answer where the clause that a reply rests on is not said; that it rests on none is said too.
pub fn rests_on_unknown() -> Refusal {
    Refusal::content("rests-on-unknown").at("/rests_on")
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
