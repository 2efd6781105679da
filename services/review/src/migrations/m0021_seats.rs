//! The version of an account: who sits on which seat is changed from what was seen. The seat of the Organisation Department is the
//! secretary's from now on.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::big_integer;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let version = big_integer("version").default(1).take();
        schema.alter_table(Table::alter().table("officers").add_column(version).take()).await?;
        let secretarys = Query::update()
            .table("officers")
            .value("seat", Option::<String>::None)
            .and_where(Expr::col("role").eq("seat-member"))
            .and_where(Expr::col("seat").eq("organisation"))
            .take();
        schema.exec_stmt(secretarys).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.alter_table(Table::alter().table("officers").drop_column("version").take()).await
    }
}
