//! Whatever is sent is answered: done as documented, or refused with a problem in the caller's language.
//! What is sent is made from the contract: every operation, every field of its body, every part of its address.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use domain::Language;
use reqwest::{Method, RequestBuilder};
use serde_json::Value;
use tests::officer::PASSWORD;
use tests::{Api, Contract, Operation};

use super::table::{Row, Table};
use super::values;
use super::walk::Walk;

/// One request with another, on a machine that is busy with other tests; alone it takes a tenth.
const EACH: Duration = Duration::from_millis(60);
/// Characters of an answer that refuses something.
const LONGEST: usize = 4000;

struct Siege {
    walk: Walk,
    table: Table,
    /// The names of the schemas that were spoilt inside a body.
    known: BTreeSet<String>,
    /// As each thing stood when something was done last.
    versions: BTreeMap<String, String>,
    sent: usize,
    wrong: Vec<String>,
}

impl Siege {
    /// Whoever may call it, or comes nearest to that, in one language and then in the other.
    fn caller(&self, row: &Row, id: &str) -> Api {
        let answers = self.table.answers(id, row);
        let who = |wanted: Option<u16>| answers.iter().find(|(_, answer)| **answer == wanted).map(|(actor, _)| actor);
        let nearest = [None, Some(403), Some(401)].into_iter().find_map(who);
        let who = nearest.unwrap_or_else(|| panic!("nobody may call {id}")).as_str();
        let language = if self.sent.is_multiple_of(2) { Language::Zh } else { Language::En };
        self.walk.actors[who].in_language(language)
    }

    /// A request from the version that is there now.
    async fn request(&mut self, operation: &Operation, api: &Api, path: &str) -> RequestBuilder {
        let request = api.request(operation.method.clone(), path);
        if operation.method == Method::GET {
            return request;
        }
        if !self.versions.contains_key(path) {
            self.versions.insert(path.to_owned(), self.walk.version(path).await);
        }
        request.header("If-Match", &self.versions[path])
    }

    /// Sends it; an answer that the contract does not know panics where it is read.
    async fn send(&mut self, api: &Api, request: RequestBuilder, what: &str) {
        self.sent += 1;
        let answer = api.answer(request).await;
        let said = answer.body.to_string();
        let object = |why: &str| format!("{what} in {}: {why}: {} {said:.300}", api.language().tag(), answer.status);
        if answer.status < 400 {
            self.versions.clear();
        }
        if answer.status >= 500 {
            self.wrong.push(object("a fault"));
        }
        if answer.status >= 400 {
            let fields = answer.body["errors"].as_array().into_iter().flatten().map(|field| &field["detail"]);
            for words in [&answer.body["title"], &answer.body["detail"]].into_iter().chain(fields) {
                if !is_said_in(api.language(), words.as_str().unwrap_or_default()) {
                    self.wrong.push(object("not in the caller's language"));
                }
            }
            if answer.body["detail"].as_str().is_none_or(str::is_empty) {
                self.wrong.push(object("no word of what to do"));
            }
            if said.chars().count() > LONGEST {
                self.wrong.push(object("everything is said again"));
            }
        }
        if said.contains(PASSWORD) {
            self.wrong.push(object("a secret is said again"));
        }
    }

    async fn spoil_body(&mut self, operation: &Operation, row: &Row) {
        let (path, right) = (self.walk.path(operation, row), self.walk.right_body(row));
        let json = |request: RequestBuilder| request.header("Content-Type", "application/json");
        for (what, body) in values::spoilt(operation, &right, &mut self.known) {
            let api = self.caller(row, &operation.id);
            let request = json(self.request(operation, &api, &path).await).body(body);
            self.send(&api, request, &format!("{} with {what}", operation.id)).await;
        }
        if operation.body().is_none() {
            return;
        }
        for body in values::bodies(&right) {
            let what = format!("{} with {:?}", operation.id, String::from_utf8_lossy(&body[..body.len().min(40)]));
            let api = self.caller(row, &operation.id);
            let request = json(self.request(operation, &api, &path).await).body(body);
            self.send(&api, request, &what).await;
        }
        for kind in ["text/plain", "application/xml", "", "application/json; charset=utf-7"] {
            let api = self.caller(row, &operation.id);
            let request = self.request(operation, &api, &path).await.header("Content-Type", kind);
            self.send(&api, request.body(right.to_string()), &format!("{} as {kind:?}", operation.id)).await;
        }
    }

