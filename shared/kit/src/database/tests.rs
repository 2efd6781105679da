//! Acts that share a commit stay apart: each is whole or nothing, whatever becomes of its neighbours.

use std::time::Duration;

use databases::Databases;
use sea_orm::ConnectionTrait;

use super::*;
use crate::config::Settings;

struct Ledger {
    writer: Arc<Writer>,
    reader: DatabaseConnection,
    place: Place,
    folder: std::path::PathBuf,
    #[expect(dead_code, reason = "they go with it")]
    databases: Databases,
}

impl Ledger {
    async fn open() -> Ledger {
        let ids = crate::ids::Ids::new(Arc::new(crate::SystemClock), Arc::new(crate::SystemRng));
        let folder = std::env::temp_dir().join(format!("yincai-ledger-{}", ids.next()));
        let databases = Databases::new(&["ledger"]);
        let text = format!("data = {folder:?}\n{}", databases.settings());
        let settings = Settings::given(&[], &text, &crate::SystemRng).expect("settings");
        let place = Place::of(&settings.written, &folder, "ledger").expect("a place");
        let writer = Arc::new(Writer::open(place.clone()).await.expect("a writer"));
        let table = "CREATE TABLE entries (id BIGINT PRIMARY KEY, \
                     above BIGINT REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED)";
        writer.connection().await.execute_unprepared(table).await.expect("a table");
        Ledger { writer, reader: place.readers().await.expect("a reader"), place, folder, databases }
    }

    async fn begin(&self, id: usize) -> Writing {
        let writing = self.writer.write().await.expect("a turn");
        put(&writing, id).await;
        writing
    }

    async fn count(&self) -> i64 {
        read(&self.reader, "SELECT count(*) FROM entries").await
    }
}

impl Drop for Ledger {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.folder).ok();
    }
}

async fn read(db: &impl ConnectionTrait, query: &str) -> i64 {
    let query = sea_orm::Statement::from_string(db.get_database_backend(), query.to_owned());
    db.query_one_raw(query).await.expect("read").expect("a row").try_get_by_index(0).expect("a number")
}

async fn put(writing: &Writing, id: usize) {
    writing.tx().execute_unprepared(&format!("INSERT INTO entries VALUES ({id}, NULL)")).await.expect("written");
}

