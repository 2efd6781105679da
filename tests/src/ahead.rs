//! The machine's clock, as far ahead as a test has set it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use kit::{Clock, Instant, SystemClock};

const HALF_A_DAY: Duration = Duration::from_secs(12 * 3600);

#[derive(Clone, Default)]
pub struct Ahead(Arc<AtomicU64>);

impl Ahead {
    /// Ahead to the next noon in Shanghai, so that no midnight comes while a test looks.
    pub fn at_noon() -> Ahead {
        let (ahead, now) = (Ahead::default(), SystemClock.now());
        let noon = Instant::midnight(now.date()).plus(HALF_A_DAY);
        let next = if noon < now { noon.plus(2 * HALF_A_DAY) } else { noon };
        ahead.advance(next.since(now));
        ahead
    }

    pub fn advance(&self, by: Duration) {
        self.0.fetch_add(by.as_secs(), Ordering::SeqCst);
    }
}

impl Clock for Ahead {
    fn now(&self) -> Instant {
        SystemClock.now().plus(Duration::from_secs(self.0.load(Ordering::SeqCst)))
    }
}
