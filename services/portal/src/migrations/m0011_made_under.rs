//! What things were made under: a nomination's evaluation under interpretations, an issue under a version of the policy. Nothing
//! was settled by interpretations before; the version of earlier issues is not known.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{string, text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let readings = text("readings").default("[]").take();
        schema.alter_table(Table::alter().table("nominations").add_column(readings).take()).await?;
        let policy = string("policy").default("").take();
        schema.alter_table(Table::alter().table("catalogue_issues").add_column(policy).take()).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.alter_table(Table::alter().table("catalogue_issues").drop_column("policy").take()).await?;
        schema.alter_table(Table::alter().table("nominations").drop_column("readings").take()).await
    }
}
