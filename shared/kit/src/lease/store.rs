//! All SQL of the leases. Their times are those of the database: no two processes need to agree on the time.

use sea_orm::prelude::Expr;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use super::holder::Holder;
use super::rows::{ActiveModel, Column, Entity, Model};
use crate::clock::Instant;
use crate::database::now;
use crate::fault::Fault;

/// The database's time, and then what there is of leases: nothing in it was younger at that time.
pub(super) async fn all(db: &impl ConnectionTrait) -> Result<(Instant, Vec<Model>), Fault> {
    Ok((now(db).await?, Entity::find().order_by_asc(Column::Duty).all(db).await?))
}

pub(super) async fn token(db: &impl ConnectionTrait, duty: &str) -> Result<Option<i64>, Fault> {
    Ok(Entity::find_by_id(duty).select_only().column(Column::Token).into_tuple().one(db).await?)
}

/// Who does which duty at the moment; nobody's are left without a name.
pub(crate) async fn holders(db: &impl ConnectionTrait) -> Result<Vec<(String, Option<String>)>, Fault> {
    let (now, rows) = all(db).await?;
    Ok(rows.into_iter().map(|row| (row.duty, (row.until > now.0).then_some(row.holder))).collect())
}

/// Takes it or renews it.
pub(super) async fn put(
    db: &impl ConnectionTrait,
    duty: &str,
    token: i64,
    by: &Holder,
    until: Instant,
) -> Result<(), Fault> {
    let row = ActiveModel {
        duty: Set(duty.to_owned()),
        token: Set(token),
        holder: Set(by.name.clone()),
        place: Set(by.place.clone()),
        until: Set(until.0),
    };
    let anew = OnConflict::column(Column::Duty)
        .update_columns([Column::Token, Column::Holder, Column::Place, Column::Until])
        .to_owned();
    Entity::insert(row).on_conflict(anew).exec_without_returning(db).await?;
    Ok(())
}

pub(super) async fn hand_back(db: &impl ConnectionTrait, duty: &str, token: i64) -> Result<(), Fault> {
    let back = Entity::update_many().col_expr(Column::Until, Expr::value(0_i64));
    back.filter(Column::Duty.eq(duty)).filter(Column::Token.eq(token)).exec(db).await?;
    Ok(())
}
