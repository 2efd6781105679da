//! The services in processes of their own, with nothing between them but Redis; without `YINCAI_TEST_REDIS` there is none to run.
//! Whatever dies or is wiped on the way, what was acknowledged arrives, once.

use std::path::PathBuf;
use std::time::Duration;

use domain::Language;
use kit::{Clock, SystemClock};
use serde_json::{Value, json};
use tests::filings::filing;
use tests::officer::PASSWORD;
use tests::program::Process;
use tests::town::{SERVICES, code_at, empty_folder, furnish};
use tests::{Answer, Api};

const PATIENCE: Duration = Duration::from_secs(60);
const A_MOMENT: Duration = Duration::from_millis(50);

struct Apart {
    data: PathBuf,
    _databases: databases::Databases,
    processes: Vec<Process>,
}

impl Apart {
    fn start() -> Option<Apart> {
        if databases::redis().is_none() {
            println!("not tested: YINCAI_TEST_REDIS names no Redis server");
            return None;
        }
        let (data, databases) = (empty_folder(), databases::Databases::new(&SERVICES));
        furnish(&data, &databases);
        let processes = SERVICES.iter().map(|service| Process::serving(&data, &[service])).collect();
        Some(Apart { data, _databases: databases, processes })
    }

    /// The door of one service.
    fn api(&self, service: &str) -> Api {
        Api::new(&self.processes[place(service)].url, Language::Zh)
    }

    /// Kills it with -9 and starts it again at its address.
    fn kill(&mut self, service: &'static str) {
        let process = self.processes.remove(place(service));
        self.processes.insert(place(service), process.kill_and_start(&self.data, &["serve", service]));
    }

    async fn until<T>(&self, what: &str, mut attempt: impl AsyncFnMut() -> Option<T>) -> T {
        let deadline = tokio::time::Instant::now() + PATIENCE;
        loop {
            if let Some(value) = attempt().await {
                return value;
            }
            assert!(tokio::time::Instant::now() < deadline, "waited in vain: {what}");
            tokio::time::sleep(A_MOMENT).await;
        }
    }

    async fn answers(&self, service: &str) {
        let url = format!("{}/health/live", self.processes[place(service)].url);
        self.until(service, async || reqwest::get(&url).await.ok().map(|_| ())).await;
    }

    async fn mails(&self, to: &str) -> Vec<Value> {
        let listed = self.api("notify").get(&format!("/api/notify/v1/mailbox?limit=200&to={to}")).await.is(200);
        listed.body["items"].as_array().cloned().unwrap_or_default()
    }

    /// Files a nomination to the hospital's post; its receipt.
    async fn files(&self, mail: &str) -> String {
        let portal = self.api("portal");
        let numbers = self.until("the catalogue", async || {
            let posts = portal.get("/api/portal/v1/posts?limit=200").await.body;
            let found = posts["items"]
                .as_array()?
                .iter()
                .find(|post| post["number"].as_str().is_some_and(|number| number.ends_with("-037")));
            found.map(|post| post["id"].clone())
        });
        let post = numbers.await;
        portal.post("/api/portal/v1/mail-codes", &json!({ "mail": mail })).await.is(202);
        let letter = self.until("a code by mail", async || self.mails(mail).await.first().cloned()).await;
        let text = letter["text"].as_str().expect("a text");
        let code = text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6).expect("a code");
        let signed_in = portal.post("/api/portal/v1/sessions", &json!({ "mail": mail, "code": code })).await.is(201);
        let person = portal.with_token(signed_in.text("token"));
        let body = json!({ "post": post, "filing": filing("林知远") });
        let draft: Answer = person.post("/api/portal/v1/nominations", &body).await.is(201);
        let submission = format!("/api/portal/v1/nominations/{}/submission", draft.text("id"));
        let submitted = person.change(reqwest::Method::POST, &submission, draft.version(), &json!({})).await;
        submitted.is(200).text("receipt").to_owned()
    }

    /// How often the unit's officer sees the receipt.
    async fn cases(&self, officer: &Api, receipt: &str) -> usize {
        let listed = officer.get("/api/review/v1/cases?limit=200").await.is(200);
        listed.body["items"].as_array().into_iter().flatten().filter(|case| case["receipt"] == *receipt).count()
    }

    async fn officer(&self) -> Api {
        let login = "unit-hospital";
        let typed =
            json!({ "login": login, "password": PASSWORD, "code": code_at(&self.data, login, SystemClock.now()) });
        let signed_in = self.api("review").post("/api/review/v1/tokens", &typed).await.is(200);
        self.api("review").with_token(signed_in.text("access_token"))
    }
}

/// Its place among the processes.
fn place(service: &str) -> usize {
    SERVICES.iter().position(|name| *name == service).expect("a service")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_crosses_redis_once_whatever_dies_or_is_wiped() {
    let Some(mut apart) = Apart::start() else { return };
    for service in SERVICES {
        apart.answers(service).await;
    }
    let first = apart.files("first@example.com").await;
    let officer = apart.officer().await;
    apart.until("the first case", async || (apart.cases(&officer, &first).await == 1).then_some(())).await;

    apart.kill("review");
    let second = apart.files("second@example.com").await;
    apart.kill("portal");
    apart.answers("review").await;
    apart.answers("portal").await;
    apart.until("the second case", async || (apart.cases(&officer, &second).await == 1).then_some(())).await;

    let client = redis::Client::open(databases::redis().expect("a server")).expect("an address");
    let mut line = client.get_multiplexed_async_connection().await.expect("a line");
    let name = apart.data.file_name().expect("a name").to_string_lossy().into_owned();
    for producer in SERVICES {
        let _: i64 =
            redis::cmd("DEL").arg(format!("{name}:log:{producer}")).query_async(&mut line).await.expect("gone");
    }
    let third = apart.files("third@example.com").await;
    apart.until("the third case", async || (apart.cases(&officer, &third).await == 1).then_some(())).await;
    for receipt in [first, second] {
        assert_eq!(apart.cases(&officer, &receipt).await, 1, "{receipt}");
    }
    for mail in ["first@example.com", "second@example.com", "third@example.com"] {
        apart.until("a code and a receipt", async || (apart.mails(mail).await.len() == 2).then_some(())).await;
    }
    apart.processes.clear();
    std::fs::remove_dir_all(&apart.data).ok();
}
