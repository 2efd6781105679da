//! By what a case is found, as keyed hashes: the names and the document number that were filed. Those of cases from before
//! are written at the next start.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("case_clues")
            .col(uuid("case_id"))
            .col(text("clue"))
            .primary_key(Index::create().col("case_id").col("clue"))
            .take();
        schema.create_table(table).await?;
        let mut index = Index::create();
        index.name("case_clues_clue").table("case_clues").col("clue");
        schema.create_index(index).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_table(Table::drop().table("case_clues").take()).await
    }
}
