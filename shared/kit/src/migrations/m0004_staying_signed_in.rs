//! Refresh tokens, and when a session was last used. Whoever is signed in signs in again once.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, string, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let seen = Table::alter().table("sessions").add_column(big_integer("seen").default(0)).take();
        schema.alter_table(seen).await?;
        let table = Table::create()
            .table("refresh_tokens")
            .col(string("token_hash").primary_key())
            .col(uuid("family"))
            .col(string("subject"))
            .col(big_integer("ends"))
            .col(big_integer_null("used"))
            .take();
        schema.create_table(table).await?;
        for column in ["family", "subject"] {
            let name = format!("refresh_tokens_{column}");
            schema.create_index(Index::create().name(name).table("refresh_tokens").col(column).take()).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_table(Table::drop().table("refresh_tokens").take()).await?;
        schema.alter_table(Table::alter().table("sessions").drop_column("seen").take()).await
    }
}
