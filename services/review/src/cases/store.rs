//! All SQL of the cases. A query starts from the officer's scope.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use contract::Dossier;
use domain::calendar::{Calendar, Due};
use domain::case::{DocumentNumber, Stage};
use domain::{Case, CaseId, Hand, PersonId, Policy, PostId, Receipt, UnitId};
use kit::{Act, Fault, House, SealKey};
use sea_orm::prelude::Expr;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};
use uuid::Uuid;

use super::rows::{case, document_number};
use crate::officers::Scope;

/// A case with what only those who review it may read.
pub struct Opened {
    pub case: Case,
    pub post: PostId,
    pub due: Option<NaiveDate>,
    pub dossier: Dossier,
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
    /// Those that have ended, instead of those under way.
    pub ended: bool,
    /// After this case, by due date and id.
    pub after: Option<(String, Uuid)>,
    pub limit: u64,
}

const STAGE: &str = "case/stage";
const DOSSIER: &str = "case/dossier";

pub async fn add(act: &Act, house: &House, case: &Case, dossier: &Dossier) -> Result<(), Fault> {
    let person = dossier.person.uuid();
    let key = act.person_key(person).await?;
    let row = case::ActiveModel {
        id: Set(case.id.uuid()),
        receipt: Set(case.receipt.to_string()),
        nomination: Set(dossier.nomination.uuid()),
        person: Set(person),
        post: Set(dossier.post.uuid()),
        unit: Set(case.unit.map(UnitId::uuid)),
        stage_name: Set(stage_name(&case.stage)?),
        hand: Set(case.hand().map(|hand| hand.code().to_owned())),
        due: Set(due(case).map(|due| due.date.to_string())),
        filed_on: Set(case.stage.filed_on().to_string()),
        version: Set(case.version),
        stage: Set(key.seal(&*house.rng, STAGE, &case.stage)?),
        dossier: Set(key.seal(&*house.rng, DOSSIER, dossier)?),
    };
    case::Entity::insert(row).exec_without_returning(act.tx()).await?;
    Ok(())
}

/// Saves the next version; false when somebody else was faster.
pub async fn save(act: &Act, house: &House, case: &Case, person: PersonId) -> Result<bool, Fault> {
    let key = act.person_key(person.uuid()).await?;
    let saved = case::Entity::update_many()
        .col_expr(case::Column::StageName, Expr::value(stage_name(&case.stage)?))
        .col_expr(case::Column::Hand, Expr::value(case.hand().map(|hand| hand.code().to_owned())))
        .col_expr(case::Column::Due, Expr::value(due(case).map(|due| due.date.to_string())))
        .col_expr(case::Column::Version, Expr::value(case.version))
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
) -> Result<Vec<Opened>, Fault> {
    let mut query = case::Entity::find().filter(within(scope)).filter(matching(wanted)).limit(wanted.limit);
    query = if wanted.ended {
        query.order_by_desc(case::Column::FiledOn).order_by_desc(case::Column::Id)
    } else {
        query.order_by_asc(case::Column::Due).order_by_asc(case::Column::Id)
    };
    let mut opened = Vec::new();
    for row in query.all(db).await? {
        opened.extend(open(db, house, row).await?);
    }
    Ok(opened)
}

/// How many cases of the scope there are, by the day they are due and the hand that has them.
pub async fn due_days(db: &impl ConnectionTrait, scope: Scope) -> Result<BTreeMap<(Hand, NaiveDate), i64>, Fault> {
    let rows: Vec<(String, String, i64)> = case::Entity::find()
        .select_only()
        .column(case::Column::Hand)
        .column(case::Column::Due)
        .column_as(case::Column::Id.count(), "cases")
        .filter(within(scope))
        .filter(case::Column::Hand.is_not_null())
        .group_by(case::Column::Hand)
        .group_by(case::Column::Due)
        .into_tuple()
        .all(db)
        .await?;
    let read = |(hand, due, cases): (String, String, i64)| {
        let corrupt = |what: &str| Fault::corrupt("cases", what, "no such hand or day");
        let hand = Hand::from_code(&hand).ok_or_else(|| corrupt(&hand))?;
        Ok(((hand, due.parse().map_err(|_| corrupt(&due))?), cases))
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
        .add_option(wanted.after.as_ref().map(|(day, id)| {
            if wanted.ended {
                let same_day = case::Column::FiledOn.eq(day).and(case::Column::Id.lt(*id));
                case::Column::FiledOn.lt(day).or(same_day)
            } else {
                let same_day = case::Column::Due.eq(day).and(case::Column::Id.gt(*id));
                case::Column::Due.gt(day).or(same_day)
            }
        }))
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
    let case = Case {
        id: CaseId::from(row.id),
        receipt,
        unit: row.unit.map(UnitId::from),
        stage: key.open(STAGE, &row.stage)?,
        version: row.version,
    };
    Ok(Opened { case, post: PostId::from(row.post), due, dossier: key.open(DOSSIER, &row.dossier)? })
}

/// The tag that the stage is stored under.
fn stage_name(stage: &Stage) -> Result<String, Fault> {
    let written = serde_json::to_value(stage)?;
    written["stage"].as_str().map(str::to_owned).ok_or_else(|| Fault::new("a stage without its name"))
}
