//! SQL of what cases are found by: names, document numbers and recommenders as keyed hashes, so that they are found again and
//! never read.

use contract::Dossier;
use domain::{CaseId, Clue, Sought};
use kit::{Act, At, Fault, House, Walked, newest_first};
use sea_orm::prelude::Expr;
use sea_orm::sea_query::Query;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Set,
};
use serde::{Deserialize, Serialize};
use tracing::error;
use uuid::Uuid;

use super::super::rows::{case, clue, erased};
use super::lists::{Listed, Row, opened};
use super::{DOSSIER, keep_traces, with_its_key, within};
use crate::officers::Scope;

/// A case's place among those that were found: those filed last come first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundPlace {
    pub id: Uuid,
}

impl kit::Place for FoundPlace {
    const LIST: &'static str = "found-cases";
}

/// Writes down what was filed last and who speaks for it; by what was filed before it is not found any more.
pub(super) async fn keep(act: &Act, house: &House, id: CaseId, dossier: &Dossier) -> Result<(), Fault> {
    forget(act, id).await?;
    let recommenders = dossier.voices.iter().filter_map(|voice| voice.recommender.as_ref());
    let mut clues = Clue::of(&dossier.filing);
    clues.extend(recommenders.map(|recommender| Clue::Recommender(recommender.id)));
    let row = |clue: &Clue| clue::ActiveModel { case_id: Set(id.uuid()), clue: Set(hash(house, clue)) };
    if !clues.is_empty() {
        clue::Entity::insert_many(clues.iter().map(row)).exec_without_returning(act.tx()).await?;
    }
    Ok(())
}

pub(super) async fn forget(act: &Act, id: CaseId) -> Result<(), Fault> {
    clue::Entity::delete_many().filter(clue::Column::CaseId.eq(id.uuid())).exec(act.tx()).await?;
    Ok(())
}

/// Some of the scope's cases that have the receipt or any of the clues, whether under way or ended.
pub async fn found(
    db: &impl ConnectionTrait,
    house: &House,
    scope: &Scope,
    sought: &Sought,
    at: &At<FoundPlace>,
    limit: u16,
) -> Result<Walked<Listed, FoundPlace>, Fault> {
    let with_clue = clue::Entity::find()
        .select_only()
        .column(clue::Column::CaseId)
        .filter(clue::Column::Clue.is_in(sought.clues.iter().map(|clue| hash(house, clue))))
        .into_query();
    let found = case::Entity::find().filter(within(scope)).filter(
        Condition::any()
            .add(case::Column::Id.in_subquery(with_clue))
            .add_option(sought.receipt.map(|receipt| case::Column::Receipt.eq(receipt.to_string()))),
    );
    with_its_key(|| async {
        let rows = newest_first(found.clone(), case::Column::Id, at, |place| place.id)
            .limit(u64::from(limit) + 1)
            .into_partial_model::<Row>()
            .all(db)
            .await?;
        opened(db, house, Walked::of(rows, at, limit, |row| FoundPlace { id: row.id })).await
    })
    .await
}

/// Writes the clues and the document of some cases that were opened before there were any, from this place on in the order of
/// their ids; where the next ones begin, if there are more. Of somebody who was erased nothing is written again.
pub async fn fill(act: &Act, house: &House, after: Uuid, limit: u64) -> Result<Option<Uuid>, Fault> {
    let known = Query::select()
        .column(clue::Column::CaseId)
        .from(clue::Entity)
        .and_where(clue::Column::CaseId.into_expr().equals((case::Entity, case::Column::Id)))
        .take();
    let gone = Query::select()
        .column(erased::Column::Person)
        .from(erased::Entity)
        .and_where(erased::Column::Person.into_expr().equals((case::Entity, case::Column::Person)))
        .take();
    let rows = case::Entity::find()
        .filter(case::Column::Id.gt(after))
        .filter(Expr::exists(known).not())
        .filter(Expr::exists(gone).not())
        .order_by_asc(case::Column::Id)
        .limit(limit)
        .all(act.tx())
        .await?;
    let keys = house.person_keys(act.tx(), rows.iter().map(|row| row.person)).await?;
    for row in &rows {
        let Some(key) = keys.get(&row.person) else { continue };
        match key.open(DOSSIER, &row.dossier) {
            Ok(dossier) => keep_traces(act, house, CaseId::from(row.id), &dossier).await?,
            // The others are not held up by it.
            Err(fault) => error!(case = %row.id, %fault, "it is found by its receipt alone"),
        }
    }
    Ok(rows.last().map(|row| row.id))
}

fn hash(house: &House, clue: &Clue) -> String {
    match clue {
        Clue::Name(name) => house.keys.fingerprint("name", name),
        Clue::Number(number) => house.keys.fingerprint("document-number", number),
        Clue::Recommender(id) => house.keys.fingerprint("recommender", &id.to_string()),
    }
}
