//! Over a real Redis server, which `YINCAI_TEST_REDIS` names; without it these say so and do nothing.

use std::sync::Arc;

use contract::event::CatalogueIssued;
use contract::{Event, Text};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::*;
use crate::act::By;
use crate::agreement;
use crate::auth::test_house::TestHouse;
use crate::bus::conformance_tests;
use crate::outbox::rows::event;
use crate::outbox::store::place;

const SERVICES: [&str; 3] = ["portal", "review", "notify"];

struct Pair {
    portal: TestHouse,
    bus: Arc<RedisBus>,
}

/// A portal that tells and a bus whose keys are its own.
async fn pair() -> Option<Pair> {
    let Some(url) = databases::redis() else {
        eprintln!("skipped: YINCAI_TEST_REDIS names no Redis server");
        return None;
    };
    let portal = TestHouse::open("portal").await;
    let name = format!("kit-{}", portal.house.ids.next());
    let bus = RedisBus::between(&SERVICES, [&portal.house], client(&url).expect("an address"), name);
    Some(Pair { portal, bus: Arc::new(bus) })
}

impl Pair {
    /// Tells so many events; the position of the last of them.
    async fn tells(&self, count: usize) -> i64 {
        let house = &self.portal.house;
        for _ in 0..count {
            let mut act = house.act(&By::service("portal"), "test.tell", "").await.expect("an act");
            let title = Text::new("目录", "Catalogue");
            let issued_on = "2026-10-01".parse().expect("a date");
            let (document, policy, hash) = ("1号".to_owned(), "2026-1".to_owned(), String::new());
            let issued = CatalogueIssued { issue: Uuid::nil(), title, document, issued_on, policy, parts: 0, hash };
            act.tell("catalogue", Event::CatalogueIssued(issued)).await.expect("told");
            act.commit(&()).await.expect("committed");
        }
        let writing = house.database.write().await.expect("a turn");
        let last = place(writing.tx(), 10_000).await.expect("placed");
        writing.commit().await.expect("committed");
        last
    }

    async fn publishes(&self, up_to: i64) {
        self.bus.publish("portal", up_to).await.expect("published");
    }

    /// Everything behind a position that comes without waiting.
    async fn reads(&self, consumer: &'static str, mut after: i64, up_to: i64) -> Vec<i64> {
        let mut read = Vec::new();
        while after < up_to {
            let placed = self.bus.after(consumer, "portal", after).await.expect("read");
            read.extend(placed.iter().map(|placed| placed.position));
            after = read.last().copied().unwrap_or(after);
        }
        read
    }

    async fn is_lost(&self) {
        let mut line = self.bus.line().await.expect("a line");
        let _: i64 = line.del(self.bus.stream("portal")).await.expect("deleted");
    }

    async fn length(&self) -> usize {
        let mut line = self.bus.line().await.expect("a line");
        line.xlen(self.bus.stream("portal")).await.expect("a length")
    }
}

#[tokio::test]
async fn a_log_comes_once_and_in_order_whoever_copies_it() {
    let Some(pair) = pair().await else { return };
    let last = pair.tells(450).await;
    let (one, other) = tokio::join!(pair.bus.publish("portal", last), pair.bus.publish("portal", last));
    one.and(other).expect("both published");
    pair.publishes(last).await;
    assert_eq!(pair.reads("review", 0, last).await, (1..=450).collect::<Vec<_>>());
    assert_eq!(pair.reads("notify", 449, last).await, [450]);
}

#[tokio::test]
async fn a_reader_is_woken_by_what_is_published() {
    let Some(pair) = pair().await else { return };
    let bus = pair.bus.clone();
    let reading = tokio::spawn(async move { bus.after("review", "portal", 0).await.expect("read").len() });
    let last = pair.tells(1).await;
    pair.publishes(last).await;
    let began = std::time::Instant::now();
    assert_eq!(reading.await.expect("it read"), 1);
    assert!(began.elapsed() < WAITS, "it waited for its time to be over");
}

