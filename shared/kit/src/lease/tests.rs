//! Each duty is one process's; whoever lost it writes nothing more. Without `YINCAI_TEST_POSTGRES` there is one process
//! only, and no lease.

use std::time::Duration;

use sea_orm::prelude::Expr;
use sea_orm::{EntityTrait, PaginatorTrait};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::*;
use crate::act::By;
use crate::auth::test_house::TestHouse;
use crate::duty::Duties;

const PATIENCE: Duration = Duration::from_secs(20);
const HERE: &str = "127.0.0.1:9001";
const THERE: &str = "127.0.0.1:9002";

/// A process, which tells of each time that it begins its duty.
struct Process {
    leases: Leases,
    begun: mpsc::UnboundedReceiver<Held>,
    work: JoinHandle<()>,
}

impl Process {
    fn at(town: &TestHouse, listen: &str) -> Process {
        let own = town.house.ids.next();
        let leases = Leases::of("review", &town.house.database, listen.parse().expect("an address"), own);
        let (tell, begun) = mpsc::unbounded_channel();
        let work = leases.clone().keep(Duties::default().duty("review", "relay"), move |_, held| {
            tell.send(held).expect("somebody listens");
            std::future::pending()
        });
        Process { leases, begun, work: tokio::spawn(work) }
    }

    async fn looks(&self) {
        self.leases.look().await.expect("looked");
    }

    async fn begins(&mut self) -> Held {
        tokio::time::timeout(PATIENCE, self.begun.recv()).await.expect("in time").expect("it works")
    }

    fn whose(&self) -> Whose {
        self.leases.whose().into_iter().find(|(duty, _)| duty == "relay").expect("it is wanted").1
    }

    /// Looks until it wants its duty, which it does once its task has begun.
    async fn settles(&self) {
        while self.leases.whose().is_empty() {
            tokio::task::yield_now().await;
        }
        self.looks().await;
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.work.abort();
    }
}

async fn served() -> Option<TestHouse> {
    let town = TestHouse::open("review").await;
    if !town.house.database.is_served() {
        println!("not tested: YINCAI_TEST_POSTGRES names no PostgreSQL");
        return None;
    }
    Some(town)
}

/// As when its holder has been silent for the whole term.
async fn runs_out(town: &TestHouse) {
    let writing = town.house.database.write().await.expect("a turn");
    let out = rows::Entity::update_many().col_expr(rows::Column::Until, Expr::value(1_i64));
    out.exec(writing.tx()).await.expect("ran out");
    writing.commit().await.expect("committed");
}

async fn writes(town: &TestHouse, held: &Held) -> bool {
    match town.house.act(&By::service("review").under(held), "test", "").await {
        Ok(act) => act.commit(&()).await.is_ok(),
        Err(_) => false,
    }
}

#[tokio::test]
async fn a_duty_is_one_processes_until_it_hands_it_back() {
    let Some(town) = served().await else { return };
    let (mut first, mut second) = (Process::at(&town, HERE), Process::at(&town, THERE));
    first.settles().await;
    let held = first.begins().await;
    second.settles().await;
    assert!(second.begun.try_recv().is_err());
    assert!(matches!(second.whose(), Whose::Anothers(holder) if holder.ends_with(HERE)));
    assert!(first.whose() == Whose::Ours && writes(&town, &held).await);
    let holders = town.house.holders().await.expect("read");
    assert!(matches!(&holders[..], [(duty, Some(holder))] if duty == "relay" && holder.ends_with(HERE)));

    first.work.abort();
    first.leases.hand_back().await;
    second.looks().await;
    let held = second.begins().await;
    assert!(second.whose() == Whose::Ours && writes(&town, &held).await);
}

#[tokio::test]
async fn whoever_lost_its_lease_writes_nothing_and_stops() {
    let Some(town) = served().await else { return };
    let (mut first, mut second) = (Process::at(&town, HERE), Process::at(&town, THERE));
    first.settles().await;
    let lost = first.begins().await;
    runs_out(&town).await;
    assert!(writes(&town, &lost).await, "nobody else has taken it");
    second.settles().await;
    let held = second.begins().await;
    assert!(!writes(&town, &lost).await && lost.write(&town.house).await.is_err());
    assert!(writes(&town, &held).await);

    first.looks().await;
    assert!(matches!(first.whose(), Whose::Anothers(_)));
    runs_out(&town).await;
    first.looks().await;
    let again = first.begins().await;
    assert!(writes(&town, &again).await && !writes(&town, &held).await && !writes(&town, &lost).await);
}

#[tokio::test]
async fn whoever_comes_to_the_address_of_one_that_is_gone_waits_for_nothing() {
    let Some(town) = served().await else { return };
    let mut first = Process::at(&town, HERE);
    first.settles().await;
    let lost = first.begins().await;
    first.work.abort();
    let mut next = Process::at(&town, HERE);
    next.settles().await;
    let held = next.begins().await;
    assert!(writes(&town, &held).await && !writes(&town, &lost).await);
}

#[tokio::test]
async fn a_lease_that_is_held_is_renewed() {
    let Some(town) = served().await else { return };
    let mut process = Process::at(&town, HERE);
    process.settles().await;
    let held = process.begins().await;
    let until = async || rows::Entity::find().one(town.house.reader()).await.expect("read").expect("a row").until;
    let before = until().await;
    process.looks().await;
    assert_eq!(until().await, before, "it has just begun");
    runs_out(&town).await;
    process.looks().await;
    assert!(until().await >= before);
    assert!(process.begun.try_recv().is_err() && writes(&town, &held).await, "it went on");
}

#[tokio::test]
async fn a_file_needs_no_leases() {
    let town = TestHouse::open("review").await;
    if town.house.database.is_served() {
        return;
    }
    let mut process = Process::at(&town, HERE);
    let held = process.begins().await;
    assert!(process.whose() == Whose::Ours && writes(&town, &held).await);
    assert_eq!(rows::Entity::find().count(town.house.reader()).await.expect("read"), 0);
}
