//! What falls due.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, string, text, text_null, uuid_uniq};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("schedule")
            .col(string("kind"))
            .col(string("subject"))
            .col(uuid_uniq("id"))
            .col(big_integer("due"))
            .col(text("payload"))
            .col(string("trace"))
            .col(big_integer("tries"))
            .col(big_integer_null("wakes"))
            .col(text_null("trouble"))
            .primary_key(Index::create().col("kind").col("subject"))
            .take();
        schema.create_table(table).await?;
        let wakes = Index::create().name("schedule_wakes").table("schedule").col("wakes").take();
        schema.create_index(wakes).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_table(Table::drop().table("schedule").take()).await
    }
}
