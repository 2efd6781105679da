//! A copy is of one moment, of every table, and goes nowhere where something is.

use std::time::Duration;

use contract::Event;
use contract::event::{EventReleased, Ruling};
use futures_util::TryStreamExt;
use sea_orm::{ConnectionTrait, Statement};
use uuid::Uuid;

use super::*;
use crate::act::By;
use crate::auth::test_house::{Bare, TestHouse};
use crate::house::House;
use crate::service::Service;
use crate::{inbox, migrations, outbox};

static BARE: [Bare; 3] = [Bare("portal"), Bare("review"), Bare("notify")];

fn service(house: &House) -> &'static dyn Service {
    BARE.iter().find(|bare| bare.0 == house.service).expect("one of these")
}

fn all(towns: &[&TestHouse]) -> Vec<(&'static dyn Service, House)> {
    towns.iter().map(|town| (service(&town.house), town.house.clone())).collect()
}

/// Tells an event and gives it its position.
async fn tells(house: &House) -> i64 {
    let mut act = house.act(&By::service(house.service), "test.tell", "").await.expect("an act");
    let event = Event::EventReleased(EventReleased { id: Uuid::nil(), ruling: Ruling::Skip });
    act.tell("thing", event).await.expect("told");
    act.commit(&()).await.expect("committed");
    let writing = house.database.write().await.expect("a turn");
    let position = outbox::store::place(writing.tx(), 10).await.expect("placed");
    writing.commit().await.expect("committed");
    position
}

async fn reads(consumer: &House, producer: &str, to: i64) {
    let writing = consumer.database.write().await.expect("a turn");
    inbox::store::advance(writing.tx(), producer, to, 0).await.expect("read");
    writing.commit().await.expect("committed");
}

