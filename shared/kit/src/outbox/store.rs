//! All SQL of the outbox.

use contract::{Envelope, Event};
use sea_orm::prelude::Expr;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};
use uuid::Uuid;

use super::rows::{event, subject};
use crate::clock::Instant;
use crate::fault::Fault;

pub(crate) async fn add(
    db: &impl ConnectionTrait,
    id: Uuid,
    about: &str,
    told: &Event,
    at: Instant,
    trace: &str,
) -> Result<(), Fault> {
    let row = event::ActiveModel {
        id: Set(id),
        subject: Set(about.to_owned()),
        sequence: Set(next_sequence(db, about).await?),
        event: Set(serde_json::to_string(told)?),
        trace: Set(trace.to_owned()),
        at: Set(at.0),
        position: Set(None),
    };
    event::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

async fn next_sequence(db: &impl ConnectionTrait, about: &str) -> Result<i64, Fault> {
    let first = subject::ActiveModel { subject: Set(about.to_owned()), sequence: Set(1) };
    let counted = OnConflict::column(subject::Column::Subject)
        .value(subject::Column::Sequence, Expr::col((subject::Entity, subject::Column::Sequence)).add(1))
        .to_owned();
    let row = subject::Entity::insert(first).on_conflict(counted).exec_with_returning(db).await?;
    Ok(row.sequence)
}

/// The last position given; 0 before the first.
pub(crate) async fn last_position(db: &impl ConnectionTrait) -> Result<i64, Fault> {
    let last: Option<Option<i64>> = event::Entity::find()
        .select_only()
        .column_as(event::Column::Position.max(), "last")
        .into_tuple()
        .one(db)
        .await?;
    Ok(last.flatten().unwrap_or(0))
}

/// Events that have no position yet, in the order in which they were told.
pub(crate) async fn unplaced(db: &impl ConnectionTrait, limit: u64) -> Result<Vec<Uuid>, Fault> {
    Ok(event::Entity::find()
        .select_only()
        .column(event::Column::Id)
        .filter(event::Column::Position.is_null())
        .order_by_asc(event::Column::Id)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await?)
}

/// How many events have no position yet.
pub(crate) async fn waiting(db: &impl ConnectionTrait) -> Result<i64, Fault> {
    let waiting = event::Entity::find().filter(event::Column::Position.is_null()).count(db).await?;
    Ok(i64::try_from(waiting).unwrap_or(i64::MAX))
}

pub(crate) async fn place(db: &impl ConnectionTrait, id: Uuid, position: i64) -> Result<(), Fault> {
    event::Entity::update_many()
        .col_expr(event::Column::Position, Expr::value(position))
        .filter(event::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// The log after a position, with each event's position.
pub(crate) async fn after(
    db: &impl ConnectionTrait,
    source: &str,
    position: i64,
    limit: u64,
) -> Result<Vec<(i64, Envelope)>, Fault> {
    let rows = event::Entity::find()
        .filter(event::Column::Position.gt(position))
        .order_by_asc(event::Column::Position)
        .limit(limit)
        .all(db)
        .await?;
    rows.into_iter().map(|row| envelope(source, row)).collect()
}

fn envelope(source: &str, row: event::Model) -> Result<(i64, Envelope), Fault> {
    let corrupt = |why: &dyn std::fmt::Display| Fault::corrupt("outbox", row.id, why);
    let position = row.position.ok_or_else(|| corrupt(&"it has no position"))?;
    let told: Event = serde_json::from_str(&row.event).map_err(|error| corrupt(&error))?;
    let envelope = Envelope {
        specversion: "1.0".to_owned(),
        id: row.id,
        source: source.to_owned(),
        subject: row.subject,
        sequence: row.sequence,
        time: Instant(row.at).rfc3339(),
        trace: row.trace,
        event: told,
    };
    Ok((position, envelope))
}
