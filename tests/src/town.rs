//! The whole product in this process, in an empty folder, on a port of its own.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use databases::Databases;
use domain::Language;
use kit::{Clock, Instant, Rng, Service, SetClock, Settings, SystemClock, SystemRng};
use reqwest::Client;
use sea_orm::prelude::Uuid;
use serde_json::Value;

use crate::api::Api;
use crate::applicant::Applicant;
use crate::browser::Browser;
use crate::engines;
use crate::officer::StaffMember;
use crate::program::Process;

/// Letters and moves cross the bus; what takes longer than this is lost.
const PATIENCE: Duration = Duration::from_secs(20);
const A_MOMENT: Duration = Duration::from_millis(25);
pub const SERVICES: [&str; 3] = ["review", "portal", "notify"];

pub struct Town {
    pub url: String,
    pub data: PathBuf,
    runs: Option<Runs>,
    pub databases: Databases,
}

enum Runs {
    Here { handle: actix_web::dev::ServerHandle, thread: JoinHandle<()> },
    Apart(Process),
}

impl Town {
    /// In this process.
    pub async fn new() -> Town {
        Town::with("").await
    }

    /// In this process, with settings of its own, as TOML.
    pub async fn with(settings: &str) -> Town {
        Town::at(settings, Arc::new(SystemClock)).await
    }

    /// In this process, by a clock of its own.
    pub async fn at(settings: &str, clock: Arc<dyn Clock>) -> Town {
        Town::of(yincai::SERVICES, settings, clock).await
    }

