//! Whose secret the house was furnished with: a mark of it, which gives nothing of the secret away.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::string_null;

use super::m0005_house::TABLE;

pub(super) const MARK: &str = "mark";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.alter_table(Table::alter().table(TABLE).add_column(string_null(MARK)).take()).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.alter_table(Table::alter().table(TABLE).drop_column(MARK).take()).await
    }
}

/// The mark, once it is written down.
pub(super) fn mark() -> SelectStatement {
    Query::select().column(MARK).from(TABLE).take()
}

/// Writes it down where there is none yet.
pub(super) fn leave(mark: &str) -> UpdateStatement {
    Query::update().table(TABLE).value(MARK, mark).and_where(Expr::col(MARK).is_null()).take()
}
