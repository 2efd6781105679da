//! What a new post of a plan can begin from: what its unit issued before, and what of the catalogue in force an amendment changes.

pub mod api;
pub mod desk;
