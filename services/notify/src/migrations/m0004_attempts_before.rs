//! How many attempts were made before a letter was asked for again. Letters that were blanked before lose their keys.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::big_integer;

#[derive(DeriveMigrationName)]
pub struct Migration;

const KEYS_OF_BLANKED: &str =
    "DELETE FROM person_keys WHERE person IN (SELECT id FROM letters WHERE length(sealed) = 0)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let before = big_integer("attempts_before").default(0).take();
        schema.alter_table(Table::alter().table("letters").add_column(before).take()).await?;
        schema.get_connection().execute_unprepared(KEYS_OF_BLANKED).await.map(drop)
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.alter_table(Table::alter().table("letters").drop_column("attempts_before").take()).await
    }
}
