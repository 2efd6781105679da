//! The registered recommenders.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean, text, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.create_table(recommenders()).await?;
        let mut index = Index::create();
        index.name("recommenders_number").table("recommenders").col("number");
        schema.create_index(index).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_table(Table::drop().table("recommenders").take()).await
    }
}

fn recommenders() -> TableCreateStatement {
    Table::create()
        .table("recommenders")
        .col(uuid("id").primary_key())
        .col(big_integer("number"))
        .col(text("recommender"))
        .col(boolean("closed"))
        .take()
}
