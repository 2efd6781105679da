//! Letters that reached nobody, as notify told of them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, string, text_null, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let letters = Table::create()
            .table("letters")
            .col(uuid("id").primary_key())
            .col(string("name"))
            .col(string("recipient"))
            .col(string("end"))
            .col(big_integer("attempts"))
            .col(text_null("trouble"))
            .col(big_integer("accepted"))
            .col(big_integer("at"))
            .col(big_integer_null("asked"))
            .take();
        schema.create_table(letters).await?;
        let latest = Index::create().name("letters_end_at").table("letters").col("end").col("at").col("id").take();
        schema.create_index(latest).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_table(Table::drop().table("letters").take()).await
    }
}
