//! All SQL of the recommenders.

use domain::RecommenderRef;
use domain::recommender::Recommender;
use kit::Fault;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set};

use super::rows::recommender::{ActiveModel, Column, Entity};

/// Puts each in the place of what was kept of it.
pub async fn keep(db: &impl ConnectionTrait, told: &[Recommender]) -> Result<(), Fault> {
    for recommender in told {
        let row = ActiveModel {
            id: Set(recommender.id.uuid()),
            number: Set(recommender.number.into()),
            recommender: Set(serde_json::to_string(recommender)?),
            closed: Set(recommender.closed_on.is_some()),
        };
        let changed = OnConflict::column(Column::Id)
            .update_columns([Column::Number, Column::Recommender, Column::Closed])
            .to_owned();
        Entity::insert(row).on_conflict(changed).exec_without_returning(db).await?;
    }
    Ok(())
}

/// The one of this number that is not closed.
pub async fn find_open(db: &impl ConnectionTrait, number: u16) -> Result<Option<RecommenderRef>, Fault> {
    let of_number = Entity::find().filter(Column::Number.eq(i64::from(number)));
    let Some(row) = of_number.filter(Column::Closed.eq(false)).one(db).await? else {
        return Ok(None);
    };
    let kept: Recommender =
        serde_json::from_str(&row.recommender).map_err(|error| Fault::corrupt("recommenders", row.id, error))?;
    Ok(Some(RecommenderRef::of(&kept)))
}
