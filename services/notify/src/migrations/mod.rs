//! The tables of notify.

mod m0001_letters;
mod m0002_ways_of_letters;
mod m0003_troubles;
mod m0004_attempts_before;

use sea_orm_migration::MigrationTrait;

pub fn all() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(m0001_letters::Migration),
        Box::new(m0002_ways_of_letters::Migration),
        Box::new(m0003_troubles::Migration),
        Box::new(m0004_attempts_before::Migration),
    ]
}
