//! The product as most cities begin: one process over files, with a mailbox. Killed, filled up and copied while it writes, and
//! held against a ledger of what its people were promised.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use databases::Databases;
use reqwest::Client;
use serde_json::Value;

use crate::apart::ARRIVES_WITHIN;
use crate::ledger::{self, Books, Filer, Finding, Line};
use crate::program::Process;
use crate::town::{SERVICES, empty_folder};

const A_MOMENT: Duration = Duration::from_millis(50);

pub struct Embedded {
    pub data: PathBuf,
    pub databases: Databases,
    pub process: Process,
    pub line: Line,
    people: AtomicU32,
}

impl Embedded {
    pub async fn open() -> Embedded {
        let data = empty_folder();
        let settings = "[portal]\ncodes_per_network = 100000\n";
        std::fs::write(data.join("yincai.toml"), settings).expect("written");
        let process = Process::embedded(&data);
        let (databases, line) = (Databases::in_files(&SERVICES), Line::default());
        let town = Embedded { data, databases, process, line, people: AtomicU32::default() };
        town.ready().await;
        town.settles().await.unwrap_or_else(|found| panic!("it did not begin well: {found:#?}"));
        town
    }

    /// Kills it with -9 and starts it again.
    pub async fn dies_and_starts(&mut self) {
        self.process.embed_again(&self.data);
        self.ready().await;
    }

    pub async fn ready(&self) {
        answers(&self.process.url).await;
    }

    /// Somebody new, signed in with the code that came into the mailbox.
    pub async fn newcomer(&self) -> Filer {
        let mail = format!("person{}@example.com", self.people.fetch_add(1, Ordering::Relaxed));
        let code = code_by_mailbox(&self.process.url, &mail);
        Filer::signs_in(&self.line, &self.process.url, &mail, code).await
    }

    /// The id of the hospital's post.
    pub async fn post(&self) -> String {
        hospital_post(&self.process.url).await
    }

    pub async fn findings(&self) -> Vec<Finding> {
        let books = Books::read(&self.data, &self.databases).await.expect("the databases can be read");
        ledger::check(&self.line.ledger.read(), &books.with_mailbox(&self.data), &BTreeSet::new())
    }

    pub async fn settles(&self) -> Result<Duration, Vec<Finding>> {
        settles(async || self.findings().await).await
    }

    /// Nothing is wrong, the trails verify, and SQLite finds its files whole.
    pub async fn is_whole(&self) {
        let books = Books::read(&self.data, &self.databases).await.expect("the databases can be read");
        let books = books.with_mailbox(&self.data).with_trails(&self.data);
        let books = books.with_bare(&self.data, &self.databases, &self.line.ledger.personal()).await;
        let found = ledger::check(&self.line.ledger.read(), &books, &BTreeSet::new());
        assert!(found.is_empty(), "{found:#?}");
    }
}

impl Drop for Embedded {
    fn drop(&mut self) {
        self.process.kill();
        if !std::thread::panicking() {
            std::fs::remove_dir_all(&self.data).ok();
        }
    }
}

/// Waits until nothing is wrong; how long that took, or what is still wrong when it should have arrived.
pub async fn settles(mut findings: impl AsyncFnMut() -> Vec<Finding>) -> Result<Duration, Vec<Finding>> {
    let began = tokio::time::Instant::now();
    loop {
        let found = findings().await;
        if found.is_empty() {
            return Ok(began.elapsed());
        }
        if began.elapsed() > ARRIVES_WITHIN {
            return Err(found);
        }
        tokio::time::sleep(4 * A_MOMENT).await;
    }
}

/// Tries something until it gives a value.
pub async fn until<T>(what: &str, mut attempt: impl AsyncFnMut() -> Option<T>) -> T {
    let deadline = tokio::time::Instant::now() + ARRIVES_WITHIN;
    loop {
        if let Some(value) = attempt().await {
            return value;
        }
        assert!(tokio::time::Instant::now() < deadline, "waited in vain: {what}");
        tokio::time::sleep(A_MOMENT).await;
    }
}

/// Until a program can serve.
pub async fn answers(url: &str) {
    let client = Client::builder().timeout(Duration::from_secs(5)).build().expect("a client");
    until(&format!("{url} is ready"), async || {
        client.get(format!("{url}/health/ready")).send().await.ok().filter(|answer| answer.status() == 200).map(|_| ())
    })
    .await;
}

/// The id of the hospital's post, once the catalogue shows it.
pub async fn hospital_post(url: &str) -> String {
    posts(url, |number| number.ends_with("-037")).await.remove(0)
}

/// The ids of the posts with such a number, once the catalogue shows some.
pub async fn posts(url: &str, is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let listing = format!("{url}/api/portal/v1/posts?limit=200");
    until("the catalogue", async || {
        let listed: Value = reqwest::get(&listing).await.ok()?.json().await.ok()?;
        let wanted = listed["items"].as_array()?.iter().filter(|post| post["number"].as_str().is_some_and(&is_wanted));
        let ids: Vec<String> = wanted.filter_map(|post| post["id"].as_str().map(str::to_owned)).collect();
        (!ids.is_empty()).then_some(ids)
    })
    .await
}

/// The code in the newest mail to somebody, as the local mailbox shows it.
pub async fn code_by_mailbox(url: &str, to: &str) -> String {
    let listing = format!("{url}/api/notify/v1/mailbox?limit=200&to={to}");
    until("a code by mail", async || {
        let listed: Value = reqwest::get(&listing).await.ok()?.json().await.ok()?;
        let text = listed["items"].as_array()?.first()?["text"].as_str()?.to_owned();
        text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6).map(str::to_owned)
    })
    .await
}

/// What SQLite itself finds wrong with a database of the folder.
pub async fn integrity(data: &Path, databases: &Databases, service: &str) -> Vec<String> {
    use sea_orm::{ConnectionTrait, DbBackend, Statement};
    let db = databases.open(data, service).await;
    let asked = Statement::from_string(DbBackend::Sqlite, "PRAGMA integrity_check");
    let rows = db.query_all_raw(asked).await.unwrap_or_else(|error| panic!("{service}: {error}"));
    db.close().await.expect("closed");
    let said = rows.iter().map(|row| row.try_get_by_index::<String>(0).expect("words"));
    said.filter(|said| said != "ok").collect()
}
