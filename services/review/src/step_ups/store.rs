//! All SQL of the step-ups.

use domain::OfficerId;
use kit::{Fault, Instant};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set};

use super::rows::step_up::{ActiveModel, Column, Entity};

/// Keeps a step-up and forgets those that ran out.
pub async fn keep(
    db: &impl ConnectionTrait,
    presented: &str,
    officer: OfficerId,
    now: Instant,
    ends: Instant,
) -> Result<(), Fault> {
    Entity::delete_many().filter(Column::Ends.lte(now.0)).exec(db).await?;
    let row = ActiveModel { presented: Set(presented.to_owned()), officer: Set(officer.uuid()), ends: Set(ends.0) };
    let longer = OnConflict::column(Column::Presented).update_column(Column::Ends).to_owned();
    Entity::insert(row).on_conflict(longer).exec_without_returning(db).await?;
    Ok(())
}

pub async fn holds(
    db: &impl ConnectionTrait,
    presented: &str,
    officer: OfficerId,
    now: Instant,
) -> Result<bool, Fault> {
    let row = Entity::find_by_id(presented).filter(Column::Officer.eq(officer.uuid())).filter(Column::Ends.gt(now.0));
    Ok(row.one(db).await?.is_some())
}
