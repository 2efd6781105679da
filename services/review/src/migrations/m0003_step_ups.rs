//! Step-ups, and accounts that are locked.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean, string, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let locked = boolean("locked").default(false).take();
        schema.alter_table(Table::alter().table("officers").add_column(locked).take()).await?;
        let step_ups = Table::create()
            .table("step_ups")
            .col(string("presented").primary_key())
            .col(uuid("officer"))
            .col(big_integer("ends"))
            .take();
        schema.create_table(step_ups).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_table(Table::drop().table("step_ups").take()).await?;
        schema.alter_table(Table::alter().table("officers").drop_column("locked").take()).await
    }
}
