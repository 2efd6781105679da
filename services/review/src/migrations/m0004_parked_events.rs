//! What is parked in any service.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, string, string_null, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("parked_events")
            .col(uuid("id").primary_key())
            .col(string("service"))
            .col(string("producer"))
            .col(string("subject"))
            .col(string("kind"))
            .col(string("why"))
            .col(big_integer("at"))
            .col(string_null("asked"))
            .col(big_integer("version"))
            .take();
        schema.create_table(table).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_table(Table::drop().table("parked_events").take()).await
    }
}
