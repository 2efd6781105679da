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

use crate::fault::Fault;
use crate::service::Service;

/// The table that says whose the others are.
pub(crate) const OWNER: &str = m0005_house::TABLE;

struct Tables<'a>(&'a dyn Service);

/// Only those with these names.
struct Chosen<'a>(&'a dyn Service, &'a [String]);

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

impl MigratorTraitSelf for Chosen<'_> {
    fn migrations(&self) -> Vec<Box<dyn MigrationTrait>> {
        let mut all = Tables(self.0).migrations();
        all.retain(|migration| self.1.iter().any(|name| name == migration.name()));
        all
    }
}

/// The names of those that the database lacks.
pub(crate) async fn pending(db: &DatabaseConnection, service: &dyn Service) -> Result<Vec<String>, DbErr> {
    let pending = Tables(service).get_pending_migrations_read_only(db).await?;
    Ok(pending.iter().map(|migration| migration.name().to_owned()).collect())
}

/// The names of those that made its tables.
pub(crate) async fn applied(db: &impl ConnectionTrait, service: &dyn Service) -> Result<Vec<String>, DbErr> {
    let applied = Tables(service).get_applied_migrations_read_only(db).await?;
    Ok(applied.iter().map(|migration| migration.name().to_owned()).collect())
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

/// Makes the tables as these migrations alone make them, in a database that nobody else has made any in.
pub(crate) async fn make(db: &DatabaseConnection, service: &dyn Service, names: &[String]) -> Result<(), Fault> {
    let known = Tables(service).migrations();
    let newer: Vec<&str> =
        names.iter().map(String::as_str).filter(|name| known.iter().all(|known| known.name() != *name)).collect();
    if !newer.is_empty() {
        let newer = newer.join(", ");
        return Err(Fault::new(format!(
            "it is of a newer program, which has {newer} of {}: install that",
            service.name()
        )));
    }
    let there = applied(db, service).await?;
    if let Some(more) = there.iter().find(|name| !names.contains(name)) {
        return Err(Fault::new(format!(
            "the database of {} has newer tables ({more}) than the copy: drop them, they are made anew",
            service.name()
        )));
    }
    Ok(Chosen(service, names).up(db, None).await?)
}
