//! One run of the program for the sweep: walked by API, ended on the way, started again, and what it left behind.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::sync::Arc;
use std::time::Duration;

use databases::Databases;
use domain::Language;
use reqwest::{Client, Method};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use serde_json::{Value, json};

use crate::filings::filing;
use crate::officer::PASSWORD;
use crate::parked::tells_unreadable_letters;
use crate::program::Process;
use crate::town::{SERVICES, Town, empty_folder, furnish};

const PATIENCE: Duration = Duration::from_secs(60);
const A_MOMENT: Duration = Duration::from_millis(25);

/// What a run does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It fills an empty folder with the demo.
    Birth,
    /// A nomination is submitted, its case passed on once, the letters written; and housekeeping falls due.
    Filing,
    /// What a service could not do is parked, tried again and skipped.
    Parking,
}

/// A folder in which all is ready for the submission.
pub struct Base {
    town: Town,
    applicant: String,
    officer: String,
    administrator: String,
    draft: String,
}

impl Base {
    pub async fn prepare() -> Base {
        let mut town = Town::apart().await;
        let (mail, api) = ("lin@example.com", town.api(Language::Zh));
        let applicant = town.applicant_api(mail, 0).await;
        let post = applicant.get(&format!("/api/portal/v1/posts/{}", town.hospital_post().await)).await.is(200);
        let body = json!({ "post": post.body["id"], "filing": filing("林知远") });
        let draft = applicant.post("/api/portal/v1/nominations", &body).await.is(201).text("id").to_owned();
        let signs_in = async |login: &str| {
            let typed = json!({ "login": login, "password": PASSWORD, "code": town.code(login) });
            api.post("/api/review/v1/tokens", &typed).await.is(200).text("access_token").to_owned()
        };
        let (officer, administrator) = (signs_in("unit-hospital").await, signs_in("admin-system").await);
        assert!(town.stop());
        for service in SERVICES {
            let db = town.databases.open(&town.data, service).await;
            let due = "UPDATE schedule SET wakes = 0 WHERE kind = 'kit.housekeeping'";
            assert_eq!(db.execute_unprepared(due).await.expect("housekeeping").rows_affected(), 1, "{service}");
            db.close().await.expect("closed");
        }
        let applicant = applicant.token().expect("signed in").to_owned();
        Base { town, applicant, officer, administrator, draft }
    }
}

/// A program on a folder of its own.
pub struct Run {
    process: Process,
    data: PathBuf,
    databases: Databases,
    way: Way,
    /// The point it is to be ended at, until it was.
    point: Option<&'static str>,
    url: String,
    client: Client,
}

impl Run {
    /// Starts it, to be ended at the point, or undisturbed.
    pub async fn begin(base: &Arc<Base>, way: Way, point: Option<&'static str>) -> Run {
        let data = empty_folder();
        let databases = match way {
            Way::Birth => aside(|| Databases::new(&SERVICES)).await,
            Way::Filing | Way::Parking => {
                copy(&base.town.data, &data);
                let base = base.clone();
                aside(move || base.town.databases.copied()).await
            }
        };
        furnish(&data, &databases);
        if way == Way::Parking {
            tells_unreadable_letters(&databases, &data, 3).await;
        }
        let url = base.town.url.clone();
        let mut environment = vec![("YINCAI_URL", url.as_str())];
        environment.extend(point.map(|point| ("CRASH_POINT", point)));
        let process = Process::start_with(&data, &environment);
        let client = Client::builder().timeout(Duration::from_secs(20)).build().expect("a client");
        Run { process, data, databases, way, point, url, client }
    }

    /// Walks its way to the end; what it left behind.
    pub async fn walk(mut self, base: &Base) -> BTreeMap<String, i64> {
        match self.way {
            Way::Birth => {}
            Way::Filing => self.file(base).await,
            Way::Parking => self.decide(base).await,
        }
        self.drain().await;
        assert_eq!(self.point, None, "the program never came to this point");
        let left = left_behind(&self.data, &self.databases).await;
        assert!(self.process.stop().success());
        std::fs::remove_dir_all(&self.data).ok();
        aside(move || drop(self.databases)).await;
        left
    }

