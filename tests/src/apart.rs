//! The services in processes of their own over PostgreSQL, Redis and a mail server, with a proxy on each way between them, so
//! that anything can fail by itself. What happens to its people is written into a ledger, and held against what it has.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use databases::Databases;
use domain::Language;
use kit::{Clock, SystemClock};
use serde_json::json;

use crate::api::Api;
use crate::embedded::{answers, hospital_post, posts, settles, until};
use crate::ledger::{self, Books, Filer, Finding, Line, Teller, code_in};
use crate::officer::PASSWORD;
use crate::program::Process;
use crate::proxy::Proxy;
use crate::redis_server::RedisServer;
use crate::smtp::MailServer;
use crate::town::{SERVICES, code_at, empty_folder, furnish};

/// Everything arrives within this, once nothing fails any more.
pub const ARRIVES_WITHIN: Duration = Duration::from_secs(60);

pub struct Apart {
    pub data: PathBuf,
    pub databases: Databases,
    pub redis: RedisServer,
    pub mail_server: MailServer,
    pub ways: BTreeMap<Way, Proxy>,
    pub processes: BTreeMap<&'static str, Process>,
    pub line: Line,
    /// A second process of a service, as on a machine of its own.
    seconds: BTreeMap<&'static str, (Process, PathBuf)>,
    /// What each process is told besides.
    more: Vec<(&'static str, String)>,
    /// The letters whose mails may have come again under their one Message-ID.
    mails_may_repeat: BTreeSet<String>,
    people: AtomicU32,
}

/// From a service to what it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    Database(&'static str),
    Bus(&'static str),
    Mail,
}

impl Apart {
    /// `None`, and a line that says so, where an engine is missing.
    pub async fn open() -> Option<Apart> {
        Apart::with(&[]).await
    }

