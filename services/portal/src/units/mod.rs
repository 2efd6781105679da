//! The employing units (Article 4), as the register of review tells them: whoever nominates without a post chooses one.

pub mod api;
pub mod desk;
pub mod rows;
pub mod store;
