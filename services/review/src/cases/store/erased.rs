//! SQL of what stays of the cases of somebody who was erased, and of who that was.

use domain::PersonId;
use kit::{Act, Fault, House};
use sea_orm::prelude::Expr;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set};

use super::super::rows::{case, erased, revision};
use super::{DOSSIER, EXTRACT, Extract, Opened, PAST, Past, STAGE, forget_traces, read};

/// The person's cases, whatever became of them.
pub async fn of_person(db: &impl ConnectionTrait, house: &House, person: PersonId) -> Result<Vec<Opened>, Fault> {
    let rows = case::Entity::find().filter(case::Column::Person.eq(person.uuid())).all(db).await?;
    let Some(key) = house.person_key(db, person.uuid()).await? else {
        return Ok(Vec::new());
    };
    rows.into_iter().map(|row| read(row, &key)).collect()
}

/// Puts this in the place of what was kept, sealed under the person's present key; earlier revisions go.
pub async fn reduce(act: &Act, house: &House, opened: &Opened) -> Result<(), Fault> {
    let Opened { case, dossier, .. } = opened;
    let key = act.person_key(dossier.person.uuid()).await?;
    forget_traces(act, case.id).await?;
    revision::Entity::delete_many().filter(revision::Column::CaseId.eq(case.id.uuid())).exec(act.tx()).await?;
    case::Entity::update_many()
        .col_expr(case::Column::Stage, Expr::value(key.seal(&*house.rng, STAGE, &case.stage)?))
        .col_expr(case::Column::Past, Expr::value(key.seal(&*house.rng, PAST, &Past::of(case))?))
        .col_expr(case::Column::Dossier, Expr::value(key.seal(&*house.rng, DOSSIER, dossier)?))
        .col_expr(case::Column::Extract, Expr::value(key.seal(&*house.rng, EXTRACT, &Extract::of(dossier))?))
        .filter(case::Column::Id.eq(case.id.uuid()))
        .exec(act.tx())
        .await?;
    Ok(())
}

/// So that nothing is opened for them any more.
pub async fn remember_erased(act: &Act, person: PersonId) -> Result<(), Fault> {
    let row = erased::ActiveModel { person: Set(person.uuid()), at: Set(act.at().0) };
    let known = OnConflict::column(erased::Column::Person).do_nothing().to_owned();
    erased::Entity::insert(row).on_conflict(known).exec_without_returning(act.tx()).await?;
    Ok(())
}

pub async fn was_erased(db: &impl ConnectionTrait, person: PersonId) -> Result<bool, Fault> {
    Ok(erased::Entity::find_by_id(person.uuid()).one(db).await?.is_some())
}
