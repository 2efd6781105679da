//! The tables of notify.

mod m0001_letters;

use sea_orm_migration::MigrationTrait;

pub fn all() -> Vec<Box<dyn MigrationTrait>> {
    vec![Box::new(m0001_letters::Migration)]
}
