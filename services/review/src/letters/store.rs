//! All SQL of the letters that reached nobody.

use contract::event::{LetterEnd, LetterEnded, Trouble};
use kit::{At, Fault, Instant};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use super::desk::{End, Missed, Placed};
use super::rows::{ActiveModel, Column, Entity, Model};

/// The end that was told last is the one that holds.
pub async fn put(db: &impl ConnectionTrait, told: &LetterEnded) -> Result<(), Fault> {
    let end = match told.end {
        LetterEnd::HandedOver => End::HandedOver,
        LetterEnd::Failed => End::Failed,
        LetterEnd::Expired => End::Expired,
    };
    let row = ActiveModel {
        id: Set(told.letter),
        name: Set(told.name.clone()),
        recipient: Set(told.recipient.clone()),
        end: Set(end.code().to_owned()),
        attempts: Set(told.attempts.into()),
        met: Set(told.met.map(|met| met.code().to_owned())),
        trouble: Set(told.trouble.clone()),
        accepted: Set(told.accepted),
        at: Set(told.at),
        asked: Set(None),
    };
    let changing = [Column::End, Column::Attempts, Column::Met, Column::Trouble, Column::At, Column::Asked];
    let anew = OnConflict::column(Column::Id).update_columns(changing).to_owned();
    Entity::insert(row).on_conflict(anew).exec_without_returning(db).await?;
    Ok(())
}

pub async fn load(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Missed>, Fault> {
    Entity::find_by_id(id).one(db).await?.map(missed).transpose()
}

pub async fn ask(db: &impl ConnectionTrait, id: Uuid, at: Instant) -> Result<(), Fault> {
    let asked = Entity::update_many().col_expr(Column::Asked, Expr::value(at.0));
    asked.filter(Column::Id.eq(id)).exec(db).await?;
    Ok(())
}

/// Those that reached nobody before those that did after all, each the latest first; backwards where it is walked so.
pub async fn list(db: &impl ConnectionTrait, at: &At<Placed>, limit: u64) -> Result<Vec<Missed>, Fault> {
    let reached = || Expr::col(Column::End).eq(End::HandedOver.code());
    let found = Entity::find().limit(limit);
    let found = match at {
        At::Start | At::After(_) => found.order_by_asc(reached()).order_by_desc(Column::At).order_by_desc(Column::Id),
        At::Before(_) => found.order_by_desc(reached()).order_by_asc(Column::At).order_by_asc(Column::Id),
    };
    let found = match at {
        At::Start => found,
        At::After(Placed { was_reached, at, id }) => {
            let same = Condition::all().add(Column::At.eq(*at)).add(Column::Id.lt(*id));
            let earlier = Condition::any().add(Column::At.lt(*at)).add(same);
            let alike = if *was_reached { reached() } else { reached().not() };
            let rest = Condition::any().add(Condition::all().add(alike).add(earlier));
            found.filter(if *was_reached { rest } else { rest.add(reached()) })
        }
        At::Before(Placed { was_reached, at, id }) => {
            let same = Condition::all().add(Column::At.eq(*at)).add(Column::Id.gt(*id));
            let later = Condition::any().add(Column::At.gt(*at)).add(same);
            let alike = if *was_reached { reached() } else { reached().not() };
            let rest = Condition::any().add(Condition::all().add(alike).add(later));
            found.filter(if *was_reached { rest.add(reached().not()) } else { rest })
        }
    };
    found.all(db).await?.into_iter().map(missed).collect()
}

fn missed(row: Model) -> Result<Missed, Fault> {
    let end = End::from_code(&row.end)
        .ok_or_else(|| Fault::corrupt("letters", row.id, format!("unknown end {}", row.end)))?;
    Ok(Missed {
        id: row.id,
        name: row.name,
        recipient: row.recipient,
        end,
        attempts: row.attempts,
        met: row.met.as_deref().and_then(Trouble::from_code),
        trouble: row.trouble,
        at: Instant(row.at),
        asked: row.asked.map(Instant),
    })
}
