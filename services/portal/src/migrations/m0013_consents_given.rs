//! Each consent with its version and the moment it was given. Of those from before only the purpose is kept; all were given to
//! the first version.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::blob_null;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let consents = blob_null("consents").take();
        schema.alter_table(Table::alter().table("nominations").add_column(consents).take()).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.alter_table(Table::alter().table("nominations").drop_column("consents").take()).await
    }
}