    async fn file(&mut self, base: &Base) {
        let nomination = format!("/api/portal/v1/nominations/{}", base.draft);
        let version = self.call(Method::GET, &nomination, &base.applicant, "").await.1;
        let submission = format!("{nomination}/submission");
        let (submitted, _) = self.call(Method::POST, &submission, &base.applicant, &version).await;
        let receipt = submitted["receipt"].as_str().expect("a receipt").to_owned();
        let case = loop {
            let (listed, _) = self.call(Method::GET, "/api/review/v1/cases?limit=200", &base.officer, "").await;
            let found = listed["items"].as_array().into_iter().flatten().find(|case| case["receipt"] == *receipt);
            if let Some(id) = found.and_then(|case| case["id"].as_str()) {
                break format!("/api/review/v1/cases/{id}");
            }
            tokio::time::sleep(A_MOMENT).await;
        };
        let version = self.call(Method::GET, &case, &base.officer, "").await.1;
        self.call(Method::POST, &format!("{case}/passing"), &base.officer, &version).await;
    }

    /// Has the first of what is parked tried again in vain, then it and those behind it skipped.
    async fn decide(&mut self, base: &Base) {
        let first = self.parked(base, |parked| parked["version"] == 1).await;
        self.ask(base, &first, "retry").await;
        let tried = self.parked(base, |parked| parked["id"] == first["id"] && parked["version"] == 3).await;
        self.ask(base, &tried, "skip").await;
        let second = self.parked(base, |parked| parked["id"] != first["id"]).await;
        self.ask(base, &second, "skip").await;
        let third = self.parked(base, |parked| parked["id"] != first["id"] && parked["id"] != second["id"]).await;
        self.ask(base, &third, "skip").await;
    }

    async fn parked(&mut self, base: &Base, is_it: impl Fn(&Value) -> bool) -> Value {
        let deadline = tokio::time::Instant::now() + PATIENCE;
        loop {
            let (listed, _) = self.call(Method::GET, "/api/review/v1/parked-events", &base.administrator, "").await;
            if let Some(found) = listed["items"].as_array().into_iter().flatten().find(|parked| is_it(parked)) {
                return found.clone();
            }
            assert!(tokio::time::Instant::now() < deadline, "{:?}: not parked: {listed}", self.point);
            tokio::time::sleep(A_MOMENT).await;
        }
    }

    async fn ask(&mut self, base: &Base, parked: &Value, act: &str) {
        let path = format!("/api/review/v1/parked-events/{}/{act}", parked["id"].as_str().expect("an id"));
        let version = format!("\"v{}\"", parked["version"]);
        self.call(Method::POST, &path, &base.administrator, &version).await;
    }

    /// Asks until it is answered, as a client does that never learnt what became of its request: with the same key.
    async fn call(&mut self, method: Method, path: &str, token: &str, version: &str) -> (Value, String) {
        let deadline = tokio::time::Instant::now() + PATIENCE;
        loop {
            self.revive();
            let mut request = self.client.request(method.clone(), format!("{}{path}", self.process.url));
            if method == Method::POST {
                request = request.header("If-Match", version).header("Idempotency-Key", path.replace('/', "-"));
                request = request.json(&json!({}));
            }
            match request.bearer_auth(token).send().await {
                Ok(answer) if answer.status().is_success() => {
                    let tag = answer.headers().get("etag").and_then(|tag| tag.to_str().ok());
                    let tag = tag.unwrap_or_default().to_owned();
                    if let Ok(body) = answer.json().await {
                        return (body, tag);
                    }
                }
                Ok(answer) if answer.status() != 503 => {
                    panic!("{method} {path}: {} {}", answer.status(), answer.text().await.unwrap_or_default())
                }
                _ => {}
            }
            assert!(tokio::time::Instant::now() < deadline, "no answer to {method} {path}");
            tokio::time::sleep(A_MOMENT).await;
        }
    }

