//! Evidence.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, binary, boolean, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("evidence")
            .col(uuid("id").primary_key())
            .col(uuid("nomination"))
            .col(uuid("person"))
            .col(big_integer("size"))
            .col(big_integer("at"))
            .col(boolean("handed_over"))
            .col(big_integer_null("removed"))
            .col(binary("content"))
            .take();
        schema.create_table(table).await?;
        let index = Index::create().name("evidence_nomination_id").table("evidence").col("nomination").col("id").take();
        schema.create_index(index).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_table(Table::drop().table("evidence").take()).await
    }
}
