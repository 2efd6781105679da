//! All SQL of the recommenders.

use domain::RecommenderId;
use domain::recommender::Recommender;
use kit::Fault;
use sea_orm::prelude::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use super::rows::recommender::{ActiveModel, Column, Entity, Model};

pub async fn add(db: &impl ConnectionTrait, recommender: &Recommender) -> Result<(), Fault> {
    let row = ActiveModel {
        id: Set(recommender.id.uuid()),
        number: Set(recommender.number.into()),
        version: Set(recommender.version),
        recommender: Set(serde_json::to_string(recommender)?),
        told: Set(true),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Saves the next version; false when somebody else was faster.
pub async fn save(db: &impl ConnectionTrait, recommender: &Recommender) -> Result<bool, Fault> {
    let saved = Entity::update_many()
        .col_expr(Column::Number, Expr::value(i64::from(recommender.number)))
        .col_expr(Column::Version, Expr::value(recommender.version))
        .col_expr(Column::Recommender, Expr::value(serde_json::to_string(recommender)?))
        .col_expr(Column::Told, Expr::value(true))
        .filter(Column::Id.eq(recommender.id.uuid()))
        .filter(Column::Version.eq(recommender.version - 1))
        .exec(db)
        .await?;
    Ok(saved.rows_affected == 1)
}

/// Those that others were not told of, who are told in this act.
pub async fn take_untold(db: &impl ConnectionTrait) -> Result<Vec<Recommender>, Fault> {
    let untold = Column::Told.eq(false);
    let rows = Entity::find().filter(untold.clone()).order_by_asc(Column::Number).all(db).await?;
    Entity::update_many().col_expr(Column::Told, Expr::value(true)).filter(untold).exec(db).await?;
    rows.into_iter().map(read).collect()
}

pub async fn find(db: &impl ConnectionTrait, id: RecommenderId) -> Result<Option<Recommender>, Fault> {
    Entity::find_by_id(id.uuid()).one(db).await?.map(read).transpose()
}

/// Those of this number, closed ones too.
pub async fn of_number(db: &impl ConnectionTrait, number: u16) -> Result<Vec<Recommender>, Fault> {
    let rows = Entity::find().filter(Column::Number.eq(i64::from(number))).all(db).await?;
    rows.into_iter().map(read).collect()
}

/// By their numbers.
pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<Recommender>, Fault> {
    let rows = Entity::find().order_by_asc(Column::Number).order_by_asc(Column::Id).all(db).await?;
    rows.into_iter().map(read).collect()
}

fn read(row: Model) -> Result<Recommender, Fault> {
    serde_json::from_str(&row.recommender).map_err(|error| Fault::corrupt("recommenders", row.id, error))
}
