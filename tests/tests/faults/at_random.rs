//! Faults drawn at random while several people file and an officer passes their cases on, until the time is over; then
//! everything has to arrive. The seed is printed, and plays the same faults again.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tests::apart::Apart;
use tests::embedded::settles;
use tests::ledger::{Filer, Teller};

use super::table::{CRASHES, Fault, TROUBLES, Trouble};
use super::troubles;

/// People who file at the same time, each one nomination after the other.
const PEOPLE: usize = 3;
/// How many nominations somebody files for other posts between two for the first.
const ARMFUL: usize = 8;
const SECONDS: u64 = 45;

/// SplitMix64: small, and the same everywhere.
struct Draw(u64);

impl Draw {
    fn of(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }
}

#[expect(clippy::disallowed_methods, reason = "no setting of the product: how long and which faults a test plays")]
fn asked(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// What can be played whatever else is going on; an officer's act may not come again while it is waited for.
fn is_drawn(fault: &Fault) -> bool {
    match &fault.trouble {
        Trouble::StreamTrimmed | Trouble::EntryDeleted => false,
        Trouble::Crash(_, point) => !point.ends_with("/case.pass"),
        _ => true,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_drawn_at_random_lose_nothing_and_double_nothing() {
    let _turn = super::TURN.lock().await;
    let Some(mut town) = Apart::with(&[("YINCAI_REVIEW__TOKEN_MINUTES", "60")]).await else { return };
    let by_time = kit::Clock::now(&kit::SystemClock).0.unsigned_abs();
    let seed = asked("YINCAI_TEST_FAULT_SEED").unwrap_or(by_time % 1_000_000);
    let time = Duration::from_secs(asked("YINCAI_TEST_FAULT_SECONDS").unwrap_or(SECONDS));
    println!("YINCAI_TEST_FAULT_SEED={seed} YINCAI_TEST_FAULT_SECONDS={}", time.as_secs());
    let drawn: Vec<&Fault> = CRASHES.iter().chain(TROUBLES).filter(|fault| is_drawn(fault)).collect();

    let (hospital, mut posts, officer) = (town.post().await, town.open_posts().await, town.officer().await);
    posts.retain(|post| *post != hospital);
    posts.insert(0, hospital);
    let enough = Arc::new(AtomicBool::new(false));
    let mut people = tokio::task::JoinSet::new();
    for _ in 0..PEOPLE {
        let mut filers = Vec::new();
        for _ in 0..4 + time.as_secs() / 20 {
            filers.push(town.newcomer().await);
        }
        people.spawn(files(filers, posts.clone(), officer.clone(), enough.clone()));
    }

    let (mut draw, mut played, until_then) = (Draw(seed), 0, tokio::time::Instant::now() + time);
    while tokio::time::Instant::now() < until_then {
        let fault = drawn[draw.of(drawn.len())];
        println!("{:>6.1} s before the end: {}", (until_then - tokio::time::Instant::now()).as_secs_f64(), fault.name);
        let mut troubled = troubles::begin(&mut town, &fault.trouble).await;
        troubled.lasts(&mut town).await;
        troubled.ends(&mut town).await;
        played += 1;
        tokio::time::sleep(Duration::from_millis(draw.of(1500) as u64)).await;
    }
    enough.store(true, Ordering::SeqCst);
    let filed: usize = people.join_all().await.into_iter().sum();
    let settled = settles(async || {
        town.excuses_repeated_mails().await;
        town.findings().await
    });
    let took = settled.await.unwrap_or_else(|found| panic!("seed {seed}: {found:#?}"));
    println!("{played} faults, {filed} nominations; nothing was missing {:.1} s after", took.as_secs_f64());
    town.is_whole().await;
}

/// Files for one post after the other until it is enough; the officer passes on what comes to the first of them. How many.
async fn files(filers: Vec<Filer>, posts: Vec<String>, officer: Teller, enough: Arc<AtomicBool>) -> usize {
    let wanted = spread(&posts, filers.len()).into_iter().map(|(post, filer)| (post, &filers[filer]));
    let mut filed = 0;
    for (post, filer) in wanted {
        let receipt = filer.files(post).await.expect("a receipt");
        filed += 1;
        if *post == posts[0]
            && let Some(case) = arrived(&officer, &receipt).await
        {
            assert!(officer.moves(&case).await, "the officer's act was refused");
        }
        if enough.load(Ordering::SeqCst) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(400)).await;
    }
    filed
}

/// The case with this receipt, unless what is played keeps it away for longer.
async fn arrived(officer: &Teller, receipt: &str) -> Option<String> {
    for _ in 0..50 {
        let case = officer.finds(receipt).await;
        if case.is_some() {
            return case;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    None
}

/// Each post with each filer once, those with the first post all along, so that there is something to pass on.
fn spread(posts: &[String], filers: usize) -> Vec<(&String, usize)> {
    let Some((first, others)) = posts.split_first() else { return Vec::new() };
    let (armfuls, mut wanted) = (others.chunks(ARMFUL), Vec::new());
    for turn in 0..filers {
        for (place, armful) in armfuls.clone().enumerate() {
            let step = turn * armfuls.len() + place;
            wanted.extend((step < filers).then_some((first, step)));
            wanted.extend(armful.iter().map(|post| (post, (place + turn) % filers)));
        }
    }
    wanted
}
