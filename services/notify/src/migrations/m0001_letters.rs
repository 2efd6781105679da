//! Letters: the log of each one's way, and its content, sealed.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, binary, string, text_null, uuid};

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
            .col(string("stage"))
            .col(big_integer("attempts"))
            .col(big_integer("accepted"))
            .col(big_integer_null("expires"))
            .col(big_integer("at"))
            .col(text_null("trouble"))
            .col(binary("sealed"))
            .take();
        schema.create_table(letters).await?;
        let due = Index::create().name("letters_due").table("letters").col("stage").col("at").take();
        schema.create_index(due).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_table(Table::drop().table("letters").take()).await
    }
}
