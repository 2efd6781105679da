//! Each thing that falls due has its effect once, in its time, whatever happens in between.

use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::web::ServiceConfig;
use async_trait::async_trait;
use contract::Refusal;

use super::*;
use crate::act::By;
use crate::auth::test_house::TestHouse;
use crate::bus::LocalBus;
use crate::duty::Duties;
use crate::inbox::reader::Heard;

const HOUR: Duration = Duration::from_secs(3600);

/// What the service does with what falls due.
#[derive(Clone, Copy, PartialEq)]
enum Mood {
    Acts,
    ActsAndBreaksOff,
    Faults,
    Panics,
    Refuses,
    Again,
}

struct Desk {
    house: House,
    mood: Mood,
    asked: AtomicUsize,
    done: AtomicUsize,
}

impl Desk {
    fn of(town: &TestHouse, mood: Mood) -> Desk {
        Desk { house: town.house.clone(), mood, asked: AtomicUsize::new(0), done: AtomicUsize::new(0) }
    }

    fn counts(&self) -> (usize, usize) {
        (self.asked.load(Ordering::SeqCst), self.done.load(Ordering::SeqCst))
    }
}

#[async_trait]
impl Running for Desk {
    fn furnish(&self, _routes: &mut ServiceConfig) {}

    async fn hear(&self, _heard: Heard) -> Result<(), DeskError> {
        Ok(())
    }

    async fn fall_due(&self, due: Due) -> Result<(), DeskError> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let mut act = self.house.act(&due.by, "test.remind", &due.subject).await?;
        if act.answered::<()>()?.is_some() {
            return Ok(());
        }
        match self.mood {
            Mood::Faults => return Err(Fault::new("the printer is on fire").into()),
            Mood::Panics => panic!("the desk fell over"),
            Mood::Refuses => return Err(Refusal::content("name-missing").into()),
            Mood::Again => act.schedule(&due.kind, &due.subject, due.at.plus(HOUR), &()).await?,
            Mood::Acts | Mood::ActsAndBreaksOff => {}
        }
        act.commit(&()).await?;
        self.done.fetch_add(1, Ordering::SeqCst);
        if self.mood == Mood::ActsAndBreaksOff { Err(Fault::new("cut off").into()) } else { Ok(()) }
    }

    async fn ready(&self) -> Result<(), Fault> {
        Ok(())
    }
}

async fn written_down(town: &TestHouse, subject: &str, after: Duration) {
    let mut act = town.house.act(&By::service("test"), "test.plan", subject).await.expect("an act");
    act.schedule("remind", subject, act.at().plus(after), &subject).await.expect("written down");
    act.commit(&()).await.expect("committed");
}

async fn rounds(town: &TestHouse, desk: &Desk) {
    let bus = LocalBus::between(&[], []);
    while round(&town.house, desk, &bus, &Held::alone()).await.expect("a round") {}
}

#[tokio::test]
async fn what_is_due_has_its_effect_once_and_not_before_its_time() {
    let town = TestHouse::open("review").await;
    let desk = Desk::of(&town, Mood::Acts);
    written_down(&town, "case/1", HOUR).await;
    written_down(&town, "case/1", HOUR).await;
    town.clock.advance(HOUR - Duration::from_micros(1));
    rounds(&town, &desk).await;
    assert_eq!(desk.counts(), (0, 0));
    town.clock.advance(Duration::from_micros(1));
    rounds(&town, &desk).await;
    town.clock.advance(HOUR * 24);
    rounds(&town, &desk).await;
    assert_eq!(desk.counts(), (1, 1));
}

#[tokio::test]
async fn what_was_cut_off_after_its_effect_has_none_a_second_time() {
    let town = TestHouse::open("review").await;
    let desk = Desk::of(&town, Mood::ActsAndBreaksOff);
    written_down(&town, "case/1", HOUR).await;
    town.clock.advance(HOUR);
    rounds(&town, &desk).await;
    town.clock.advance(HOUR);
    rounds(&town, &desk).await;
    assert_eq!(desk.counts(), (1, 1));
}

