//! An entry of the registers that was entered under its credit code has its id for a code of its own: a credit code that was
//! corrected since kept every other entry out, and commands took the one for the other.

use domain::CreditCode;
use sea_orm_migration::prelude::*;
use uuid::Uuid;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 2] = ["units", "departments"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let db = schema.get_connection();
        for table in TABLES {
            for row in db.query_all(&Query::select().columns(["id", "code"]).from(table).take()).await? {
                let (id, code): (Uuid, String) = (row.try_get("", "id")?, row.try_get("", "code")?);
                if CreditCode::parse(&code).is_ok() {
                    let mut own = Query::update();
                    own.table(table).value("code", id.to_string()).and_where(Expr::col("id").eq(id));
                    db.execute(&own).await?;
                }
            }
        }
        Ok(())
    }

    /// An earlier program takes an id for a code too.
    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectOptions, Database};
    use sea_orm_migration::schema::{string_uniq, uuid};

    use super::*;

    #[tokio::test]
    async fn a_credit_code_is_free_afterwards_and_a_word_stays() {
        let mut options = ConnectOptions::new("sqlite::memory:");
        options.max_connections(1).sqlx_logging(false);
        let db = Database::connect(options).await.expect("a database");
        let schema = SchemaManager::new(&db);
        for table in TABLES {
            let made = Table::create().table(table).col(uuid("id").primary_key()).col(string_uniq("code")).take();
            schema.create_table(made).await.expect("made");
            for (id, code) in [(7, "91350100M000100Y43"), (8, "people-hospital")] {
                let values = [Uuid::from_u128(id).into(), code.into()];
                let entry = Query::insert().into_table(table).columns(["id", "code"]).values_panic(values).take();
                db.execute(&entry).await.expect("entered");
            }
        }
        Migration.up(&schema).await.expect("made");
        for table in TABLES {
            let codes = Query::select().column("code").from(table).order_by("id", Order::Asc).take();
            let rows = db.query_all(&codes).await.expect("read");
            let codes: Vec<String> = rows.iter().map(|row| row.try_get("", "code").expect("a code")).collect();
            assert_eq!(codes, ["00000000-0000-0000-0000-000000000007", "people-hospital"], "{table}");
        }
    }
}
