//! Amendments: what each issue said of a post, the one that counts now, and several plans for a year.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean, string, text, uuid, uuid_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The rows of before: each post was added by its plan, and each plan was that of its year.
const FILLED: [&str; 2] = [
    r#"INSERT INTO issued_posts (issue, id, plan, unit, number, change, "current", post)
       SELECT plan, id, plan, unit, number, 'added', TRUE, post FROM plan_posts"#,
    "INSERT INTO amendable_plans (id, year, version, plan) SELECT id, year, version, plan FROM annual_plans",
];
/// One that counts for each number, and one plan of its own for each year.
const ONCE: [&str; 2] = [
    r#"CREATE UNIQUE INDEX issued_posts_number ON issued_posts (number) WHERE "current""#,
    "CREATE UNIQUE INDEX annual_plans_of_year ON annual_plans (year) WHERE amends IS NULL",
];
const BACK: [&str; 3] = [
    r#"INSERT INTO plan_posts (id, plan, unit, number, post)
       SELECT id, plan, unit, number, post FROM issued_posts WHERE "current" AND change <> 'closed'"#,
    "DELETE FROM plans WHERE amends IS NOT NULL",
    "DELETE FROM annual_plans WHERE amends IS NOT NULL",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let db = schema.get_connection();
        schema.create_table(issued_posts()).await?;
        schema.create_table(amendable_plans()).await?;
        for filled in FILLED {
            db.execute_unprepared(filled).await?;
        }
        for name in ["plan_posts", "annual_plans"] {
            schema.drop_table(Table::drop().table(name).take()).await?;
        }
        schema.rename_table(Table::rename().table("amendable_plans", "annual_plans").take()).await?;
        schema.alter_table(Table::alter().table("plans").add_column(uuid_null("amends")).take()).await?;
        for columns in [&["id"][..], &["unit", "current"]] {
            let mut index = Index::create();
            index.name(format!("issued_posts_{}", columns.join("_"))).table("issued_posts");
            for column in columns {
                index.col(*column);
            }
            schema.create_index(index).await?;
        }
        for once in ONCE {
            db.execute_unprepared(once).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let db = schema.get_connection();
        schema.create_table(plan_posts()).await?;
        for back in BACK {
            db.execute_unprepared(back).await?;
        }
        schema.drop_table(Table::drop().table("issued_posts").take()).await?;
        schema.alter_table(Table::alter().table("plans").drop_column("amends").take()).await?;
        schema.drop_index(Index::drop().name("annual_plans_of_year").table("annual_plans").to_owned()).await?;
        schema.alter_table(Table::alter().table("annual_plans").drop_column("amends").take()).await
    }
}

fn issued_posts() -> TableCreateStatement {
    Table::create()
        .table("issued_posts")
        .col(uuid("issue"))
        .col(uuid("id"))
        .col(uuid("plan"))
        .col(uuid("unit"))
        .col(string("number"))
        .col(string("change"))
        .col(boolean("current"))
        .col(text("post"))
        .primary_key(Index::create().col("issue").col("id"))
        .take()
}

/// Under this name until the table of before is gone.
fn amendable_plans() -> TableCreateStatement {
    Table::create()
        .table("amendable_plans")
        .col(uuid("id").primary_key())
        .col(big_integer("year"))
        .col(uuid_null("amends"))
        .col(big_integer("version"))
        .col(text("plan"))
        .take()
}

fn plan_posts() -> TableCreateStatement {
    Table::create()
        .table("plan_posts")
        .col(uuid("id").primary_key())
        .col(uuid("plan"))
        .col(uuid("unit"))
        .col(string("number"))
        .col(text("post"))
        .take()
}
