//! Whose house it is: the name of the service, so that no other moves in.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::string;

pub(super) const TABLE: &str = "house";

/// Of the service with this name.
#[derive(DeriveMigrationName)]
pub struct Migration(pub &'static str);

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.create_table(Table::create().table(TABLE).col(string("service").primary_key()).take()).await?;
        let mut insert = Query::insert();
        insert.into_table(TABLE).columns(["service"]).values_panic([self.0.into()]);
        schema.exec_stmt(insert).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_table(Table::drop().table(TABLE).take()).await
    }
}

pub(super) fn owner() -> SelectStatement {
    Query::select().column("service").from(TABLE).take()
}
