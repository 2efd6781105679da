//! Limits in the memory of one process, by the clock that is given. What a flood of keys can take is bounded: beyond that,
//! all share a few places.

use std::hash::{BuildHasher, RandomState};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use governor::clock::Clock as Ticking;
use governor::middleware::StateInformationMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

use super::{Rule, Taken};
use crate::clock::Clock;

/// Keys that have a place of their own, at about 40 bytes each.
pub(super) const OWN_PLACES: usize = 100_000;
/// Places for everybody while those are taken.
pub(super) const SHARED_PLACES: u64 = 4096;
/// Looking for places that have grown back goes through all of them.
const BETWEEN_SWEEPS: Duration = Duration::from_secs(1);

/// Keys are kept as hashes only.
pub(super) struct Memory {
    limiter: RateLimiter<u64, DashMapStateStore<u64>, Ticks, StateInformationMiddleware>,
    clock: Ticks,
    /// Random, so that nobody can aim at another's place.
    hasher: RandomState,
    /// Microseconds, as in `Instant`.
    swept: AtomicI64,
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

impl Memory {
    pub fn new(rule: &Rule, clock: Arc<dyn Clock>) -> Memory {
        let most = NonZeroU32::new(rule.policy.quota).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::with_period(rule.each()).expect("longer than nothing").allow_burst(most);
        let clock = Ticks(clock);
        let limiter =
            RateLimiter::dashmap_with_clock(quota, clock.clone()).with_middleware::<StateInformationMiddleware>();
        Memory { limiter, clock, hasher: RandomState::new(), swept: AtomicI64::new(i64::MIN) }
    }

    pub fn take(&self, key: &str) -> Taken {
        let hash = self.hasher.hash_one(key);
        let place = if self.is_full() { hash % SHARED_PLACES } else { hash };
        match self.limiter.check_key(&place) {
            Ok(state) => Taken::Left(state.remaining_burst_capacity()),
            Err(refused) => Taken::Again(refused.wait_time_from(self.clock.now())),
        }
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

    #[cfg(test)]
    pub fn places(&self) -> usize {
        self.limiter.len()
    }
}
