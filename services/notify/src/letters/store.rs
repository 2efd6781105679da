//! All SQL of the letters.

use std::collections::HashSet;

use contract::event::Trouble;
use kit::{At, Fault, Instant, Place, newest_first};
use sea_orm::prelude::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, Set,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::delivery::{Delivery, Met, Stage};
use super::rows::{ActiveModel, Column, Entity, Model};

const TABLE: &str = "letters";

/// Which letters of the log.
#[derive(Default)]
pub struct Wanted {
    pub stage: Option<&'static str>,
    pub name: Option<String>,
    /// From the first instant on, to before the second.
    pub accepted: Option<(Instant, Instant)>,
}

/// A letter's place in the log: ids rise with time, and the newest stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed(pub Uuid);

impl Place for Placed {
    const LIST: &'static str = "letters";
}

/// `recipient` is a keyed hash of the address, to find other letters to it.
pub async fn insert(
    db: &impl ConnectionTrait,
    delivery: &Delivery,
    recipient: &str,
    sealed: Vec<u8>,
) -> Result<(), Fault> {
    let row = ActiveModel { recipient: Set(recipient.to_owned()), sealed: Set(sealed), ..row(delivery) };
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

/// Leaves nothing of the content. The row stays.
pub async fn blank(db: &impl ConnectionTrait, id: Uuid) -> Result<(), Fault> {
    let blank = Entity::update_many().col_expr(Column::Sealed, Expr::value(Vec::<u8>::new()));
    blank.filter(Column::Id.eq(id)).exec(db).await?;
    Ok(())
}

/// Every letter to this recipient whose way is over.
pub async fn ended_to(db: &impl ConnectionTrait, recipient: &str) -> Result<Vec<Uuid>, Fault> {
    let over = Column::Stage.is_not_in(["waiting", "sending"]);
    let ended = Entity::find().select_only().column(Column::Id).filter(Column::Recipient.eq(recipient)).filter(over);
    Ok(ended.into_tuple().all(db).await?)
}

/// The log from there on, the newest letters first; backwards where it is walked backwards.
pub async fn list(
    db: &impl ConnectionTrait,
    wanted: &Wanted,
    at: &At<Placed>,
    limit: u64,
) -> Result<Vec<Delivery>, Fault> {
    let Wanted { stage, name, accepted } = wanted;
    let mut found = Entity::find().limit(limit);
    if let Some(stage) = stage {
        found = found.filter(Column::Stage.eq(*stage));
    }
    if let Some(name) = name {
        found = found.filter(Column::Name.eq(name));
    }
    if let Some((from, to)) = accepted {
        found = found.filter(Column::Accepted.gte(from.0)).filter(Column::Accepted.lt(to.0));
    }
    newest_first(found, Column::Id, at, |place| place.0).all(db).await?.into_iter().map(delivery).collect()
}

/// Letters whose time has come, and those that an attempt was cut off from, the longest due first.
pub async fn due(
    db: &impl ConnectionTrait,
    now: Instant,
    under_way: &HashSet<Uuid>,
    limit: u64,
) -> Result<Vec<Uuid>, Fault> {
    let come = Condition::all().add(Column::Stage.eq("waiting")).add(Column::At.lte(now.0));
    Ok(Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Condition::any().add(come).add(Column::Stage.eq("sending")))
        .filter(Column::Id.is_not_in(under_way.iter().copied()))
        .order_by_asc(Column::At)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await?)
}

/// How many letters there are at each stage that one has reached.
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

/// Letters of this name to this recipient that wait for their first or next attempt.
pub async fn waiting_like(db: &impl ConnectionTrait, name: &str, recipient: &str) -> Result<Vec<Delivery>, Fault> {
    let found = Entity::find()
        .filter(Column::Recipient.eq(recipient))
        .filter(Column::Name.eq(name))
        .filter(Column::Stage.eq("waiting"));
    found.all(db).await?.into_iter().map(delivery).collect()
}

fn row(delivery: &Delivery) -> ActiveModel {
    ActiveModel {
        id: Set(delivery.id),
        name: Set(delivery.name.clone()),
        stage: Set(delivery.stage.code().to_owned()),
        attempts: Set(delivery.attempts.into()),
        attempts_before: Set(delivery.attempts_before.into()),
        accepted: Set(delivery.accepted.0),
        tried_since: Set(delivery.tried_since.0),
        expires: Set(delivery.expires.map(|instant| instant.0)),
        at: Set(delivery.stage.at().0),
        met: Set(delivery.stage.trouble().and_then(|met| met.trouble).map(|trouble| trouble.code().to_owned())),
        trouble: Set(delivery.stage.trouble().map(|met| met.words.clone())),
        version: Set(delivery.version),
        recipient: NotSet,
        masked: Set(delivery.recipient.clone()),
        reason: Set(delivery.reason.clone()),
        sealed: NotSet,
    }
}

fn delivery(row: Model) -> Result<Delivery, Fault> {
    let at = Instant(row.at);
    let trouble = row.met.as_deref().and_then(Trouble::from_code);
    let met = row.trouble.map(|words| Met { trouble, words });
    let stage = match row.stage.as_str() {
        "waiting" => Stage::Waiting { due: at, trouble: met },
        "sending" => Stage::Sending { since: at },
        "handed-over" => Stage::HandedOver { at },
        "failed" => {
            Stage::Failed { at, why: met.ok_or_else(|| Fault::corrupt(TABLE, row.id, "failed without a reason"))? }
        }
        "expired" => Stage::Expired { at },
        "superseded" => Stage::Superseded { at },
        "suppressed" => Stage::Suppressed { at },
        other => return Err(Fault::corrupt(TABLE, row.id, format!("unknown stage {other}"))),
    };
    Ok(Delivery {
        id: row.id,
        name: row.name,
        recipient: row.masked,
        accepted: Instant(row.accepted),
        tried_since: Instant(row.tried_since),
        expires: row.expires.map(Instant),
        attempts: row.attempts.try_into().map_err(|error| Fault::corrupt(TABLE, row.id, error))?,
        attempts_before: row.attempts_before.try_into().map_err(|error| Fault::corrupt(TABLE, row.id, error))?,
        stage,
        reason: row.reason,
        version: row.version,
    })
}
