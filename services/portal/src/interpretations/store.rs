//! All SQL of the published interpretations.

use domain::interpretation::Published;
use kit::Fault;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder, Set};

use super::rows::interpretation::{ActiveModel, Column, Entity, Model};

/// Puts it in the place of what was kept of it.
pub async fn keep(db: &impl ConnectionTrait, published: &Published) -> Result<(), Fault> {
    let row = ActiveModel { id: Set(published.id.uuid()), interpretation: Set(serde_json::to_string(published)?) };
    let changed = OnConflict::column(Column::Id).update_column(Column::Interpretation).to_owned();
    Entity::insert(row).on_conflict(changed).exec_without_returning(db).await?;
    Ok(())
}

/// All of them, in the order in which they were drafted.
pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<Published>, Fault> {
    let rows = Entity::find().order_by_asc(Column::Id).all(db).await?;
    rows.into_iter().map(read).collect()
}

fn read(row: Model) -> Result<Published, Fault> {
    serde_json::from_str(&row.interpretation).map_err(|error| Fault::corrupt("interpretations", row.id, error))
}
