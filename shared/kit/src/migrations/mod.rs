//! Making the tables: those every service has, then its own, each migration whole or not at all.

mod m0001_walls;
mod m0002_schedule;

use sea_orm_migration::sea_orm::{DatabaseConnection, DbErr};
use sea_orm_migration::{MigrationTrait, MigratorTraitSelf};

use crate::service::Service;

struct Tables<'a>(&'a dyn Service);

impl MigratorTraitSelf for Tables<'_> {
    fn migrations(&self) -> Vec<Box<dyn MigrationTrait>> {
        let own: [Box<dyn MigrationTrait>; 2] = [Box::new(m0001_walls::Migration), Box::new(m0002_schedule::Migration)];
        own.into_iter().chain(self.0.migrations()).collect()
    }
}

pub(crate) async fn run(db: &DatabaseConnection, service: &dyn Service) -> Result<(), DbErr> {
    Tables(service).up(db, None).await
}
