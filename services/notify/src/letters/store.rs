//! All SQL of the letters.

use kit::{Fault, Instant};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, Set,
};
use uuid::Uuid;

use super::delivery::{Delivery, Stage};
use super::rows::{ActiveModel, Column, Entity, Model};

const TABLE: &str = "letters";

pub async fn insert(db: &impl ConnectionTrait, delivery: &Delivery, sealed: Vec<u8>) -> Result<(), Fault> {
    let row = ActiveModel { sealed: Set(sealed), ..row(delivery) };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

pub async fn save(db: &impl ConnectionTrait, delivery: &Delivery) -> Result<(), Fault> {
    row(delivery).update(db).await?;
    Ok(())
}

pub async fn load(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Delivery>, Fault> {
    Entity::find_by_id(id).one(db).await?.map(delivery).transpose()
}

/// The content, as it rests.
pub async fn sealed(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Vec<u8>>, Fault> {
    Ok(Entity::find_by_id(id).select_only().column(Column::Sealed).into_tuple().one(db).await?)
}

/// Letters whose time has come, and those that an attempt was cut off from, the longest due first.
pub async fn due(db: &impl ConnectionTrait, now: Instant, limit: u64) -> Result<Vec<Uuid>, Fault> {
    let come = Condition::all().add(Column::Stage.eq("waiting")).add(Column::At.lte(now.0));
    Ok(Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Condition::any().add(come).add(Column::Stage.eq("sending")))
        .order_by_asc(Column::At)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await?)
}

/// How many letters there are at each stage.
pub async fn count_by_stage(db: &impl ConnectionTrait) -> Result<Vec<(String, i64)>, Fault> {
    Ok(Entity::find()
        .select_only()
        .column(Column::Stage)
        .column_as(Column::Id.count(), "letters")
        .group_by(Column::Stage)
        .into_tuple()
        .all(db)
        .await?)
}

fn row(delivery: &Delivery) -> ActiveModel {
    let (stage, at, trouble) = match &delivery.stage {
        Stage::Waiting { due, trouble } => ("waiting", due, trouble.clone()),
        Stage::Sending { since } => ("sending", since, None),
        Stage::HandedOver { at } => ("handed-over", at, None),
        Stage::Failed { at, why } => ("failed", at, Some(why.clone())),
        Stage::Expired { at } => ("expired", at, None),
    };
    ActiveModel {
        id: Set(delivery.id),
        name: Set(delivery.name.clone()),
        stage: Set(stage.to_owned()),
        attempts: Set(delivery.attempts.into()),
        accepted: Set(delivery.accepted.0),
        expires: Set(delivery.expires.map(|instant| instant.0)),
        at: Set(at.0),
        trouble: Set(trouble),
        sealed: NotSet,
    }
}

fn delivery(row: Model) -> Result<Delivery, Fault> {
    let at = Instant(row.at);
    let stage = match row.stage.as_str() {
        "waiting" => Stage::Waiting { due: at, trouble: row.trouble },
        "sending" => Stage::Sending { since: at },
        "handed-over" => Stage::HandedOver { at },
        "failed" => Stage::Failed { at, why: row.trouble.unwrap_or_default() },
        "expired" => Stage::Expired { at },
        other => return Err(Fault::corrupt(TABLE, row.id, format!("unknown stage {other}"))),
    };
    Ok(Delivery {
        id: row.id,
        name: row.name,
        accepted: Instant(row.accepted),
        expires: row.expires.map(Instant),
        attempts: row.attempts.try_into().map_err(|error| Fault::corrupt(TABLE, row.id, error))?,
        stage,
    })
}
