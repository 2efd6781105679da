//! What the log is to forget of a nomination falls due as what it is to forget of anything: by the subject it was told under.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &str = "UPDATE schedule SET kind = 'kit.blank', subject = 'nomination/' || subject \
                  WHERE kind = 'nomination.blank'";
const DOWN: &str = "UPDATE schedule SET kind = 'nomination.blank', subject = substr(subject, 12) \
                    WHERE kind = 'kit.blank' AND subject LIKE 'nomination/%'";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.get_connection().execute_unprepared(UP).await.map(drop)
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.get_connection().execute_unprepared(DOWN).await.map(drop)
    }
}
