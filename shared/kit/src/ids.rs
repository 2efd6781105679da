//! Ids: UUIDv7, in the order in which one process made them.

use std::sync::{Arc, Mutex};

use uuid::{Builder, Uuid};

use crate::clock::Clock;
use crate::rng::Rng;

#[derive(Clone)]
pub struct Ids {
    clock: Arc<dyn Clock>,
    rng: Arc<dyn Rng>,
    /// Milliseconds and the count within them, of the last id.
    last: Arc<Mutex<(u64, u16)>>,
}

/// What fits into the twelve bits behind the milliseconds.
const LARGEST_COUNT: u16 = 0x0fff;

impl Ids {
    pub fn new(clock: Arc<dyn Clock>, rng: Arc<dyn Rng>) -> Ids {
        Ids { clock, rng, last: Arc::default() }
    }

    /// Greater than every id made before, also when the clock stands or goes back.
    pub fn next(&self) -> Uuid {
        let now = u64::try_from(self.clock.now().0 / 1000).unwrap_or_default();
        let (millis, count) = {
            let mut last = self.last.lock().unwrap_or_else(|broken| broken.into_inner());
            *last = match *last {
                (millis, _) if now > millis => (now, 0),
                (millis, LARGEST_COUNT) => (millis + 1, 0),
                (millis, count) => (millis, count + 1),
            };
            *last
        };
        let mut tail = self.rng.bytes::<10>();
        tail[..2].copy_from_slice(&count.to_be_bytes());
        Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{Instant, SetClock};
    use crate::rng::SystemRng;

    #[test]
    fn ids_rise_while_the_clock_stands() {
        let ids = Ids::new(Arc::new(SetClock::at(Instant(1_700_000_000_000_000))), Arc::new(SystemRng));
        let made: Vec<Uuid> = (0..10_000).map(|_| ids.next()).collect();
        assert!(made.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(made[0].get_version_num(), 7);
    }
}
