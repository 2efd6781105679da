//! Whatever the bus does to them, the events of a subject have their effect once and in order, or wait to be decided on.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use contract::event::Ruling;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::super::reader::tests::{Mood, Pair};
use super::*;
use crate::bus::LocalBus;
use crate::lease::Held;
use crate::outbox::relay;
use crate::outbox::rows::event;

/// A bus that gives each event twice and, of the subject `bad`, loses some.
struct Mischief {
    bus: LocalBus,
    /// Not given of themselves.
    lost: Mutex<BTreeSet<i64>>,
    /// Not given once more either.
    gone: Mutex<BTreeSet<i64>>,
    /// Given before everything else, however late.
    late: Mutex<Vec<Placed>>,
}

impl Mischief {
    fn with(bus: LocalBus, lost: &[i64], gone: &[i64]) -> Arc<Mischief> {
        let (lost, gone) = (lost.iter().copied().collect(), gone.iter().copied().collect());
        Arc::new(Mischief { bus, lost: Mutex::new(lost), gone: Mutex::new(gone), late: Mutex::default() })
    }

    fn keeps(placed: &Placed, lost: &Mutex<BTreeSet<i64>>) -> bool {
        placed.subject != "bad" || !lost.lock().expect("whole").contains(&placed.sequence)
    }
}

#[async_trait]
impl Bus for Mischief {
    fn carries(&self, producer: &str) -> bool {
        self.bus.carries(producer)
    }

    async fn publish(&self, producer: &'static str, up_to: i64) -> Result<(), Fault> {
        self.bus.publish(producer, up_to).await
    }

    async fn read_by_all(&self, producer: &'static str) -> Result<i64, Fault> {
        self.bus.read_by_all(producer).await
    }

    async fn after(&self, consumer: &'static str, producer: &'static str, position: i64) -> Result<Vec<Placed>, Fault> {
        let events = self.bus.after(consumer, producer, position).await?;
        let mut given: Vec<Placed> = std::mem::take(&mut *self.late.lock().expect("whole"));
        for placed in events.iter().filter(|placed| Mischief::keeps(placed, &self.lost)) {
            given.extend([placed.clone(), placed.clone()]);
        }
        given.extend(events.first().cloned().filter(|placed| Mischief::keeps(placed, &self.lost)));
        Ok(given)
    }

    async fn start(&self, producer: &str) -> Result<i64, Fault> {
        self.bus.start(producer).await
    }

    async fn between(&self, producer: &str, subject: &str, after: i64, before: i64) -> Result<Vec<Placed>, Fault> {
        let mut found = self.bus.between(producer, subject, after, before).await?;
        found.retain(|placed| Mischief::keeps(placed, &self.gone));
        Ok(found)
    }
}

/// Everything told about `bad` is taken once and in order, before anything else of it.
async fn takes_each_once(mischief: impl FnOnce(LocalBus) -> Arc<Mischief>) -> Pair {
    let pair = Pair::over(Mood::Well, |bus| mischief(bus)).await;
    for subject in ["bad", "other", "bad", "bad", "other", "bad"] {
        pair.issues(subject).await;
    }
    pair.until(|pair| pair.heard().len() == 6).await;
    pair.issues("good").await;
    pair.read(7).await;
    let mut heard = pair.heard();
    heard.sort();
    assert_eq!(heard, ["bad 1", "bad 2", "bad 3", "bad 4", "other 1", "other 2"]);
    let of_bad: Vec<_> = pair.heard().into_iter().filter(|heard| heard.starts_with("bad")).collect();
    assert_eq!(of_bad, ["bad 1", "bad 2", "bad 3", "bad 4"]);
    assert!(pair.parked().is_empty());
    pair
}

#[tokio::test]
async fn what_comes_twice_is_taken_once() {
    takes_each_once(|bus| Mischief::with(bus, &[], &[])).await;
}

#[tokio::test]
async fn what_did_not_come_is_asked_for_again() {
    takes_each_once(|bus| Mischief::with(bus, &[2, 3], &[])).await;
    takes_each_once(|bus| Mischief::with(bus, &[1], &[])).await;
}

