//! Annual plans under way, one for each year, and the posts that are drafted in them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_uniq, text, uuid, uuid_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for table in [annual_plans(), planned_posts()] {
            schema.create_table(table).await?;
        }
        let mut index = Index::create();
        index.name("planned_posts_plan_unit").table("planned_posts").col("plan").col("unit");
        schema.create_index(index).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for name in ["planned_posts", "annual_plans"] {
            schema.drop_table(Table::drop().table(name).take()).await?;
        }
        Ok(())
    }
}

fn annual_plans() -> TableCreateStatement {
    Table::create()
        .table("annual_plans")
        .col(uuid("id").primary_key())
        .col(big_integer_uniq("year"))
        .col(big_integer("version"))
        .col(text("plan"))
        .take()
}

fn planned_posts() -> TableCreateStatement {
    Table::create()
        .table("planned_posts")
        .col(uuid("id").primary_key())
        .col(uuid("plan"))
        .col(uuid("unit"))
        .col(uuid_null("department"))
        .col(big_integer("version"))
        .col(text("post"))
        .take()
}