    /// Until every event was taken by everybody and every letter has come to its end.
    async fn drain(&mut self) {
        let deadline = tokio::time::Instant::now() + PATIENCE;
        loop {
            self.revive();
            match undone(&self.data, &self.databases).await {
                Ok(None) if self.answers().await => return,
                undone => assert!(tokio::time::Instant::now() < deadline, "{:?}: {undone:?}", self.point),
            }
            tokio::time::sleep(A_MOMENT).await;
        }
    }

    async fn answers(&self) -> bool {
        let ready = self.client.get(format!("{}/health/ready", self.process.url)).send().await;
        ready.is_ok_and(|answer| answer.status().is_success())
    }

    /// Starts it again once it was ended at its point; ended otherwise it has failed.
    fn revive(&mut self) {
        if let Some(ended) = self.process.ended() {
            let point = self.point.take().unwrap_or_else(|| panic!("the program ended by itself: {ended}"));
            assert!(is_aborted(ended), "the program ended before {point}: {ended}");
            self.process.start_again(&self.data, &[("YINCAI_URL", self.url.as_str())]);
        }
    }
}

/// PostgreSQL drops a database when everybody has let go of it, who is just signing in somewhere as well: whoever waited for
/// that in the task which signs in would wait for himself, until the server gives up the sign-in after a minute.
async fn aside<T: Send + 'static>(administers: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(administers).await.expect("no panic")
}

fn is_aborted(ended: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    const ABORT: i32 = 6;
    ended.signal() == Some(ABORT)
}

/// Rows of two columns: words and a number.
async fn counted(db: &DatabaseConnection, query: &str) -> Result<Vec<(String, i64)>, sea_orm::DbErr> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), query.to_owned())).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}

/// What has still to be done, if anything.
pub async fn undone(data: &Path, databases: &Databases) -> Result<Option<String>, String> {
    for service in SERVICES {
        if !databases.are_served() && !data.join(format!("{service}.db")).exists() {
            return Ok(Some(format!("{service} has no tables")));
        }
    }
    let mut read: BTreeMap<(String, String), i64> = BTreeMap::new();
    let mut told: BTreeMap<String, i64> = BTreeMap::new();
    for service in SERVICES {
        let db = databases.open(data, service).await;
        let found = async {
            // First, since what an event causes is there as soon as its position is.
            let positions = counted(&db, "SELECT producer, position FROM inbox_positions").await?;
            let due = "SELECT 'due', count(*) FROM schedule WHERE wakes IS NULL OR wakes = 0 OR kind = 'kit.move-on'";
            let due = counted(&db, due).await?;
            let letters = "SELECT 'letters', count(*) FROM letters WHERE stage IN ('waiting', 'sending')";
            let letters = if service == "notify" { counted(&db, letters).await? } else { Vec::new() };
            // Last, since what these cause is told with it.
            let unplaced = counted(&db, "SELECT 'unplaced', count(*) FROM outbox WHERE position IS NULL").await?;
            let last = counted(&db, "SELECT 'last', coalesce(max(position), 0) FROM outbox").await?;
            Ok::<_, sea_orm::DbErr>((unplaced, last, positions, due, letters))
        };
        let found = found.await;
        db.close().await.ok();
        let (unplaced, last, positions, due, letters) = found.map_err(|error| format!("{service}: {error}"))?;
        for (what, count) in unplaced.into_iter().chain(due).chain(letters) {
            if count > 0 {
                return Ok(Some(format!("{count} {what} in {service}")));
            }
        }
        told.insert(service.to_owned(), last[0].1);
        read.extend(positions.into_iter().map(|(producer, position)| ((service.to_owned(), producer), position)));
    }
    for (producer, last) in &told {
        for consumer in SERVICES.into_iter().filter(|consumer| consumer != producer) {
            let position = read.get(&(consumer.to_owned(), producer.clone())).copied().unwrap_or(0);
            if position != *last {
                return Ok(Some(format!("{consumer} has read {position} of {last} of {producer}")));
            }
        }
    }
    Ok(None)
}

