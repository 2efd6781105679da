//! What is old and needed by nobody goes; what somebody has not read stays.

use contract::Event;
use contract::event::{EventReleased, Ruling};
use sea_orm::{EntityTrait, PaginatorTrait};
use uuid::Uuid;

use super::*;
use crate::act::Once;
use crate::auth::test_house::TestHouse;
use crate::bus::LocalBus;
use crate::inbox;
use crate::outbox;

async fn tells(house: &House, key: &str) {
    let once = Once::Key { key: key.to_owned(), digest: String::new() };
    let mut act = house.act(&By::service("portal").once(once), "test.tell", "").await.expect("an act");
    let event = Event::EventReleased(EventReleased { id: Uuid::nil(), ruling: Ruling::Skip });
    act.tell("thing", event).await.expect("told");
    act.commit(&()).await.expect("committed");
    let writing = house.database.write().await.expect("a turn");
    outbox::store::place(writing.tx(), 10).await.expect("placed");
    writing.commit().await.expect("committed");
}

async fn has_read(consumer: &House, to: i64) {
    let writing = consumer.database.write().await.expect("a turn");
    inbox::store::advance(writing.tx(), "portal", to, 0).await.expect("read");
    writing.commit().await.expect("committed");
}

async fn night(town: &TestHouse, bus: &dyn Bus) {
    ensure(&town.house, &Held::alone()).await.expect("planned");
    ensure(&town.house, &Held::alone()).await.expect("planned already");
    town.clock.advance(DAY);
    let due = schedule::store::due(town.house.reader(), town.house.clock.now(), 10).await.expect("read");
    assert_eq!(due.len(), 1);
    for row in due {
        keep(&town.house, bus, &Due::of(town.house.service, row, &Held::alone())).await.expect("kept house");
    }
    let next = schedule::store::next(town.house.reader()).await.expect("read").expect("the next night");
    assert!(next > town.house.clock.now() && next <= town.house.clock.now().plus(DAY));
}

async fn log(house: &House) -> u64 {
    outbox::rows::event::Entity::find().count(house.reader()).await.expect("read")
}

#[tokio::test]
async fn the_log_goes_when_it_is_old_and_everybody_has_read_it() {
    let (portal, review) = (TestHouse::open("portal").await, TestHouse::open("review").await);
    let bus = LocalBus::between(&["portal", "review"], [&portal.house, &review.house]);
    for key in ["a", "b", "c"] {
        tells(&portal.house, key).await;
    }
    has_read(&review.house, 2).await;
    night(&portal, &bus).await;
    assert_eq!(log(&portal.house).await, 3, "it is not old yet");
    portal.clock.advance(DAY * 400);
    night(&portal, &bus).await;
    assert_eq!(log(&portal.house).await, 2, "the second is the last that was read, the third was not");
    let answers = crate::idempotency::Entity::find().count(portal.house.reader()).await.expect("read");
    assert_eq!(answers, 0);
    has_read(&review.house, 3).await;
    night(&portal, &bus).await;
    assert_eq!(log(&portal.house).await, 1, "positions are counted from the last");
    tells(&portal.house, "d").await;
    assert_eq!(outbox::store::last_position(portal.house.reader()).await.expect("read"), 4);
}

#[tokio::test]
async fn the_log_stays_while_a_consumer_is_not_here_to_say_what_it_has_read() {
    let (portal, review) = (TestHouse::open("portal").await, TestHouse::open("review").await);
    let bus = LocalBus::between(&["portal", "review", "notify"], [&portal.house, &review.house]);
    for key in ["a", "b"] {
        tells(&portal.house, key).await;
    }
    has_read(&review.house, 2).await;
    portal.clock.advance(DAY * 400);
    night(&portal, &bus).await;
    assert_eq!(log(&portal.house).await, 2);
}

#[test]
fn the_night_that_follows_is_half_past_three_in_shanghai() {
    let at = |written: &str| {
        let at = chrono::DateTime::parse_from_rfc3339(written).expect("an instant");
        Instant(at.timestamp_micros())
    };
    for (now, night) in [
        ("2026-11-25T12:00:00+08:00", "2026-11-26T03:30:00+08:00"),
        ("2026-11-25T03:29:59+08:00", "2026-11-25T03:30:00+08:00"),
        ("2026-11-25T03:30:00+08:00", "2026-11-26T03:30:00+08:00"),
        ("2026-11-25T07:59:00+08:00", "2026-11-26T03:30:00+08:00"),
        ("2026-11-25T08:01:00+08:00", "2026-11-26T03:30:00+08:00"),
    ] {
        assert_eq!(after(at(now)), at(night), "{now}");
    }
}
