//! What the machine can do right now: one flush to the disk, and rows committed one by one.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, params};

const FLUSHES: usize = 100;
const COMMITTING: Duration = Duration::from_secs(3);
const TABLES: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE bench_row (body TEXT);
    CREATE TABLE bench_outbox (event TEXT);
";

/// The median time of writing 4 KB and flushing it.
pub fn flush(folder: &Path) -> Duration {
    let mut file = File::create(folder.join("flush")).expect("a file");
    let mut took: Vec<Duration> = (0..FLUSHES)
        .map(|_| {
            let began = Instant::now();
            file.seek(SeekFrom::Start(0)).and_then(|_| file.write_all(&[7; 4096])).expect("written");
            file.sync_data().expect("flushed");
            began.elapsed()
        })
        .collect();
    took.sort_unstable();
    took[FLUSHES / 2]
}

/// How often in a second SQLite commits a row and its outbox row, each time with a flush.
pub fn commits(folder: &Path) -> f64 {
    let mut db = Connection::open(folder.join("commits.db")).expect("a database");
    db.execute_batch(TABLES).expect("tables");
    let (began, mut count) = (Instant::now(), 0_u32);
    while began.elapsed() < COMMITTING {
        let tx = db.transaction().expect("begun");
        for (sql, length) in [("INSERT INTO bench_row VALUES (?)", 500), ("INSERT INTO bench_outbox VALUES (?)", 300)] {
            tx.prepare_cached(sql)
                .and_then(|mut insert| insert.execute(params!["x".repeat(length)]))
                .expect("inserted");
        }
        tx.commit().expect("committed");
        count += 1;
    }
    f64::from(count) / began.elapsed().as_secs_f64()
}
