//! The seals of the audit trail: number and hash of each row, the signed head; and what a look was for.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, string, string_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for column in [string("detail").default("").take(), big_integer_null("number"), string_null("hash")] {
            schema.alter_table(Table::alter().table("audit").add_column(column).take()).await?;
        }
        let head = Table::create()
            .table("audit_head")
            .col(string("service").primary_key())
            .col(big_integer("number"))
            .col(string("hash"))
            .col(string("at"))
            .col(string("signature"))
            .take();
        schema.create_table(head).await?;
        let number = Index::create().name("audit_number").table("audit").col("number").unique().take();
        schema.create_index(number).await?;
        // Rows wait for their seal a moment only: an index of those that do stays small.
        let unsealed = Index::create()
            .name("audit_unsealed")
            .table("audit")
            .col("id")
            .and_where(Expr::col("number").is_null())
            .take();
        schema.create_index(unsealed).await?;
        for column in ["actor_id", "deed", "subject"] {
            let index = Index::create().name(format!("audit_{column}")).table("audit").col(column).col("id").take();
            schema.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_table(Table::drop().table("audit_head").take()).await?;
        for index in ["audit_number", "audit_unsealed", "audit_actor_id", "audit_deed", "audit_subject"] {
            schema.drop_index(Index::drop().name(index).table("audit").to_owned()).await?;
        }
        for column in ["detail", "number", "hash"] {
            schema.alter_table(Table::alter().table("audit").drop_column(column).take()).await?;
        }
        Ok(())
    }
}
