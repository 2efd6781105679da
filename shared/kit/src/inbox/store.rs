//! All SQL of the inbox.

use sea_orm::prelude::Expr;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use super::rows::{parked, position, taken};
use crate::bus::Placed;
use crate::clock::Instant;
use crate::fault::Fault;

/// Takes the event for the act that begins; an event taken before has the empty answer.
pub(crate) async fn take(
    db: &impl ConnectionTrait,
    event: Uuid,
    producer: &str,
    at: Instant,
) -> Result<Option<String>, Fault> {
    let row = taken::ActiveModel { event: Set(event), producer: Set(producer.to_owned()), at: Set(at.0) };
    let once = OnConflict::column(taken::Column::Event).do_nothing().to_owned();
    let fresh = taken::Entity::insert(row).on_conflict(once).exec_without_returning(db).await? > 0;
    Ok((!fresh).then(|| "null".to_owned()))
}

/// How far this producer was read; 0 before the first event.
pub(crate) async fn position(db: &impl ConnectionTrait, producer: &str) -> Result<i64, Fault> {
    Ok(position::Entity::find_by_id(producer).one(db).await?.map_or(0, |row| row.position))
}

/// Never back: an event that was parked is taken long after those behind it.
pub(crate) async fn advance(db: &impl ConnectionTrait, producer: &str, to: i64) -> Result<(), Fault> {
    let row = position::ActiveModel { producer: Set(producer.to_owned()), position: Set(to) };
    let forward = OnConflict::column(position::Column::Producer)
        .update_column(position::Column::Position)
        .action_and_where(Expr::col((position::Entity, position::Column::Position)).lt(to))
        .to_owned();
    position::Entity::insert(row).on_conflict(forward).exec_without_returning(db).await?;
    Ok(())
}

/// Whether something of this subject waits for a person, so that what follows must wait too.
pub(crate) async fn is_parked(db: &impl ConnectionTrait, producer: &str, subject: &str) -> Result<bool, Fault> {
    let waiting = parked::Entity::find()
        .filter(parked::Column::Producer.eq(producer))
        .filter(parked::Column::Subject.eq(subject))
        .count(db)
        .await?;
    Ok(waiting > 0)
}

/// How many events of this producer wait for a person.
pub(crate) async fn parked_of(db: &impl ConnectionTrait, producer: &str) -> Result<i64, Fault> {
    let parked = parked::Entity::find().filter(parked::Column::Producer.eq(producer)).count(db).await?;
    Ok(i64::try_from(parked).unwrap_or(i64::MAX))
}

pub(crate) async fn park(db: &impl ConnectionTrait, placed: &Placed, why: &str, at: Instant) -> Result<(), Fault> {
    let (position, envelope) = placed;
    let row = parked::ActiveModel {
        event: Set(envelope.id),
        producer: Set(envelope.source.clone()),
        subject: Set(envelope.subject.clone()),
        position: Set(*position),
        envelope: Set(serde_json::to_string(envelope)?),
        why: Set(why.to_owned()),
        at: Set(at.0),
    };
    let once = OnConflict::column(parked::Column::Event).do_nothing().to_owned();
    parked::Entity::insert(row).on_conflict(once).exec_without_returning(db).await?;
    Ok(())
}

/// Why an event is parked that did nothing wrong itself.
pub(crate) const BEHIND: &str = "behind";

pub(crate) async fn find_parked(db: &impl ConnectionTrait, event: Uuid) -> Result<Option<parked::Model>, Fault> {
    Ok(parked::Entity::find_by_id(event).one(db).await?)
}

/// The first of the events of this subject that wait.
pub(crate) async fn first_parked(
    db: &impl ConnectionTrait,
    producer: &str,
    subject: &str,
) -> Result<Option<parked::Model>, Fault> {
    Ok(parked::Entity::find()
        .filter(parked::Column::Producer.eq(producer))
        .filter(parked::Column::Subject.eq(subject))
        .order_by_asc(parked::Column::Position)
        .one(db)
        .await?)
}

pub(crate) async fn stays_parked(db: &impl ConnectionTrait, event: Uuid, why: &str, at: Instant) -> Result<(), Fault> {
    parked::Entity::update_many()
        .col_expr(parked::Column::Why, Expr::value(why))
        .col_expr(parked::Column::At, Expr::value(at.0))
        .filter(parked::Column::Event.eq(event))
        .exec(db)
        .await?;
    Ok(())
}

pub(crate) async fn unpark(db: &impl ConnectionTrait, event: Uuid) -> Result<(), Fault> {
    parked::Entity::delete_by_id(event).exec(db).await?;
    Ok(())
}
