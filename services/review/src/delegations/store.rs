//! All SQL of the delegations.

use domain::{Delegation, DelegationId, OfficerId};
use kit::Fault;
use sea_orm::prelude::Expr;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use super::rows::delegation::{ActiveModel, Column, Entity, Model};

pub async fn add(db: &impl ConnectionTrait, delegation: &Delegation) -> Result<(), Fault> {
    let row = ActiveModel {
        id: Set(delegation.id.uuid()),
        of_officer: Set(delegation.of.uuid()),
        to_officer: Set(delegation.to.uuid()),
        version: Set(delegation.version),
        delegation: Set(serde_json::to_string(delegation)?),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Saves the next version; false when somebody else was faster.
pub async fn save(db: &impl ConnectionTrait, delegation: &Delegation) -> Result<bool, Fault> {
    let saved = Entity::update_many()
        .col_expr(Column::Version, Expr::value(delegation.version))
        .col_expr(Column::Delegation, Expr::value(serde_json::to_string(delegation)?))
        .filter(Column::Id.eq(delegation.id.uuid()))
        .filter(Column::Version.eq(delegation.version - 1))
        .exec(db)
        .await?;
    Ok(saved.rows_affected == 1)
}

/// One that this officer made.
pub async fn find(db: &impl ConnectionTrait, of: OfficerId, id: DelegationId) -> Result<Option<Delegation>, Fault> {
    let own = Entity::find_by_id(id.uuid()).filter(Column::OfOfficer.eq(of.uuid()));
    own.one(db).await?.map(read).transpose()
}

/// Those that any of these officers made or holds, the latest first.
pub async fn about(db: &impl ConnectionTrait, officers: &[OfficerId]) -> Result<Vec<Delegation>, Fault> {
    let ids: Vec<_> = officers.iter().map(|officer| officer.uuid()).collect();
    let either = Condition::any().add(Column::OfOfficer.is_in(ids.clone())).add(Column::ToOfficer.is_in(ids));
    let rows = Entity::find().filter(either).order_by_desc(Column::Id).all(db).await?;
    rows.into_iter().map(read).collect()
}

fn read(row: Model) -> Result<Delegation, Fault> {
    serde_json::from_str(&row.delegation).map_err(|error| Fault::corrupt("delegations", row.id, error))
}
