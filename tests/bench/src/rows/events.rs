//! Row 8: events, durable, from the commit that tells one to the commit that takes it, over the bus of each mode; beside a bare
//! reader that does nothing but mark the same rows as taken.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::web::ServiceConfig;
use async_trait::async_trait;
use contract::Event;
use contract::event::ResendAsked;
use databases::Databases;
use kit::bus::{self, Bus};
use kit::inbox::reader::{self, Reader};
use kit::outbox::relay;
use kit::{By, DeskError, Duties, Fault, Heard, Held, House, Running};
use rusqlite::{Connection, params};
use tests::engines;
use tests::town::furnish;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::process::Folder;
use crate::report::{Report, Target};
use crate::rounds::median;
use crate::seed;

/// Told before anybody reads.
const WAITING: i32 = 3_000;
/// Told one after the other while somebody reads.
const ALONE: i32 = 200;
/// In turn, as cases are.
const SUBJECTS: i32 = 100;
/// How many of them a bare reader marks in one transaction.
const AT_ONCE: i32 = 500;
/// What a bare reader drains at the least where the paper was written.
const LEAST_DRAINED: f64 = 10_000.0;
const PATIENCE: Duration = Duration::from_secs(120);

pub async fn measure(report: &mut Report) {
    let folder = Folder::empty("events");
    let bare = drained(&folder.0);
    report.figure(8, "bare reader of an outbox in SQLite", bare, "events/s", Target::None);
    let mut embedded = Pair::at(&folder.0, "", 1.0).await;
    report.figure(
        8,
        "embedded, told → taken, of the bare reader",
        embedded.drain().await / bare,
        "of it",
        Target::AtLeast(0.4),
    );
    embedded.follow("embedded", report).await;
    let (folder, databases) = (Folder::empty("events-apart"), Databases::new(&[TELLS, TAKES]));
    if databases.are_served() && databases::redis().is_some() {
        furnish(&folder.0, &databases);
        let mut apart = Pair::at(&folder.0, &(databases.settings() + &engines::settings(&folder.0)), 3.0).await;
        let (what, least) = ("apart, told → taken", Target::AtLeast(0.4 * LEAST_DRAINED));
        report.figure(8, what, apart.drain().await, "events/s", least);
        apart.follow("apart", report).await;
    }
}

const TELLS: &str = "portal";
const TAKES: &str = "review";

/// One tells, the other listens; the work between them begins with `at_work`.
struct Pair {
    tells: House,
    takes: House,
    bus: Arc<dyn Bus>,
    desk: Arc<Desk>,
    taken: UnboundedReceiver<Instant>,
    /// What a single one may be late, in milliseconds.
    most: f64,
    work: JoinSet<()>,
}

impl Pair {
    async fn at(data: &Path, settings: &str, most: f64) -> Pair {
        let tells = seed::house(data, TELLS, settings).await;
        let takes = seed::house(data, TAKES, settings).await;
        let bus = bus::between(&[TELLS, TAKES], [&tells, &takes], &takes.settings).expect("a bus");
        let (says, taken) = unbounded_channel();
        let desk = Arc::new(Desk { house: takes.clone(), says });
        Pair { tells, takes, bus, desk, taken, most, work: JoinSet::new() }
    }

    /// How many of those that waited are taken in a second.
    async fn drain(&mut self) -> f64 {
        let by = By::service(TELLS);
        let mut act = self.tells.act(&by, "bench.tell", "all").await.expect("begun");
        for number in 0..WAITING {
            act.tell(&format!("bench/{}", number % SUBJECTS), told()).await.expect("told");
        }
        act.commit(&()).await.expect("committed");
        let began = Instant::now();
        self.at_work();
        for _ in 0..WAITING {
            self.next().await;
        }
        f64::from(WAITING) / began.elapsed().as_secs_f64()
    }

