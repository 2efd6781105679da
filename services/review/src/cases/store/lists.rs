//! All SQL of the lists of cases: of what was filed they read the extract alone.

use chrono::NaiveDate;
use domain::case::Stage;
use domain::{Case, Hand, PostId, Target, UnitId};
use kit::{Act, At, Fault, House, SealKey, Walked};
use sea_orm::prelude::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DerivePartialModel, EntityTrait, ExprTrait, Order, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use serde::{Deserialize, Serialize};
use tracing::error;
use uuid::Uuid;

use super::{DOSSIER, EXTRACT, Extract, with_its_key, within};
use crate::cases::desk::Pile;
use crate::cases::rows::case;
use crate::officers::Scope;

/// A case as lists show it.
pub struct Listed {
    pub case: Case,
    pub due: Option<NaiveDate>,
    pub target: Target,
    pub extract: Extract,
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

/// The columns of a case without what was filed.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "case::Entity")]
pub(super) struct Row {
    pub(super) id: Uuid,
    receipt: String,
    person: Uuid,
    target: String,
    target_id: Uuid,
    unit: Option<Uuid>,
    due: Option<String>,
    filed_on: String,
    version: i64,
    revision: i64,
    past: Option<Vec<u8>>,
    stage: Vec<u8>,
    extract: Option<Vec<u8>>,
}

impl Row {
    /// `whole` holds the dossiers of those without an extract.
    fn read(self, key: &SealKey, whole: &[(Uuid, Vec<u8>)]) -> Result<Listed, Fault> {
        let target = match self.target.as_str() {
            "post" => Target::Post(self.target_id.into()),
            "unit" => Target::Unit(self.target_id.into()),
            "party-organisation" => Target::PartyOrganisation,
            other => return Err(Fault::corrupt("cases", self.id, format!("no target {other}"))),
        };
        let extract = match &self.extract {
            Some(sealed) => key.open(EXTRACT, sealed)?,
            None => {
                let found = whole.iter().find(|(id, _)| *id == self.id);
                let (_, sealed) =
                    found.ok_or_else(|| Fault::corrupt("cases", self.id, "neither extract nor dossier"))?;
                Extract::of(&key.open(DOSSIER, sealed)?)
            }
        };
        let row = super::Row {
            id: self.id,
            receipt: self.receipt,
            unit: self.unit,
            due: self.due,
            revision: self.revision,
            version: self.version,
            past: self.past,
            stage: self.stage,
        };
        let (case, due) = row.read(key)?;
        Ok(Listed { case, due, target, extract })
    }
}

/// Some of the scope's cases by due date: those due first come first, those that have ended last in first.
pub async fn list(
    db: &impl ConnectionTrait,
    house: &House,
    scope: &Scope,
    wanted: &Wanted,
) -> Result<Walked<Listed, CasePlace>, Fault> {
    let day = if wanted.ended { case::Column::FiledOn } else { case::Column::Due };
    let order = if wanted.ended == wanted.at.is_backwards() { Order::Asc } else { Order::Desc };
    with_its_key(|| async {
        let rows = case::Entity::find()
            .filter(within(scope))
            .filter(matching(wanted))
            .filter(beyond(&wanted.at, day, &order))
            .order_by(day, order.clone())
            .order_by(case::Column::Id, order.clone())
            .limit(u64::from(wanted.limit) + 1)
            .into_partial_model::<Row>()
            .all(db)
            .await?;
        let walked = Walked::of(rows, &wanted.at, wanted.limit, |row| CasePlace {
            day: if wanted.ended { row.filed_on.clone() } else { row.due.clone().unwrap_or_default() },
            id: row.id,
        });
        opened(db, house, walked).await
    })
    .await
}

/// The rows with what is sealed in them; nothing of those whose key is gone.
pub(super) async fn opened<P>(
    db: &impl ConnectionTrait,
    house: &House,
    walked: Walked<Row, P>,
) -> Result<Walked<Listed, P>, Fault> {
    let keys = house.person_keys(db, walked.items.iter().map(|row| row.person)).await?;
    let bare = walked.items.iter().filter(|row| row.extract.is_none()).map(|row| row.id);
    let whole = dossiers(db, bare).await?;
    let mut listed = Vec::new();
    for row in walked.items {
        let Some(key) = keys.get(&row.person) else {
            continue;
        };
        listed.push(row.read(key, whole.as_slice())?);
    }
    Ok(Walked { items: listed, before: walked.before, after: walked.after })
}

/// What was filed with these, as it rests.
async fn dossiers(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<(Uuid, Vec<u8>)>, Fault> {
    let ids: Vec<Uuid> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = case::Entity::find().select_only().column(case::Column::Id).column(case::Column::Dossier);
    Ok(found.filter(case::Column::Id.is_in(ids)).into_tuple().all(db).await?)
}

/// Writes the extract of some cases that were opened before there were any, from this place on in the order of their ids; where
/// the next ones begin, if there are more.
pub async fn fill_extracts(act: &Act, house: &House, after: Uuid, limit: u64) -> Result<Option<Uuid>, Fault> {
    let bare = case::Entity::find().filter(case::Column::Id.gt(after)).filter(case::Column::Extract.is_null());
    let rows = bare.order_by_asc(case::Column::Id).limit(limit).all(act.tx()).await?;
    let keys = house.person_keys(act.tx(), rows.iter().map(|row| row.person)).await?;
    for row in &rows {
        let extract = match keys.get(&row.person).map(|key| (key, key.open(DOSSIER, &row.dossier))) {
            Some((key, Ok(dossier))) => key.seal(&*house.rng, EXTRACT, &Extract::of(&dossier))?,
            // The others are not held up by it.
            Some((_, Err(fault))) => {
                error!(case = %row.id, %fault, "it gets no extract");
                continue;
            }
            // Of somebody who was erased nothing can be read: that stays, and is not looked at again.
            None => Vec::new(),
        };
        case::Entity::update_many()
            .col_expr(case::Column::Extract, Expr::value(extract))
            .filter(case::Column::Id.eq(row.id))
            .filter(case::Column::Extract.is_null())
            .exec(act.tx())
            .await?;
    }
    Ok(rows.last().map(|row| row.id))
}

/// How many cases of the scope are under way: by their hand, the day they are due, and whether they wait.
pub async fn piles(db: &impl ConnectionTrait, scope: &Scope) -> Result<Vec<Pile>, Fault> {
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

/// How many applicants are asked about this unit. Their cases are nobody's yet, and which unit it is rests sealed: all of those are
/// opened, which are few.
pub async fn proposed_to(db: &impl ConnectionTrait, house: &House, unit: UnitId) -> Result<i64, Fault> {
    let rows = case::Entity::find()
        .filter(case::Column::Hand.eq(Hand::Routing.code()))
        .filter(case::Column::Waits.eq(true))
        .into_partial_model::<Row>()
        .all(db)
        .await?;
    let asked: Walked<Listed, CasePlace> = opened(db, house, Walked { items: rows, before: None, after: None }).await?;
    let is_about_it =
        |one: &&Listed| matches!(&one.case.stage, Stage::Proposed { proposal, .. } if proposal.unit == unit);
    Ok(asked.items.iter().filter(is_about_it).map(|_| 1_i64).sum())
}

/// How many of the scope's cases have ended.
pub async fn ended(db: &impl ConnectionTrait, scope: &Scope) -> Result<i64, Fault> {
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

/// How many who were nominated for this post have an official reply.
pub async fn replied(db: &impl ConnectionTrait, post: PostId) -> Result<u64, Fault> {
    let replied = case::Entity::find()
        .filter(case::Column::Target.eq("post"))
        .filter(case::Column::TargetId.eq(post.uuid()))
        .filter(case::Column::StageName.eq("replied"))
        .count(db)
        .await?;
    Ok(replied)
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
