//! What cannot be done is put aside, holds back its own subject alone, and comes again in order when somebody asks.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use actix_web::web::ServiceConfig;
use async_trait::async_trait;
use contract::event::{CatalogueIssued, EventParked, EventReleased, RetryAsked, Ruling};
use contract::{Refusal, Text};
use sea_orm::{EntityTrait, Set};
use tokio::task::JoinSet;
use uuid::Uuid;

use super::*;
use crate::act::Act;
use crate::auth::test_house::TestHouse;
use crate::bus::LocalBus;
use crate::duty::Duties;
use crate::lease::Leases;
use crate::outbox::relay;
use crate::outbox::rows::event;
use crate::schedule::rounds;

const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Clone, Copy)]
pub(crate) enum Mood {
    Well,
    Faults,
    Panics,
    Refuses,
}

/// A service that cannot take what is about `bad` while it is broken.
struct Desk {
    house: House,
    mood: Mood,
    broken: AtomicBool,
    heard: Mutex<Vec<String>>,
    parked: Mutex<Vec<EventParked>>,
    released: Mutex<Vec<EventReleased>>,
}

#[async_trait]
impl Running for Desk {
    fn furnish(&self, _routes: &mut ServiceConfig) {}

    async fn hear(&self, heard: Heard) -> Result<(), DeskError> {
        let Envelope { subject, sequence, event, .. } = &heard.envelope;
        let is_catalogue = matches!(event, Event::CatalogueIssued(_));
        if is_catalogue && subject == "good" {
            return Ok(());
        }
        let act = self.house.act(&heard.by, "test.take", subject).await?;
        if act.answered::<()>()?.is_some() {
            return Ok(());
        }
        if self.broken.load(Ordering::SeqCst) && (subject == "bad" || !is_catalogue) {
            match self.mood {
                Mood::Well => {}
                Mood::Faults => return Err(Fault::new("no key for 王芳").into()),
                Mood::Panics => panic!("the desk fell over"),
                Mood::Refuses => return Err(Refusal::stage("case-ended").into()),
            }
        }
        act.commit(&()).await?;
        self.heard.lock().expect("whole").push(format!("{subject} {sequence}"));
        Ok(())
    }

    async fn parked(&self, _act: &Act, told: &EventParked) -> Result<(), Fault> {
        self.parked.lock().expect("whole").push(told.clone());
        Ok(())
    }

    async fn released(&self, _act: &Act, told: &EventReleased) -> Result<(), Fault> {
        self.released.lock().expect("whole").push(told.clone());
        Ok(())
    }

    async fn ready(&self) -> Result<(), Fault> {
        Ok(())
    }
}

/// The portal tells, review listens.
pub(crate) struct Pair {
    pub portal: TestHouse,
    pub review: TestHouse,
    desk: Arc<Desk>,
    work: JoinSet<()>,
}

impl Pair {
    async fn new(mood: Mood) -> Pair {
        Pair::over(mood, |bus| Arc::new(bus)).await
    }

    /// Over another bus, which may be made of the local one.
    pub async fn over(mood: Mood, bus: impl FnOnce(LocalBus) -> Arc<dyn Bus>) -> Pair {
        Pair::idle(mood).await.at_work(bus)
    }

    /// Nobody relays or reads.
    pub async fn idle(mood: Mood) -> Pair {
        let (portal, review) = (TestHouse::open("portal").await, TestHouse::open("review").await);
        let desk = Arc::new(Desk {
            house: review.house.clone(),
            mood,
            broken: AtomicBool::new(!matches!(mood, Mood::Well)),
            heard: Mutex::default(),
            parked: Mutex::default(),
            released: Mutex::default(),
        });
        Pair { portal, review, desk, work: JoinSet::new() }
    }

