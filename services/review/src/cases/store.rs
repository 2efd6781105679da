//! All SQL of the cases. A query starts from the officer's scope.

use chrono::{Datelike, NaiveDate};
use contract::Dossier;
use domain::calendar::{Calendar, Due};
use domain::case::{DocumentNumber, Stage};
use domain::{Case, CaseId, Hand, Policy, Proposal, Receipt, Return, Target, UnitId};
use kit::{Act, At, Fault, House, SealKey, Walked};
use sea_orm::prelude::Expr;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect, Set,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::desk::Pile;
use super::rows::{case, document_number, revision};
use crate::officers::Scope;

/// A case with what only those who review it may read.
pub struct Opened {
    pub case: Case,
    pub due: Option<NaiveDate>,
    /// The latest revision.
    pub dossier: Dossier,
}

/// What was filed, as it once stood.
pub struct Revision {
    pub on: NaiveDate,
    pub dossier: Dossier,
}

/// What is over of a case's returns and proposals.
#[derive(Default, Serialize, Deserialize)]
struct Past {
    returns: Vec<Return>,
    proposals: Vec<Proposal>,
}

/// Which cases of the scope a list shows.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Those at these hands; all when empty.
    pub hands: Vec<Hand>,
    /// Due from this day on.
    pub due_from: Option<NaiveDate>,
    /// Due up to this day.
    pub due_to: Option<NaiveDate>,
    /// Only those that wait for the applicant, or only the others; both when left out.
    pub waits: Option<Waits>,
    /// Those that have ended, instead of those under way.
    pub ended: bool,
    pub at: At<CasePlace>,
    pub limit: u16,
}

/// A case's place in a list: its day there, then its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CasePlace {
    pub day: String,
    pub id: Uuid,
}

impl kit::Place for CasePlace {
    const LIST: &'static str = "cases";
}

/// Whether the applicant is asked for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waits {
    ForApplicant,
    /// For the hand; also where the applicant's term had passed by this day, since a person decides then.
    ForHand {
        today: NaiveDate,
    },
}

const STAGE: &str = "case/stage";
const DOSSIER: &str = "case/dossier";
const PAST: &str = "case/past";

pub async fn add(act: &Act, house: &House, case: &Case, dossier: &Dossier) -> Result<(), Fault> {
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
        due: Set(due(case).map(|due| due.date.to_string())),
        filed_on: Set(case.stage.filed_on().to_string()),
        version: Set(case.version),
        revision: Set(case.revision.into()),
        waits: Set(case.stage.waits_for_applicant()),
        past: Set(None),
        stage: Set(key.seal(&*house.rng, STAGE, &case.stage)?),
        dossier: Set(key.seal(&*house.rng, DOSSIER, dossier)?),
    };
    case::Entity::insert(row).exec_without_returning(act.tx()).await?;
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
    keep_revision(act, house, case, dossier).await
}

