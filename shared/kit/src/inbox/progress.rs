//! How far a reader has come. What it read and left alone is written with the next commit, so that stepping over an event
//! costs no transaction of its own where another follows.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use sea_orm::ConnectionTrait;

use super::store;
use crate::fault::Fault;
use crate::lease::Held;

/// Of one producer; clones share what they know.
#[derive(Clone, Debug)]
pub struct Progress {
    pub(crate) producer: String,
    /// The position that reading began after.
    pub(super) begun: i64,
    known: Arc<Mutex<Known>>,
    /// The duty of reading.
    pub(super) held: Held,
}

#[derive(Debug, Default)]
struct Known {
    /// The position that is written.
    position: i64,
    commits: u64,
    /// The last sequence of each subject of which something was left alone since.
    left: BTreeMap<String, i64>,
}

impl Progress {
    pub(crate) fn of(producer: &str, read: store::Read, held: Held) -> Progress {
        let known = Known { position: read.position, ..Known::default() };
        Progress { producer: producer.to_owned(), begun: read.begun, known: Arc::new(Mutex::new(known)), held }
    }

    /// Of an event that is taken out of its order in the log: it moves nothing.
    pub(crate) fn aside(producer: &str, held: Held) -> Progress {
        Progress::of(producer, store::Read::default(), held)
    }

    /// Writes that everything up to this position was read.
    pub(crate) async fn write(&self, db: &impl ConnectionTrait, to: i64) -> Result<(), Fault> {
        let left = self.known().left.clone();
        store::advance(db, &self.producer, to, self.begun).await?;
        if left.is_empty() { Ok(()) } else { store::pass(db, &self.producer, left).await }
    }

    /// That was committed.
    pub(crate) fn wrote(&self, to: i64) {
        let mut known = self.known();
        known.position = known.position.max(to);
        known.commits += 1;
        known.left.clear();
    }

    pub(super) fn leave(&self, subject: &str, sequence: i64) {
        self.known().left.insert(subject.to_owned(), sequence);
    }

    pub(super) fn left(&self, subject: &str) -> Option<i64> {
        self.known().left.get(subject).copied()
    }

    pub(super) fn commits(&self) -> u64 {
        self.known().commits
    }

    pub(super) fn is_written(&self, to: i64) -> bool {
        let known = self.known();
        known.position >= to && known.left.is_empty()
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(|broken| broken.into_inner())
    }
}
