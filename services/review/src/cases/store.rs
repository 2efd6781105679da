//! All SQL of the cases. A query starts from the officer's scope. The lists have their own, in `lists`.

mod alike;
mod clues;
mod erased;
mod lists;

use chrono::NaiveDate;
use contract::Dossier;
use domain::calendar::Due;
use domain::case::Stage;
use domain::{Case, CaseId, Proposal, Receipt, Reconsideration, Return, Target, UnitId};
use kit::{Act, Fault, House, SealKey};
use sea_orm::prelude::Expr;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, Set};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::rows::{case, revision};
use crate::officers::Scope;

pub use alike::alike;
pub use clues::{FoundPlace, fill as fill_clues, found};
pub use erased::{of_person, reduce, remember_erased, was_erased};
pub use lists::{CasePlace, Listed, Waits, Wanted, ended, fill_extracts, list, piles, proposed_to, replied};

/// A case with what only those who review it may read.
pub struct Opened {
    pub case: Case,
    pub due: Option<NaiveDate>,
    /// The latest revision.
    pub dossier: Dossier,
}

impl Opened {
    /// As lists show it.
    pub fn listed(&self) -> Listed {
        let (case, extract) = (self.case.clone(), Extract::of(&self.dossier));
        Listed { case, due: self.due, target: self.dossier.target(), extract }
    }
}

/// What was filed, as it once stood.
pub struct Revision {
    pub on: NaiveDate,
    pub dossier: Dossier,
}

/// What is over of a case's returns and proposals, and of its reconsideration; and what it keeps from its filing.
#[derive(Default, Serialize, Deserialize)]
struct Past {
    returns: Vec<Return>,
    proposals: Vec<Proposal>,
    #[serde(default)]
    reconsidered: Option<Reconsideration>,
    /// Empty in a case of before it was kept here; its dossier has it.
    #[serde(default)]
    policy: String,
}

impl Past {
    fn of(case: &Case) -> Past {
        let (returns, proposals) = (case.returns.clone(), case.proposals.clone());
        Past { returns, proposals, reconsidered: case.reconsidered.clone(), policy: case.policy.clone() }
    }
}

/// What lists show of what was filed: small, and sealed beside the whole, so that a list opens no dossier.
#[derive(Clone, Serialize, Deserialize)]
pub struct Extract {
    pub name: String,
    pub claimed: Vec<String>,
}

impl Extract {
    pub fn of(dossier: &Dossier) -> Extract {
        Extract { name: dossier.filing.name.trim().to_owned(), claimed: dossier.filing.claimed.clone() }
    }
}

const STAGE: &str = "case/stage";
const DOSSIER: &str = "case/dossier";
const PAST: &str = "case/past";
const EXTRACT: &str = "case/extract";

/// `due` is by when the hand that has the case promised to be done.
pub async fn add(act: &Act, house: &House, case: &Case, due: Option<Due>, dossier: &Dossier) -> Result<(), Fault> {
    let person = dossier.person.uuid();
    let key = act.person_key(person).await?;
    let (target, target_id) = target_row(dossier.target());
    let row = case::ActiveModel {
        id: Set(case.id.uuid()),
        receipt: Set(case.receipt.to_string()),
        nomination: Set(dossier.nomination.uuid()),
        person: Set(person),
        target: Set(target.to_owned()),
        target_id: Set(target_id),
        unit: Set(case.unit.map(UnitId::uuid)),
        stage_name: Set(stage_name(&case.stage)?),
        hand: Set(case.hand().map(|hand| hand.code().to_owned())),
        due: Set(due.map(|due| due.date.to_string())),
        filed_on: Set(case.stage.filed_on().to_string()),
        version: Set(case.version),
        revision: Set(case.revision.into()),
        waits: Set(case.stage.waits_for_applicant()),
        past: Set(Some(key.seal(&*house.rng, PAST, &Past::of(case))?)),
        stage: Set(key.seal(&*house.rng, STAGE, &case.stage)?),
        dossier: Set(key.seal(&*house.rng, DOSSIER, dossier)?),
        extract: Set(Some(key.seal(&*house.rng, EXTRACT, &Extract::of(dossier))?)),
    };
    case::Entity::insert(row).exec_without_returning(act.tx()).await?;
    keep_traces(act, house, case.id, dossier).await?;
    keep_revision(act, house, case, dossier).await
}

