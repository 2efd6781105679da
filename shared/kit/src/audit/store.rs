//! All SQL of the audit trail.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Set};
use serde::{Deserialize, Serialize};
use uuid::{Builder, Uuid};

use super::chain::{Head, Signed};
use super::rows::{entry, head};
use crate::act::By;
use crate::clock::Instant;
use crate::fault::Fault;
use crate::house::House;
use crate::paging::{At, Place, Walked, newest_first};

/// A row of the trail, for who may read it.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: Uuid,
    pub at: Instant,
    pub actor_kind: String,
    pub actor_id: String,
    pub deed: String,
    pub subject: String,
    pub detail: String,
    pub trace: String,
    /// `None` until it is sealed, a moment after the act.
    pub number: Option<i64>,
}

/// Which rows, the newest first.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub actor: Option<String>,
    pub deed: Option<String>,
    pub subject: Option<String>,
    /// From this instant to before that one.
    pub within: Option<(Instant, Instant)>,
    pub at: At<Placed>,
    pub limit: u16,
}

/// A row's place in the trail: ids rise with time, and the newest stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed(pub Uuid);

impl Place for Placed {
    const LIST: &'static str = "audit";
}

pub(crate) struct Written<'a> {
    pub id: Uuid,
    pub by: &'a By,
    pub deed: &'a str,
    pub subject: &'a str,
    pub detail: &'a str,
    pub at: Instant,
}

pub(crate) async fn add(db: &impl ConnectionTrait, written: Written<'_>) -> Result<(), Fault> {
    let row = entry::ActiveModel {
        id: Set(written.id),
        at: Set(written.at.0),
        actor_kind: Set(written.by.actor.kind.to_owned()),
        actor_id: Set(written.by.actor.id.clone()),
        deed: Set(written.deed.to_owned()),
        subject: Set(written.subject.to_owned()),
        trace: Set(written.by.trace.clone()),
        detail: Set(written.detail.to_owned()),
        number: Set(None),
        hash: Set(None),
    };
    entry::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Whether the act that bears this row was committed.
pub(crate) async fn is_written(db: &impl ConnectionTrait, id: Uuid) -> Result<bool, Fault> {
    let row = entry::Entity::find_by_id(id).select_only().column(entry::Column::Id);
    Ok(row.into_tuple::<Uuid>().one(db).await?.is_some())
}

pub async fn list(house: &House, wanted: &Wanted) -> Result<Walked<Entry, Placed>, Fault> {
    let Wanted { actor, deed, subject, within, at, limit } = wanted;
    let found = entry::Entity::find()
        .apply_if(actor.as_ref(), |query, actor| query.filter(entry::Column::ActorId.eq(actor.as_str())))
        .apply_if(deed.as_ref(), |query, deed| query.filter(entry::Column::Deed.eq(deed.as_str())))
        .apply_if(subject.as_ref(), |query, subject| query.filter(entry::Column::Subject.eq(subject.as_str())))
        .apply_if(*within, |query, (from, to)| {
            query.filter(entry::Column::Id.gte(first_id(from))).filter(entry::Column::Id.lt(first_id(to)))
        })
        .limit(u64::from(*limit) + 1);
    let rows = newest_first(found, entry::Column::Id, at, |place| place.0).all(house.reader()).await?;
    let read = |row: entry::Model| Entry {
        id: row.id,
        at: Instant(row.at),
        actor_kind: row.actor_kind,
        actor_id: row.actor_id,
        deed: row.deed,
        subject: row.subject,
        detail: row.detail,
        trace: row.trace,
        number: row.number,
    };
    Ok(Walked::of(rows, at, *limit, |row| Placed(row.id)).map(read))
}

/// Ids begin with their time: no id made at this instant or later is smaller.
fn first_id(at: Instant) -> Uuid {
    let millis = u64::try_from(at.0.div_euclid(1000)).unwrap_or_default();
    Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid()
}

/// Rows without a number, in the order in which they were committed.
pub(super) async fn unsealed(db: &impl ConnectionTrait, limit: u64) -> Result<Vec<entry::Model>, Fault> {
    let waiting = entry::Entity::find().filter(entry::Column::Number.is_null());
    Ok(waiting.order_by_asc(entry::Column::Id).limit(limit).all(db).await?)
}

/// Sets number and hash of all these rows by one statement.
pub(super) async fn seal(db: &impl ConnectionTrait, rows: Vec<entry::Model>) -> Result<(), Fault> {
    let sealed =
        OnConflict::column(entry::Column::Id).update_columns([entry::Column::Number, entry::Column::Hash]).to_owned();
    let rows = rows.into_iter().map(|row| entry::ActiveModel {
        id: Set(row.id),
        at: Set(row.at),
        actor_kind: Set(row.actor_kind),
        actor_id: Set(row.actor_id),
        deed: Set(row.deed),
        subject: Set(row.subject),
        trace: Set(row.trace),
        detail: Set(row.detail),
        number: Set(row.number),
        hash: Set(row.hash),
    });
    entry::Entity::insert_many(rows).on_conflict(sealed).exec_without_returning(db).await?;
    Ok(())
}

/// Rows with a number after this one and up to that one.
pub(super) async fn sealed(
    db: &impl ConnectionTrait,
    after: i64,
    upto: i64,
    limit: u64,
) -> Result<Vec<entry::Model>, Fault> {
    let rows = entry::Entity::find()
        .filter(entry::Column::Number.gt(after))
        .filter(entry::Column::Number.lte(upto))
        .order_by_asc(entry::Column::Number)
        .limit(limit);
    Ok(rows.all(db).await?)
}

/// The id of the row written last.
pub(crate) async fn newest(db: &impl ConnectionTrait) -> Result<Option<Uuid>, Fault> {
    let newest = entry::Entity::find().select_only().column(entry::Column::Id).order_by_desc(entry::Column::Id);
    Ok(newest.limit(1).into_tuple().one(db).await?)
}

/// Number and hash of the row sealed last.
pub(crate) async fn last(db: &impl ConnectionTrait) -> Result<Option<(i64, String)>, Fault> {
    let rows = entry::Entity::find().filter(entry::Column::Number.is_not_null());
    let last = rows.order_by_desc(entry::Column::Number).limit(1).one(db).await?;
    Ok(last.and_then(|row| row.number.zip(row.hash)))
}

pub(super) async fn head(db: &impl ConnectionTrait, service: &str, key: &str) -> Result<Option<Signed>, Fault> {
    let row = head::Entity::find_by_id(service).one(db).await?;
    Ok(row.map(|row| Signed {
        head: Head { service: row.service, number: row.number, hash: row.hash, at: row.at, key: key.to_owned() },
        signature: row.signature,
    }))
}

pub(super) async fn keep_head(db: &impl ConnectionTrait, signed: &Signed) -> Result<(), Fault> {
    let Signed { head, signature } = signed.clone();
    let row = head::ActiveModel {
        service: Set(head.service),
        number: Set(head.number),
        hash: Set(head.hash),
        at: Set(head.at),
        signature: Set(signature),
    };
    let newest = OnConflict::column(head::Column::Service)
        .update_columns([head::Column::Number, head::Column::Hash, head::Column::At, head::Column::Signature])
        .to_owned();
    head::Entity::insert(row).on_conflict(newest).exec_without_returning(db).await?;
    Ok(())
}
