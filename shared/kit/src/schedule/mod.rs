//! What falls due: written down in an act, handed to the service when its instant has come, also after a restart.
//! The entry goes in the transaction of its effect, so that it has one effect; moved meanwhile, it has none.

pub mod rounds;
pub mod rows;
pub mod store;

use serde::de::DeserializeOwned;

use crate::act::{Actor, By, Once};
use crate::clock::Instant;
use crate::fault::Fault;
use crate::lease::Held;

/// Something whose time has come: hand `by` to the one act that deals with it.
pub struct Due {
    /// What it is, in the words of the service: `case.remind`.
    pub kind: String,
    /// The thing it is about; one entry for each kind and subject.
    pub subject: String,
    /// When it fell due, which can be long ago.
    pub at: Instant,
    pub by: By,
    payload: String,
}

impl Due {
    pub(crate) fn of(service: &str, row: rows::Model, held: &Held) -> Due {
        let actor = Actor { kind: "service", id: service.to_owned() };
        let by = By::of(actor, row.trace).once(Once::Due { id: row.id }).under(held);
        Due { kind: row.kind, subject: row.subject, at: Instant(row.due), by, payload: row.payload }
    }

    /// What was written down with it.
    pub fn payload<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        Ok(serde_json::from_str(&self.payload)?)
    }
}
