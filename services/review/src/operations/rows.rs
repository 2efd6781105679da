//! Table of what is parked in any service.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "parked_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The event, or what fell due; two services can have parked the same.
    pub event: Uuid,
    /// Where it is parked.
    pub service: String,
    pub producer: String,
    pub subject: String,
    pub kind: String,
    pub why: String,
    pub at: i64,
    /// What somebody decided and the service has not done yet.
    pub asked: Option<String>,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
