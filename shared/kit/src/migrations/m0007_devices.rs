//! Sessions have an id and a device. Whoever is signed in signs in again once.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, string, uuid_uniq};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.execute(Query::delete().from_table("refresh_tokens").take()).await?;
        schema.drop_table(Table::drop().table("sessions").take()).await?;
        let table = Table::create()
            .table("sessions")
            .col(string("token_hash").primary_key())
            .col(uuid_uniq("id"))
            .col(string("subject"))
            .col(string("device"))
            .col(big_integer("begun"))
            .col(big_integer("ends"))
            .col(big_integer("seen"))
            .take();
        schema.create_table(table).await?;
        schema.create_index(Index::create().name("sessions_subject").table("sessions").col("subject").take()).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_table(Table::drop().table("sessions").take()).await?;
        let table = Table::create()
            .table("sessions")
            .col(string("token_hash").primary_key())
            .col(string("subject"))
            .col(big_integer("begun"))
            .col(big_integer("ends"))
            .col(big_integer("seen").default(0))
            .take();
        schema.create_table(table).await?;
        schema.create_index(Index::create().name("sessions_subject").table("sessions").col("subject").take()).await
    }
}