    pub fn at_work(mut self, bus: impl FnOnce(LocalBus) -> Arc<dyn Bus>) -> Pair {
        let Pair { portal, review, desk, work } = &mut self;
        let bus = bus(LocalBus::between(&["portal", "review"], [&portal.house, &review.house]));
        let duties = Duties::default();
        work.spawn(relay::run(portal.house.clone(), bus.clone(), duties.duty("portal", "relay"), Held::alone()));
        let (house, service, due) = (review.house.clone(), desk.clone(), duties.duty("review", "schedule"));
        work.spawn(rounds::run(house, service, bus.clone(), due, Held::alone()));
        let reader = Reader { house: review.house.clone(), service: desk.clone(), bus, producer: "portal" };
        work.spawn(run(Arc::new(reader), duties.duty("review", "reader"), Held::alone()));
        self
    }

    /// Review is at work in two processes, which share its duties by leases.
    pub fn at_work_twice(mut self) -> (Pair, [Leases; 2]) {
        let Pair { portal, review, desk, work } = &mut self;
        let bus: Arc<dyn Bus> = Arc::new(LocalBus::between(&["portal", "review"], [&portal.house, &review.house]));
        let duties = Duties::default();
        work.spawn(relay::run(portal.house.clone(), bus.clone(), duties.duty("portal", "relay"), Held::alone()));
        let processes = ["127.0.0.1:9001", "127.0.0.1:9002"].map(|listen| {
            let (house, own) = (review.house.clone(), review.house.ids.next());
            let leases = Leases::of("review", &house.database, listen.parse().expect("an address"), own);
            let duties = Duties::default();
            let (scheduled, asked, log) = (house.clone(), desk.clone(), bus.clone());
            work.spawn(leases.clone().keep(duties.duty("review", "schedule"), move |duty, held| {
                rounds::run(scheduled.clone(), asked.clone(), log.clone(), duty, held)
            }));
            let reader = Arc::new(Reader { house, service: desk.clone(), bus: bus.clone(), producer: "portal" });
            work.spawn(
                leases.clone().keep(duties.duty("review", "reader"), move |duty, held| run(reader.clone(), duty, held)),
            );
            leases
        });
        (self, processes)
    }

    /// What keeps it from taking what is about `bad` is mended.
    pub fn is_mended(&self) {
        self.desk.broken.store(false, Ordering::SeqCst);
    }

    async fn tells(&self, subject: &str, event: Event) {
        let mut act = self.portal.house.act(&By::service("portal"), "test.tell", subject).await.expect("an act");
        act.tell(subject, event).await.expect("told");
        act.commit(&()).await.expect("committed");
    }

    pub async fn issues(&self, subject: &str) {
        let title = Text::new("目录", "Catalogue");
        let issued_on = "2026-10-01".parse().expect("a date");
        let (document, policy, hash) = ("1号".to_owned(), "2026-1".to_owned(), String::new());
        let issued = CatalogueIssued { issue: Uuid::nil(), title, document, issued_on, policy, parts: 0, hash };
        self.tells(subject, Event::CatalogueIssued(issued)).await;
    }

    pub async fn asks(&self, ruling: Ruling) {
        let parked = self.desk.parked.lock().expect("whole").first().cloned().expect("something is parked");
        let asked = RetryAsked { service: "review".to_owned(), id: parked.id, ruling };
        self.tells(&format!("parked/{}", parked.id), Event::RetryAsked(asked)).await;
    }

    pub fn heard(&self) -> Vec<String> {
        self.desk.heard.lock().expect("whole").clone()
    }