async fn count(snapshot: &Snapshot, name: &str) -> usize {
    let table = snapshot.tables.iter().find(|table| table.name == name).expect(name);
    let pages: Vec<Vec<String>> = snapshot.lines(table).try_collect().await.expect("read");
    pages.iter().map(Vec::len).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_ahead_of_anybody_in_a_copy_however_much_is_told_meanwhile() {
    let (portal, review) = (TestHouse::open("portal").await, TestHouse::open("review").await);
    let talk = |one: House, other: House| {
        tokio::spawn(async move {
            loop {
                let told = tells(&one).await;
                reads(&other, one.service, told).await;
            }
        })
    };
    let talks = [talk(portal.house.clone(), review.house.clone()), talk(review.house.clone(), portal.house.clone())];
    let mut told = Vec::new();
    for _ in 0..20 {
        let (snapshots, ()) = moment(&all(&[&portal, &review]), || Ok(())).await.expect("a moment");
        assert_eq!(ahead(snapshots.iter().map(|snapshot| &snapshot.standing)), Vec::<String>::new());
        told.push(snapshots[0].standing.told);
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert!(told[19] > told[0], "nothing was told meanwhile: {told:?}");
    talks.iter().for_each(tokio::task::JoinHandle::abort);
}

#[tokio::test]
async fn a_producer_that_was_set_back_by_itself_is_found() {
    let (portal, review) = (TestHouse::open("portal").await, TestHouse::open("review").await);
    let houses = [portal.house.clone(), review.house.clone()];
    tells(&portal.house).await;
    let before = standing::of(portal.house.reader(), "portal").await.expect("read");
    let told = tells(&portal.house).await;
    reads(&review.house, "portal", told).await;
    assert!(set_back(&houses).await.expect("asked").is_empty());
    let after = standing::of(review.house.reader(), "review").await.expect("read");
    let said = ahead([&before, &after]);
    assert_eq!(said, ["review has read 2 events of portal, whose log ends at 1"]);
    let writing = portal.house.database.write().await.expect("a turn");
    writing.tx().execute_unprepared("DELETE FROM outbox WHERE position = 2").await.expect("set back");
    writing.commit().await.expect("committed");
    assert_eq!(set_back(&houses).await.expect("asked"), said);
}

#[tokio::test]
async fn what_is_written_after_the_moment_is_not_in_the_copy() {
    let portal = TestHouse::open("portal").await;
    for _ in 0..300 {
        tells(&portal.house).await;
    }
    let (snapshots, ()) = moment(&all(&[&portal]), || Ok(())).await.expect("a moment");
    tells(&portal.house).await;
    assert_eq!((snapshots[0].standing.told, count(&snapshots[0], "outbox").await), (300, 300));
}

#[tokio::test]
async fn a_copy_may_stand_still_for_longer_than_an_act() {
    let databases = databases::Databases::new(&["portal"]);
    if !databases.are_served() {
        return;
    }
    let hasty = format!("{}statement_seconds = 1\n", databases.settings());
    let portal = TestHouse::on("portal", "http://127.0.0.1:8080", databases, &hasty).await;
    tells(&portal.house).await;
    let (snapshots, ()) = moment(&all(&[&portal]), || Ok(())).await.expect("a moment");
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert_eq!(count(&snapshots[0], "outbox").await, 1);
}

#[tokio::test]
async fn a_filled_house_is_the_same_and_is_filled_once() {
    let (old, new) = (TestHouse::open("portal").await, TestHouse::open("portal").await);
    tells(&old.house).await;
    let mut act = old.house.act(&By::service("portal"), "test.key", "").await.expect("an act");
    act.note(&"〔引〕 \"quoted\" \\ 引才\n").expect("noted");
    act.person_key(Uuid::from_u128(7)).await.expect("bytes");
    act.commit(&()).await.expect("committed");
    let (snapshots, ()) = moment(&all(&[&old]), || Ok(())).await.expect("a moment");
    let [snapshot] = &snapshots[..] else { panic!("one") };
    let copy = || {
        fill(&new.house, service(&new.house), &snapshot.migrations, &snapshot.tables, async |filling| {
            for table in &snapshot.tables {
                let found = filling.table(table, snapshot.lines(table)).await?;
                let rows = count(snapshot, &table.name).await as u64;
                assert_eq!(found.lines, rows, "{}", table.name);
            }
            Ok(())
        })
    };
    refuse_filled(&new.house).await.expect("it is empty");
    copy().await.expect("filled");
    let (copied, ()) = moment(&all(&[&new]), || Ok(())).await.expect("a moment");
    assert_eq!(copied[0].standing, snapshot.standing);
    for fault in [refuse_filled(&new.house).await, copy().await] {
        let said = fault.expect_err("it holds rows").to_string();
        assert!(said.contains("the database of portal holds rows already, in audit"), "{said}");
    }
    assert_eq!(tells(&new.house).await, 2, "positions go on");
}

#[tokio::test]
async fn a_copy_that_breaks_off_leaves_nothing() {
    let (old, new) = (TestHouse::open("portal").await, TestHouse::open("portal").await);
    tells(&old.house).await;
    let (snapshots, ()) = moment(&all(&[&old]), || Ok(())).await.expect("a moment");
    let snapshot = &snapshots[0];
    let broken = fill(&new.house, service(&new.house), &snapshot.migrations, &snapshot.tables, async |filling| {
        for table in &snapshot.tables {
            filling.table(table, snapshot.lines(table)).await?;
        }
        Err(crate::Fault::new("the disk is full"))
    });
    assert_eq!(broken.await.expect_err("it broke off").to_string(), "the disk is full");
    refuse_filled(&new.house).await.expect("it is as empty as before");
    let unknown = ["m9999_of_tomorrow".to_owned()];
    let newer = fill(&new.house, service(&new.house), &unknown, &snapshot.tables, async |_| Ok(())).await;
    assert!(newer.expect_err("a newer program's").to_string().contains("m9999_of_tomorrow"));
}

#[tokio::test]
async fn a_copy_of_an_older_program_is_brought_up_to_this_one() {
    let (old, new) = (TestHouse::empty("portal").await, TestHouse::empty("portal").await);
    let all_of_them = old.house.pending(service(&old.house)).await.expect("read");
    let (last, before) = all_of_them.split_last().expect("some");
    let made = old.house.database.alone(async |db| migrations::make(db, service(&old.house), before).await);
    made.await.expect("as it was then");
    tells(&old.house).await;
    let (snapshots, ()) = moment(&all(&[&old]), || Ok(())).await.expect("a moment");
    let [snapshot] = &snapshots[..] else { panic!("one") };
    assert!(!snapshot.migrations.contains(last) && snapshot.migrations == before);
    let copy = async |filling: &Filling| {
        for table in &snapshot.tables {
            filling.table(table, snapshot.lines(table)).await?;
        }
        Ok(())
    };
    let filled = fill(&new.house, service(&new.house), &snapshot.migrations, &snapshot.tables, copy).await;
    filled.expect("filled");
    assert!(new.house.pending(service(&new.house)).await.expect("read").is_empty());
    assert_eq!(tells(&new.house).await, 2);
    let newer = TestHouse::open("portal").await;
    let filled = fill(&newer.house, service(&newer.house), before, &snapshot.tables, async |_| Ok(())).await;
    assert!(filled.expect_err("its tables are newer").to_string().contains(last.as_str()));
}

#[tokio::test]
async fn a_table_that_no_copy_could_hold_is_a_fault_and_not_left_out() {
    for (columns, word) in [("id BIGINT PRIMARY KEY, weight REAL", "weight"), ("id BIGINT", "no key")] {
        let town = TestHouse::open("portal").await;
        let connection = town.house.database.write().await.expect("a turn");
        let create =
            Statement::from_string(connection.tx().get_database_backend(), format!("CREATE TABLE odd ({columns})"));
        connection.tx().execute_raw(create).await.expect("made");
        connection.commit().await.expect("committed");
        let Err(fault) = moment(&all(&[&town]), || Ok(())).await else { panic!("{columns}") };
        assert!(fault.to_string().contains(word), "{fault}");
    }
}
