//! How often something may be tried: so many at once, then as they grow back; in memory, by the clock that is given.
//! What a flood of keys can take is bounded: beyond that, all share a few places.

use std::hash::{BuildHasher, RandomState};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use governor::clock::Clock as Ticking;
use governor::middleware::NoOpMiddleware;
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
    limiter: RateLimiter<u64, DashMapStateStore<u64>, Ticks, NoOpMiddleware<Nanos>>,
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

impl Limit {
    /// `per` at once, at least one; each grows back in its part of `within`.
    pub fn new(clock: Arc<dyn Clock>, per: u32, within: Duration) -> Limit {
        let per = NonZeroU32::new(per).unwrap_or(NonZeroU32::MIN);
        let each = (within / per.get()).max(Duration::from_nanos(1));
        let quota = Quota::with_period(each).expect("longer than nothing").allow_burst(per);
        let clock = Ticks(clock);
        let limiter = RateLimiter::dashmap_with_clock(quota, clock.clone());
        Limit { limiter, clock, hasher: RandomState::new(), swept: AtomicI64::new(i64::MIN) }
    }

    /// Takes one, or says after how many seconds there is one again.
    pub fn check(&self, key: &str) -> Result<(), DeskError> {
        let hash = self.hasher.hash_one(key);
        let place = if self.is_full() { hash % SHARED_PLACES } else { hash };
        self.limiter.check_key(&place).map_err(|refused| {
            let wait = refused.wait_time_from(self.clock.now());
            DeskError::TooMany(wait.as_secs() + u64::from(wait.subsec_nanos() > 0))
        })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{Instant, SetClock};

    const MINUTE: Duration = Duration::from_secs(60);

    fn limit(per: u32) -> (Limit, SetClock) {
        let clock = SetClock::at(Instant(1_770_000_000_000_000));
        (Limit::new(Arc::new(clock.clone()), per, MINUTE), clock)
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
}
