//! Referrals and their links; who brought a nomination.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, binary_null, string, string_null, text, uuid, uuid_null,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.create_table(referrals()).await?;
        schema.create_table(referral_links()).await?;
        for (table, columns) in [
            ("referrals", &["referrer", "id"][..]),
            ("referrals", &["nominee", "written_to"]),
            ("referrals", &["nomination"]),
            ("referral_links", &["referral"]),
        ] {
            let mut index = Index::create();
            index.name(format!("{table}_{}", columns.join("_"))).table(table);
            for column in columns {
                index.col(*column);
            }
            schema.create_index(index).await?;
        }
        let origin = string("origin").default("self-nomination").take();
        schema.alter_table(Table::alter().table("nominations").add_column(origin).take()).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for name in ["referrals", "referral_links"] {
            schema.drop_table(Table::drop().table(name).take()).await?;
        }
        schema.alter_table(Table::alter().table("nominations").drop_column("origin").take()).await
    }
}

fn referrals() -> TableCreateStatement {
    Table::create()
        .table("referrals")
        .col(uuid("id").primary_key())
        .col(uuid("referrer"))
        .col(string_null("nominee"))
        .col(text("about"))
        .col(text("stage"))
        .col(string_null("taken").unique_key())
        .col(uuid_null("person"))
        .col(uuid_null("nomination"))
        .col(big_integer("version"))
        .col(big_integer("since"))
        .col(big_integer_null("written_to"))
        .col(binary_null("written"))
        .col(binary_null("voice"))
        .take()
}

fn referral_links() -> TableCreateStatement {
    Table::create()
        .table("referral_links")
        .col(string("token").primary_key())
        .col(uuid("referral"))
        .col(big_integer("ends"))
        .take()
}
