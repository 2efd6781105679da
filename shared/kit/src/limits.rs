//! How often something may be tried: so many at once, then as they grow back; in memory, by the clock that is given.
//! What a flood of keys can take is bounded: beyond that, all share a few places.

use std::cell::RefCell;
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use governor::clock::Clock as Ticking;
use governor::middleware::StateInformationMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

use crate::clock::Clock;
use crate::fault::DeskError;

/// Keys that have a place of their own, at about 40 bytes each.
const OWN_PLACES: usize = 100_000;
/// Places for everybody while those are taken.
const SHARED_PLACES: u64 = 4096;
/// Looking for places that have grown back goes through all of them.
const BETWEEN_SWEEPS: Duration = Duration::from_secs(1);

/// A limit for each key, such as a network or a mail address. Keys are kept as hashes only.
pub struct Limit {
    limiter: RateLimiter<u64, DashMapStateStore<u64>, Ticks, StateInformationMiddleware>,
    policy: Policy,
    clock: Ticks,
    /// Random, so that nobody can aim at another's place.
    hasher: RandomState,
    /// Microseconds, as in `Instant`.
    swept: AtomicI64,
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

#[derive(Clone)]
struct Ticks(Arc<dyn Clock>);

impl Ticking for Ticks {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        let micros = u64::try_from(self.0.now().0).unwrap_or_default();
        Nanos::new(micros.saturating_mul(1000))
    }
}

impl Limit {
    /// `per` at once, at least one; each grows back in its part of `within`. Clients are told of it by its name.
    pub fn new(name: &'static str, clock: Arc<dyn Clock>, per: u32, within: Duration) -> Limit {
        let per = NonZeroU32::new(per).unwrap_or(NonZeroU32::MIN);
        let each = (within / per.get()).max(Duration::from_nanos(1));
        let quota = Quota::with_period(each).expect("longer than nothing").allow_burst(per);
        let clock = Ticks(clock);
        let limiter =
            RateLimiter::dashmap_with_clock(quota, clock.clone()).with_middleware::<StateInformationMiddleware>();
        let policy = Policy { name, quota: per.get(), window: within.as_secs() };
        Limit { limiter, policy, clock, hasher: RandomState::new(), swept: AtomicI64::new(i64::MIN) }
    }

    /// Takes one, or says after how many seconds there is one again.
    pub fn check(&self, key: &str) -> Result<(), DeskError> {
        let hash = self.hasher.hash_one(key);
        let place = if self.is_full() { hash % SHARED_PLACES } else { hash };
        match self.limiter.check_key(&place) {
            Ok(state) => {
                self.note(state.remaining_burst_capacity());
                Ok(())
            }
            Err(refused) => {
                self.note(0);
                let wait = refused.wait_time_from(self.clock.now());
                Err(DeskError::TooMany(wait.as_secs() + u64::from(wait.subsec_nanos() > 0)))
            }
        }
    }

    fn note(&self, left: u32) {
        let Policy { quota, window, .. } = self.policy;
        let used = u64::from(quota.saturating_sub(left));
        let left = Left { policy: self.policy, left, reset: (used * window).div_ceil(u64::from(quota)) };
        // Outside of a request nobody is told.
        MET.try_with(|met| met.borrow_mut().push(left)).ok();
    }

    fn is_full(&self) -> bool {
        if self.limiter.len() < OWN_PLACES {
            return false;
        }
        let now = self.clock.0.now();
        if self.swept.load(Ordering::Relaxed) <= now.minus(BETWEEN_SWEEPS).0 {
            self.swept.store(now.0, Ordering::Relaxed);
            self.limiter.retain_recent();
        }
        self.limiter.len() >= OWN_PLACES
    }
}

/// Keys that are known from before, such as a sign-in name together with its network; the oldest are forgotten
/// when there are too many.
#[derive(Default)]
pub struct Known {
    hasher: RandomState,
    halves: Mutex<[HashSet<u64>; 2]>,
}

impl Known {
    pub fn remember(&self, key: &str) {
        let mut halves = self.halves.lock().unwrap_or_else(PoisonError::into_inner);
        let [young, old] = &mut *halves;
        if young.len() >= OWN_PLACES {
            *old = std::mem::take(young);
        }
        young.insert(self.hasher.hash_one(key));
    }

    pub fn knows(&self, key: &str) -> bool {
        let key = self.hasher.hash_one(key);
        self.halves.lock().unwrap_or_else(PoisonError::into_inner).iter().any(|half| half.contains(&key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{Instant, SetClock};

    const MINUTE: Duration = Duration::from_secs(60);

    fn limit(per: u32) -> (Limit, SetClock) {
        let clock = SetClock::at(Instant(1_770_000_000_000_000));
        (Limit::new("tries", Arc::new(clock.clone()), per, MINUTE), clock)
    }

    fn wait(limit: &Limit, key: &str) -> Option<u64> {
        match limit.check(key) {
            Ok(()) => None,
            Err(DeskError::TooMany(seconds)) => Some(seconds),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn a_limit_grows_back_with_time() {
        let (limit, clock) = limit(3);
        for _ in 0..3 {
            assert_eq!(wait(&limit, "wang"), None);
        }
        assert_eq!(wait(&limit, "wang"), Some(20));
        clock.advance(Duration::from_millis(19_001));
        assert_eq!(wait(&limit, "wang"), Some(1));
        clock.advance(Duration::from_secs(1));
        assert_eq!(wait(&limit, "wang"), None);
        assert_eq!(wait(&limit, "wang"), Some(20));
        clock.advance(MINUTE);
        assert_eq!([(); 4].map(|()| wait(&limit, "wang").is_some()), [false, false, false, true]);
    }

    #[test]
    fn one_key_takes_nothing_from_another() {
        let (limit, _) = limit(1);
        assert_eq!(wait(&limit, "wang"), None);
        assert_eq!(wait(&limit, "wang"), Some(60));
        assert_eq!(wait(&limit, "li"), None);
    }

    #[test]
    fn a_flood_of_keys_takes_no_more_than_its_places_and_passes() {
        let (limit, clock) = limit(1);
        for key in 0..OWN_PLACES {
            assert_eq!(wait(&limit, &key.to_string()), None);
        }
        let refused = (0..OWN_PLACES).filter(|key| wait(&limit, &format!("more {key}")).is_some()).count();
        assert!(refused >= OWN_PLACES - SHARED_PLACES as usize);
        assert!(limit.limiter.len() <= OWN_PLACES + SHARED_PLACES as usize);

        clock.advance(2 * MINUTE);
        assert_eq!(wait(&limit, "wang"), None);
        assert_eq!(limit.limiter.len(), 1);
    }

    #[tokio::test]
    async fn whoever_is_counted_is_told_what_is_left() {
        let (limit, _) = limit(3);
        let (_, met) = noting(async { [wait(&limit, "wang"), wait(&limit, "wang")] }).await;
        let told: Vec<_> = met.iter().map(|met| (met.policy.name, met.left, met.reset)).collect();
        assert_eq!(told, [("tries", 2, 20), ("tries", 1, 40)]);
    }
}