    pub async fn until(&self, what: impl Fn(&Pair) -> bool) {
        let come = async {
            while !what(self) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(PATIENCE, come).await.unwrap_or_else(|_| panic!("in vain; heard {:?}", self.heard()));
    }

    pub fn parked(&self) -> Vec<String> {
        self.desk.parked.lock().expect("whole").iter().map(|told| told.why.clone()).collect()
    }

    pub fn released(&self) -> Vec<Ruling> {
        self.desk.released.lock().expect("whole").iter().map(|told| told.ruling).collect()
    }

    /// Until everything told so far was read.
    pub async fn read(&self, events: i64) {
        let read = async {
            while store::position(self.review.house.reader(), "portal").await.expect("read") < events {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(PATIENCE, read).await.expect("read");
    }
}

#[tokio::test]
async fn a_lasting_fault_parks_its_subject_and_holds_no_other_back() {
    for mood in [Mood::Faults, Mood::Panics] {
        let pair = Pair::new(mood).await;
        for subject in ["bad", "bad", "other", "good", "bad"] {
            pair.issues(subject).await;
        }
        pair.until(|pair| pair.heard() == ["other 1"]).await;
        pair.read(5).await;
        assert_eq!(pair.parked(), ["fault"], "only the first is told, and nothing that somebody wrote");
    }
}

#[tokio::test]
async fn asked_to_retry_it_takes_what_is_parked_in_order_and_goes_on() {
    let pair = Pair::new(Mood::Refuses).await;
    for _ in 0..3 {
        pair.issues("bad").await;
    }
    pair.read(3).await;
    assert_eq!(pair.parked(), ["case-ended"]);
    pair.asks(Ruling::Retry).await;
    pair.until(|pair| pair.parked().len() == 2).await;
    assert!(pair.released().is_empty() && pair.heard().is_empty(), "it stays parked");

    pair.is_mended();
    pair.asks(Ruling::Retry).await;
    pair.until(|pair| pair.heard() == ["bad 1", "bad 2", "bad 3"]).await;
    pair.issues("bad").await;
    pair.until(|pair| pair.heard().len() == 4).await;
    assert_eq!(pair.released(), [Ruling::Retry]);
}

#[tokio::test]
async fn asked_to_skip_it_leaves_the_first_undone_and_tries_the_next() {
    let pair = Pair::new(Mood::Refuses).await;
    pair.issues("bad").await;
    pair.issues("bad").await;
    pair.read(2).await;
    pair.asks(Ruling::Skip).await;
    pair.until(|pair| pair.released() == [Ruling::Skip] && pair.parked().len() == 2).await;
    let (first, second) = {
        let parked = pair.desk.parked.lock().expect("whole");
        (parked[0].id, parked[1].id)
    };
    assert_ne!(first, second, "the one behind is now the first");
    assert!(pair.heard().is_empty());
}

#[tokio::test]
async fn what_cannot_be_read_is_parked_and_holds_no_other_back() {
    let pair = Pair::new(Mood::Well).await;
    for subject in ["bad", "other", "bad"] {
        pair.issues(subject).await;
    }
    pair.read(3).await;
    let writing = pair.portal.house.database.write().await.expect("a turn");
    for (sequence, written) in [(3, "{\"type\":"), (4, r#"{"type":"yincai.of-tomorrow.v1","data":{}}"#)] {
        let row = event::ActiveModel {
            id: Set(pair.portal.house.ids.next()),
            subject: Set("bad".to_owned()),
            sequence: Set(sequence),
            event: Set(written.to_owned()),
            trace: Set(String::new()),
            at: Set(0),
            position: Set(None),
        };
        event::Entity::insert(row).exec_without_returning(writing.tx()).await.expect("planted");
    }
    writing.commit().await.expect("committed");
    pair.issues("other").await;
    pair.until(|pair| pair.heard() == ["bad 1", "other 1", "bad 2", "other 2"]).await;
    let told = pair.desk.parked.lock().expect("whole").clone();
    let told: Vec<_> = told.iter().map(|told| (&*told.why, &*told.kind, &*told.subject)).collect();
    assert_eq!(told, [("unreadable", "unreadable", "bad")]);

    pair.asks(Ruling::Skip).await;
    pair.until(|pair| pair.parked().len() == 2).await;
    assert_eq!(pair.desk.parked.lock().expect("whole")[1].kind, "yincai.of-tomorrow.v1");
}

#[tokio::test]
async fn what_is_parked_about_parking_is_not_told_again() {
    let pair = Pair::new(Mood::Refuses).await;
    pair.tells("parked/x", Event::EventReleased(EventReleased { id: Uuid::nil(), ruling: Ruling::Skip })).await;
    pair.read(1).await;
    assert!(pair.parked().is_empty());
    assert!(store::is_parked(pair.review.house.reader(), "portal", "parked/x").await.expect("read"));
}
