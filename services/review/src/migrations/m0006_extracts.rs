//! What lists show of a case, sealed apart. Existing cases get theirs at the next start: a migration has no keys.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::binary_null;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let extract = Table::alter().table("cases").add_column(binary_null("extract")).take();
        schema.alter_table(extract).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.alter_table(Table::alter().table("cases").drop_column("extract").take()).await
    }
}
