//! Returns and corrections: each revision of what was filed, what is over of a case's way, and cases without a post.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, binary, binary_null, boolean, string, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.alter_table(Table::alter().table("cases").rename_column("post", "target_id").take()).await?;
        for column in [
            string("target").default("post").take(),
            big_integer("revision").default(1).take(),
            boolean("waits").default(false).take(),
            binary_null("past"),
        ] {
            schema.alter_table(Table::alter().table("cases").add_column(column).take()).await?;
        }
        schema.create_table(revisions()).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_table(Table::drop().table("case_revisions").take()).await?;
        for column in ["target", "revision", "waits", "past"] {
            schema.alter_table(Table::alter().table("cases").drop_column(column).take()).await?;
        }
        schema.alter_table(Table::alter().table("cases").rename_column("target_id", "post").take()).await
    }
}

fn revisions() -> TableCreateStatement {
    Table::create()
        .table("case_revisions")
        .col(uuid("case_id"))
        .col(big_integer("revision"))
        .col(string("on_day"))
        .col(binary("dossier"))
        .primary_key(Index::create().col("case_id").col("revision"))
        .take()
}
