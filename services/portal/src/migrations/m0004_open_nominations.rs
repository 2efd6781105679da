//! Nominations without a post, the units they can go to, corrections and the revisions they make.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, binary, binary_null, string, text, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.alter_table(Table::alter().table("nominations").rename_column("post", "target_id").take()).await?;
        for column in [string("target").default("post").take(), binary_null("correction")] {
            schema.alter_table(Table::alter().table("nominations").add_column(column).take()).await?;
        }
        schema.create_table(units()).await?;
        schema.create_table(revisions()).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for name in ["units", "nomination_revisions"] {
            schema.drop_table(Table::drop().table(name).take()).await?;
        }
        for column in ["target", "correction"] {
            schema.alter_table(Table::alter().table("nominations").drop_column(column).take()).await?;
        }
        schema.alter_table(Table::alter().table("nominations").rename_column("target_id", "post").take()).await
    }
}

fn units() -> TableCreateStatement {
    Table::create()
        .table("units")
        .col(uuid("id").primary_key())
        .col(string("kind"))
        .col(string("name"))
        .col(text("unit"))
        .take()
}

fn revisions() -> TableCreateStatement {
    Table::create()
        .table("nomination_revisions")
        .col(uuid("nomination"))
        .col(big_integer("revision"))
        .col(big_integer("sent"))
        .col(binary("filing"))
        .primary_key(Index::create().col("nomination").col("revision"))
        .take()
}
