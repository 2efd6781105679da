//! The table of leases, one row for each duty.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "leases")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub duty: String,
    pub token: i64,
    pub holder: String,
    pub place: String,
    /// By the database's clock; 0 when it was handed back.
    pub until: i64,
}

impl ActiveModelBehavior for ActiveModel {}