    fn at_work(&mut self) {
        let duties = Duties::default();
        let (house, bus) = (self.tells.clone(), self.bus.clone());
        self.work.spawn(relay::run(house, bus, duties.duty(TELLS, "relay"), Held::alone()));
        let (house, service, bus) = (self.takes.clone(), self.desk.clone(), self.bus.clone());
        let reader = Arc::new(Reader { house, service, bus, producer: TELLS });
        self.work.spawn(reader::run(reader, duties.duty(TAKES, "reader"), Held::alone()));
    }

    /// Each told when the one before was taken: from its commit until the reader hands it to the desk.
    async fn follow(mut self, mode: &str, report: &mut Report) {
        let mut took = Vec::new();
        for _ in 0..ALONE {
            let mut act = self.tells.act(&By::service(TELLS), "bench.tell", "one").await.expect("begun");
            act.tell("bench/one", told()).await.expect("told");
            act.commit(&()).await.expect("committed");
            let committed = Instant::now();
            took.push(self.next().await.saturating_duration_since(committed));
        }
        took.sort_unstable();
        let p50 = median(&took).as_secs_f64() * 1000.0;
        report.figure(
            8,
            &format!("{mode}, committed → handed to its reader, p50"),
            p50,
            "ms",
            Target::AtMost(self.most),
        );
    }

    async fn next(&mut self) -> Instant {
        let taken = tokio::time::timeout(PATIENCE, self.taken.recv()).await;
        taken.expect("it is taken in time").expect("the desk is there")
    }
}

/// Takes each in an act of its own, and says when it was handed over.
struct Desk {
    house: House,
    says: UnboundedSender<Instant>,
}

#[async_trait]
impl Running for Desk {
    fn furnish(&self, _routes: &mut ServiceConfig) {}

    async fn hear(&self, heard: Heard) -> Result<(), DeskError> {
        let handed = Instant::now();
        let act = self.house.act(&heard.by, "bench.take", &heard.envelope.subject).await?;
        act.commit(&()).await?;
        self.says.send(handed).map_err(|gone| Fault::new(gone.to_string()))?;
        Ok(())
    }

    async fn ready(&self) -> Result<(), Fault> {
        Ok(())
    }
}

fn told() -> Event {
    Event::ResendAsked(ResendAsked { letter: Uuid::nil(), reason: None })
}

/// Events in a second that are read in order and marked as taken, some at once in a transaction with its flush.
fn drained(folder: &Path) -> f64 {
    let mut db = Connection::open(folder.join("drained.db")).expect("a database");
    let tables = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
        CREATE TABLE outbox (position INTEGER PRIMARY KEY, id BLOB, event TEXT);
        CREATE TABLE inbox (id BLOB PRIMARY KEY, position INTEGER);";
    db.execute_batch(tables).expect("tables");
    let tx = db.transaction().expect("begun");
    for position in 1..=WAITING {
        let id = Uuid::from_u128(position.unsigned_abs().into());
        tx.execute("INSERT INTO outbox VALUES (?, ?, ?)", params![position, id.as_bytes(), "y".repeat(300)])
            .expect("inserted");
    }
    tx.commit().expect("committed");
    let began = Instant::now();
    let mut first = 1;
    while first <= WAITING {
        let tx = db.transaction().expect("begun");
        {
            let range = params![first, first + AT_ONCE];
            let mut read =
                tx.prepare_cached("SELECT id, event, position FROM outbox WHERE position >= ? AND position < ?");
            let mut rows = read.as_mut().expect("prepared").query(range).expect("read");
            let mut mark = tx.prepare_cached("INSERT INTO inbox VALUES (?, ?)").expect("prepared");
            while let Some(row) = rows.next().expect("a row") {
                let (id, _event, position): (Vec<u8>, String, i64) =
                    (row.get(0).expect("id"), row.get(1).expect("event"), row.get(2).expect("position"));
                mark.execute(params![id, position]).expect("marked");
            }
        }
        tx.commit().expect("committed");
        first += AT_ONCE;
    }
    f64::from(WAITING) / began.elapsed().as_secs_f64()
}
