//! Making the tables: those every service has, then its own, each migration whole or not at all.

mod m0001_walls;
mod m0002_schedule;
mod m0003_seals;
mod m0004_staying_signed_in;

use sea_orm_migration::sea_orm::{DatabaseConnection, DbErr};
use sea_orm_migration::{MigrationTrait, MigratorTraitSelf};

use crate::service::Service;

struct Tables<'a>(&'a dyn Service);

impl MigratorTraitSelf for Tables<'_> {
    fn migrations(&self) -> Vec<Box<dyn MigrationTrait>> {
        let own: Vec<Box<dyn MigrationTrait>> = vec![
            Box::new(m0001_walls::Migration),
            Box::new(m0002_schedule::Migration),
            Box::new(m0003_seals::Migration),
            Box::new(m0004_staying_signed_in::Migration),
        ];
        own.into_iter().chain(self.0.migrations()).collect()
    }
}

/// The names of those that the database lacks.
pub(crate) async fn pending(db: &DatabaseConnection, service: &dyn Service) -> Result<Vec<String>, DbErr> {
    let pending = Tables(service).get_pending_migrations(db).await?;
    Ok(pending.iter().map(|migration| migration.name().to_owned()).collect())
}

pub(crate) async fn run(db: &DatabaseConnection, service: &dyn Service) -> Result<(), DbErr> {
    Tables(service).up(db, None).await
}
