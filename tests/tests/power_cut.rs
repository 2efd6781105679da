//! The power goes while everybody writes: what was acknowledged is on the disk, and what is on the disk is whole, however the
//! end of the journal looks. Each service's database is SQLite in WAL mode, which flushes before a commit is answered.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sea_orm::{ConnectionTrait, Statement};
use tests::embedded::{Embedded, integrity};
use tests::ledger::{Filer, Outcome};
use tests::town::{SERVICES, empty_folder};
use tokio::task::JoinSet;

const PEOPLE: usize = 24;
/// How long it writes before the power goes, in milliseconds.
const CUTS: [u64; 12] = [150, 400, 90, 260, 700, 50, 330, 510, 120, 880, 200, 600];

/// People who file one after the other while the test goes on.
fn crowd(post: &str, filers: Vec<Filer>, at_once: usize) -> (JoinSet<usize>, Arc<AtomicBool>) {
    let (mut crowd, enough) = (JoinSet::new(), Arc::new(AtomicBool::new(false)));
    let each = filers.len().div_ceil(at_once).max(1);
    for some in filers.chunks(each) {
        let (some, post, enough) = (some.to_vec(), post.to_owned(), enough.clone());
        crowd.spawn(async move {
            let mut filed = 0;
            for filer in some {
                if enough.load(Ordering::SeqCst) {
                    break;
                }
                filer.files(&post).await.expect("a receipt");
                filed += 1;
            }
            filed
        });
    }
    (crowd, enough)
}

