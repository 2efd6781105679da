//! All SQL of housekeeping: which rows are old, some at a time.

use sea_orm::prelude::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::clock::Instant;
use crate::fault::Fault;
use crate::idempotency as answer;
use crate::outbox::rows::event;

/// Rows that are old enough to go.
pub(super) enum Old {
    Log(Vec<Uuid>),
    Answers(Vec<(String, String, String)>),
}

/// Events that everybody has read. The last one stays, since the next position is counted from it.
pub(super) async fn old_log(db: &impl ConnectionTrait, read: i64, before: Instant, limit: u64) -> Result<Old, Fault> {
    let old = event::Entity::find()
        .select_only()
        .column(event::Column::Id)
        .filter(event::Column::Position.lt(read))
        .filter(event::Column::At.lt(before.0))
        .order_by_asc(event::Column::Position)
        .limit(limit);
    Ok(Old::Log(old.into_tuple().all(db).await?))
}

pub(super) async fn old_answers(db: &impl ConnectionTrait, before: Instant, limit: u64) -> Result<Old, Fault> {
    let old = answer::Entity::find()
        .select_only()
        .columns([answer::Column::Actor, answer::Column::Deed, answer::Column::Key])
        .filter(answer::Column::At.lt(before.0));
    Ok(Old::Answers(old.limit(limit).into_tuple().all(db).await?))
}

impl Old {
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Old::Log(ids) => ids.is_empty(),
            Old::Answers(keys) => keys.is_empty(),
        }
    }

    pub(super) async fn delete(self, db: &impl ConnectionTrait) -> Result<(), Fault> {
        match self {
            Old::Log(ids) => {
                event::Entity::delete_many().filter(event::Column::Id.is_in(ids)).exec(db).await?;
            }
            Old::Answers(keys) => {
                let key = Expr::tuple([
                    Expr::col(answer::Column::Actor),
                    Expr::col(answer::Column::Deed),
                    Expr::col(answer::Column::Key),
                ]);
                answer::Entity::delete_many().filter(key.in_tuples(keys)).exec(db).await?;
            }
        }
        Ok(())
    }
}
