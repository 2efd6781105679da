//! What every bus has to do, as functions over any: whoever adds one runs them over it too.

use std::time::Duration;

use contract::Event;
use contract::event::ResendAsked;
use sea_orm::{EntityTrait, Set};
use uuid::Uuid;

use super::{Bus, LocalBus, Placed};
use crate::act::By;
use crate::auth::test_house::TestHouse;
use crate::house::House;
use crate::lease::Held;
use crate::outbox::relay;
use crate::outbox::rows::event;

const A_MOMENT: Duration = Duration::from_millis(50);
const PATIENCE: Duration = Duration::from_secs(20);

/// Tells something about each subject in turn and hands it to the bus.
pub(crate) async fn tells(bus: &dyn Bus, producer: &House, subjects: &[&str]) {
    for subject in subjects {
        let mut act = producer.act(&By::service(producer.service), "test.tell", subject).await.expect("an act");
        act.tell(subject, Event::ResendAsked(ResendAsked { letter: Uuid::nil(), reason: None })).await.expect("told");
        act.commit(&()).await.expect("committed");
    }
    while relay::relay(producer, bus, &Held::alone()).await.expect("relayed") {}
}

/// What the bus gives from a position on, as subject and sequence.
async fn given(bus: &dyn Bus, producer: &House, mut position: i64, count: usize) -> Vec<(String, i64)> {
    let mut given = Vec::new();
    while given.len() < count {
        let some =
            tokio::time::timeout(PATIENCE, bus.after("reader", producer.service, position)).await.expect("something");
        for placed in some.expect("the log") {
            assert_eq!((placed.position, &*placed.source), (position + 1, producer.service));
            position = placed.position;
            given.push((placed.subject, placed.sequence));
        }
    }
    given
}

fn named(events: &[(&str, i64)]) -> Vec<(String, i64)> {
    events.iter().map(|(subject, sequence)| ((*subject).to_owned(), *sequence)).collect()
}

/// Everything in the order of its positions, each subject counted from 1, from wherever it is asked.
pub(crate) async fn gives_what_was_told_in_order(bus: &dyn Bus, producer: &House) {
    tells(bus, producer, &["a", "b", "a"]).await;
    let all = named(&[("a", 1), ("b", 1), ("a", 2)]);
    assert_eq!(given(bus, producer, 0, 3).await, all);
    assert_eq!(given(bus, producer, 1, 2).await, all[1..], "asked again, it gives the same");
    tells(bus, producer, &["b"]).await;
    assert_eq!(given(bus, producer, 3, 1).await, named(&[("b", 2)]));
    assert_eq!(bus.placed(producer.service).await.expect("known"), Some(4));
}

/// Nobody is answered with nothing; who waits is told.
pub(crate) async fn waits_for_what_is_told(bus: &dyn Bus, producer: &House) {
    tokio::time::timeout(A_MOMENT, bus.after("reader", producer.service, 0)).await.expect_err("there is nothing");
    let (given, ()) = tokio::join!(given(bus, producer, 0, 1), async {
        tokio::time::sleep(A_MOMENT).await;
        tells(bus, producer, &["a"]).await;
    });
    assert_eq!(given, named(&[("a", 1)]));
    bus.publish(producer.service, 0).await.expect("published again");
    tokio::time::timeout(A_MOMENT, bus.after("reader", producer.service, 1))
        .await
        .expect_err("an old word makes nothing new");
}

/// One subject's part of the log is given once more to whoever misses it.
pub(crate) async fn gives_once_more_what_is_missing(bus: &dyn Bus, producer: &House) {
    tells(bus, producer, &["a", "b", "a", "a", "a"]).await;
    let between = async |subject: &str, after, before| {
        let found = bus.between(producer.service, subject, after, before).await.expect("the log");
        found.into_iter().map(|placed: Placed| (placed.sequence, placed.position)).collect::<Vec<_>>()
    };
    assert_eq!(between("a", 1, 4).await, [(2, 3), (3, 4)]);
    assert_eq!(between("a", 0, 2).await, [(1, 1)]);
    assert_eq!(between("b", 1, 9).await, []);
    assert_eq!(between("c", 0, 9).await, []);
}

/// What cannot be read is carried like everything else.
pub(crate) async fn carries_what_cannot_be_read(bus: &dyn Bus, producer: &House) {
    let id = producer.ids.next();
    let broken = event::ActiveModel {
        id: Set(id),
        subject: Set("broken".to_owned()),
        sequence: Set(1),
        event: Set("{\"type\":".to_owned()),
        trace: Set(String::new()),
        at: Set(0),
        position: Set(None),
    };
    let writing = producer.database.write().await.expect("a turn");
    event::Entity::insert(broken).exec_without_returning(writing.tx()).await.expect("planted");
    writing.commit().await.expect("committed");
    tells(bus, producer, &["a"]).await;
    assert_eq!(given(bus, producer, 0, 2).await, named(&[("broken", 1), ("a", 1)]));
    let carried = bus.after("reader", producer.service, 0).await.expect("the log").remove(0);
    assert!(carried.id == id && carried.envelope().is_err());
}

async fn local() -> (TestHouse, LocalBus) {
    let town = TestHouse::open("portal").await;
    let bus = LocalBus::between(&["portal"], [&town.house]);
    (town, bus)
}

#[tokio::test]
async fn the_local_bus_gives_what_was_told_in_order() {
    let (town, bus) = local().await;
    gives_what_was_told_in_order(&bus, &town.house).await;
}

#[tokio::test]
async fn the_local_bus_waits_for_what_is_told() {
    let (town, bus) = local().await;
    waits_for_what_is_told(&bus, &town.house).await;
}

#[tokio::test]
async fn the_local_bus_gives_once_more_what_is_missing() {
    let (town, bus) = local().await;
    gives_once_more_what_is_missing(&bus, &town.house).await;
}

#[tokio::test]
async fn the_local_bus_carries_what_cannot_be_read() {
    let (town, bus) = local().await;
    carries_what_cannot_be_read(&bus, &town.house).await;
}
