//! The tables of the public door.

mod m0001_thin_whole;
mod m0002_evidence;
mod m0003_referrals;
mod m0004_open_nominations;
mod m0005_referrals_anywhere;
mod m0006_closed_units;
mod m0007_interpretations;
mod m0008_addresses;
mod m0009_blanking;

use sea_orm_migration::MigrationTrait;

pub fn all() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(m0001_thin_whole::Migration),
        Box::new(m0002_evidence::Migration),
        Box::new(m0003_referrals::Migration),
        Box::new(m0004_open_nominations::Migration),
        Box::new(m0005_referrals_anywhere::Migration),
        Box::new(m0006_closed_units::Migration),
        Box::new(m0007_interpretations::Migration),
        Box::new(m0008_addresses::Migration),
        Box::new(m0009_blanking::Migration),
    ]
}
