//! The register of document numbers: gapless, one series for each prefix and year. The store is called within an act.

pub mod rows;
pub mod store;