/// Keeps what was filed beside the case, so that a later revision takes nothing away.
async fn keep_revision(act: &Act, house: &House, case: &Case, dossier: &Dossier) -> Result<(), Fault> {
    let key = act.person_key(dossier.person.uuid()).await?;
    let row = revision::ActiveModel {
        case_id: Set(case.id.uuid()),
        revision: Set(dossier.revision.into()),
        on_day: Set(act.at().date().to_string()),
        dossier: Set(key.seal(&*house.rng, DOSSIER, dossier)?),
    };
    revision::Entity::insert(row).exec_without_returning(act.tx()).await?;
    Ok(())
}

/// Puts a correction in the place of what was filed before; that stays among the revisions.
pub async fn correct(act: &Act, house: &House, case: &Case, dossier: &Dossier) -> Result<(), Fault> {
    amend(act, house, case, dossier).await?;
    alike::keep(act, house, case.id, dossier).await?;
    keep_revision(act, house, case, dossier).await
}

/// By what it is found, and held beside others.
async fn keep_traces(act: &Act, house: &House, id: CaseId, dossier: &Dossier) -> Result<(), Fault> {
    alike::keep(act, house, id, dossier).await?;
    clues::keep(act, house, id, dossier).await
}

async fn forget_traces(act: &Act, id: CaseId) -> Result<(), Fault> {
    alike::forget(act, id).await?;
    clues::forget(act, id).await
}

/// The same revision with one consent or one voice more.
pub async fn amend(act: &Act, house: &House, case: &Case, dossier: &Dossier) -> Result<(), Fault> {
    let key = act.person_key(dossier.person.uuid()).await?;
    case::Entity::update_many()
        .col_expr(case::Column::Dossier, Expr::value(key.seal(&*house.rng, DOSSIER, dossier)?))
        .col_expr(case::Column::Extract, Expr::value(key.seal(&*house.rng, EXTRACT, &Extract::of(dossier))?))
        .filter(case::Column::Id.eq(case.id.uuid()))
        .exec(act.tx())
        .await?;
    clues::keep(act, house, case.id, dossier).await
}

/// All revisions of what was filed, the first first.
pub async fn revisions(db: &impl ConnectionTrait, house: &House, opened: &Opened) -> Result<Vec<Revision>, Fault> {
    let Some(key) = house.person_key(db, opened.dossier.person.uuid()).await? else {
        return Ok(Vec::new());
    };
    let rows = revision::Entity::find()
        .filter(revision::Column::CaseId.eq(opened.case.id.uuid()))
        .order_by_asc(revision::Column::Revision)
        .all(db)
        .await?;
    let read = |row: revision::Model| {
        let on = row.on_day.parse().map_err(|error| Fault::corrupt("case_revisions", row.case_id, error))?;
        Ok(Revision { on, dossier: key.open(DOSSIER, &row.dossier)? })
    };
    rows.into_iter().map(read).collect()
}

/// Saves the next version; false when somebody else was faster.
pub async fn save(act: &Act, house: &House, case: &Case, due: Option<Due>, dossier: &Dossier) -> Result<bool, Fault> {
    let key = act.person_key(dossier.person.uuid()).await?;
    let saved = case::Entity::update_many()
        .col_expr(case::Column::Unit, Expr::value(case.unit.map(UnitId::uuid)))
        .col_expr(case::Column::StageName, Expr::value(stage_name(&case.stage)?))
        .col_expr(case::Column::Hand, Expr::value(case.hand().map(|hand| hand.code().to_owned())))
        .col_expr(case::Column::Due, Expr::value(due.map(|due| due.date.to_string())))
        .col_expr(case::Column::Version, Expr::value(case.version))
        .col_expr(case::Column::Revision, Expr::value(i64::from(case.revision)))
        .col_expr(case::Column::Waits, Expr::value(case.stage.waits_for_applicant()))
        .col_expr(case::Column::Past, Expr::value(key.seal(&*house.rng, PAST, &Past::of(case))?))
        .col_expr(case::Column::Stage, Expr::value(key.seal(&*house.rng, STAGE, &case.stage)?))
        .filter(case::Column::Id.eq(case.id.uuid()))
        .filter(case::Column::Version.eq(case.version - 1))
        .exec(act.tx())
        .await?;
    Ok(saved.rows_affected == 1)
}

