//! The municipal department that reviews the posts of a unit (Article 12), where the city has several; none is stated so far.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::uuid_null;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let municipal = uuid_null("municipal").take();
        schema.alter_table(Table::alter().table("units").add_column(municipal).take()).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.alter_table(Table::alter().table("units").drop_column("municipal").take()).await
    }
}
