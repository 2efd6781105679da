//! All SQL of the interpretations.

use domain::{Interpretation, InterpretationId};
use kit::Fault;
use sea_orm::prelude::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Set};

use super::rows::interpretation::{ActiveModel, Column, Entity, Model};

pub async fn is_empty(db: &impl ConnectionTrait) -> Result<bool, Fault> {
    Ok(Entity::find().count(db).await? == 0)
}

pub async fn add(db: &impl ConnectionTrait, interpretation: &Interpretation) -> Result<(), Fault> {
    let row = ActiveModel {
        id: Set(interpretation.id.uuid()),
        version: Set(interpretation.version),
        interpretation: Set(serde_json::to_string(interpretation)?),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Saves the next version; false when somebody else was faster.
pub async fn save(db: &impl ConnectionTrait, interpretation: &Interpretation) -> Result<bool, Fault> {
    let saved = Entity::update_many()
        .col_expr(Column::Version, Expr::value(interpretation.version))
        .col_expr(Column::Interpretation, Expr::value(serde_json::to_string(interpretation)?))
        .filter(Column::Id.eq(interpretation.id.uuid()))
        .filter(Column::Version.eq(interpretation.version - 1))
        .exec(db)
        .await?;
    Ok(saved.rows_affected == 1)
}

pub async fn find(db: &impl ConnectionTrait, id: InterpretationId) -> Result<Option<Interpretation>, Fault> {
    Entity::find_by_id(id.uuid()).one(db).await?.map(read).transpose()
}

/// All of them, the latest first.
pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<Interpretation>, Fault> {
    let rows = Entity::find().order_by_desc(Column::Id).all(db).await?;
    rows.into_iter().map(read).collect()
}

fn read(row: Model) -> Result<Interpretation, Fault> {
    serde_json::from_str(&row.interpretation).map_err(|error| Fault::corrupt("interpretations", row.id, error))
}