#[tokio::test]
async fn a_stream_that_was_lost_is_made_anew() {
    let Some(pair) = pair().await else { return };
    let last = pair.tells(30).await;
    pair.publishes(last).await;
    assert_eq!(pair.reads("review", 0, 10).await.len(), 30);
    pair.is_lost().await;
    let last = pair.tells(5).await;
    pair.publishes(last).await;
    assert_eq!(pair.reads("review", 10, last).await, (11..=35).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_stream_that_goes_on_too_late_is_asked_for_what_it_lacks() {
    let Some(pair) = pair().await else { return };
    let last = pair.tells(20).await;
    pair.publishes(last).await;
    let mut line = pair.bus.line().await.expect("a line");
    let _: i64 = line.xtrim(pair.bus.stream("portal"), redis::streams::StreamMaxlen::Equals(3)).await.expect("cut");
    let bus = pair.bus.clone();
    let first = bus.after("review", "portal", 4).await.expect("read");
    assert!(first.is_empty(), "events 5 to 17 are missing");
    pair.publishes(last).await;
    assert_eq!(pair.reads("review", 4, last).await, (5..=20).collect::<Vec<_>>());
}

#[tokio::test]
async fn an_entry_that_somebody_deleted_is_asked_for_wherever_it_stood() {
    let Some(pair) = pair().await else { return };
    let last = pair.tells(10).await;
    pair.publishes(last).await;
    for deleted in ["4-0", "5-0", "10-0"] {
        let mut line = pair.bus.line().await.expect("a line");
        let _: i64 = line.xdel(pair.bus.stream("portal"), &[deleted]).await.expect("deleted");
    }
    assert_eq!(pair.bus.after("review", "portal", 0).await.expect("read").len(), 3, "as far as it is whole");
    assert!(pair.bus.after("review", "portal", 3).await.expect("read").is_empty(), "it asks");
    pair.publishes(last).await;
    assert_eq!(pair.reads("review", 3, last).await, (4..=10).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_stream_that_somebody_emptied_is_asked_for_what_it_had() {
    let Some(pair) = pair().await else { return };
    let last = pair.tells(10).await;
    pair.publishes(last).await;
    let mut line = pair.bus.line().await.expect("a line");
    let _: i64 = line.xtrim(pair.bus.stream("portal"), redis::streams::StreamMaxlen::Equals(0)).await.expect("emptied");
    assert!(pair.bus.after("review", "portal", 4).await.expect("read").is_empty(), "nothing came for a while");
    pair.publishes(last).await;
    assert_eq!(pair.reads("review", 4, last).await, (5..=10).collect::<Vec<_>>());
}

#[tokio::test]
async fn what_the_producer_itself_lost_does_not_hold_up_the_rest() {
    let Some(pair) = pair().await else { return };
    let last = pair.tells(6).await;
    let writing = pair.portal.house.database.write().await.expect("a turn");
    let old = event::Entity::delete_many().filter(event::Column::Position.lte(4));
    old.exec(writing.tx()).await.expect("deleted");
    writing.commit().await.expect("committed");
    pair.publishes(last).await;
    assert!(pair.bus.after("review", "portal", 0).await.expect("read").is_empty(), "it asks first");
    pair.publishes(last).await;
    assert_eq!(pair.reads("review", 0, last).await, [5, 6]);
}

#[tokio::test]
async fn a_log_that_is_replayed_takes_the_place_of_the_stream_and_lacks_nothing_that_is_asked_for() {
    let Some(pair) = pair().await else { return };
    let last = pair.tells(300).await;
    pair.publishes(last).await;
    let steps = Mutex::new(Vec::new());
    let replayed = pair.bus.replay("portal", 50, |position| steps.lock().expect("steps").push(position)).await;
    assert_eq!((replayed.expect("replayed"), steps.into_inner().expect("steps")), (250, vec![250, 300]));
    assert_eq!(pair.length().await, 250);
    assert_eq!(pair.reads("review", 299, last).await, [300]);
    assert!(pair.bus.after("notify", "portal", 20).await.expect("read").is_empty(), "it lies behind and asks");
    pair.publishes(last).await;
    assert_eq!(pair.reads("notify", 20, last).await, (21..=300).collect::<Vec<_>>());
    assert_eq!(pair.bus.replay("portal", 0, |_| {}).await.expect("replayed"), 300);
}

#[tokio::test]
async fn a_hole_in_the_stream_is_asked_for_and_not_read_over() {
    let Some(pair) = pair().await else { return };
    let last = pair.tells(20).await;
    pair.publishes(last).await;
    let mut line = pair.bus.line().await.expect("a line");
    let _: i64 = line.xdel(pair.bus.stream("portal"), &["9-0", "10-0"]).await.expect("deleted");
    assert_eq!(pair.reads("review", 0, 8).await, (1..=8).collect::<Vec<_>>());
    assert!(pair.bus.after("review", "portal", 8).await.expect("read").is_empty(), "it asks first");
    pair.publishes(last).await;
    assert_eq!(pair.reads("review", 8, last).await, (9..=20).collect::<Vec<_>>());
}

#[tokio::test]
async fn the_stream_is_trimmed_by_what_all_have_read() {
    let Some(pair) = pair().await else { return };
    let last = pair.tells(600).await;
    pair.publishes(last).await;
    for (consumer, position) in [("review", last), ("notify", 300)] {
        pair.bus.stands_at(consumer, "portal", position).await.expect("it stands there");
    }
    assert_eq!(pair.bus.read_by_all("portal").await.expect("known"), 300);
    let last = pair.tells(600).await;
    pair.publishes(last).await;
    assert_eq!(pair.length().await, 900, "300 were read by all");
    assert_eq!(pair.reads("notify", 300, last).await.len(), 900);
    pair.bus.stands_at("notify", "portal", last).await.expect("it stands there");
    pair.bus.stands_at("review", "portal", last).await.expect("it stands there");
    assert_eq!((pair.bus.let_go("portal").await.expect("known"), pair.length().await), (last, 0));
    let next = pair.tells(1).await;
    pair.publishes(next).await;
    assert_eq!(pair.reads("review", last, next).await, [next], "it goes on behind what is gone");
}

#[tokio::test]
async fn a_database_that_was_set_back_publishes_nothing() {
    let Some(pair) = pair().await else { return };
    let last = pair.tells(3).await;
    pair.publishes(last).await;
    pair.publishes(last - 1).await;
    let writing = pair.portal.house.database.write().await.expect("a turn");
    let newest = event::Entity::delete_many().filter(event::Column::Position.gt(2));
    newest.exec(writing.tx()).await.expect("deleted");
    writing.commit().await.expect("committed");
    let fault = pair.bus.publish("portal", 2).await.expect_err("the bus knows more");
    assert!(fault.to_string().contains("set back"), "{fault}");
}

#[tokio::test]
async fn whoever_sees_another_folder_of_files_is_told_so() {
    let Some(pair) = pair().await else { return };
    let elsewhere = TestHouse::open("review").await;
    let other = RedisBus::between(&SERVICES, [&elsewhere.house], pair.bus.client.clone(), pair.bus.name.clone());
    agreement::of_files(&pair.portal.house, &*pair.bus).await.expect("the first");
    agreement::of_files(&pair.portal.house, &other).await.expect("the same folder");
    let fault = agreement::of_files(&elsewhere.house, &other).await.expect_err("another folder");
    assert!(fault.to_string().contains("mount one folder"), "{fault}");
    agreement::of_files(&pair.portal.house, &*pair.bus).await.expect("the first is right for as long as it says so");
}

#[tokio::test]
async fn a_server_that_is_away_is_a_fault_in_good_time() {
    let portal = TestHouse::open("portal").await;
    for url in ["redis://127.0.0.1:1", "rediss://127.0.0.1:1"] {
        let nobody = client(url).expect("an address");
        let bus = RedisBus::between(&SERVICES, [&portal.house], nobody, "kit".to_owned());
        let asked = tokio::time::timeout(WAITS * 4, bus.publish("portal", 0));
        asked.await.expect("in time").expect_err("nobody answers");
    }
}

#[tokio::test]
async fn it_does_what_every_bus_has_to_do() {
    for of_any in 0..4 {
        let Some(Pair { portal, bus }) = pair().await else { return };
        match of_any {
            0 => conformance_tests::gives_what_was_told_in_order(&*bus, &portal.house).await,
            1 => conformance_tests::waits_for_what_is_told(&*bus, &portal.house).await,
            2 => conformance_tests::gives_once_more_what_is_missing(&*bus, &portal.house).await,
            _ => conformance_tests::carries_what_cannot_be_read(&*bus, &portal.house).await,
        }
    }
}
