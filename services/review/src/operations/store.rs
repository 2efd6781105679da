//! All SQL of operations.

use contract::event::{EventParked, Ruling};
use kit::{At, Fault, Instant, Place, Walked};
use sea_orm::prelude::Expr;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::rows::{ActiveModel, Column, Entity, Model};

/// Something that waits for a person's decision.
#[derive(Clone, Debug)]
pub struct Parked {
    pub id: Uuid,
    /// The id of the event, or of what fell due.
    pub event: Uuid,
    pub service: String,
    pub producer: String,
    pub subject: String,
    pub kind: String,
    pub why: String,
    pub at: Instant,
    pub asked: Option<Ruling>,
    pub version: i64,
}

/// Its place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParkedPlace(pub Uuid);

impl Place for ParkedPlace {
    const LIST: &'static str = "parked-events";
}

/// Puts it on the list, or takes down that it was tried again in vain.
pub async fn put(db: &impl ConnectionTrait, id: Uuid, service: &str, told: &EventParked) -> Result<(), Fault> {
    let row = ActiveModel {
        id: Set(id),
        event: Set(told.id),
        service: Set(service.to_owned()),
        producer: Set(told.producer.clone()),
        subject: Set(told.subject.clone()),
        kind: Set(told.kind.clone()),
        why: Set(told.why.clone()),
        at: Set(told.at),
        asked: Set(None),
        version: Set(1),
    };
    let again = OnConflict::columns([Column::Service, Column::Event])
        .update_columns([Column::Why, Column::At, Column::Asked])
        .value(Column::Version, Expr::col((Entity, Column::Version)).add(1))
        .to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(db).await?;
    Ok(())
}

pub async fn remove(db: &impl ConnectionTrait, service: &str, event: Uuid) -> Result<(), Fault> {
    let parked = Entity::delete_many().filter(Column::Service.eq(service)).filter(Column::Event.eq(event));
    parked.exec(db).await?;
    Ok(())
}

pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Parked>, Fault> {
    Entity::find_by_id(id).one(db).await?.map(parked).transpose()
}

/// The newest first.
pub async fn list(
    db: &impl ConnectionTrait,
    at: &At<ParkedPlace>,
    limit: u16,
) -> Result<Walked<Parked, ParkedPlace>, Fault> {
    let listed = match at {
        At::Start => Entity::find().order_by_desc(Column::Id),
        At::After(ParkedPlace(id)) => Entity::find().filter(Column::Id.lt(*id)).order_by_desc(Column::Id),
        At::Before(ParkedPlace(id)) => Entity::find().filter(Column::Id.gt(*id)).order_by_asc(Column::Id),
    };
    let rows = listed.limit(u64::from(limit) + 1).all(db).await?;
    Walked::of(rows, at, limit, |row| ParkedPlace(row.id)).try_map(parked)
}

pub async fn ask(db: &impl ConnectionTrait, id: Uuid, ruling: Ruling) -> Result<(), Fault> {
    Entity::update_many()
        .col_expr(Column::Asked, Expr::value(code(ruling)))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// As it stands in the table, in forms and in keys of the words.
pub fn code(ruling: Ruling) -> &'static str {
    match ruling {
        Ruling::Retry => "retry",
        Ruling::Skip => "skip",
    }
}

pub fn ruling(code: &str) -> Option<Ruling> {
    [Ruling::Retry, Ruling::Skip].into_iter().find(|ruling| self::code(*ruling) == code)
}

fn parked(row: Model) -> Result<Parked, Fault> {
    let asked = match &row.asked {
        None => None,
        Some(code) => Some(
            ruling(code).ok_or_else(|| Fault::corrupt("parked_events", row.id, "it was asked for nothing known"))?,
        ),
    };
    Ok(Parked {
        id: row.id,
        event: row.event,
        service: row.service,
        producer: row.producer,
        subject: row.subject,
        kind: row.kind,
        why: row.why,
        at: Instant(row.at),
        asked,
        version: row.version,
    })
}
