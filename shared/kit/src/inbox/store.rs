//! All SQL of the inbox.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};
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
    if taken::Entity::find_by_id(event).one(db).await?.is_some() {
        return Ok(Some("null".to_owned()));
    }
    let row = taken::ActiveModel { event: Set(event), producer: Set(producer.to_owned()), at: Set(at.0) };
    taken::Entity::insert(row).exec_without_returning(db).await?;
    Ok(None)
}

/// How far this producer was read; 0 before the first event.
pub(crate) async fn position(db: &impl ConnectionTrait, producer: &str) -> Result<i64, Fault> {
    Ok(position::Entity::find_by_id(producer).one(db).await?.map_or(0, |row| row.position))
}

pub(crate) async fn advance(db: &impl ConnectionTrait, producer: &str, to: i64) -> Result<(), Fault> {
    let row = position::ActiveModel { producer: Set(producer.to_owned()), position: Set(to) };
    let forward = OnConflict::column(position::Column::Producer).update_column(position::Column::Position).to_owned();
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