    /// The same with these services in the place of those that the program has.
    pub async fn of(services: [&'static dyn Service; 3], settings: &str, clock: Arc<dyn Clock>) -> Town {
        let (data, databases) = empty_house();
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let (tell, told) = mpsc::channel();
        let (folder, settings) = (data.clone(), format!("{settings}\n{}", databases.settings()));
        let thread = std::thread::spawn(move || {
            let rng = Arc::new(SystemRng);
            let text = format!("listen = \"{address}\"\ndata = {folder:?}\n{settings}{}", engines::settings(&folder));
            let settings = Settings::given(&yincai::defaults(), &text, &*rng).expect("settings");
            actix_web::rt::System::new().block_on(async {
                let program = yincai::program::start(&services, settings, clock, rng, listener).await;
                let program = program.unwrap_or_else(|trouble| panic!("{trouble}"));
                tell.send(program.handle()).expect("somebody waits");
                program.until_stopped().await.unwrap_or_else(|trouble| panic!("{trouble}"));
            });
        });
        let handle = told.recv().expect("the program starts");
        let runs = Some(Runs::Here { handle, thread });
        let town = Town { url: format!("http://{address}"), data, runs, databases };
        town.opened().await;
        town
    }

    /// As a program of its own, which can be killed.
    pub async fn apart() -> Town {
        let (data, databases) = empty_house();
        Town::found(data, databases).await
    }

    /// As a program of its own, on a folder and databases that hold a product already.
    pub async fn found(data: PathBuf, databases: Databases) -> Town {
        let process = Process::start(&data);
        let town = Town { url: process.url.clone(), data, runs: Some(Runs::Apart(process)), databases };
        town.opened().await;
        town
    }

    /// As a program of its own, killed again and again after so many milliseconds while it fills its empty folder.
    pub async fn killed_at_birth(after: impl IntoIterator<Item = u64>) -> Town {
        let (data, databases) = empty_house();
        let mut process = Process::start(&data);
        for milliseconds in after {
            tokio::time::sleep(Duration::from_millis(milliseconds)).await;
            process = process.kill_and_start(&data, &[]);
        }
        let town = Town { url: process.url.clone(), data, runs: Some(Runs::Apart(process)), databases };
        town.opened().await;
        town
    }

    /// Kills the program with -9 and starts it again on the same data and the same port.
    pub async fn kill_and_start(&mut self) {
        self.kill_and_run(&[]).await;
    }

    /// Kills the program with -9 and starts it again with only some of its services.
    pub async fn kill_and_serve(&mut self, services: &[&str]) {
        self.kill_and_run(&[&["serve"], services].concat()).await;
    }

    async fn kill_and_run(&mut self, arguments: &[&str]) {
        let Some(Runs::Apart(process)) = self.runs.take() else {
            panic!("only a program of its own can be killed");
        };
        self.runs = Some(Runs::Apart(process.kill_and_start(&self.data, arguments)));
        self.answers().await;
    }

    /// Asks the program to stop; whether it ended well.
    pub fn stop(&mut self) -> bool {
        match &mut self.runs {
            Some(Runs::Apart(process)) => process.stop().success(),
            _ => panic!("only a program of its own can be stopped"),
        }
    }

    pub fn browser(&self, language: Language) -> Browser {
        Browser::new(&self.url, language)
    }

    pub fn applicant(&self, name: &str, mail: &str, language: Language) -> Applicant {
        Applicant::new(self.browser(language), name, mail)
    }

    /// How many files lie in the store.
    pub fn files_kept(&self) -> usize {
        let entries = std::fs::read_dir(self.data.join("files")).expect("a folder");
        let name = |entry: std::io::Result<std::fs::DirEntry>| entry.expect("an entry").file_name();
        entries.map(name).filter(|name| Uuid::parse_str(&name.to_string_lossy()).is_ok()).count()
    }

    /// The number of the demo's post of the hospital that is open under 10(4) and 10(5).
    pub async fn hospital_post(&self) -> String {
        hospital_post(&self.api(Language::Zh)).await
    }

    /// The id of the unit whose English name holds this, once the register of units has come.
    pub async fn unit(&self, name: &str) -> String {
        let named = |unit: &Value| unit["name"]["en"].as_str().is_some_and(|known| known.contains(name));
        self.until("the register of units", async || {
            let listed = self.get("/api/portal/v1/units").await;
            let unit = listed["items"].as_array()?.iter().find(|unit| named(unit))?;
            unit["id"].as_str().map(str::to_owned)
        })
        .await
    }

    /// Signs a demo officer in.
    pub async fn officer(&self, login: &str, language: Language) -> StaffMember {
        StaffMember::sign_in(self.browser(language), login, &self.code(login)).await
    }

    /// The current code of a demo officer's second factor.
    pub fn code(&self, login: &str) -> String {
        self.code_at(login, SystemClock.now())
    }

    /// The code after that, which is taken a little early: for an officer who has just used the current one.
    pub fn next_code(&self, login: &str) -> String {
        self.code_ahead(login, Duration::from_secs(30))
    }

    /// The code by a clock that is so far ahead.
    pub fn code_ahead(&self, login: &str, by: Duration) -> String {
        self.code_at(login, SystemClock.now().plus(by))
    }

    fn code_at(&self, login: &str, at: Instant) -> String {
        code_at(&self.data, login, at)
    }

    /// The mails to an address, the newest first.
    pub async fn mails(&self, to: &str) -> Vec<Value> {
        let answer = self.get(&format!("/api/notify/v1/mailbox?limit=200&to={to}")).await;
        answer["items"].as_array().cloned().unwrap_or_else(|| panic!("no list of mails: {answer}"))
    }

    /// Waits until there are so many mails to the address; more than that is a fault.
    pub async fn mails_when(&self, to: &str, count: usize) -> Vec<Value> {
        let deadline = tokio::time::Instant::now() + PATIENCE;
        loop {
            let mails = self.mails(to).await;
            assert!(mails.len() <= count, "{} mails to {to} instead of {count}: {mails:#?}", mails.len());
            if mails.len() == count {
                return mails;
            }
            assert!(tokio::time::Instant::now() < deadline, "{} of {count} mails to {to}: {mails:#?}", mails.len());
            tokio::time::sleep(A_MOMENT).await;
        }
    }

    /// The six digits of each letter to the address that has some, the newest first.
    pub async fn codes(&self, to: &str) -> Vec<String> {
        let code = |mail: Value| {
            let digits = mail["text"].as_str()?.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6);
            digits.map(str::to_owned)
        };
        self.mails(to).await.into_iter().filter_map(code).collect()
    }