async fn newcomers(town: &Embedded, count: usize) -> Vec<Filer> {
    let mut filers = Vec::new();
    for _ in 0..count {
        filers.push(town.newcomer().await);
    }
    filers
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_again_and_again_while_it_writes_it_loses_nothing_and_doubles_nothing() {
    let mut town = Embedded::open().await;
    let post = town.post().await;
    let filers = newcomers(&town, PEOPLE).await;
    let (people, _) = crowd(&post, filers, 4);
    for milliseconds in CUTS {
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
        town.process.kill();
        for service in SERVICES {
            let copy = copied(&town.data, &format!("{service}.db"));
            assert_eq!(integrity(&copy, &town.databases, service).await, [""; 0], "{service}, as the power went");
            std::fs::remove_dir_all(copy).ok();
        }
        town.dies_and_starts().await;
    }
    let filed: usize = people.join_all().await.into_iter().sum();
    assert_eq!(filed, PEOPLE);
    town.settles().await.unwrap_or_else(|found| panic!("{found:#?}"));
    town.is_whole().await;
    assert_eq!(town.line.ledger.receipts().len(), PEOPLE);
}

/// A database file with its journal and what SQLite keeps about that, alone in a folder.
fn copied(data: &Path, file: &str) -> PathBuf {
    let folder = empty_folder();
    for ending in ["", "-wal", "-shm"] {
        let name = format!("{file}{ending}");
        if data.join(&name).exists() {
            std::fs::copy(data.join(&name), folder.join(&name)).expect("copied");
        }
    }
    folder
}

/// A journal that ends anywhere: behind its last commit nothing counts, and before it the acts of the end are missing
/// whole, as after a disk that lied about flushing.
#[tokio::test(flavor = "multi_thread")]
async fn however_the_journal_ends_what_is_left_is_whole_acts() {
    let town = Embedded::open().await;
    let post = town.post().await;
    let filers = newcomers(&town, 16).await;
    let (people, enough) = crowd(&post, filers, 4);
    let mut torn = 0;
    for _ in 0..4 {
        tokio::time::sleep(Duration::from_millis(350)).await;
        town.process.signal("STOP");
        // What was acknowledged by now must be in the files as they are now.
        let promised = town.line.ledger.receipts();
        let folder = copied(&town.data, "portal.db");
        town.process.signal("CONT");
        let journal = std::fs::read(folder.join("portal.db-wal")).expect("a journal");
        let commits = commits(&journal);
        let end = *commits.last().expect("a commit");
        let begun = begun(&folder, &journal).min(end);

        for tail in [
            &journal[..end],
            &[&journal[..end], &[0x5a; 3000]].concat(),
            &[&journal[..end], &journal[end - 4120..end - 60]].concat(),
        ] {
            let there = submitted(&town, &folder, tail).await;
            let lost: Vec<_> = promised.iter().filter(|receipt| !there.contains(receipt)).collect();
            assert!(lost.is_empty(), "{lost:?} of {} are lost behind {} bytes", promised.len(), tail.len());
        }
        let mut before: Option<Vec<String>> = None;
        for share in [10, 35, 60, 80, 95, 99] {
            let cut = begun + (end - begun) * share / 100;
            let there = submitted(&town, &folder, &journal[..cut]).await;
            assert!(
                before.is_none_or(|fewer| fewer.iter().all(|receipt| there.contains(receipt))),
                "a longer journal has less"
            );
            before = Some(there);
            torn += usize::from(cut < end);
        }
        std::fs::remove_dir_all(folder).ok();
    }
    enough.store(true, Ordering::SeqCst);
    people.join_all().await;
    town.settles().await.unwrap_or_else(|found| panic!("{found:#?}"));
    assert!(torn >= 6, "{torn} journals were torn: all others had just been written back");
    let outcomes = town.line.ledger.read();
    assert!(outcomes.iter().all(|entry| matches!(entry.outcome, Outcome::Done(_))));
}

/// Opens the portal's database with this journal: the receipts in it, each with its audit row, its key and its events.
async fn submitted(town: &Embedded, folder: &Path, journal: &[u8]) -> Vec<String> {
    let copy = empty_folder();
    std::fs::copy(folder.join("portal.db"), copy.join("portal.db")).expect("copied");
    std::fs::write(copy.join("portal.db-wal"), journal).expect("written");
    assert_eq!(integrity(&copy, &town.databases, "portal").await, [""; 0], "{} bytes of the journal", journal.len());
    let db = town.databases.open(&copy, "portal").await;
    let asked = "SELECT receipt, \
                 (SELECT count(*) FROM audit WHERE deed = 'nomination.submit' AND \
                   replace(subject, '-', '') = lower(hex(nominations.id))), \
                 (SELECT count(*) FROM outbox WHERE sequence <= 2 AND \
                   replace(subject, '-', '') = 'nomination/' || lower(hex(nominations.id))), \
                 (SELECT count(*) FROM idempotency WHERE deed = 'nomination.submit' AND \
                   answer LIKE '%' || receipt || '%') \
                 FROM nominations WHERE receipt IS NOT NULL";
    let read = async |asked: &str| {
        db.query_all_raw(Statement::from_string(db.get_database_backend(), asked.to_owned())).await.expect("read")
    };
    let has_tables = !read("SELECT 1 FROM sqlite_master WHERE name = 'nominations'").await.is_empty();
    let rows = if has_tables { read(asked).await } else { Vec::new() };
    let row = |row: &sea_orm::QueryResult| {
        let receipt: String = row.try_get_by_index(0).expect("a receipt");
        let counts = [1, 2, 3].map(|place| row.try_get_by_index::<i64>(place).expect("a number"));
        assert_eq!(counts, [1, 2, 1], "audit, events and key of {receipt}, {} bytes of the journal", journal.len());
        receipt
    };
    let receipts = rows.iter().map(row).collect();
    db.close().await.expect("closed");
    std::fs::remove_dir_all(copy).ok();
    receipts
}

/// Where in the journal each of its commits ends: of the frames that bear its salt those that carry the size of the database.
fn commits(journal: &[u8]) -> Vec<usize> {
    let number = |at: usize| u32::from_be_bytes(journal[at..at + 4].try_into().expect("four bytes"));
    let (page, salts) = (number(8) as usize, &journal[16..24]);
    let frames = (32..).step_by(24 + page).take_while(|at| at + 24 + page <= journal.len());
    let ours = frames.take_while(|at| &journal[at + 8..at + 16] == salts);
    ours.filter(|at| number(at + 4) > 0).map(|at| at + 24 + page).collect()
}

/// What lies before this place in the journal may be in the database file itself by now, so that nothing of it may be missing: the
/// journal was flushed before. Where that is stands in the index beside it, in the order of this machine's bytes.
fn begun(folder: &Path, journal: &[u8]) -> usize {
    let index = std::fs::read(folder.join("portal.db-shm")).expect("an index");
    let number = |at: usize| u32::from_ne_bytes(index[at..at + 4].try_into().expect("four bytes")) as usize;
    let (written_back, attempted) = (number(96), number(128));
    let page = u32::from_be_bytes(journal[8..12].try_into().expect("four bytes")) as usize;
    32 + (24 + page) * written_back.max(attempted)
}
