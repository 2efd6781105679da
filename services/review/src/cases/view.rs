//! What an officer is shown of a case, by API as on its page.

use chrono::NaiveDate;
use contract::Dossier;
use domain::case::Stage;
use domain::{
    CaseId, Due, Evaluated, Facts, FilingInput, Hand, Language, Policy, Post, PostId, PublicStage, Receipt, evaluate,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::store::{self, Opened};

/// A case in a list.
#[derive(Clone, Serialize, ToSchema)]
pub struct CaseItem {
    pub id: CaseId,
    pub receipt: Receipt,
    /// The candidate's name.
    pub name: String,
    pub post: PostId,
    /// The post's number.
    #[schema(example = "2026-037")]
    pub number: String,
    pub title: String,
    pub unit: String,
    /// Whose turn it is; absent when the case has ended.
    pub hand: Option<Hand>,
    pub stage: PublicStage,
    #[schema(value_type = Option<String>, format = Date)]
    pub due: Option<NaiveDate>,
    pub version: i64,
}

impl CaseItem {
    pub fn of(opened: &Opened, post: &Post, language: Language) -> CaseItem {
        CaseItem {
            id: opened.case.id,
            receipt: opened.case.receipt,
            name: opened.dossier.filing.name.trim().to_owned(),
            post: post.id,
            number: post.number.clone(),
            title: post.title.say(language).to_owned(),
            unit: post.unit.name.say(language).to_owned(),
            hand: opened.case.hand(),
            stage: opened.case.public_stage(),
            due: opened.due,
            version: opened.case.version,
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
}

impl CaseView {
    pub fn of(opened: &Opened, post: &Post, language: Language, today: NaiveDate) -> CaseView {
        CaseView {
            item: CaseItem::of(opened, post, language),
            stage_facts: opened.case.stage.clone(),
            due_estimated: due(opened).is_some_and(|due| due.estimated),
            filing: masked(&opened.dossier.filing),
            mail: kit::html::mask::mail(&opened.dossier.mail),
            filed_on: opened.dossier.filed_on,
            policy: opened.dossier.policy.clone(),
            clauses: compared(&opened.dossier, today),
        }
    }
}

pub fn due(opened: &Opened) -> Option<Due> {
    store::due(&opened.case)
}

/// The ten clauses, evaluated again from the facts filed.
pub fn compared(dossier: &Dossier, today: NaiveDate) -> Vec<Compared> {
    let policy = Policy::standard();
    let facts = facts(dossier, today);
    let compare = |now: Evaluated| {
        let shown = dossier.shown.iter().find(|shown| shown.category == now.category).map(|shown| shown.outcome);
        let claimed = dossier.filing.claimed.iter().any(|code| *code == now.clause.to_string());
        Compared { shown: shown.filter(|shown| *shown != now.outcome), claimed, now }
    };
    evaluate(&facts, today, policy).into_iter().map(compare).collect()
}

/// As they were read at submission; what was filed then could be read whole.
fn facts(dossier: &Dossier, today: NaiveDate) -> Facts {
    let read = dossier.filing.parse(Policy::standard(), dossier.filed_on);
    read.map_or_else(|_| dossier.filing.facts_so_far(today), |filing| filing.facts())
}

fn masked(filing: &FilingInput) -> FilingInput {
    let mut masked = filing.clone();
    masked.phone = kit::html::mask::phone(&filing.phone);
    masked.document.number = kit::html::mask::document(&filing.document.number);
    masked
}
