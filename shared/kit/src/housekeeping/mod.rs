//! Housekeeping: once a night what nobody needs any longer goes. How long things are kept is `[retention]` of the settings.
//! The log is kept whole until every consumer has read it, however old it is.

mod store;

use std::time::Duration;

use serde::Deserialize;

use crate::act::By;
use crate::auth::sessions;
use crate::bus::Bus;
use crate::clock::Instant;
use crate::config::Within;
use crate::fault::{DeskError, Fault};
use crate::house::House;
use crate::lease::Held;
use crate::schedule::{self, Due};

/// What falls due every night.
pub(crate) const HOUSEKEEPING: &str = "kit.housekeeping";

/// Rows that go in one transaction, so that nobody waits long for a turn.
const AT_ONCE: u64 = 500;
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// Half past three in the morning in Shanghai.
const NIGHT: Duration = Duration::from_secs((24 + 3 - 8) * 60 * 60 + 30 * 60);

/// For how many days things are kept.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Retention {
    idempotency_days: Days,
    outbox_days: Days,
}

type Days = Within<1, 3650>;

/// Has it fall due tonight, where no night is written down.
pub(crate) async fn ensure(house: &House, held: &Held) -> Result<(), Fault> {
    if schedule::store::is_written_down(house.reader(), HOUSEKEEPING).await? {
        return Ok(());
    }
    let act = house.act(&By::service(house.service).under(held), "housekeeping.plan", HOUSEKEEPING).await;
    let mut act = act.map_err(|error| Fault::new(error.to_string()))?;
    let tonight = after(act.at());
    act.schedule(HOUSEKEEPING, "", tonight, &()).await?;
    act.commit(&()).await.map_err(|error| Fault::new(error.to_string()))
}

pub(crate) async fn keep(house: &House, bus: &dyn Bus, due: &Due) -> Result<(), DeskError> {
    let retention: Retention = house.settings.section("retention").map_err(|bad| Fault::new(bad.to_string()))?;
    let now = house.clock.now();
    let before = |days: Days| now.minus(DAY * days.get());
    let read = bus.read_by_all(house.service).await?;
    let (db, held) = (house.reader(), &due.by.held);
    while trim(house, held, store::old_log(db, read, before(retention.outbox_days), AT_ONCE).await?).await? {}
    while trim(house, held, store::old_answers(db, before(retention.idempotency_days), AT_ONCE).await?).await? {}
    let mut act = house.act(&due.by, "housekeeping.tidy", "").await?;
    if act.answered::<()>()?.is_some() {
        return Ok(());
    }
    sessions::purge(&act).await?;
    let tomorrow = after(act.at());
    act.schedule(HOUSEKEEPING, "", tomorrow, &()).await?;
    act.commit(&()).await
}

/// Deletes some rows; whether there may be more.
async fn trim(house: &House, held: &Held, old: store::Old) -> Result<bool, Fault> {
    if old.is_empty() {
        return Ok(false);
    }
    let writing = held.write(house).await?;
    old.delete(writing.tx()).await?;
    writing.commit().await?;
    Ok(true)
}

/// The night that follows.
fn after(now: Instant) -> Instant {
    let day = i64::try_from(DAY.as_micros()).expect("a day is short");
    let midnight = Instant(now.0 - now.0.rem_euclid(day));
    let night = midnight.plus(NIGHT);
    [night.minus(DAY), night].into_iter().find(|night| *night > now).unwrap_or_else(|| night.plus(DAY))
}

#[cfg(test)]
mod tests;
