//! All SQL of the units.

use domain::{UnitId, UnitRef};
use kit::Fault;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use super::rows::unit::{ActiveModel, Column, Entity, Model};

/// Puts each unit in the place of what was kept of it.
pub async fn keep(db: &impl ConnectionTrait, units: &[UnitRef], closed: &[UnitId]) -> Result<(), Fault> {
    for unit in units {
        let row = ActiveModel {
            id: Set(unit.id.uuid()),
            kind: Set(unit.kind.code().to_owned()),
            name: Set(unit.name.zh.clone()),
            unit: Set(serde_json::to_string(unit)?),
            closed: Set(closed.contains(&unit.id)),
        };
        let changed = OnConflict::column(Column::Id)
            .update_columns([Column::Kind, Column::Name, Column::Unit, Column::Closed])
            .to_owned();
        Entity::insert(row).on_conflict(changed).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Those that are not closed, by kind and name.
pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<UnitRef>, Fault> {
    let rows = Entity::find()
        .filter(Column::Closed.eq(false))
        .order_by_asc(Column::Kind)
        .order_by_asc(Column::Name)
        .all(db)
        .await?;
    rows.into_iter().map(read).collect()
}

pub async fn find(db: &impl ConnectionTrait, id: UnitId) -> Result<Option<UnitRef>, Fault> {
    Entity::find_by_id(id.uuid()).one(db).await?.map(read).transpose()
}

/// Whether one can turn to it: it is in the register, and not closed.
pub async fn is_open(db: &impl ConnectionTrait, id: UnitId) -> Result<bool, Fault> {
    let row = Entity::find_by_id(id.uuid()).filter(Column::Closed.eq(false)).one(db).await?;
    Ok(row.is_some())
}

fn read(row: Model) -> Result<UnitRef, Fault> {
    serde_json::from_str(&row.unit).map_err(|error| Fault::corrupt("units", row.id, error))
}
