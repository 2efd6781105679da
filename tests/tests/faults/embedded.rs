//! What fails where everything is one process: the disk is full, the clock is set.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use kit::{Clock, Instant, SystemClock};
use serde_json::json;
use tests::Town;
use tests::embedded::{Embedded, code_by_mailbox, settles, until};
use tests::ledger::{self, Books, Filer, Line, Reader, Teller};
use tests::officer::PASSWORD;

use super::report::Row;

pub const NAMES: [&str; 3] =
    ["embedded: the disk is full", "embedded: the clock is set an hour ahead", "embedded: the clock is set back again"];
const A_WHILE: Duration = Duration::from_secs(3);
const HOUR: Duration = Duration::from_secs(3600);

pub async fn plays() -> Vec<Row> {
    let mut rows = vec![full_disk().await];
    rows.extend(clock().await);
    rows
}

/// No file can be written beyond its first page: as on a full disk, every commit fails.
async fn full_disk() -> Row {
    println!("· {}", NAMES[0]);
    let town = Embedded::open().await;
    let (filer, post) = (town.newcomer().await, town.post().await);
    let (draft, version) = filer.drafts(&post).await.expect("a draft");
    town.line.seen();
    let reading = Reader::begins(&town.line, &town.process.url);
    town.process.limits_files(Some(4096));
    let filing = tokio::spawn(async move { filer.submits(&draft, &version).await });
    tokio::time::sleep(A_WHILE).await;
    assert!(!filing.is_finished(), "nothing could be written, and it was acknowledged");
    town.process.limits_files(None);
    let over = tokio::time::Instant::now();
    filing.await.expect("no panic").expect("a receipt, once there is room");
    town.settles().await.unwrap_or_else(|found| panic!("{}: {found:#?}", NAMES[0]));
    let arrived = over.elapsed();
    assert_eq!(reading.ends().await, 0, "the catalogue could not be read");
    let row = Row::of(NAMES[0], &town.line.seen(), 0, arrived);
    town.is_whole().await;
    row
}

/// A clock that somebody sets.
#[derive(Clone, Default)]
struct Set(Arc<AtomicI64>);

impl Clock for Set {
    fn now(&self) -> Instant {
        Instant(SystemClock.now().0 + self.0.load(Ordering::SeqCst))
    }
}

async fn clock() -> Vec<Row> {
    let (clock, line) = (Set::default(), Line::default());
    let town = Town::at("", Arc::new(clock.clone())).await;
    let post = tests::embedded::hospital_post(&town.url).await;
    let newcomer = async |mail: &str| Filer::signs_in(&line, &town.url, mail, code_by_mailbox(&town.url, mail)).await;
    let before = newcomer("before@example.com").await;
    let receipt = before.files(&post).await.expect("a receipt");
    let (ahead, after) = (newcomer("ahead@example.com").await, newcomer("after@example.com").await);
    let findings = async || {
        let books = Books::read(&town.data, &town.databases).await.expect("the databases can be read");
        ledger::check(&line.ledger.read(), &books.with_mailbox(&town.data), &BTreeSet::new())
    };
    let mut rows = Vec::new();
    for (name, filer, by) in [(NAMES[1], ahead, HOUR), (NAMES[2], after, Duration::ZERO)] {
        println!("· {name}");
        line.seen();
        let reading = Reader::begins(&line, &town.url);
        clock.0.store(by.as_micros().try_into().expect("an hour"), Ordering::SeqCst);
        let over = tokio::time::Instant::now();
        filer.files(&post).await.expect("a receipt");
        if by == HOUR {
            let login = "unit-hospital";
            let typed = json!({ "login": login, "password": PASSWORD, "code": town.code_ahead(login, HOUR) });
            let officer = Teller::signs_in(&line, &town.url, typed).await;
            let case = until("the case", async || officer.finds(&receipt).await).await;
            assert!(officer.moves(&case).await);
        }
        settles(findings).await.unwrap_or_else(|found| panic!("{name}: {found:#?}"));
        let arrived = over.elapsed();
        assert_eq!(reading.ends().await, 0, "the catalogue could not be read");
        rows.push(Row::of(name, &line.seen(), 0, arrived));
    }
    rows
}
