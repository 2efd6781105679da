//! Units that are closed: what names them stays, and nobody can turn to them any more.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::boolean;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let closed = boolean("closed").default(false).take();
        schema.alter_table(Table::alter().table("units").add_column(closed).take()).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.alter_table(Table::alter().table("units").drop_column("closed").take()).await
    }
}
