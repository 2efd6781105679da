//! Table of what falls due.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "schedule")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject: String,
    /// Another one each time it is written down or moved.
    pub id: Uuid,
    pub due: i64,
    /// JSON; nothing personal.
    pub payload: String,
    pub trace: String,
    /// How often it met a fault.
    pub tries: i64,
    /// When it is handed over next; nothing while it is parked.
    pub wakes: Option<i64>,
    /// What the last try met.
    pub trouble: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
