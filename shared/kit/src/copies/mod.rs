//! Copies of the services' databases, for backups and for moving: rows read at one moment, written into an empty database of
//! whichever engine. A table is in every copy because it is in the database; nobody has to think of it.

mod filling;
mod snapshot;
mod standing;
mod store;
mod sum;
mod table;
#[cfg(test)]
mod tests;

pub use filling::{Filling, fill, refuse_filled};
pub use snapshot::{Snapshot, moment};
pub use standing::{SET_BACK, Standing, ahead, set_back};
pub use sum::{Sum, Summing};
pub use table::Table;
