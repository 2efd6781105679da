//! A code that holds is sent again, not long after it was made, and is kept sealed for that.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let sealed = text_null("sealed").take();
        schema.alter_table(Table::alter().table("mail_codes").add_column(sealed).take()).await?;
        let made = big_integer("made").default(0).take();
        schema.alter_table(Table::alter().table("mail_codes").add_column(made).take()).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.alter_table(Table::alter().table("mail_codes").drop_column("made").take()).await?;
        schema.alter_table(Table::alter().table("mail_codes").drop_column("sealed").take()).await
    }
}
