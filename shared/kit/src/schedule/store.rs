//! All SQL of what falls due.

use sea_orm::prelude::Expr;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use super::rows::{ActiveModel, Column, Entity, Model};
use crate::clock::Instant;
use crate::fault::Fault;

pub(crate) struct Entry<'a> {
    pub id: Uuid,
    pub kind: &'a str,
    pub subject: &'a str,
    pub due: Instant,
    pub payload: String,
    pub trace: &'a str,
}

/// Writes it down, or moves what was written down for the same kind and subject.
pub(crate) async fn put(db: &impl ConnectionTrait, entry: Entry<'_>) -> Result<(), Fault> {
    let moved = OnConflict::columns([Column::Kind, Column::Subject])
        .update_columns([
            Column::Id,
            Column::Due,
            Column::Payload,
            Column::Trace,
            Column::Tries,
            Column::Wakes,
            Column::Trouble,
        ])
        .to_owned();
    Entity::insert(row(entry)).on_conflict(moved).exec_without_returning(db).await?;
    Ok(())
}

fn row(entry: Entry<'_>) -> ActiveModel {
    ActiveModel {
        kind: Set(entry.kind.to_owned()),
        subject: Set(entry.subject.to_owned()),
        id: Set(entry.id),
        due: Set(entry.due.0),
        payload: Set(entry.payload),
        trace: Set(entry.trace.to_owned()),
        tries: Set(0),
        wakes: Set(Some(entry.due.0)),
        trouble: Set(None),
    }
}

/// Whether there was something to strike out.
pub(crate) async fn strike(db: &impl ConnectionTrait, kind: &str, subject: &str) -> Result<bool, Fault> {
    let gone = Entity::delete_by_id((kind.to_owned(), subject.to_owned())).exec(db).await?;
    Ok(gone.rows_affected > 0)
}

/// Takes the entry out for the act that begins; one that was dealt with or moved has the empty answer.
pub(crate) async fn take(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<String>, Fault> {
    let gone = Entity::delete_many().filter(Column::Id.eq(id)).exec(db).await?;
    Ok((gone.rows_affected == 0).then(|| "null".to_owned()))
}

/// What has to be handed over by now, the longest waiting first.
pub(crate) async fn due(db: &impl ConnectionTrait, now: Instant, limit: u64) -> Result<Vec<Model>, Fault> {
    Ok(Entity::find().filter(Column::Wakes.lte(now.0)).order_by_asc(Column::Wakes).limit(limit).all(db).await?)
}

/// When the next one has to be handed over.
pub(crate) async fn next(db: &impl ConnectionTrait) -> Result<Option<Instant>, Fault> {
    let next: Option<Option<i64>> =
        Entity::find().select_only().column_as(Column::Wakes.min(), "next").into_tuple().one(db).await?;
    Ok(next.flatten().map(Instant))
}

/// Takes down that it met trouble; it wakes again then, or never of itself.
pub(crate) async fn put_off(
    db: &impl ConnectionTrait,
    id: Uuid,
    tries: i64,
    wakes: Option<Instant>,
    trouble: &str,
) -> Result<(), Fault> {
    Entity::update_many()
        .col_expr(Column::Tries, Expr::value(tries))
        .col_expr(Column::Wakes, Expr::value(wakes.map(|at| at.0)))
        .col_expr(Column::Trouble, Expr::value(trouble))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// Whether it was neither dealt with nor moved.
pub(crate) async fn stands(db: &impl ConnectionTrait, id: Uuid) -> Result<bool, Fault> {
    Ok(Entity::find().filter(Column::Id.eq(id)).count(db).await? > 0)
}

/// Has what is parked under this id handed over again.
pub(crate) async fn wake(db: &impl ConnectionTrait, id: Uuid, at: Instant) -> Result<(), Fault> {
    Entity::update_many()
        .col_expr(Column::Tries, Expr::value(0))
        .col_expr(Column::Wakes, Expr::value(at.0))
        .filter(Column::Id.eq(id))
        .filter(Column::Wakes.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// Whether anything of this kind is written down.
pub(crate) async fn is_written_down(db: &impl ConnectionTrait, kind: &str) -> Result<bool, Fault> {
    Ok(Entity::find().filter(Column::Kind.eq(kind)).count(db).await? > 0)
}
