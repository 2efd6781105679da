//! All SQL of the inbox.

use std::collections::BTreeMap;

use sea_orm::prelude::Expr;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};
use uuid::Uuid;

use super::rows::{parked, position, subject};
use crate::bus::Placed;
use crate::clock::Instant;
use crate::fault::Fault;

/// How far a producer was read, and from where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Read {
    pub position: i64,
    /// The position that reading began after.
    pub begun: i64,
}

/// Takes the event for the act that begins; one that was taken before has the empty answer.
pub(crate) async fn take(
    db: &impl ConnectionTrait,
    producer: &str,
    about: &str,
    sequence: i64,
) -> Result<Option<String>, Fault> {
    let row = counted(producer, about.to_owned(), sequence);
    let fresh = subject::Entity::insert(row).on_conflict(forward()).exec_without_returning(db).await? > 0;
    Ok((!fresh).then(|| "null".to_owned()))
}

/// Counts events as taken that have no effect here.
pub(crate) async fn pass(
    db: &impl ConnectionTrait,
    producer: &str,
    upto: impl IntoIterator<Item = (String, i64)>,
) -> Result<(), Fault> {
    let rows = upto.into_iter().map(|(about, sequence)| counted(producer, about, sequence));
    subject::Entity::insert_many(rows).on_conflict(forward()).exec_without_returning(db).await?;
    Ok(())
}

fn counted(producer: &str, about: String, sequence: i64) -> subject::ActiveModel {
    subject::ActiveModel { producer: Set(producer.to_owned()), subject: Set(about), sequence: Set(sequence) }
}

/// Never back: what comes again was taken.
fn forward() -> OnConflict {
    let fresh = Expr::col(("excluded", subject::Column::Sequence));
    OnConflict::columns([subject::Column::Producer, subject::Column::Subject])
        .update_column(subject::Column::Sequence)
        .action_and_where(Expr::col((subject::Entity, subject::Column::Sequence)).lt(fresh))
        .to_owned()
}

/// The last sequence taken of each of these subjects that was met before.
pub(crate) async fn sequences(
    db: &impl ConnectionTrait,
    producer: &str,
    about: &[&str],
) -> Result<BTreeMap<String, i64>, Fault> {
    let met = subject::Entity::find()
        .select_only()
        .columns([subject::Column::Subject, subject::Column::Sequence])
        .filter(subject::Column::Producer.eq(producer))
        .filter(subject::Column::Subject.is_in(about.iter().copied()));
    Ok(met.into_tuple().all(db).await?.into_iter().collect())
}

/// `None` before the first event.
pub(crate) async fn read(db: &impl ConnectionTrait, producer: &str) -> Result<Option<Read>, Fault> {
    let row = position::Entity::find_by_id(producer).one(db).await?;
    Ok(row.map(|row| Read { position: row.position, begun: row.begun }))
}

/// How far this producer was read; 0 before the first event.
pub(crate) async fn position(db: &impl ConnectionTrait, producer: &str) -> Result<i64, Fault> {
    Ok(read(db, producer).await?.unwrap_or_default().position)
}

/// Never back: an event that was parked is taken long after those behind it.
pub(crate) async fn advance(db: &impl ConnectionTrait, producer: &str, to: i64, begun: i64) -> Result<(), Fault> {
    let row = position::ActiveModel { producer: Set(producer.to_owned()), position: Set(to), begun: Set(begun) };
    let forward = OnConflict::column(position::Column::Producer)
        .update_column(position::Column::Position)
        .action_and_where(Expr::col((position::Entity, position::Column::Position)).lt(to))
        .to_owned();
    position::Entity::insert(row).on_conflict(forward).exec_without_returning(db).await?;
    Ok(())
}

/// How far each producer was read that was read at all.
pub(crate) async fn positions(db: &impl ConnectionTrait) -> Result<BTreeMap<String, i64>, Fault> {
    let rows = position::Entity::find().all(db).await?;
    Ok(rows.into_iter().map(|row| (row.producer, row.position)).collect())
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

/// The position of the first event that waits, of each of these subjects that has one.
pub(crate) async fn first_positions(
    db: &impl ConnectionTrait,
    producer: &str,
    about: &[&str],
) -> Result<Vec<(String, i64)>, Fault> {
    let waiting = parked::Entity::find()
        .select_only()
        .column(parked::Column::Subject)
        .column_as(parked::Column::Position.min(), "first")
        .filter(parked::Column::Producer.eq(producer))
        .filter(parked::Column::Subject.is_in(about.iter().copied()))
        .group_by(parked::Column::Subject);
    Ok(waiting.into_tuple().all(db).await?)
}

/// How many events wait for a person.
pub(crate) async fn parked(db: &impl ConnectionTrait) -> Result<i64, Fault> {
    Ok(i64::try_from(parked::Entity::find().count(db).await?).unwrap_or(i64::MAX))
}

/// How many events of this producer wait for a person.
pub(crate) async fn parked_of(db: &impl ConnectionTrait, producer: &str) -> Result<i64, Fault> {
    let parked = parked::Entity::find().filter(parked::Column::Producer.eq(producer)).count(db).await?;
    Ok(i64::try_from(parked).unwrap_or(i64::MAX))
}

pub(crate) async fn park(db: &impl ConnectionTrait, placed: &Placed, why: &str, at: Instant) -> Result<(), Fault> {
    let row = parked::ActiveModel {
        event: Set(placed.id),
        producer: Set(placed.source.clone()),
        subject: Set(placed.subject.clone()),
        position: Set(placed.position),
        envelope: Set(placed.written()),
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
