//! Delegations: who stands in for an officer who is away.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.create_table(delegations()).await?;
        for column in ["of_officer", "to_officer"] {
            let mut index = Index::create();
            index.name(format!("delegations_{column}")).table("delegations").col(column);
            schema.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_table(Table::drop().table("delegations").take()).await
    }
}

fn delegations() -> TableCreateStatement {
    Table::create()
        .table("delegations")
        .col(uuid("id").primary_key())
        .col(uuid("of_officer"))
        .col(uuid("to_officer"))
        .col(big_integer("version"))
        .col(text("delegation"))
        .take()
}
