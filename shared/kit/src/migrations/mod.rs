//! Making the tables: those every service has, then its own, each migration whole or not at all.

mod m0001_walls;
mod m0002_schedule;
mod m0003_seals;
mod m0004_staying_signed_in;
mod m0005_house;
mod m0006_sequences;
mod m0007_devices;
mod m0008_kept_forms;
mod m0009_leases;
mod m0010_house_key;

use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};
use sea_orm_migration::{MigrationTrait, MigratorTraitSelf, SchemaManager};

use crate::service::Service;

struct Tables<'a>(&'a dyn Service);

impl MigratorTraitSelf for Tables<'_> {
    fn migrations(&self) -> Vec<Box<dyn MigrationTrait>> {
        let own: Vec<Box<dyn MigrationTrait>> = vec![
            Box::new(m0001_walls::Migration),
            Box::new(m0002_schedule::Migration),
            Box::new(m0003_seals::Migration),
            Box::new(m0004_staying_signed_in::Migration),
            Box::new(m0005_house::Migration(self.0.name())),
            Box::new(m0006_sequences::Migration),
            Box::new(m0007_devices::Migration),
            Box::new(m0008_kept_forms::Migration),
            Box::new(m0009_leases::Migration),
            Box::new(m0010_house_key::Migration),
        ];
        own.into_iter().chain(self.0.migrations()).collect()
    }
}

/// The names of those that the database lacks.
pub(crate) async fn pending(db: &DatabaseConnection, service: &dyn Service) -> Result<Vec<String>, DbErr> {
    let pending = Tables(service).get_pending_migrations_read_only(db).await?;
    Ok(pending.iter().map(|migration| migration.name().to_owned()).collect())
}

/// The service whose tables these are, if it is written down: two services in one database would take each other's.
pub(crate) async fn owner(db: &DatabaseConnection) -> Result<Option<String>, DbErr> {
    if !SchemaManager::new(db).has_table(m0005_house::TABLE).await? {
        return Ok(None);
    }
    let row = db.query_one(&m0005_house::owner()).await?;
    row.map(|row| row.try_get_by_index(0)).transpose()
}

/// The mark of the secret that the house was furnished with, if one is written down.
pub(crate) async fn mark(db: &DatabaseConnection) -> Result<Option<String>, DbErr> {
    if !SchemaManager::new(db).has_column(m0005_house::TABLE, m0010_house_key::MARK).await? {
        return Ok(None);
    }
    let row = db.query_one(&m0010_house_key::mark()).await?;
    Ok(row.map(|row| row.try_get_by_index::<Option<String>>(0)).transpose()?.flatten())
}

/// Writes it down where there is none.
pub(crate) async fn leave_mark(db: &DatabaseConnection, mark: &str) -> Result<(), DbErr> {
    db.execute(&m0010_house_key::leave(mark)).await.map(|_| ())
}

pub(crate) async fn run(db: &DatabaseConnection, service: &dyn Service) -> Result<(), DbErr> {
    Tables(service).up(db, None).await
}
