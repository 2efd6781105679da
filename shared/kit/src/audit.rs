//! The audit trail: a row for every act, written in the act's own transaction. Rows are only added.

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, Set};

use crate::act::By;
use crate::clock::Instant;
use crate::fault::Fault;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "audit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub at: i64,
    pub actor_kind: String,
    pub actor_id: String,
    pub deed: String,
    pub subject: String,
    pub trace: String,
}

impl ActiveModelBehavior for ActiveModel {}

pub(crate) async fn add(
    db: &impl ConnectionTrait,
    id: Uuid,
    by: &By,
    deed: &str,
    subject: &str,
    at: Instant,
) -> Result<(), Fault> {
    let row = ActiveModel {
        id: Set(id),
        at: Set(at.0),
        actor_kind: Set(by.actor.kind.to_owned()),
        actor_id: Set(by.actor.id.clone()),
        deed: Set(deed.to_owned()),
        subject: Set(subject.to_owned()),
        trace: Set(by.trace.clone()),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}
