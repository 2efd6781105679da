//! The table of letters: the log of each one's way, and its content, sealed.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "letters")]
pub struct Model {
    /// The id of the event that owes it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    /// waiting, sending, handed-over, failed, expired, superseded or suppressed.
    pub stage: String,
    pub attempts: i64,
    /// How many of them were made before it was asked for again.
    pub attempts_before: i64,
    pub accepted: i64,
    pub tried_since: i64,
    pub expires: Option<i64>,
    /// When it reached its stage; for one that waits, when it is tried next.
    pub at: i64,
    /// What the last attempt met, by its code and in words.
    pub met: Option<String>,
    pub trouble: Option<String>,
    pub version: i64,
    /// A keyed hash of the address.
    pub recipient: String,
    /// As much of it as people need to recognise it.
    pub masked: String,
    /// Why it was asked for again.
    pub reason: Option<String>,
    /// `Addressed`, under a key of its own; empty once its time was over.
    pub sealed: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
