//! Outbox, inbox, idempotency, audit, person keys, sessions.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, binary, string, text, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for mut table in tables() {
            schema.create_table(table.take()).await?;
        }
        let unplaced = Index::create().name("outbox_position").table("outbox").col("position").unique().take();
        schema.create_index(unplaced).await?;
        let parked = Index::create().name("inbox_parked_subject").table("inbox_parked").col("subject").take();
        schema.create_index(parked).await?;
        let sessions = Index::create().name("sessions_subject").table("sessions").col("subject").take();
        schema.create_index(sessions).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for name in ["outbox", "outbox_subjects", "inbox", "inbox_positions", "inbox_parked", "idempotency", "audit"] {
            schema.drop_table(Table::drop().table(name).take()).await?;
        }
        for name in ["person_keys", "sessions"] {
            schema.drop_table(Table::drop().table(name).take()).await?;
        }
        Ok(())
    }
}

fn tables() -> Vec<TableCreateStatement> {
    vec![
        Table::create()
            .table("outbox")
            .col(uuid("id").primary_key())
            .col(string("subject"))
            .col(big_integer("sequence"))
            .col(text("event"))
            .col(string("trace"))
            .col(big_integer("at"))
            .col(big_integer_null("position"))
            .take(),
        Table::create()
            .table("outbox_subjects")
            .col(string("subject").primary_key())
            .col(big_integer("sequence"))
            .take(),
        Table::create()
            .table("inbox")
            .col(uuid("event").primary_key())
            .col(string("producer"))
            .col(big_integer("at"))
            .take(),
        Table::create()
            .table("inbox_positions")
            .col(string("producer").primary_key())
            .col(big_integer("position"))
            .take(),
        Table::create()
            .table("inbox_parked")
            .col(uuid("event").primary_key())
            .col(string("producer"))
            .col(string("subject"))
            .col(big_integer("position"))
            .col(text("envelope"))
            .col(text("why"))
            .col(big_integer("at"))
            .take(),
        Table::create()
            .table("idempotency")
            .col(string("actor"))
            .col(string("deed"))
            .col(string("key"))
            .col(string("digest"))
            .col(text("answer"))
            .col(big_integer("at"))
            .primary_key(Index::create().col("actor").col("deed").col("key"))
            .take(),
        Table::create()
            .table("audit")
            .col(uuid("id").primary_key())
            .col(big_integer("at"))
            .col(string("actor_kind"))
            .col(string("actor_id"))
            .col(string("deed"))
            .col(string("subject"))
            .col(string("trace"))
            .take(),
        Table::create().table("person_keys").col(uuid("person").primary_key()).col(binary("wrapped")).take(),
        Table::create()
            .table("sessions")
            .col(string("token_hash").primary_key())
            .col(string("subject"))
            .col(big_integer("begun"))
            .col(big_integer("ends"))
            .take(),
    ]
}