    /// The six digits of the newest mail to the address.
    pub async fn mailed_code(&self, to: &str, mails: usize) -> String {
        let newest = self.mails_when(to, mails).await.remove(0);
        let text = newest["text"].as_str().expect("a text");
        let digits = text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6);
        digits.unwrap_or_else(|| panic!("no code in {text}")).to_owned()
    }

    /// A program that is nobody yet.
    pub fn api(&self, language: Language) -> Api {
        Api::new(&self.url, language)
    }

    /// A program signed in as an applicant, with the code that comes by mail.
    pub async fn applicant_api(&self, mail: &str, mails_before: usize) -> Api {
        self.api(Language::Zh).as_applicant(mail, self.mailed_code(mail, mails_before + 1)).await
    }

    /// A program signed in as a demo officer.
    pub async fn officer_api(&self, login: &str) -> Api {
        self.officer_api_with(login, &self.code(login)).await
    }

    /// The same with this code: for an officer who has just used the current one.
    pub async fn officer_api_with(&self, login: &str, code: &str) -> Api {
        self.api(Language::Zh).as_officer(login, code).await
    }

    /// An answer of the API to somebody who is nobody.
    pub async fn get(&self, path: &str) -> Value {
        self.api(Language::Zh).get(path).await.body
    }

    /// Tries something until it gives a value.
    pub async fn until<T>(&self, what: &str, mut attempt: impl AsyncFnMut() -> Option<T>) -> T {
        let deadline = tokio::time::Instant::now() + PATIENCE;
        loop {
            if let Some(value) = attempt().await {
                return value;
            }
            assert!(tokio::time::Instant::now() < deadline, "waited in vain: {what}");
            tokio::time::sleep(A_MOMENT).await;
        }
    }

    /// Until the catalogue shows posts.
    async fn opened(&self) {
        self.answers().await;
        self.until("the catalogue", async || {
            let posts = self.get("/api/portal/v1/posts?limit=1").await;
            posts["items"].as_array().is_some_and(|items| !items.is_empty()).then_some(())
        })
        .await;
    }

    async fn answers(&self) {
        self.until("the program", async || {
            Client::new()
                .get(format!("{}/health/ready", self.url))
                .send()
                .await
                .ok()
                .filter(|answer| answer.status() == 200)
        })
        .await;
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        match self.runs.take() {
            Some(Runs::Here { handle, thread }) => {
                let stop = handle.stop(false);
                let stopped = std::thread::spawn(move || actix_web::rt::System::new().block_on(stop)).join();
                let ended = thread.join();
                assert!(std::thread::panicking() || (stopped.is_ok() && ended.is_ok()), "the program ended badly");
            }
            Some(Runs::Apart(process)) => drop(process),
            None => {}
        }
        if !std::thread::panicking() {
            std::fs::remove_dir_all(&self.data).ok();
        }
    }
}

/// A folder and databases for a whole product, which every program that is run on the folder finds.
pub fn empty_house() -> (PathBuf, Databases) {
    let (data, databases) = (empty_folder(), Databases::new(&SERVICES));
    furnish(&data, &databases);
    (data, databases)
}

/// The number of the demo's post of the hospital, as whoever asks is told.
pub async fn hospital_post(asks: &Api) -> String {
    let listed = asks.get("/api/portal/v1/posts?limit=200").await.body;
    let numbers = listed["items"].as_array().into_iter().flatten().filter_map(|post| post["number"].as_str());
    let found = numbers.into_iter().find(|number| number.ends_with("-037"));
    found.unwrap_or_else(|| panic!("the hospital's post is not in {listed}")).to_owned()
}

/// The code of a demo officer's second factor at an instant, in the product of this folder.
pub fn code_at(data: &Path, login: &str, at: Instant) -> String {
    let rng: Arc<dyn Rng> = Arc::new(SystemRng);
    let text = format!("data = {data:?}\n");
    let settings = Settings::given(&yincai::defaults(), &text, &*rng).expect("settings");
    yincai::demo::code(&settings, rng, &SetClock::at(at), login).expect("a demo officer")
}

/// Writes into the folder's own settings where the databases are.
pub fn furnish(data: &Path, databases: &Databases) {
    if databases.are_served() {
        std::fs::write(data.join("yincai.toml"), databases.settings()).expect("written");
    }
}

pub fn empty_folder() -> PathBuf {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("yincai-town-{}-{number}", std::process::id()));
    std::fs::remove_dir_all(&folder).ok();
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}
