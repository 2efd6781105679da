//! The registers: departments, what is kept of a unit besides what is published, and the department of an officer.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, string, string_null, string_uniq, uuid, uuid_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.create_table(departments()).await?;
        for column in [
            uuid_null("department"),
            string_null("credit_code"),
            string("address_zh").default("").take(),
            string("address_en").default("").take(),
            string_null("closed_on"),
            big_integer("version").default(1).take(),
        ] {
            schema.alter_table(Table::alter().table("units").add_column(column).take()).await?;
        }
        schema.alter_table(Table::alter().table("officers").add_column(uuid_null("department")).take()).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.alter_table(Table::alter().table("officers").drop_column("department").take()).await?;
        for column in ["department", "credit_code", "address_zh", "address_en", "closed_on", "version"] {
            schema.alter_table(Table::alter().table("units").drop_column(column).take()).await?;
        }
        schema.drop_table(Table::drop().table("departments").take()).await
    }
}

fn departments() -> TableCreateStatement {
    Table::create()
        .table("departments")
        .col(uuid("id").primary_key())
        .col(string_uniq("code"))
        .col(string("kind"))
        .col(string("name_zh"))
        .col(string("name_en"))
        .col(string_null("credit_code"))
        .col(string_null("closed_on"))
        .col(big_integer("version"))
        .take()
}