/// Has these acts wait for the one that is under way, so that they come into one batch.
async fn behind(ledger: &Ledger, first: Writing, acts: impl IntoIterator<Item = usize>, dropped: usize) -> Vec<bool> {
    let mut waiting = Vec::new();
    for id in acts {
        let writer = ledger.writer.clone();
        waiting.push(tokio::spawn(async move {
            let writing = writer.write().await.expect("a turn");
            put(&writing, id).await;
            if id == dropped { false } else { writing.commit().await.is_ok() }
        }));
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let mut ended = vec![first.commit().await.is_ok()];
    for act in waiting {
        ended.push(act.await.expect("no panic"));
    }
    ended
}

#[tokio::test]
async fn acts_that_wait_for_each_other_are_committed_together_and_all_are_there() {
    let ledger = Ledger::open().await;
    let first = ledger.begin(0).await;
    assert_eq!(behind(&ledger, first, 1..8, 99).await, [true; 8]);
    assert_eq!(ledger.count().await, 8);
}

#[tokio::test]
async fn an_act_that_breaks_off_takes_nothing_from_its_neighbours() {
    let ledger = Ledger::open().await;
    let first = ledger.begin(0).await;
    let ended = behind(&ledger, first, 1..8, 3).await;
    assert_eq!(ended, [true, true, true, false, true, true, true, true]);
    assert_eq!(ledger.count().await, 7);
    drop(ledger.begin(20).await);
    assert_eq!(ledger.count().await, 7);
    ledger.begin(21).await.commit().await.expect("committed");
    assert_eq!(ledger.count().await, 8);
}

#[tokio::test]
async fn whoever_gives_up_waiting_or_beginning_disturbs_nobody() {
    let ledger = Ledger::open().await;
    for round in 0..40 {
        let first = ledger.begin(round * 10).await;
        let mut given_up = Vec::new();
        for id in 1..6 {
            let writer = ledger.writer.clone();
            given_up.push(tokio::spawn(async move {
                let writing = writer.write().await.expect("a turn");
                put(&writing, round * 10 + id).await;
                tokio::time::sleep(Duration::from_secs(60)).await;
                drop(writing);
            }));
        }
        tokio::time::sleep(Duration::from_micros(50 * round as u64)).await;
        let committed = tokio::spawn(first.commit());
        tokio::time::sleep(Duration::from_micros(30 * round as u64)).await;
        given_up.iter().for_each(tokio::task::JoinHandle::abort);
        committed.await.expect("no panic").expect("committed");
        assert_eq!(ledger.count().await, round as i64 + 1);
    }
}

#[tokio::test]
async fn a_commit_that_fails_is_the_failure_of_every_act_and_the_next_one_goes_on() {
    let ledger = Ledger::open().await;
    let first = ledger.begin(0).await;
    first.tx().execute_unprepared("INSERT INTO entries VALUES (9, 999)").await.expect("found out at the commit");
    assert_eq!(behind(&ledger, first, 1..4, 99).await, [false; 4]);
    assert_eq!(ledger.count().await, 0);
    let alone = ledger.begin(0).await;
    alone.tx().execute_unprepared("INSERT INTO entries VALUES (9, 999)").await.expect("found out at the commit");
    alone.commit().await.expect_err("nothing is 999");
    ledger.begin(50).await.commit().await.expect("committed");
    assert_eq!(ledger.count().await, 1);
}

/// As SQLite does of itself when the disk is full, and only SQLite: the whole transaction is given up with one statement.
#[tokio::test]
async fn a_transaction_that_is_lost_is_the_failure_of_every_act_in_it() {
    let ledger = Ledger::open().await;
    if matches!(ledger.place, Place::Server(_)) {
        return;
    }
    for lost in [0, 1] {
        let mut acts = tokio::task::JoinSet::new();
        let first = ledger.begin(0).await;
        for place in 1..4 {
            let writer = ledger.writer.clone();
            acts.spawn(async move {
                let writing = writer.write().await.expect("a turn");
                if place == lost {
                    writing.tx().execute_unprepared("ROLLBACK").await.expect("lost");
                    return false;
                }
                put(&writing, place + 10 * lost).await;
                writing.commit().await.is_ok()
            });
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        if lost == 0 {
            first.tx().execute_unprepared("ROLLBACK").await.expect("lost");
            drop(first);
        } else {
            first.commit().await.expect_err("it was lost with the other");
        }
        let kept = acts.join_all().await.into_iter().filter(|kept| *kept).count();
        assert_eq!(kept, if lost == 0 { 3 } else { 2 });
    }
    assert_eq!(ledger.count().await, 5);
}

/// As in several processes: each has a writer of its own.
#[tokio::test(flavor = "multi_thread")]
async fn what_one_writer_read_stays_true_until_it_has_written() {
    let ledger = Ledger::open().await;
    let other = Arc::new(Writer::open(ledger.place.clone()).await.expect("another writer"));
    let acts = (0..60).map(|act| {
        let writer = if act % 2 == 0 { ledger.writer.clone() } else { other.clone() };
        tokio::spawn(async move {
            let writing = writer.write().await.expect("a turn");
            let last = read(writing.tx(), "SELECT coalesce(max(id), 0) FROM entries").await;
            tokio::time::sleep(Duration::from_millis(1)).await;
            writing.tx().execute_unprepared(&format!("INSERT INTO entries VALUES ({last} + 1, NULL)")).await?;
            writing.commit().await.map_err(|fault| sea_orm::DbErr::Custom(fault.to_string()))
        })
    });
    for act in acts.collect::<Vec<_>>() {
        act.await.expect("no panic").expect("nobody wrote the same");
    }
    assert_eq!(ledger.count().await, 60);
}
