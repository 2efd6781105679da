//! A refused plan stays on record beside a new one of its year: only one that is not refused is the plan of the year.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::boolean;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Quotation marks that somebody typed are escaped in the JSON, so that these words are the stage and nothing else.
const FILLED: &str = r#"UPDATE annual_plans SET refused = TRUE WHERE plan LIKE '%"way":{"stage":"refused"%'"#;
const ONCE: &str =
    "CREATE UNIQUE INDEX annual_plans_of_year ON annual_plans (year) WHERE amends IS NULL AND NOT refused";
/// Before, one plan of a year had to be the only one: what was refused gives way to the newer one.
const BACK: [&str; 2] = [
    "DELETE FROM annual_plans WHERE refused AND amends IS NULL AND EXISTS (SELECT 1 FROM annual_plans AS newer
     WHERE newer.year = annual_plans.year AND newer.amends IS NULL AND newer.id > annual_plans.id)",
    "DELETE FROM planned_posts WHERE plan NOT IN (SELECT id FROM annual_plans)",
];
const ONCE_BEFORE: &str = "CREATE UNIQUE INDEX annual_plans_of_year ON annual_plans (year) WHERE amends IS NULL";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let db = schema.get_connection();
        let refused = boolean("refused").default(false).take();
        schema.alter_table(Table::alter().table("annual_plans").add_column(refused).take()).await?;
        db.execute_unprepared(FILLED).await?;
        schema.drop_index(of_year()).await?;
        db.execute_unprepared(ONCE).await?;
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let db = schema.get_connection();
        for back in BACK {
            db.execute_unprepared(back).await?;
        }
        schema.drop_index(of_year()).await?;
        schema.alter_table(Table::alter().table("annual_plans").drop_column("refused").take()).await?;
        db.execute_unprepared(ONCE_BEFORE).await?;
        Ok(())
    }
}

fn of_year() -> IndexDropStatement {
    Index::drop().name("annual_plans_of_year").table("annual_plans").to_owned()
}