    async fn spoil_address(&mut self, operation: &Operation, row: &Row) {
        let right = self.walk.path(operation, row);
        let mut addresses = Vec::new();
        for (at, step) in operation.path.split('/').enumerate().filter(|(_, step)| step.starts_with('{')) {
            for text in values::texts().iter().filter(|text| !text.is_empty()) {
                let mut steps: Vec<String> = right.split('/').map(str::to_owned).collect();
                steps[at] = encoded(text);
                addresses.push((format!("{step} = {text:.40}"), steps.join("/")));
            }
            addresses.push((step.to_owned(), right.replace(right.split('/').nth(at).unwrap_or_default(), "%ff%fe")));
        }
        let names: Vec<&str> = operation.parameters("query").filter_map(|told| told["name"].as_str()).collect();
        for name in names.into_iter().chain(["unknown"]) {
            for text in values::texts() {
                addresses.push((format!("{name} = {text:.40}"), format!("{right}?{name}={}", encoded(&text))));
            }
            addresses.push((format!("{name} twice"), format!("{right}?{name}=1&{name}=2")));
            addresses.push((format!("{name} broken"), format!("{right}?{name}=%ff%fe&%zz")));
        }
        for (what, path) in addresses {
            let api = self.caller(row, &operation.id);
            let mut request = api.request(operation.method.clone(), &path).header("If-Match", "\"v1\"");
            if operation.body().is_some() {
                request = request.json(&self.walk.right_body(row));
            }
            self.send(&api, request, &format!("{} with {what}", operation.id)).await;
        }
    }

    async fn spoil_headers(&mut self, operation: &Operation, row: &Row) {
        let path = self.walk.path(operation, row);
        let long = "x".repeat(3000);
        for name in ["If-Match", "If-None-Match", "Idempotency-Key", "Accept-Language", "Accept", "X-Request-Id"] {
            for value in ["", "*", "W/\"v1\"", "\"v99999999999999999999\"", "\u{e9}", "a b", ",,,", long.as_str()] {
                let api = self.caller(row, &operation.id);
                let mut request = api.request(operation.method.clone(), &path);
                if operation.body().is_some() {
                    request = request.json(&Value::Null);
                }
                // A second Accept-Language would ask for two.
                if name != "Accept-Language" {
                    request = request.header(name, value.as_bytes());
                }
                self.send(&api, request, &format!("{} with {name}: {value:.40}", operation.id)).await;
            }
        }
    }
}

/// Whether the words are in that language, whatever of the caller's own they quote.
fn is_said_in(language: Language, words: &str) -> bool {
    let said: String = words.split('“').map(|part| part.rsplit_once('”').map_or(part, |(_, after)| after)).collect();
    let is_chinese = said.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
    !words.is_empty() && is_chinese == (language == Language::Zh)
}

/// Percent-encoded whole, so that it stays in its place.
fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Sends it all to every operation of the contract, in a town of its own, so that all cores are at work.
async fn besiege(least: usize, spoil: impl AsyncFn(&mut Siege, &Operation, &Row)) {
    let walk = Walk::begin().await;
    let began = Instant::now();
    let mut siege = Siege {
        walk,
        table: Table::read(),
        known: BTreeSet::new(),
        versions: BTreeMap::new(),
        sent: 0,
        wrong: Vec::new(),
    };
    let rows = Table::read().operation;
    for operation in &Contract::get().operations {
        let Some(row) = rows.get(&operation.id) else { continue };
        spoil(&mut siege, operation, row).await;
    }
    let (sent, took) = (siege.sent, began.elapsed());
    println!("{sent} requests in {took:?}");
    assert!(siege.wrong.is_empty(), "{} of {sent}:\n{}", siege.wrong.len(), siege.wrong.join("\n"));
    assert!(sent > least, "only {sent} requests");
    assert!(took < EACH * u32::try_from(sent).expect("not so many"), "{sent} requests took {took:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_stands_in_an_address_is_answered_and_never_with_a_fault() {
    besiege(1500, Siege::spoil_address).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_stands_in_a_header_is_answered_and_never_with_a_fault() {
    besiege(1500, Siege::spoil_headers).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_stands_in_a_body_is_answered_and_never_with_a_fault() {
    besiege(1500, Siege::spoil_body).await;
}
