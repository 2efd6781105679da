//! How often something may be tried: so many at once, then as they grow back. Counted in memory, or where services stand
//! apart in Redis, by all processes together. While that is away, what protects lets nobody in.

mod memory;
mod server;

use std::cell::RefCell;
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tracing::warn;

use crate::bus::Way;
use crate::clock::Clock;
use crate::config::{BadSettings, Settings};
use crate::fault::{DeskError, Fault};
use crate::keys::Keys;
use memory::{Memory, OWN_PLACES};
pub(crate) use server::Server;

/// After how many seconds it may be possible to count again.
const COUNTED_AGAIN: u64 = 10;

/// What a limit is for: what becomes of it while nobody can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Guesses and floods are kept off: nobody is let in uncounted.
    Protects,
    /// Everybody shall have their share: each process counts by itself for a while.
    Smooths,
}

/// A limit for each key, such as a network or a mail address.
pub struct Limit {
    rule: Rule,
    memory: Memory,
    /// Where all processes count together.
    server: Option<Arc<Server>>,
}

pub(crate) struct Rule {
    policy: Policy,
    within: Duration,
    purpose: Purpose,
}

impl Rule {
    /// After how long one grows back.
    fn each(&self) -> Duration {
        (self.within / self.policy.quota).max(Duration::from_micros(1))
    }
}

/// What came of taking one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taken {
    /// There was one; so many are left.
    Left(u32),
    /// There is one again after this time.
    Again(Duration),
}

/// What a limit allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// As its clients are told, such as `codes`.
    pub name: &'static str,
    /// So many at once.
    pub quota: u32,
    /// Within so many seconds all of them grow back.
    pub window: u64,
}

/// How much of a limit is left to whoever asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Left {
    pub policy: Policy,
    pub left: u32,
    /// Seconds until all of it has grown back.
    pub reset: u64,
}

tokio::task_local! {
    /// What the limits that a request met have left: desks count, the answer's headers tell.
    static MET: RefCell<Vec<Left>>;
}

/// Runs what answers a request, and tells which limits it met.
pub(crate) async fn noting<F: Future>(answering: F) -> (F::Output, Vec<Left>) {
    let noted = async {
        let answered = answering.await;
        (answered, MET.with(RefCell::take))
    };
    MET.scope(RefCell::default(), noted).await
}

/// The server that the processes count on, where the settings say that the services stand apart.
pub(crate) fn server(
    settings: &Settings,
    keys: &Keys,
    clock: Arc<dyn Clock>,
) -> Result<Option<Arc<Server>>, BadSettings> {
    let way: Way = settings.section("bus")?;
    let Some(client) = way.client()? else {
        return Ok(None);
    };
    Ok(Some(Arc::new(Server::new(client, way.name, keys.derive("limits"), clock))))
}

impl Limit {
    /// `per` at once, at least one; each grows back in its part of `within`. Clients are told of it by its name.
    pub fn new(name: &'static str, clock: Arc<dyn Clock>, per: u32, within: Duration) -> Limit {
        Limit::on(None, name, clock, per, within, Purpose::Protects)
    }

    pub(crate) fn on(
        server: Option<Arc<Server>>,
        name: &'static str,
        clock: Arc<dyn Clock>,
        per: u32,
        within: Duration,
        purpose: Purpose,
    ) -> Limit {
        let policy = Policy { name, quota: per.max(1), window: within.as_secs() };
        let rule = Rule { policy, within, purpose };
        Limit { memory: Memory::new(&rule, clock), rule, server }
    }

    /// Takes one, or says after how many seconds there is one again.
    pub async fn check(&self, key: &str) -> Result<(), DeskError> {
        match self.taken(key).await? {
            Taken::Left(left) => {
                self.note(left);
                Ok(())
            }
            Taken::Again(wait) => {
                self.note(0);
                Err(DeskError::TooMany(wait.as_secs() + u64::from(wait.subsec_nanos() > 0)))
            }
        }
    }

    async fn taken(&self, key: &str) -> Result<Taken, DeskError> {
        let Some(server) = &self.server else {
            return Ok(self.memory.take(key));
        };
        match (server.take(&self.rule, key).await, self.rule.purpose) {
            (Ok(taken), _) => Ok(taken),
            (Err(fault), Purpose::Smooths) => {
                warn!(limit = self.rule.policy.name, %fault, "is counted here alone");
                Ok(self.memory.take(key))
            }
            (Err(fault), Purpose::Protects) => {
                warn!(limit = self.rule.policy.name, %fault, "cannot be counted");
                Err(DeskError::Uncounted(COUNTED_AGAIN))
            }
        }
    }

    fn note(&self, left: u32) {
        let Policy { quota, window, .. } = self.rule.policy;
        let used = u64::from(quota.saturating_sub(left));
        let left = Left { policy: self.rule.policy, left, reset: (used * window).div_ceil(u64::from(quota)) };
        // Outside of a request nobody is told.
        MET.try_with(|met| met.borrow_mut().push(left)).ok();
    }
}

/// Keys that are known from before, such as a sign-in name together with its network; the oldest are forgotten
/// when there are too many. A key that cannot be looked up is not known.
pub struct Known {
    hasher: RandomState,
    halves: Mutex<[HashSet<u64>; 2]>,
    server: Option<Arc<Server>>,
}

impl Known {
    pub(crate) fn on(server: Option<Arc<Server>>) -> Known {
        Known { hasher: RandomState::new(), halves: Mutex::default(), server }
    }

    pub async fn remember(&self, key: &str) {
        if let Some(server) = &self.server {
            return told(server.remember(key).await).unwrap_or_default();
        }
        let mut halves = self.halves.lock().unwrap_or_else(PoisonError::into_inner);
        let [young, old] = &mut *halves;
        if young.len() >= OWN_PLACES {
            *old = std::mem::take(young);
        }
        young.insert(self.hasher.hash_one(key));
    }

    pub async fn knows(&self, key: &str) -> bool {
        if let Some(server) = &self.server {
            return told(server.knows(key).await).unwrap_or_default();
        }
        let key = self.hasher.hash_one(key);
        self.halves.lock().unwrap_or_else(PoisonError::into_inner).iter().any(|half| half.contains(&key))
    }
}

fn told<T>(answered: Result<T, Fault>) -> Option<T> {
    answered.inspect_err(|fault| warn!(%fault, "who is known cannot be looked up")).ok()
}

#[cfg(test)]
mod tests;
