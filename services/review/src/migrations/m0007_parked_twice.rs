//! Two services can have parked the same event: what is parked has an id of its own.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::uuid_null;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.alter_table(Table::alter().table("parked_events").add_column(uuid_null("event")).take()).await?;
        let same = Query::update().table("parked_events").value("event", Expr::col("id")).take();
        schema.execute(same).await?;
        let once = Index::create()
            .name("parked_events_once")
            .table("parked_events")
            .col("service")
            .col("event")
            .unique()
            .take();
        schema.create_index(once).await
    }

    async fn down(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        schema.drop_index(Index::drop().name("parked_events_once").table("parked_events").to_owned()).await?;
        schema.alter_table(Table::alter().table("parked_events").drop_column("event").take()).await
    }
}
