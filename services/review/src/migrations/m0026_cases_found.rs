//! Cases are found by what they were filed for, and by their person.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const FOUND_BY: [&[&str]; 2] = [&["target_id", "stage_name"], &["person"]];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for columns in FOUND_BY {
            let mut index = Index::create();
            index.name(name(columns)).table("cases");
            for column in columns {
                index.col(*column);
            }
            schema.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for columns in FOUND_BY {
            schema.drop_index(Index::drop().name(name(columns)).table("cases").to_owned()).await?;
        }
        Ok(())
    }
}

fn name(columns: &[&str]) -> String {
    format!("cases_{}", columns.join("_"))
}
