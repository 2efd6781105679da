//! The table of letters that did not reach their recipient, or did after they were asked for again.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "letters")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    /// Masked.
    pub recipient: String,
    /// failed, expired or handed-over.
    pub end: String,
    pub attempts: i64,
    /// What the last attempt met, by its code and in words for operators.
    pub met: Option<String>,
    pub trouble: Option<String>,
    pub accepted: i64,
    pub at: i64,
    /// Since when somebody has asked for it again, until its end is told anew.
    pub asked: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