/// The same revision with one consent more.
pub async fn amend(act: &Act, house: &House, case: &Case, dossier: &Dossier) -> Result<(), Fault> {
    let key = act.person_key(dossier.person.uuid()).await?;
    case::Entity::update_many()
        .col_expr(case::Column::Dossier, Expr::value(key.seal(&*house.rng, DOSSIER, dossier)?))
        .filter(case::Column::Id.eq(case.id.uuid()))
        .exec(act.tx())
        .await?;
    Ok(())
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
pub async fn save(act: &Act, house: &House, case: &Case, dossier: &Dossier) -> Result<bool, Fault> {
    let key = act.person_key(dossier.person.uuid()).await?;
    let past = Past { returns: case.returns.clone(), proposals: case.proposals.clone() };
    let saved = case::Entity::update_many()
        .col_expr(case::Column::Unit, Expr::value(case.unit.map(UnitId::uuid)))
        .col_expr(case::Column::StageName, Expr::value(stage_name(&case.stage)?))
        .col_expr(case::Column::Hand, Expr::value(case.hand().map(|hand| hand.code().to_owned())))
        .col_expr(case::Column::Due, Expr::value(due(case).map(|due| due.date.to_string())))
        .col_expr(case::Column::Version, Expr::value(case.version))
        .col_expr(case::Column::Revision, Expr::value(i64::from(case.revision)))
        .col_expr(case::Column::Waits, Expr::value(case.stage.waits_for_applicant()))
        .col_expr(case::Column::Past, Expr::value(key.seal(&*house.rng, PAST, &past)?))
        .col_expr(case::Column::Stage, Expr::value(key.seal(&*house.rng, STAGE, &case.stage)?))
        .filter(case::Column::Id.eq(case.id.uuid()))
        .filter(case::Column::Version.eq(case.version - 1))
        .exec(act.tx())
        .await?;
    Ok(saved.rows_affected == 1)
}

pub async fn find(db: &impl ConnectionTrait, house: &House, scope: Scope, id: CaseId) -> Result<Option<Opened>, Fault> {
    let row = case::Entity::find_by_id(id.uuid()).filter(within(scope)).one(db).await?;
    match row {
        None => Ok(None),
        Some(row) => open(db, house, row).await,
    }
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

/// Some of the scope's cases by due date: those due first come first, those that have ended last in first.
pub async fn list(
    db: &impl ConnectionTrait,
    house: &House,
    scope: Scope,
    wanted: &Wanted,
) -> Result<Walked<Opened, CasePlace>, Fault> {
    let day = if wanted.ended { case::Column::FiledOn } else { case::Column::Due };
    let order = if wanted.ended == wanted.at.is_backwards() { Order::Asc } else { Order::Desc };
    let rows = case::Entity::find()
        .filter(within(scope))
        .filter(matching(wanted))
        .filter(beyond(&wanted.at, day, &order))
        .order_by(day, order.clone())
        .order_by(case::Column::Id, order)
        .limit(u64::from(wanted.limit) + 1)
        .all(db)
        .await?;
    let place = |row: &case::Model| CasePlace {
        day: if wanted.ended { row.filed_on.clone() } else { row.due.clone().unwrap_or_default() },
        id: row.id,
    };
    let walked = Walked::of(rows, &wanted.at, wanted.limit, place);
    let mut opened = Vec::new();
    for row in walked.items {
        opened.extend(open(db, house, row).await?);
    }
    Ok(Walked { items: opened, before: walked.before, after: walked.after })
}

/// How many cases of the scope are under way: by their hand, the day they are due, and whether they wait.
pub async fn piles(db: &impl ConnectionTrait, scope: Scope) -> Result<Vec<Pile>, Fault> {
    let rows: Vec<(String, String, bool, i64)> = case::Entity::find()
        .select_only()
        .column(case::Column::Hand)
        .column(case::Column::Due)
        .column(case::Column::Waits)
        .column_as(case::Column::Id.count(), "cases")
        .filter(within(scope))
        .filter(case::Column::Hand.is_not_null())
        .group_by(case::Column::Hand)
        .group_by(case::Column::Due)
        .group_by(case::Column::Waits)
        .into_tuple()
        .all(db)
        .await?;
    let read = |(hand, due, waits, cases): (String, String, bool, i64)| {
        let corrupt = |what: &str| Fault::corrupt("cases", what, "no such hand or day");
        let hand = Hand::from_code(&hand).ok_or_else(|| corrupt(&hand))?;
        Ok(Pile { hand, due: due.parse().map_err(|_| corrupt(&due))?, waits, cases })
    };
    rows.into_iter().map(read).collect()
}

/// How many of the scope's cases have ended.
pub async fn ended(db: &impl ConnectionTrait, scope: Scope) -> Result<i64, Fault> {
    let counted: Option<i64> = case::Entity::find()
        .select_only()
        .column_as(case::Column::Id.count(), "cases")
        .filter(within(scope))
        .filter(case::Column::Hand.is_null())
        .into_tuple()
        .one(db)
        .await?;
    Ok(counted.unwrap_or(0))
}

/// The next number of a gapless register: taken in the transaction of the document that bears it.
pub async fn next_number(act: &Act, series: &str, on: NaiveDate) -> Result<DocumentNumber, Fault> {
    let year = i64::from(on.year());
    let first = document_number::ActiveModel { series: Set(series.to_owned()), year: Set(year), last: Set(1) };
    let keys = [document_number::Column::Series, document_number::Column::Year];
    let counted = OnConflict::columns(keys)
        .value(
            document_number::Column::Last,
            Expr::col((document_number::Entity, document_number::Column::Last)).add(1),
        )
        .to_owned();
    let row = document_number::Entity::insert(first).on_conflict(counted).exec_with_returning(act.tx()).await?;
    DocumentNumber::parse(&format!("{series}〔{year}〕{}号", row.last))
        .map_err(|refusal| Fault::new(format!("the series {series:?} makes no document number: {}", refusal.code())))
}

/// By when the hand that has the case promised to be done.
pub fn due(case: &Case) -> Option<Due> {
    case.due(Calendar::standard(), Policy::standard())
}

fn within(scope: Scope) -> Condition {
    match scope {
        Scope::Everything => Condition::all(),
        Scope::Unit(unit) => Condition::all().add(case::Column::Unit.eq(unit.uuid())),
        Scope::Nothing => Condition::all().add(Expr::value(1).eq(0)),
    }
}

fn matching(wanted: &Wanted) -> Condition {
    let hands = wanted.hands.iter().map(|hand| hand.code());
    Condition::all()
        .add_option((!wanted.hands.is_empty()).then(|| case::Column::Hand.is_in(hands)))
        .add_option(wanted.due_from.map(|day| case::Column::Due.gte(day.to_string())))
        .add_option(wanted.due_to.map(|day| case::Column::Due.lte(day.to_string())))
        .add(if wanted.ended { case::Column::Hand.is_null() } else { case::Column::Hand.is_not_null() })
        .add_option(wanted.waits.map(|waits| match waits {
            Waits::ForApplicant => case::Column::Waits.eq(true),
            Waits::ForHand { today } => case::Column::Waits.eq(false).or(case::Column::Due.lt(today.to_string())),
        }))
}

/// What lies beyond a place, in the direction in which the list is read.
fn beyond(at: &At<CasePlace>, day: case::Column, order: &Order) -> Condition {
    let (At::After(place) | At::Before(place)) = at else {
        return Condition::all();
    };
    let (further, same_day) = match order {
        Order::Desc => (day.lt(&place.day), case::Column::Id.lt(place.id)),
        _ => (day.gt(&place.day), case::Column::Id.gt(place.id)),
    };
    Condition::all().add(further.or(day.eq(&place.day).and(same_day)))
}

/// None once the person was erased.
async fn open(db: &impl ConnectionTrait, house: &House, row: case::Model) -> Result<Option<Opened>, Fault> {
    let Some(key) = house.person_key(db, row.person).await? else {
        return Ok(None);
    };
    read(row, &key).map(Some)
}

fn read(row: case::Model, key: &SealKey) -> Result<Opened, Fault> {
    let corrupt = |why: &dyn std::fmt::Display| Fault::corrupt("cases", row.id, why);
    let receipt = Receipt::parse(&row.receipt).map_err(|refusal| corrupt(&refusal.code()))?;
    let due = row.due.as_deref().map(str::parse).transpose().map_err(|error| corrupt(&error))?;
    let past = row.past.as_deref().map(|sealed| key.open::<Past>(PAST, sealed)).transpose()?.unwrap_or_default();
    let case = Case {
        id: CaseId::from(row.id),
        receipt,
        unit: row.unit.map(UnitId::from),
        stage: key.open(STAGE, &row.stage)?,
        returns: past.returns,
        proposals: past.proposals,
        revision: u32::try_from(row.revision).map_err(|error| corrupt(&error))?,
        version: row.version,
    };
    Ok(Opened { case, due, dossier: key.open(DOSSIER, &row.dossier)? })
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