/// Waits until nothing has still to be done.
pub async fn drained(town: &Town) {
    let deadline = tokio::time::Instant::now() + PATIENCE;
    loop {
        match undone(&town.data, &town.databases).await {
            Ok(None) => return,
            undone => assert!(tokio::time::Instant::now() < deadline, "{undone:?}"),
        }
        tokio::time::sleep(A_MOMENT).await;
    }
}

/// Everything that a nomination, a case and a letter leave, without ids and times. Tries of a letter and looks may differ.
pub async fn left_behind(data: &Path, databases: &Databases) -> BTreeMap<String, i64> {
    let shared = [
        "SELECT 'told ' || {type} || ' ' || sequence, count(*) FROM outbox GROUP BY 1",
        "SELECT 'taken from ' || producer, CAST(sum(sequence) AS BIGINT) FROM inbox_subjects GROUP BY 1",
        "SELECT 'parked', count(*) FROM inbox_parked",
        "SELECT 'did ' || deed, count(*) FROM audit WHERE deed NOT IN \
         ('attempt-letter', 'housekeeping', 'case.list', 'case.look') GROUP BY 1",
        "SELECT 'key ' || deed, count(*) FROM idempotency GROUP BY 1",
        "SELECT 'due ' || kind || ' ' || tries, count(*) FROM schedule GROUP BY 1",
    ];
    let own = [
        ("portal", "SELECT 'nominations ' || stage_name, count(*) FROM nominations GROUP BY 1"),
        ("portal", "SELECT 'posts', count(*) FROM posts"),
        ("review", "SELECT 'cases ' || stage_name || ' ' || version, count(*) FROM cases GROUP BY 1"),
        ("review", "SELECT 'officers', count(*) FROM officers"),
        ("review", "SELECT 'plans', count(*) FROM plans"),
        ("notify", "SELECT 'letters ' || name || ' ' || stage, count(*) FROM letters GROUP BY 1"),
    ];
    let mut left = BTreeMap::new();
    for service in SERVICES {
        let db = databases.open(data, service).await;
        let kind = match db.get_database_backend() {
            DbBackend::Postgres => "(event::json ->> 'type')",
            _ => "json_extract(event, '$.type')",
        };
        let queries = own.iter().filter(|(of, _)| *of == service).map(|(_, query)| *query);
        for query in shared.into_iter().chain(queries) {
            let rows = counted(&db, &query.replace("{type}", kind))
                .await
                .unwrap_or_else(|error| panic!("{service}: {query}: {error}"));
            left.extend(rows.into_iter().map(|(what, count)| (format!("{service}: {what}"), count)));
        }
        db.close().await.expect("closed");
    }
    left.insert("mails".to_owned(), mails(data));
    left
}

/// Mails by their Message-ID: a mail with an id of its own is a letter that came once.
fn mails(data: &Path) -> i64 {
    let mut ids = std::collections::BTreeSet::new();
    for entry in std::fs::read_dir(data.join("mail")).into_iter().flatten() {
        let path = entry.expect("a mail").path();
        if path.extension().is_some_and(|extension| extension == "eml") {
            let mail = String::from_utf8_lossy(&std::fs::read(&path).expect("readable")).into_owned();
            let id = mail.lines().find(|line| line.to_ascii_lowercase().starts_with("message-id:"));
            assert!(ids.insert(id.expect("a Message-ID").to_owned()), "{} came twice", path.display());
        }
    }
    i64::try_from(ids.len()).expect("few mails")
}

/// Everything in a folder.
pub fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let into = to.join(entry.file_name());
        if entry.path().is_dir() {
            std::fs::create_dir_all(&into).expect("a folder");
            copy(&entry.path(), &into);
        } else {
            std::fs::copy(entry.path(), into).expect("copied");
        }
    }
}
