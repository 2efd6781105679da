//! Interpretations: questions and answers about the Measures.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.create_table(interpretations()).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_table(Table::drop().table("interpretations").take()).await
    }
}

fn interpretations() -> TableCreateStatement {
    Table::create()
        .table("interpretations")
        .col(uuid("id").primary_key())
        .col(big_integer("version"))
        .col(text("interpretation"))
        .take()
}
