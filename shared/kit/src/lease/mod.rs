//! Leases: which of several processes of a service does a duty. Whoever holds one writes under its token, and nothing once
//! it is another's: that is compared under the writers' one lock. A file has one process, and no leases.

mod holder;
mod keeper;
pub mod rows;
mod store;

use std::sync::Arc;

use sea_orm::ConnectionTrait;

use crate::database::Writing;
use crate::fault::Fault;
use crate::house::House;
pub use keeper::{Leases, Whose};
pub(crate) use store::holders;

/// That a duty is this process's, for as long as nobody else has taken it.
#[derive(Clone, Debug, Default)]
pub struct Held(Option<Arc<Lease>>);

#[derive(Debug)]
struct Lease {
    duty: String,
    /// Rises each time the duty is taken.
    token: i64,
}

impl Held {
    /// Where one process does everything, and for acts that are nobody's duty.
    pub fn alone() -> Held {
        Held::default()
    }

    fn under(duty: &str, token: i64) -> Held {
        Held(Some(Arc::new(Lease { duty: duty.to_owned(), token })))
    }

    /// A turn to write that only the holder is given.
    pub(crate) async fn write(&self, house: &House) -> Result<Writing, Fault> {
        let writing = house.database.write().await?;
        self.check(writing.tx()).await?;
        Ok(writing)
    }

    /// Refuses where somebody else has taken the duty. Nobody can while the transaction has the writers' lock.
    pub(crate) async fn check(&self, tx: &impl ConnectionTrait) -> Result<(), Fault> {
        let Some(lease) = &self.0 else { return Ok(()) };
        if store::token(tx, &lease.duty).await? == Some(lease.token) {
            return Ok(());
        }
        Err(Fault::new(format!("the {} is another process's by now", lease.duty)))
    }
}

#[cfg(test)]
mod tests;