/// The third event about `bad` is nowhere.
async fn pair_with_a_gap() -> (Pair, Arc<Mischief>) {
    let mut kept = None;
    let pair = Pair::over(Mood::Well, |bus| {
        let mischief = Mischief::with(bus, &[3], &[3]);
        kept = Some(mischief.clone());
        mischief
    })
    .await;
    for subject in ["bad", "bad", "bad", "bad", "other", "bad"] {
        pair.issues(subject).await;
    }
    pair.read(6).await;
    assert_eq!((pair.heard(), pair.parked()), (heard(&["bad 1", "bad 2", "other 1"]), heard(&["sequence-gap"])));
    (pair, kept.expect("made"))
}

fn heard(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[tokio::test]
async fn what_the_log_does_not_have_holds_its_subject_until_a_person_goes_on_without_it() {
    let (pair, _) = pair_with_a_gap().await;
    pair.asks(Ruling::Retry).await;
    pair.until(|pair| pair.parked().len() == 2).await;
    assert_eq!(pair.parked(), ["sequence-gap", "sequence-gap"], "it is missing still");
    pair.asks(Ruling::Skip).await;
    pair.until(|pair| pair.heard() == ["bad 1", "bad 2", "other 1", "bad 4", "bad 5"]).await;
    pair.issues("bad").await;
    pair.until(|pair| pair.heard().len() == 6).await;
    assert_eq!(pair.released(), [Ruling::Skip]);
}

#[tokio::test]
async fn what_the_log_has_again_is_taken_when_it_is_tried_again() {
    let (pair, mischief) = pair_with_a_gap().await;
    mischief.gone.lock().expect("whole").clear();
    pair.asks(Ruling::Retry).await;
    pair.until(|pair| pair.heard() == ["bad 1", "bad 2", "other 1", "bad 3", "bad 4", "bad 5"]).await;
    pair.until(|pair| pair.released() == [Ruling::Retry]).await;
}

#[tokio::test]
async fn what_comes_late_lets_those_go_on_that_waited_for_it() {
    let (pair, mischief) = pair_with_a_gap().await;
    let late = mischief.bus.between("portal", "bad", 2, 4).await.expect("the log");
    *mischief.late.lock().expect("whole") = late;
    pair.issues("other").await;
    pair.until(|pair| pair.heard().len() == 7).await;
    let of_bad: Vec<_> = pair.heard().into_iter().filter(|heard| heard.starts_with("bad")).collect();
    assert_eq!(of_bad, ["bad 1", "bad 2", "bad 3", "bad 4", "bad 5"]);
    pair.until(|pair| pair.released() == [Ruling::Retry]).await;
}

#[tokio::test]
async fn a_log_that_lost_its_start_to_its_age_is_taken_from_where_it_begins() {
    let pair = Pair::idle(Mood::Well).await;
    for subject in ["bad", "other", "bad", "bad", "other"] {
        pair.issues(subject).await;
    }
    let bus = LocalBus::between(&["portal"], [&pair.portal.house]);
    while relay::relay(&pair.portal.house, &bus, &Held::alone()).await.expect("relayed") {}
    let writing = pair.portal.house.database.write().await.expect("a turn");
    let old = event::Entity::delete_many().filter(event::Column::Position.lte(2));
    old.exec(writing.tx()).await.expect("gone");
    writing.commit().await.expect("committed");
    let pair = pair.at_work(|bus| Arc::new(bus));
    pair.until(|pair| pair.heard() == ["bad 2", "bad 3", "other 2"]).await;
    assert!(pair.parked().is_empty());
}

#[test]
fn an_event_has_its_turn_when_it_follows_the_one_before() {
    let at = |sequence: i64, position: i64| {
        let text = String::new;
        let (source, subject, time, trace, event) = (text(), text(), text(), text(), text());
        Placed { position, id: Uuid::nil(), source, subject, sequence, time, trace, event }
    };
    let met = |last: i64| Standing { last: Some(last), parked: None };
    assert_eq!(Standing::default().turn(&at(1, 9)), Turn::Its);
    assert_eq!(Standing::default().turn(&at(2, 9)), Turn::Missing);
    assert_eq!((met(3).turn(&at(4, 9)), met(3).turn(&at(5, 9))), (Turn::Its, Turn::Missing));
    assert_eq!((met(3).turn(&at(3, 9)), met(3).turn(&at(1, 9))), (Turn::Taken, Turn::Taken));
    let parked = Standing { last: Some(3), parked: Some(8) };
    assert_eq!((parked.turn(&at(5, 8)), parked.turn(&at(6, 9))), (Turn::Parked, Turn::Parked));
    assert_eq!((parked.turn(&at(4, 7)), parked.turn(&at(3, 6))), (Turn::Its, Turn::Taken));
}
