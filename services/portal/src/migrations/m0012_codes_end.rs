//! Codes end by the schedule. Those from before have no entry in it; whoever waits for one asks for another.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let codes = Query::delete().from_table("mail_codes").take();
        schema.exec_stmt(codes).await
    }

    async fn down(&self, _schema: &SchemaManager) -> Result<(), DbErr> {
        Ok(())
    }
}
