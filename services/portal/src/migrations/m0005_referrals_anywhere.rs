//! Referrals to a unit and to the Party organisation: what one is about says which of the three it is.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let posts = r#"UPDATE referrals SET about = '{"to":"post","post":' || about || '}'"#;
        schema.get_connection().execute_unprepared(posts).await.map(drop)
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for back in [
            r#"DELETE FROM referrals WHERE about NOT LIKE '{"to":"post"%'"#,
            "UPDATE referrals SET about = substr(about, 21, length(about) - 21)",
        ] {
            schema.get_connection().execute_unprepared(back).await?;
        }
        Ok(())
    }
}
