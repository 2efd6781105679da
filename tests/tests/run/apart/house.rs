//! A house whose services are apart, and the people who use it: each request to the process that the test names.

use std::collections::BTreeMap;
use std::path::PathBuf;

use domain::Language;
use kit::{Clock, SystemClock};
use serde_json::{Value, json};
use tests::filings::filing;
use tests::officer::PASSWORD;
use tests::program::Process;
use tests::town::{SERVICES, code_at, empty_folder, furnish};
use tests::{Answer, Api, embedded};

pub struct Apart {
    pub data: PathBuf,
    _databases: databases::Databases,
    processes: BTreeMap<&'static str, Vec<Option<Process>>>,
}

impl Apart {
    /// So many processes of each service, on one folder; all of them answer.
    pub async fn start(each: usize) -> Option<Apart> {
        let (data, databases) = (empty_folder(), databases::Databases::new(&SERVICES));
        if databases::redis().is_none() || (each > 1 && !databases.are_served()) {
            println!("not tested: YINCAI_TEST_REDIS and YINCAI_TEST_POSTGRES have to name servers");
            return None;
        }
        furnish(&data, &databases);
        let of = |service| (0..each).map(|_| Some(Process::serving(&data, &[service]))).collect();
        let processes = SERVICES.into_iter().map(|service| (service, of(service))).collect();
        let apart = Apart { data, _databases: databases, processes };
        for service in SERVICES {
            apart.answers(service).await;
        }
        Some(apart)
    }

    /// The door of the first process of a service.
    pub fn api(&self, service: &str) -> Api {
        self.api_of(service, 0)
    }

    pub fn api_of(&self, service: &str, number: usize) -> Api {
        Api::new(&self.process(service, number).url, Language::Zh)
    }

    /// Where the process is reached.
    pub fn url(&self, service: &str, number: usize) -> &str {
        &self.process(service, number).url
    }

    /// Whether that process still serves.
    pub fn serves(&self, service: &str, number: usize) -> bool {
        self.processes[service][number].is_some()
    }

    fn process(&self, service: &str, number: usize) -> &Process {
        self.processes[service][number].as_ref().expect("it runs")
    }

    /// Kills the first with -9 and starts it again at its address.
    pub fn kill(&mut self, service: &'static str) {
        let process = self.ends(service, 0);
        let again = process.kill_and_start(&self.data, &["serve", service]);
        self.processes.get_mut(service).expect("a service")[0] = Some(again);
    }

    /// One that does not serve any more: dropped, it is killed with -9.
    pub fn ends(&mut self, service: &str, number: usize) -> Process {
        self.processes.get_mut(service).expect("a service")[number].take().expect("it runs")
    }

    pub async fn until<T>(&self, what: &str, attempt: impl AsyncFnMut() -> Option<T>) -> T {
        embedded::until(what, attempt).await
    }

    pub async fn answers(&self, service: &str) {
        for process in self.processes[service].iter().flatten() {
            let url = format!("{}/health/live", process.url);
            self.until(service, async || reqwest::get(&url).await.ok().map(|_| ())).await;
        }
    }

    /// Which duties the process of the service does, as far as it tells: one that is busy may answer nothing but that.
    pub async fn does(&self, service: &str, number: usize) -> Vec<String> {
        let told = self.api_of(service, number).get("/health/ready").await;
        let duties = told.body["duties"][service].as_object().into_iter().flatten();
        duties.filter(|(_, where_)| *where_ == "here").map(|(duty, _)| duty.clone()).collect()
    }

    /// The mails to somebody, from whichever process tells of them.
    pub async fn mails(&self, to: &str) -> Vec<Value> {
        let number = self.processes["notify"].iter().position(Option::is_some).expect("one that runs");
        let path = format!("/api/notify/v1/mailbox?limit=200&to={to}");
        let listed = self.api_of("notify", number).get(&path).await.is(200);
        listed.body["items"].as_array().cloned().unwrap_or_default()
    }

    /// The code in the first letter to somebody.
    pub async fn code(&self, mail: &str) -> String {
        let letter = self.until("a code by mail", async || self.mails(mail).await.first().cloned()).await;
        let text = letter["text"].as_str().expect("a text");
        text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6).expect("a code").to_owned()
    }

    /// The id of the hospital's post.
    pub async fn post(&self, portal: &Api) -> Value {
        self.until("the catalogue", async || {
            let posts = portal.get("/api/portal/v1/posts?limit=200").await.body;
            let found = posts["items"]
                .as_array()?
                .iter()
                .find(|post| post["number"].as_str().is_some_and(|number| number.ends_with("-037")));
            found.map(|post| post["id"].clone())
        })
        .await
    }

    /// Files a nomination to the hospital's post; its receipt.
    pub async fn files(&self, mail: &str) -> String {
        let portal = self.api("portal");
        let post = self.post(&portal).await;
        portal.post("/api/portal/v1/mail-codes", &json!({ "mail": mail })).await.is(202);
        let code = self.code(mail).await;
        let signed_in = portal.post("/api/portal/v1/sessions", &json!({ "mail": mail, "code": code })).await.is(201);
        let person = portal.with_token(signed_in.text("token"));
        let body = json!({ "post": post, "filing": filing("林知远") });
        let draft: Answer = person.post("/api/portal/v1/nominations", &body).await.is(201);
        let submission = format!("/api/portal/v1/nominations/{}/submission", draft.text("id"));
        let submitted = person.change(reqwest::Method::POST, &submission, draft.version(), &json!({})).await;
        submitted.is(200).text("receipt").to_owned()
    }

    /// How often the unit's officer sees the receipt.
    pub async fn cases(&self, officer: &Api, receipt: &str) -> usize {
        let listed = officer.get("/api/review/v1/cases?limit=200").await.is(200);
        listed.body["items"].as_array().into_iter().flatten().filter(|case| case["receipt"] == *receipt).count()
    }

    /// The hospital's officer, signed in at the process with this number.
    pub async fn officer_at(&self, number: usize) -> Api {
        let login = "unit-hospital";
        let typed =
            json!({ "login": login, "password": PASSWORD, "code": code_at(&self.data, login, SystemClock.now()) });
        let review = self.api_of("review", number);
        let signed_in = review.post("/api/review/v1/tokens", &typed).await.is(200);
        review.with_token(signed_in.text("access_token"))
    }
}

impl Drop for Apart {
    fn drop(&mut self) {
        self.processes.clear();
        if !std::thread::panicking() {
            std::fs::remove_dir_all(&self.data).ok();
        }
    }
}
