//! Officers, units, issued plans with their posts, cases, document numbers.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, binary, string, string_null, string_uniq, text, uuid, uuid_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in [officers(), units(), plans(), plan_posts(), cases(), document_numbers()] {
            schema.create_table(table).await?;
        }
        for columns in [&["hand", "due", "id"][..], &["unit", "due", "id"]] {
            let mut index = Index::create();
            index.name(format!("cases_{}", columns.join("_"))).table("cases");
            for column in columns {
                index.col(*column);
            }
            schema.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for name in ["officers", "units", "plans", "plan_posts", "cases", "document_numbers"] {
            schema.drop_table(Table::drop().table(name).take()).await?;
        }
        Ok(())
    }
}

fn officers() -> TableCreateStatement {
    Table::create()
        .table("officers")
        .col(uuid("id").primary_key())
        .col(string_uniq("login"))
        .col(string("name_zh"))
        .col(string("name_en"))
        .col(string("office_zh"))
        .col(string("office_en"))
        .col(string("role"))
        .col(string_null("seat"))
        .col(uuid_null("unit"))
        .col(string("password"))
        .col(binary("secret"))
        .col(big_integer_null("last_step"))
        .take()
}

fn units() -> TableCreateStatement {
    Table::create().table("units").col(uuid("id").primary_key()).col(string_uniq("code")).col(text("unit")).take()
}

fn plans() -> TableCreateStatement {
    Table::create()
        .table("plans")
        .col(uuid("id").primary_key())
        .col(big_integer("year"))
        .col(string("title_zh"))
        .col(string("title_en"))
        .col(string("document"))
        .col(string("issued_on"))
        .take()
}

fn plan_posts() -> TableCreateStatement {
    Table::create()
        .table("plan_posts")
        .col(uuid("id").primary_key())
        .col(uuid("plan"))
        .col(uuid("unit"))
        .col(string_uniq("number"))
        .col(text("post"))
        .take()
}

fn cases() -> TableCreateStatement {
    Table::create()
        .table("cases")
        .col(uuid("id").primary_key())
        .col(string_uniq("receipt"))
        .col(uuid("nomination"))
        .col(uuid("person"))
        .col(uuid("post"))
        .col(uuid_null("unit"))
        .col(string("stage_name"))
        .col(string_null("hand"))
        .col(string_null("due"))
        .col(string("filed_on"))
        .col(big_integer("version"))
        .col(binary("stage"))
        .col(binary("dossier"))
        .take()
}

fn document_numbers() -> TableCreateStatement {
    Table::create()
        .table("document_numbers")
        .col(string("series"))
        .col(big_integer("year"))
        .col(big_integer("last"))
        .primary_key(Index::create().col("series").col("year"))
        .take()
}
