//! Posts by what their numbers are sorted by: as text `2026-1000` stands before `2026-999`.

use domain::PostNumber;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::string;
use uuid::Uuid;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let sorted = string("sorted").default("").take();
        schema.alter_table(Table::alter().table("posts").add_column(sorted).take()).await?;
        let db = schema.get_connection();
        for row in db.query_all(&Query::select().columns(["id", "number"]).from("posts").take()).await? {
            let (id, number): (Uuid, String) = (row.try_get("", "id")?, row.try_get("", "number")?);
            let mut told = Query::update();
            told.table("posts").value("sorted", PostNumber::sorted(&number)).and_where(Expr::col("id").eq(id));
            db.execute(&told).await?;
        }
        schema.drop_index(Index::drop().name("posts_closes_number").table("posts").to_owned()).await?;
        schema.create_index(by("sorted")).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_index(Index::drop().name("posts_closes_sorted").table("posts").to_owned()).await?;
        schema.create_index(by("number")).await?;
        schema.alter_table(Table::alter().table("posts").drop_column("sorted").take()).await
    }
}

/// The order of the list: the last day, then the number.
fn by(number: &'static str) -> IndexCreateStatement {
    Index::create().name(format!("posts_closes_{number}")).table("posts").col("closes").col(number).take()
}