    /// Each process with these settings besides.
    pub async fn with(more: &[(&'static str, &str)]) -> Option<Apart> {
        let data = empty_folder();
        let databases = Databases::new(&SERVICES);
        let Some(place) = databases.place() else {
            println!("not tested: YINCAI_TEST_POSTGRES names no PostgreSQL");
            return None;
        };
        furnish(&data, &databases);
        let (redis, mail_server) = (RedisServer::start().await?, MailServer::start().await);
        let place = place.replace("localhost", "127.0.0.1").parse().expect("the address of PostgreSQL");
        let mut ways = BTreeMap::new();
        for service in SERVICES {
            ways.insert(Way::Database(service), Proxy::before(place).await);
            ways.insert(Way::Bus(service), Proxy::before(redis.address).await);
        }
        ways.insert(Way::Mail, Proxy::before(mail_server.address).await);
        let mut town = Apart {
            data,
            databases,
            redis,
            mail_server,
            ways,
            processes: BTreeMap::new(),
            line: Line::default(),
            seconds: BTreeMap::new(),
            more: more.iter().map(|(name, value)| (*name, (*value).to_owned())).collect(),
            mails_may_repeat: BTreeSet::new(),
            people: AtomicU32::default(),
        };
        for service in SERVICES {
            town.start(service, &[]);
        }
        for service in SERVICES {
            town.ready(service).await;
        }
        town.settles().await.unwrap_or_else(|found| panic!("it did not begin well: {found:#?}"));
        Some(town)
    }

    /// Starts a service, or starts it again: killed first where it still runs.
    pub fn start(&mut self, service: &'static str, more: &[(&str, &str)]) {
        let settings = self.settings(service);
        let mut environment = lent(&settings);
        environment.extend(more);
        match self.processes.get_mut(service) {
            Some(process) => process.serve_again(&self.data, service, &environment),
            None => {
                let process = Process::serving_with(&self.data, service, &environment);
                self.processes.insert(service, process);
            }
        }
    }

    /// Another process of the service, as on a machine of its own with the same secret, where the folder of files is mounted.
    pub async fn start_second(&mut self, service: &'static str) {
        let data = empty_folder();
        for file in ["secret", "yincai.toml"] {
            std::fs::copy(self.data.join(file), data.join(file)).expect("copied");
        }
        std::os::unix::fs::symlink(self.data.join("files"), data.join("files")).expect("mounted");
        let settings = self.settings(service);
        let second = Process::serving_with(&data, service, &lent(&settings));
        answers(&second.url).await;
        self.seconds.insert(service, (second, data));
    }

    /// Asks it to stop.
    pub fn stop_second(&mut self, service: &str) {
        let (mut second, data) = self.seconds.remove(service).expect("a second process");
        assert!(second.stop().success());
        std::fs::remove_dir_all(data).ok();
    }

    /// Asks the first or the second process of a service to stop, and starts it again at its address.
    pub async fn restarts(&mut self, service: &'static str, is_second: bool) {
        let settings = self.settings(service);
        let (process, data) = match self.seconds.get_mut(service).filter(|_| is_second) {
            Some((second, data)) => (second, &*data),
            None => (self.processes.get_mut(service).expect("it runs"), &self.data),
        };
        let stopped = process.stop();
        assert!(stopped.success(), "{service} did not stop well: {stopped}");
        process.serve_again(data, service, &lent(&settings));
        answers(&process.url).await;
    }

    /// Where the processes of a service listen.
    pub fn urls(&self, service: &str) -> Vec<String> {
        let second = self.seconds.get(service).map(|(second, _)| second.url.clone());
        std::iter::once(self.processes[service].url.clone()).chain(second).collect()
    }

    /// What a process of this service is told of its surroundings.
    fn settings(&self, service: &'static str) -> Vec<(&'static str, String)> {
        let (address, place) = self.databases.address().zip(self.databases.place()).expect("a server");
        let to = |way: Way| self.ways[&way].address.to_string();
        let mut settings = vec![
            ("YINCAI_DATABASE__URL", address.replace(&place, &to(Way::Database(service)))),
            ("YINCAI_DATABASE__WAIT_SECONDS", "2".to_owned()),
            ("YINCAI_DATABASE__STATEMENT_SECONDS", "4".to_owned()),
            ("YINCAI_BUS__URL", format!("redis://{}", to(Way::Bus(service)))),
            ("YINCAI_BUS__NAME", self.bus_name()),
            ("YINCAI_NOTIFY__TRANSPORT", "smtp".to_owned()),
            ("YINCAI_NOTIFY__SMTP__HOST", "127.0.0.1".to_owned()),
            ("YINCAI_NOTIFY__SMTP__PORT", self.ways[&Way::Mail].address.port().to_string()),
            ("YINCAI_NOTIFY__SMTP__TLS", "none".to_owned()),
            ("YINCAI_NOTIFY__SMTP__TIMEOUT_SECONDS", "5".to_owned()),
            ("YINCAI_PORTAL__CODES_PER_NETWORK", "100000".to_owned()),
        ];
        settings.extend(self.more.iter().cloned());
        settings
    }

    /// What its keys in Redis begin with.
    pub fn bus_name(&self) -> String {
        self.data.file_name().expect("a name").to_string_lossy().into_owned()
    }

    pub fn url(&self, service: &str) -> &str {
        &self.processes[service].url
    }

    pub fn way(&self, way: Way) -> &Proxy {
        &self.ways[&way]
    }

    pub async fn ready(&self, service: &str) {
        answers(self.url(service)).await;
    }

    /// Somebody new, signed in with the code that came by mail.
    pub async fn newcomer(&self) -> Filer {
        let mail = format!("person{}@example.com", self.people.fetch_add(1, Ordering::Relaxed));
        let code = until("a code by mail", async || self.mail_server.mails_to(&mail).last().and_then(code_in));
        Filer::signs_in(&self.line, self.url("portal"), &mail, code).await
    }

    /// A program at the portal's own door, signed in as somebody who has had no mail yet.
    pub async fn applicant_api(&self, mail: &str) -> Api {
        let code = until("a code by mail", async || self.mail_server.mails_to(mail).last().and_then(code_in));
        Api::new(self.url("portal"), Language::Zh).as_applicant(mail, code).await
    }

    /// A program at the door of the review, signed in as a demo officer.
    pub async fn officer_api(&self, login: &str) -> Api {
        Api::new(self.url("review"), Language::Zh).as_officer(login, &self.code(login)).await
    }

    /// The current code of a demo officer's second factor.
    pub fn code(&self, login: &str) -> String {
        code_at(&self.data, login, SystemClock.now())
    }

    /// The officer of the unit whose post is filed for.
    pub async fn officer(&self) -> Teller {
        let login = "unit-hospital";
        let typed = json!({ "login": login, "password": PASSWORD, "code": self.code(login) });
        Teller::signs_in(&self.line, self.url("review"), typed).await
    }

    /// The id of the hospital's post.
    pub async fn post(&self) -> String {
        hospital_post(self.url("portal")).await
    }

    /// The ids of the posts that somebody can file for: somebody does.
    pub async fn open_posts(&self) -> Vec<String> {
        let ids = posts(self.url("portal"), |_| true).await;
        let (scout, mut open) = (self.newcomer().await, Vec::new());
        for post in ids {
            if scout.files(&post).await.is_some() {
                open.push(post);
            }
        }
        open
    }

    /// What is wrong at the moment.
    pub async fn findings(&self) -> Vec<Finding> {
        let books = Books::read(&self.data, &self.databases).await.expect("the databases can be read");
        let books = books.with_mails(&self.mail_server.mails());
        ledger::check(&self.line.ledger.read(), &books, &self.mails_may_repeat)
    }

    /// The same, with the trails of the three services verified.
    pub async fn is_whole(&self) {
        let books = Books::read(&self.data, &self.databases).await.expect("the databases can be read");
        let books = books.with_mails(&self.mail_server.mails()).with_trails(&self.data);
        let books = books.with_bare(&self.data, &self.databases, &self.line.ledger.personal()).await;
        let found = ledger::check(&self.line.ledger.read(), &books, &self.mails_may_repeat);
        assert!(found.is_empty(), "{found:#?}");
    }

    /// From now on the mails that have come again until now are excused; how many of them are new.
    pub async fn excuses_repeated_mails(&mut self) -> usize {
        let of = |finding: Finding| match finding {
            Finding::Doubled { what: "mail", of, .. } => Some(of),
            _ => None,
        };
        let repeated: Vec<String> = self.findings().await.into_iter().filter_map(of).collect();
        self.mails_may_repeat.extend(repeated.iter().cloned());
        repeated.len()
    }

    pub async fn settles(&self) -> Result<Duration, Vec<Finding>> {
        settles(async || self.findings().await).await
    }
}

fn lent<'a>(settings: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    settings.iter().map(|(name, value)| (*name, &**value)).collect()
}

impl Drop for Apart {
    fn drop(&mut self) {
        self.processes.clear();
        self.seconds.clear();
        if !std::thread::panicking() {
            std::fs::remove_dir_all(&self.data).ok();
        }
    }
}