pub async fn find(
    db: &impl ConnectionTrait,
    house: &House,
    scope: &Scope,
    id: CaseId,
) -> Result<Option<Opened>, Fault> {
    with_its_key(|| async move {
        let row = case::Entity::find_by_id(id.uuid()).filter(within(scope)).one(db).await?;
        match row {
            None => Ok(None),
            Some(row) => open(db, house, row).await,
        }
    })
    .await
}

pub async fn find_by_receipt(
    db: &impl ConnectionTrait,
    house: &House,
    receipt: Receipt,
) -> Result<Option<Opened>, Fault> {
    let row = case::Entity::find().filter(case::Column::Receipt.eq(receipt.to_string())).one(db).await?;
    match row {
        None => Ok(None),
        Some(row) => open(db, house, row).await,
    }
}

/// What is sealed and its key are read one after the other. Where somebody is erased in between, the key is another one than
/// it was sealed with: then both are read once more.
async fn with_its_key<T, F: Future<Output = Result<T, Fault>>>(read: impl Fn() -> F) -> Result<T, Fault> {
    match read().await {
        Err(fault) if fault.is_unopened() => read().await,
        opened => opened,
    }
}

fn within(scope: &Scope) -> Condition {
    match scope {
        Scope::Everything => Condition::all(),
        Scope::Units(units) => {
            Condition::all().add(case::Column::Unit.is_in(units.iter().map(|unit| unit.uuid()).collect::<Vec<_>>()))
        }
        Scope::Nothing => Condition::all().add(Expr::value(1).eq(0)),
    }
}

/// None where nothing is kept under the key of the person any more.
async fn open(db: &impl ConnectionTrait, house: &House, row: case::Model) -> Result<Option<Opened>, Fault> {
    let Some(key) = house.person_key(db, row.person).await? else {
        return Ok(None);
    };
    read(row, &key).map(Some)
}

fn read(row: case::Model, key: &SealKey) -> Result<Opened, Fault> {
    let dossier: Dossier = key.open(DOSSIER, &row.dossier)?;
    let row = Row {
        id: row.id,
        receipt: row.receipt,
        unit: row.unit,
        due: row.due,
        revision: row.revision,
        version: row.version,
        past: row.past,
        stage: row.stage,
    };
    let (mut case, due) = row.read(key)?;
    if case.policy.is_empty() {
        case.policy.clone_from(&dossier.policy);
    }
    Ok(Opened { case, due, dossier })
}

/// What a case is read from, for itself as in a list.
struct Row {
    id: Uuid,
    receipt: String,
    unit: Option<Uuid>,
    due: Option<String>,
    revision: i64,
    version: i64,
    past: Option<Vec<u8>>,
    stage: Vec<u8>,
}

impl Row {
    /// The case, and the day by which it is due.
    fn read(self, key: &SealKey) -> Result<(Case, Option<NaiveDate>), Fault> {
        let corrupt = |why: &dyn std::fmt::Display| Fault::corrupt("cases", self.id, why);
        let receipt = Receipt::parse(&self.receipt).map_err(|refusal| corrupt(&refusal.code()))?;
        let due = self.due.as_deref().map(str::parse).transpose().map_err(|error| corrupt(&error))?;
        let past = self.past.as_deref().map(|sealed| key.open::<Past>(PAST, sealed)).transpose()?.unwrap_or_default();
        let case = Case {
            id: CaseId::from(self.id),
            receipt,
            unit: self.unit.map(UnitId::from),
            stage: key.open(STAGE, &self.stage)?,
            returns: past.returns,
            proposals: past.proposals,
            reconsidered: past.reconsidered,
            policy: past.policy,
            revision: u32::try_from(self.revision).map_err(|error| corrupt(&error))?,
            version: self.version,
        };
        Ok((case, due))
    }
}

/// Where it was filed to, as two columns.
fn target_row(target: Target) -> (&'static str, Uuid) {
    match target {
        Target::Post(id) => ("post", id.uuid()),
        Target::Unit(id) => ("unit", id.uuid()),
        Target::PartyOrganisation => ("party-organisation", Uuid::nil()),
    }
}

/// The tag that the stage is stored under.
fn stage_name(stage: &Stage) -> Result<String, Fault> {
    let written = serde_json::to_value(stage)?;
    written["stage"].as_str().map(str::to_owned).ok_or_else(|| Fault::new("a stage without its name"))
}
