//! The last sequence taken per subject, in the place of the ids of all events taken.
//! What was read before counts as taken.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, string, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("inbox_subjects")
            .col(string("producer"))
            .col(string("subject"))
            .col(big_integer("sequence"))
            .primary_key(Index::create().col("producer").col("subject"))
            .take();
        schema.create_table(table).await?;
        let begun = Table::alter().table("inbox_positions").add_column(big_integer("begun").default(0)).take();
        schema.alter_table(begun).await?;
        let here = Query::update().table("inbox_positions").value("begun", Expr::col("position")).take();
        schema.execute(here).await?;
        schema.drop_table(Table::drop().table("inbox").take()).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let taken = Table::create()
            .table("inbox")
            .col(uuid("event").primary_key())
            .col(string("producer"))
            .col(big_integer("at"))
            .take();
        schema.create_table(taken).await?;
        schema.alter_table(Table::alter().table("inbox_positions").drop_column("begun").take()).await?;
        schema.drop_table(Table::drop().table("inbox_subjects").take()).await
    }
}
