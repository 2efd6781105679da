//! What an officer is shown of a case, by API as on its page.

use chrono::NaiveDate;
use contract::{Dossier, Voice};
use domain::case::Stage;
use domain::{
    Calendar, CaseId, Evaluated, Facts, FilingInput, Hand, HeldCondition, ItemAnswer, Language, Policy, PostId,
    Proposal, PublicStage, Readings, Receipt, Reconsideration, Return, Target, UnitId, evaluate, hold,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::about::About;
use super::alike::Alike;
use super::store::{Listed, Opened, Revision};
use crate::evidence::api::EvidenceView;
use crate::words;

/// A case in a list.
#[derive(Clone, Serialize, ToSchema)]
pub struct CaseItem {
    pub id: CaseId,
    pub receipt: Receipt,
    /// The candidate's name; empty once the person was erased.
    pub name: String,
    /// Where it was filed to.
    pub target: Target,
    /// The post; absent where it was filed without one.
    pub post: Option<PostId>,
    /// The post's number.
    #[schema(example = "2026-037")]
    pub number: Option<String>,
    /// The post's title, or that there is none.
    pub title: String,
    /// The unit that has it; absent until the applicant agreed to one.
    pub unit_id: Option<UnitId>,
    /// The unit's name, or that of the department that seeks one.
    pub unit: String,
    /// Whose turn it is; absent when the case has ended.
    pub hand: Option<Hand>,
    pub stage: PublicStage,
    #[schema(value_type = Option<String>, format = Date)]
    pub due: Option<NaiveDate>,
    /// Of what was filed: 1, and one more with each correction.
    pub revision: u32,
    pub version: i64,
}

impl CaseItem {
    pub fn of(listed: &Listed, about: &About, language: Language) -> CaseItem {
        let case = &listed.case;
        CaseItem {
            id: case.id,
            receipt: case.receipt,
            name: listed.extract.name.clone(),
            target: listed.target,
            post: about.post.as_ref().map(|post| post.id),
            number: about.post.as_ref().map(|post| post.number.clone()),
            title: about.title(&words::say(language)),
            unit_id: case.unit,
            unit: about.unit(language),
            hand: case.hand(),
            stage: case.public_stage(),
            due: listed.due,
            revision: case.revision,
            version: case.version,
        }
    }
}

/// A clause as the applicant was shown it and as it is evaluated now.
#[derive(Clone, Serialize, ToSchema)]
pub struct Compared {
    pub now: Evaluated,
    /// The outcome the applicant was shown, where it was another one.
    pub shown: Option<domain::Outcome>,
    /// Whether the applicant named this clause.
    pub claimed: bool,
}

/// A case, whole. Contact and document are masked.
#[derive(Serialize, ToSchema)]
pub struct CaseView {
    #[serde(flatten)]
    pub item: CaseItem,
    pub stage_facts: Stage,
    /// The returns that are over; those that are open are in the stage.
    pub returns: Vec<Return>,
    /// The proposals of a unit that are over; one that is open is in the stage.
    pub proposals: Vec<Proposal>,
    /// The rejection that was looked at again; while it is looked at, it is in the stage.
    pub reconsidered: Option<Reconsideration>,
    pub due_estimated: bool,
    /// What was filed, with contact and document masked.
    pub filing: FilingInput,
    #[schema(example = "z***x@example.com")]
    pub mail: String,
    #[schema(value_type = String, format = Date)]
    pub filed_on: NaiveDate,
    /// The policy version it was filed under.
    pub policy: String,
    pub clauses: Vec<Compared>,
    /// The conditions of its post held against what was filed; empty without one. Not a decision.
    pub conditions: Vec<HeldCondition>,
    /// The files that came with it, in the order in which they came.
    pub evidence: Vec<EvidenceView>,
    /// What the applicant said to the items that were asked for; the items are in the returns, files name theirs.
    pub answers: Vec<ItemAnswer>,
    /// Who recommended the person; empty for somebody who came by themselves.
    pub voices: Vec<Voice>,
    /// Cases that were filed under the same document from another account: it may be the same person.
    pub same_document: Vec<Alike>,
}

/// What was filed, as it once stood. Contact and document are masked.
#[derive(Serialize, ToSchema)]
pub struct RevisionView {
    /// 1 at submission, one more with each correction.
    pub revision: u32,
    /// When it arrived.
    #[schema(value_type = String, format = Date)]
    pub on: NaiveDate,
    pub filing: FilingInput,
    /// The policy version it was filed under.
    pub policy: String,
    /// What the applicant was shown beside the form.
    pub shown: Vec<Evaluated>,
    /// The files that came with it, in the order in which they came.
    pub evidence: Vec<EvidenceView>,
    /// What the applicant said to the items that were asked for.
    pub answers: Vec<ItemAnswer>,
}

impl RevisionView {
    pub fn of(revision: &Revision) -> RevisionView {
        let Revision { on, dossier } = revision;
        RevisionView {
            revision: dossier.revision,
            on: *on,
            filing: masked(&dossier.filing),
            policy: dossier.policy.clone(),
            shown: dossier.shown.clone(),
            evidence: dossier.evidence.iter().map(EvidenceView::of).collect(),
            answers: dossier.answers.clone(),
        }
    }
}

impl CaseView {
    pub fn of(
        opened: &Opened,
        about: &About,
        alike: Vec<Alike>,
        language: Language,
        today: NaiveDate,
        readings: &Readings,
    ) -> CaseView {
        let due = opened.case.due(Calendar::standard(), about.policy);
        CaseView {
            item: CaseItem::of(&opened.listed(), about, language),
            stage_facts: opened.case.stage.clone(),
            returns: opened.case.returns.clone(),
            proposals: opened.case.proposals.clone(),
            reconsidered: opened.case.reconsidered.clone(),
            due_estimated: due.is_some_and(|due| due.estimated),
            filing: masked(&opened.dossier.filing),
            mail: kit::html::mask::mail(&opened.dossier.mail),
            filed_on: opened.dossier.filed_on,
            policy: opened.dossier.policy.clone(),
            clauses: compared(&opened.dossier, about, today, readings),
            conditions: conditions(&opened.dossier, about, today, readings),
            evidence: opened.dossier.evidence.iter().map(EvidenceView::of).collect(),
            answers: opened.dossier.answers.clone(),
            voices: opened.dossier.voices.clone(),
            same_document: alike,
        }
    }
}

/// The ten clauses, evaluated again from the facts filed, under the policy and the interpretations that it was filed under.
pub fn compared(dossier: &Dossier, about: &About, today: NaiveDate, readings: &Readings) -> Vec<Compared> {
    let policy = about.policy;
    let facts = facts(dossier, policy, today);
    let compare = |now: Evaluated| {
        let shown = dossier.shown.iter().find(|shown| shown.category == now.category).map(|shown| shown.outcome);
        let claimed = dossier.filing.claimed.iter().any(|code| *code == now.clause.to_string());
        Compared { shown: shown.filter(|shown| *shown != now.outcome), claimed, now }
    };
    evaluate(&facts, today, policy, readings).into_iter().map(compare).collect()
}

/// The conditions of the post as the catalogue has it, under the same interpretations; nothing of somebody who was erased.
pub fn conditions(dossier: &Dossier, about: &About, today: NaiveDate, readings: &Readings) -> Vec<HeldCondition> {
    let post = about.post.as_ref().filter(|_| !dossier.mail.is_empty());
    post.map_or_else(Vec::new, |post| hold(post, &facts(dossier, about.policy, today), today, readings))
}

/// As they were read at submission; what was filed then could be read whole.
fn facts(dossier: &Dossier, policy: &Policy, today: NaiveDate) -> Facts {
    let read = dossier.filing.parse(&[], policy, dossier.filed_on);
    read.map_or_else(|_| dossier.filing.facts_so_far(today), |filing| filing.facts())
}

fn masked(filing: &FilingInput) -> FilingInput {
    let mut masked = filing.clone();
    masked.phone = kit::html::mask::phone(&filing.phone);
    masked.document.number = kit::html::mask::document(&filing.document.number);
    masked
}