#[tokio::test]
async fn what_was_moved_or_struck_out_waits_or_never_comes() {
    let town = TestHouse::open("review").await;
    let desk = Desk::of(&town, Mood::Acts);
    written_down(&town, "case/1", HOUR).await;
    written_down(&town, "case/1", HOUR * 3).await;
    written_down(&town, "case/2", HOUR).await;
    let act = town.house.act(&By::service("test"), "test.plan", "").await.expect("an act");
    assert!(act.unschedule("remind", "case/2").await.expect("struck out"));
    assert!(!act.unschedule("remind", "case/3").await.expect("nothing there"));
    act.commit(&()).await.expect("committed");
    town.clock.advance(HOUR * 2);
    rounds(&town, &desk).await;
    assert_eq!(desk.counts(), (0, 0));
    town.clock.advance(HOUR);
    rounds(&town, &desk).await;
    assert_eq!(desk.counts(), (1, 1));
}

#[tokio::test]
async fn an_act_that_was_not_committed_wrote_nothing_down() {
    let town = TestHouse::open("review").await;
    let mut act = town.house.act(&By::service("test"), "test.plan", "").await.expect("an act");
    act.schedule("remind", "case/1", act.at(), &()).await.expect("written down");
    drop(act);
    assert_eq!(store::next(town.house.reader()).await.expect("read"), None);
}

#[tokio::test]
async fn a_fault_and_a_panic_are_tried_again_after_pauses_and_then_parked() {
    for mood in [Mood::Faults, Mood::Panics] {
        let town = TestHouse::open("review").await;
        let desk = Desk::of(&town, mood);
        written_down(&town, "case/1", HOUR).await;
        town.clock.advance(HOUR);
        rounds(&town, &desk).await;
        rounds(&town, &desk).await;
        assert_eq!(desk.counts(), (1, 0), "it waits for its pause");
        for pause in PAUSES {
            town.clock.advance(pause);
            rounds(&town, &desk).await;
        }
        assert_eq!(desk.counts(), (1 + PAUSES.len(), 0));
        assert_eq!(store::next(town.house.reader()).await.expect("read"), None, "parked");
    }
}

#[tokio::test]
async fn what_is_refused_is_parked_at_once_and_holds_nobody_back() {
    let town = TestHouse::open("review").await;
    written_down(&town, "case/1", HOUR).await;
    town.clock.advance(HOUR);
    let refusing = Desk::of(&town, Mood::Refuses);
    rounds(&town, &refusing).await;
    written_down(&town, "case/2", Duration::ZERO).await;
    let acting = Desk::of(&town, Mood::Acts);
    rounds(&town, &acting).await;
    assert_eq!((refusing.counts(), acting.counts()), ((1, 0), (1, 1)));
}

#[tokio::test]
async fn what_writes_itself_down_again_comes_again() {
    let town = TestHouse::open("review").await;
    let desk = Desk::of(&town, Mood::Again);
    written_down(&town, "round", HOUR).await;
    for _ in 0..3 {
        town.clock.advance(HOUR);
        rounds(&town, &desk).await;
    }
    assert_eq!(desk.counts(), (3, 3));
}

#[tokio::test]
async fn the_loop_wakes_by_itself_when_something_is_written_down() {
    let town = TestHouse::open("review").await;
    let desk = Arc::new(Desk::of(&town, Mood::Acts));
    let bus = Arc::new(LocalBus::between(&["review"], [&town.house]));
    let duty = Duties::default().duty("review", "schedule");
    let at_work = tokio::spawn(run(town.house.clone(), desk.clone(), bus, duty, Held::alone()));
    written_down(&town, "case/1", Duration::ZERO).await;
    let done = async {
        while desk.counts().1 == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), done).await.expect("it came");
    at_work.abort();
}
