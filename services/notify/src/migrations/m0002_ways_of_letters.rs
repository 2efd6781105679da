//! To whom a letter goes, as far as its log may know, and since when it is tried.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, string, text_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            big_integer("tried_since").default(0).take(),
            big_integer("version").default(1).take(),
            string("recipient").default("").take(),
            string("masked").default("").take(),
            text_null("reason").take(),
        ] {
            schema.alter_table(Table::alter().table("letters").add_column(column).take()).await?;
        }
        let known = Query::update().table("letters").value("tried_since", Expr::col("accepted")).take();
        schema.exec_stmt(known).await?;
        for (name, columns) in
            [("letters_to", ["recipient", "name", "stage"].as_slice()), ("letters_log", ["stage", "id"].as_slice())]
        {
            let mut index = Index::create().name(name).table("letters").take();
            for column in columns {
                index.col(*column);
            }
            schema.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for name in ["letters_to", "letters_log"] {
            schema.drop_index(Index::drop().name(name).table("letters").to_owned()).await?;
        }
        for column in ["tried_since", "version", "recipient", "masked", "reason"] {
            schema.alter_table(Table::alter().table("letters").drop_column(column).take()).await?;
        }
        Ok(())
    }
}
