//! Time as a parameter: whole products can be run at a given date, and a year in a second.
//! Instants are microseconds since 1970 in UTC, in every table; legal dates are those of Asia/Shanghai.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, SecondsFormat, Utc};

/// Microseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(pub i64);

/// China has kept one time without daylight saving since 1992.
const SHANGHAI_SECONDS_EAST: i32 = 8 * 3600;

impl Instant {
    /// The first instant of a civil date in Asia/Shanghai.
    pub fn midnight(date: NaiveDate) -> Instant {
        let seconds = date.and_time(NaiveTime::MIN).and_utc().timestamp() - i64::from(SHANGHAI_SECONDS_EAST);
        Instant(seconds.saturating_mul(1_000_000))
    }

    pub fn plus(self, duration: Duration) -> Instant {
        Instant(self.0.saturating_add(duration.as_micros().try_into().unwrap_or(i64::MAX)))
    }

    pub fn minus(self, duration: Duration) -> Instant {
        Instant(self.0.saturating_sub(duration.as_micros().try_into().unwrap_or(i64::MAX)))
    }

    /// How long after the other; nothing when it is before.
    pub fn since(self, other: Instant) -> Duration {
        Duration::from_micros(self.0.saturating_sub(other.0).try_into().unwrap_or_default())
    }

    pub fn seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// The civil date in Asia/Shanghai.
    pub fn date(self) -> NaiveDate {
        self.in_shanghai().date_naive()
    }

    pub fn in_shanghai(self) -> DateTime<FixedOffset> {
        let east = FixedOffset::east_opt(SHANGHAI_SECONDS_EAST).expect("eight hours are an offset");
        self.in_utc().with_timezone(&east)
    }

    /// As the API writes instants: RFC 3339 in UTC.
    pub fn rfc3339(self) -> String {
        self.in_utc().to_rfc3339_opts(SecondsFormat::AutoSi, true)
    }

    fn in_utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0).unwrap_or_default()
    }
}

pub trait Clock: Send + Sync {
    fn now(&self) -> Instant;

    /// Today in Asia/Shanghai.
    fn today(&self) -> NaiveDate {
        self.now().date()
    }
}

/// The machine's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine")]
    fn now(&self) -> Instant {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Instant(0).plus(since)
    }
}

/// A clock that stands where it was set, for tests and rehearsals.
#[derive(Clone)]
pub struct SetClock(Arc<AtomicI64>);

impl SetClock {
    pub fn at(instant: Instant) -> SetClock {
        SetClock(Arc::new(AtomicI64::new(instant.0)))
    }

    pub fn advance(&self, by: Duration) {
        self.0.fetch_add(by.as_micros().try_into().unwrap_or(i64::MAX), Ordering::SeqCst);
    }
}

impl Clock for SetClock {
    fn now(&self) -> Instant {
        Instant(self.0.load(Ordering::SeqCst))
    }
}
