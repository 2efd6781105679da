//! Under which document a case was filed, as a keyed hash: two applicants with one document may be one person.

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
        let table =
            Table::create().table("case_documents").col(uuid("case_id").primary_key()).col(text("document")).take();
        schema.create_table(table).await?;
        let mut index = Index::create();
        index.name("case_documents_document").table("case_documents").col("document");
        schema.create_index(index).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_table(Table::drop().table("case_documents").take()).await
    }
}
