//! The catalogue's read model, accounts and their codes, nominations.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, binary, binary_null, boolean, string, string_null, string_uniq, text, uuid,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in [catalogue_parts(), catalogue_issues(), posts(), accounts(), mail_codes(), nominations()] {
            schema.create_table(table).await?;
        }
        for (table, columns) in [
            ("posts", &["closes", "number"][..]),
            ("posts", &["sector", "closes", "number"]),
            ("posts", &["mode", "closes", "number"]),
            ("nominations", &["person", "id"]),
        ] {
            let mut index = Index::create();
            index.name(format!("{table}_{}", columns.join("_"))).table(table);
            for column in columns {
                index.col(*column);
            }
            schema.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for name in ["catalogue_parts", "catalogue_issues", "posts", "accounts", "mail_codes", "nominations"] {
            schema.drop_table(Table::drop().table(name).take()).await?;
        }
        Ok(())
    }
}

fn catalogue_parts() -> TableCreateStatement {
    Table::create()
        .table("catalogue_parts")
        .col(uuid("issue"))
        .col(big_integer("part"))
        .col(text("posts"))
        .primary_key(Index::create().col("issue").col("part"))
        .take()
}

fn catalogue_issues() -> TableCreateStatement {
    Table::create()
        .table("catalogue_issues")
        .col(uuid("id").primary_key())
        .col(string("title_zh"))
        .col(string("title_en"))
        .col(string("document"))
        .col(string("issued_on"))
        .col(string("hash"))
        .col(boolean("current"))
        .take()
}

fn posts() -> TableCreateStatement {
    Table::create()
        .table("posts")
        .col(uuid("id").primary_key())
        .col(string_uniq("number"))
        .col(string("sector"))
        .col(string("mode"))
        .col(string("unit_kind"))
        .col(big_integer("wanted"))
        .col(string("opens"))
        .col(string("closes"))
        .col(text("post"))
        .take()
}

fn accounts() -> TableCreateStatement {
    Table::create()
        .table("accounts")
        .col(uuid("person").primary_key())
        .col(string_uniq("fingerprint"))
        .col(binary("mail"))
        .col(string("language"))
        .col(big_integer("since"))
        .take()
}

fn mail_codes() -> TableCreateStatement {
    Table::create()
        .table("mail_codes")
        .col(string("fingerprint").primary_key())
        .col(string("code"))
        .col(big_integer("tries"))
        .col(big_integer("ends"))
        .take()
}

fn nominations() -> TableCreateStatement {
    Table::create()
        .table("nominations")
        .col(uuid("id").primary_key())
        .col(uuid("person"))
        .col(uuid("post"))
        .col(text("about"))
        .col(string_null("receipt").unique_key())
        .col(string("stage_name"))
        .col(big_integer("version"))
        .col(big_integer("begun"))
        .col(big_integer("saved"))
        .col(big_integer_null("submitted"))
        .col(binary("stage"))
        .col(binary("filing"))
        .col(binary_null("progress"))
        .take()
}
