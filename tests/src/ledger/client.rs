//! People who insist: whoever is not answered asks again under the same key, as a client does that never learnt what became of
//! its request. What each of them saw is kept in the order in which they saw it.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};

use super::{Act, Ledger, Outcome};
use crate::filings::filing;
use crate::smtp::TakenMail;

/// Whoever is not answered within this gives up waiting, and asks again.
const WAITS: Duration = Duration::from_secs(8);
/// Whoever is not answered within this gives up altogether.
const INSISTS: Duration = Duration::from_secs(60);
/// What all who file are called.
pub const NAME: &str = "林知远";
const A_MOMENT: Duration = Duration::from_millis(100);

/// The way to a town's doors, and the ledger beside it.
#[derive(Clone)]
pub struct Line {
    client: Client,
    pub ledger: Arc<Ledger>,
    seen: Arc<Mutex<Vec<(&'static str, String)>>>,
    keys: Arc<AtomicU64>,
}

/// What came back.
#[derive(Clone, Debug)]
pub enum Said {
    /// It was done: the body, and the version in its tag.
    Done(Value, String),
    /// A status that asking again does not change, and the problem's code.
    Refused(u16, String),
    /// Nothing, or that it cannot be said now: the status and the problem's code, or a word of our own.
    Nothing(String),
}

impl Default for Line {
    fn default() -> Line {
        Line {
            client: Client::builder().timeout(WAITS).pool_max_idle_per_host(0).build().expect("a client"),
            ledger: Arc::default(),
            seen: Arc::default(),
            keys: Arc::default(),
        }
    }
}

impl Line {
    /// What was seen since this was asked last, each thing once and in the order in which it came.
    pub fn seen(&self) -> Vec<(&'static str, String)> {
        let mut told: Vec<(&'static str, String)> = Vec::new();
        for seen in self.seen.lock().expect("not poisoned").drain(..) {
            if !told.contains(&seen) {
                told.push(seen);
            }
        }
        told
    }

    /// How often each thing was seen.
    pub fn tally(&self) -> BTreeMap<(&'static str, String), u32> {
        let mut tally = BTreeMap::new();
        for seen in self.seen.lock().expect("not poisoned").iter() {
            *tally.entry(seen.clone()).or_default() += 1;
        }
        tally
    }

    fn key(&self) -> String {
        format!("ledger-{}", self.keys.fetch_add(1, Ordering::Relaxed))
    }

    fn request(&self, method: Method, url: &str, path: &str, token: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{url}{path}")).header("Accept-Language", "en");
        if token.is_empty() { request } else { request.bearer_auth(token) }
    }

    /// Reads once, as nobody.
    pub async fn get(&self, what: &'static str, url: &str, path: &str) -> Said {
        self.asks(what, self.request(Method::GET, url, path, "")).await
    }

    /// Asks once.
    async fn asks(&self, what: &'static str, request: RequestBuilder) -> Said {
        let said = match request.send().await {
            Err(error) if error.is_timeout() => Said::Nothing("no answer".to_owned()),
            Err(_) => Said::Nothing("no connection".to_owned()),
            Ok(answer) => {
                let status = answer.status();
                let tag = answer.headers().get("etag").and_then(|tag| tag.to_str().ok()).unwrap_or_default().to_owned();
                let body = match answer.bytes().await {
                    Err(_) => None,
                    Ok(bytes) => Some(serde_json::from_slice::<Value>(&bytes).unwrap_or_default()),
                };
                match body {
                    None => Said::Nothing("an answer cut off".to_owned()),
                    Some(body) if status.is_success() => Said::Done(body, tag),
                    Some(body) => {
                        let code = body["code"].as_str().unwrap_or_default().to_owned();
                        let is_for_now = status.is_server_error() || [408, 425, 429].contains(&status.as_u16());
                        match is_for_now {
                            true => Said::Nothing(format!("{} {code}", status.as_u16())),
                            false => Said::Refused(status.as_u16(), code),
                        }
                    }
                }
            }
        };
        let words = match &said {
            Said::Done(..) => "done".to_owned(),
            Said::Refused(status, code) => format!("{status} {code}"),
            Said::Nothing(words) => words.trim().to_owned(),
        };
        self.seen.lock().expect("not poisoned").push((what, words));
        said
    }

    /// Asks for an act until it is known to be done or refused, or for as long as anybody would. `gives` is the field of the
    /// answer that is written down.
    async fn insists(
        &self,
        (what, act, gives): (&'static str, Act, &str),
        request: impl Fn(&str) -> RequestBuilder,
    ) -> Said {
        let (key, deadline) = (self.key(), tokio::time::Instant::now() + INSISTS);
        loop {
            self.ledger.asks(&key, &act);
            let said = self.asks(what, request(&key)).await;
            let outcome = match &said {
                Said::Done(body, _) => Outcome::Done(body[gives].as_str().unwrap_or_default().to_owned()),
                Said::Refused(status, _) => Outcome::Refused(*status),
                Said::Nothing(_) => Outcome::Open,
            };
            self.ledger.hears(&key, outcome);
            if !matches!(said, Said::Nothing(_)) || tokio::time::Instant::now() > deadline {
                return said;
            }
            tokio::time::sleep(A_MOMENT).await;
        }
    }

    /// Reads until it is answered.
    async fn reads(&self, what: &'static str, request: impl Fn() -> RequestBuilder) -> Said {
        let deadline = tokio::time::Instant::now() + INSISTS;
        loop {
            let said = self.asks(what, request()).await;
            if !matches!(said, Said::Nothing(_)) || tokio::time::Instant::now() > deadline {
                return said;
            }
            tokio::time::sleep(A_MOMENT).await;
        }
    }
}

/// Somebody who files, signed in.
#[derive(Clone)]
pub struct Filer {
    line: Line,
    url: String,
    pub mail: String,
    token: String,
}

impl Filer {
    /// Signs in with the code that `letter` finds when it has come.
    pub async fn signs_in(line: &Line, url: &str, mail: &str, code: impl Future<Output = String>) -> Filer {
        let filer = Filer { line: line.clone(), url: url.to_owned(), mail: mail.to_owned(), token: String::new() };
        let asked = filer.post("asks for a code", "/api/portal/v1/mail-codes", json!({ "mail": mail })).await;
        assert!(matches!(asked, Said::Done(..)), "{mail} gets no code: {asked:?}");
        let typed = json!({ "mail": mail, "code": code.await });
        let Said::Done(session, _) = filer.post("signs in", "/api/portal/v1/sessions", typed).await else {
            panic!("{mail} cannot sign in");
        };
        Filer { token: session["token"].as_str().expect("a token").to_owned(), ..filer }
    }

    /// The same person at another door.
    pub fn at(&self, url: &str) -> Filer {
        Filer { url: url.to_owned(), ..self.clone() }
    }

    async fn post(&self, what: &'static str, path: &str, body: Value) -> Said {
        self.line.reads(what, || self.request(Method::POST, path).json(&body)).await
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.line.request(method, &self.url, path, &self.token)
    }

    /// Begins a nomination for a post and submits it; the receipt, where it was given.
    pub async fn files(&self, post: &str) -> Option<String> {
        let (id, version) = self.drafts(post).await?;
        self.submits(&id, &version).await
    }

    /// Its id and its version.
    pub async fn drafts(&self, post: &str) -> Option<(String, String)> {
        let body = json!({ "post": post, "filing": filing(NAME) });
        let drafting = |key: &str| {
            self.request(Method::POST, "/api/portal/v1/nominations").header("Idempotency-Key", key).json(&body)
        };
        match self.line.insists(("drafts", Act::Draft, "id"), drafting).await {
            Said::Done(draft, version) => Some((draft["id"].as_str()?.to_owned(), version)),
            _ => None,
        }
    }

    pub async fn submits(&self, id: &str, version: &str) -> Option<String> {
        let act = Act::Submit { nomination: id.to_owned(), mail: self.mail.clone() };
        let path = format!("/api/portal/v1/nominations/{id}/submission");
        let submitting = |key: &str| {
            let request = self.request(Method::POST, &path).header("Idempotency-Key", key);
            request.header("If-Match", version).json(&json!({}))
        };
        match self.line.insists(("files", act, "receipt"), submitting).await {
            Said::Done(submitted, _) => submitted["receipt"].as_str().map(str::to_owned),
            _ => None,
        }
    }
}

/// Somebody of the staff, signed in by API.
#[derive(Clone)]
pub struct Teller {
    line: Line,
    url: String,
    token: String,
}

impl Teller {
    pub async fn signs_in(line: &Line, url: &str, typed: Value) -> Teller {
        let teller = Teller { line: line.clone(), url: url.to_owned(), token: String::new() };
        let signing = || line.request(Method::POST, url, "/api/review/v1/tokens", "").json(&typed);
        let Said::Done(tokens, _) = line.reads("signs in at the staff door", signing).await else {
            panic!("the officer cannot sign in");
        };
        Teller { token: tokens["access_token"].as_str().expect("a token").to_owned(), ..teller }
    }

    /// The same officer at another door.
    pub fn at(&self, url: &str) -> Teller {
        Teller { url: url.to_owned(), ..self.clone() }
    }

    /// The id of the case with this receipt, once the officer sees it.
    pub async fn finds(&self, receipt: &str) -> Option<String> {
        let listing = || self.line.request(Method::GET, &self.url, "/api/review/v1/cases?limit=200", &self.token);
        let Said::Done(listed, _) = self.line.reads("lists the cases", listing).await else { return None };
        let case = listed["items"].as_array()?.iter().find(|case| case["receipt"] == *receipt)?;
        case["id"].as_str().map(str::to_owned)
    }

    /// The version of a case, as the officer sees it.
    pub async fn opens(&self, case: &str) -> Option<String> {
        let path = format!("/api/review/v1/cases/{case}");
        let looking = || self.line.request(Method::GET, &self.url, &path, &self.token);
        match self.line.reads("opens a case", looking).await {
            Said::Done(_, version) => Some(version),
            _ => None,
        }
    }

    /// Passes a case of this version on; whether that was done.
    pub async fn passes(&self, case: &str, version: &str) -> bool {
        let path = format!("/api/review/v1/cases/{case}/passing");
        let passing = |key: &str| {
            let request = self.line.request(Method::POST, &self.url, &path, &self.token);
            request.header("Idempotency-Key", key).header("If-Match", version).json(&json!({ "words": "同意" }))
        };
        let act = Act::Pass { case: case.to_owned() };
        matches!(self.line.insists(("passes a case on", act, "receipt"), passing).await, Said::Done(..))
    }

    /// Opens a case and passes it on.
    pub async fn moves(&self, case: &str) -> bool {
        match self.opens(case).await {
            Some(version) => self.passes(case, &version).await,
            None => false,
        }
    }
}

/// Somebody who reads the catalogue all the time, by page and by API.
pub struct Reader {
    reading: tokio::task::JoinHandle<usize>,
    enough: Arc<AtomicBool>,
}

impl Reader {
    pub fn begins(line: &Line, url: &str) -> Reader {
        let enough = Arc::new(AtomicBool::new(false));
        let (line, url, stop) = (line.clone(), url.to_owned(), enough.clone());
        let reading = tokio::spawn(async move {
            let mut missed = 0;
            while !stop.load(Ordering::SeqCst) {
                for path in ["/api/portal/v1/posts?limit=20", "/posts"] {
                    let said = line.get("reads the catalogue", &url, path).await;
                    missed += usize::from(!matches!(said, Said::Done(..)));
                }
                tokio::time::sleep(A_MOMENT).await;
            }
            missed
        });
        Reader { reading, enough }
    }

    /// How often there was nothing to read.
    pub async fn ends(self) -> usize {
        self.enough.store(true, Ordering::SeqCst);
        self.reading.await.expect("no panic")
    }
}

/// The six digits in a mail, if there are some.
pub fn code_in(mail: &TakenMail) -> Option<String> {
    mail.text().split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6).map(str::to_owned)
}
