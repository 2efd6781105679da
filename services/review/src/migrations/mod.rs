//! The tables of the staff door.

mod m0001_thin_whole;
mod m0002_returns;
mod m0003_step_ups;
mod m0004_parked_events;
mod m0005_letters;
mod m0006_extracts;
mod m0007_parked_twice;
mod m0008_troubles;
mod m0009_registers;
mod m0010_annual_plans;
mod m0011_erased_people;
mod m0012_amendments;
mod m0013_delegations;
mod m0014_interpretations;
mod m0015_recommenders;
mod m0016_recommenders_told;
mod m0017_issue_policy;
mod m0019_documents;
mod m0020_clues;
mod m0021_seats;
mod m0022_refused_plans;
mod m0023_recommended;
mod m0024_lines;
mod m0025_own_codes;
mod m0026_cases_found;

use sea_orm_migration::MigrationTrait;

pub fn all() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(m0001_thin_whole::Migration),
        Box::new(m0002_returns::Migration),
        Box::new(m0003_step_ups::Migration),
        Box::new(m0004_parked_events::Migration),
        Box::new(m0005_letters::Migration),
        Box::new(m0006_extracts::Migration),
        Box::new(m0007_parked_twice::Migration),
        Box::new(m0008_troubles::Migration),
        Box::new(m0009_registers::Migration),
        Box::new(m0010_annual_plans::Migration),
        Box::new(m0011_erased_people::Migration),
        Box::new(m0012_amendments::Migration),
        Box::new(m0013_delegations::Migration),
        Box::new(m0014_interpretations::Migration),
        Box::new(m0015_recommenders::Migration),
        Box::new(m0016_recommenders_told::Migration),
        Box::new(m0017_issue_policy::Migration),
        Box::new(m0019_documents::Migration),
        Box::new(m0020_clues::Migration),
        Box::new(m0021_seats::Migration),
        Box::new(m0022_refused_plans::Migration),
        Box::new(m0023_recommended::Migration),
        Box::new(m0024_lines::Migration),
        Box::new(m0025_own_codes::Migration),
        Box::new(m0026_cases_found::Migration),
    ]
}
