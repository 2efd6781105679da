//! Who may call what: every operation of the contract, walked by every actor against a running town.
//! The table is `tests/authorisation.toml`; an operation without a row fails, and so does a row without an operation.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use domain::Language;
use kit::auth::TokenKeys;
use kit::ids::Ids;
use kit::{Clock, Instant, Keys, SetClock, Settings, SystemClock, SystemRng};
use reqwest::Method;
use reqwest::multipart::Form;
use serde::Deserialize;
use serde_json::{Value, json};
use tests::parked::{parked, tells_unreadable_letters};
use tests::{Api, Contract, Operation, Town, filings};

/// Actors who are signed in as demo officers, by their login.
const OFFICERS: [(&str, &str); 18] = [
    ("unit-officer", "unit-hospital"),
    ("other-unit-officer", "unit-justice"),
    ("department-officer", "department"),
    ("municipal-department-officer", "municipal"),
    ("staffing", "seat-staffing"),
    ("human-resources", "seat-hr"),
    ("finance", "seat-finance"),
    ("housing", "seat-housing"),
    ("public-security", "seat-security"),
    ("education", "seat-education"),
    ("secretary", "secretary"),
    ("prefecture-reviewer", "prefecture"),
    ("prefecture-ratifier", "ratifier"),
    ("finance-officer", "finance"),
    ("auditor", "auditor"),
    ("system-administrator", "admin-system"),
    ("security-administrator", "admin-security"),
    ("audit-administrator", "admin-audit"),
];
/// Actors who are signed in as applicants, by their mail address. The first one filed the nomination that is walked.
const APPLICANTS: [(&str, &str); 2] = [("applicant", "wang@example.com"), ("other-applicant", "li@example.com")];
/// So many actors knock from one place.
const UNHURRIED: &str = "
[review]
sign_in_tries = 1000
[portal]
codes_per_mail = 1000
codes_per_network = 1000
";
/// Actors who are nobody.
const NOBODIES: [&str; 2] = ["anonymous", "expired-token"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    groups: BTreeMap<String, Vec<String>>,
    operation: BTreeMap<String, Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    #[serde(default)]
    allowed: Vec<String>,
    #[serde(default, rename = "401")]
    not_signed_in: Vec<String>,
    #[serde(default, rename = "403")]
    not_allowed: Vec<String>,
    #[serde(default, rename = "404")]
    not_known: Vec<String>,
    body: Option<Value>,
    #[serde(default)]
    given: BTreeMap<String, String>,
}

impl Table {
    fn read() -> Table {
        toml::from_str(include_str!("../authorisation.toml")).expect("tests/authorisation.toml is a table")
    }

    /// What each actor is to be answered; `None` is allowed.
    fn answers(&self, id: &str, row: &Row) -> BTreeMap<String, Option<u16>> {
        let columns = [
            (None, &row.allowed),
            (Some(401), &row.not_signed_in),
            (Some(403), &row.not_allowed),
            (Some(404), &row.not_known),
        ];
        let mut answers = BTreeMap::new();
        for (answer, names) in columns {
            for actor in names.iter().flat_map(|name| self.actors(name)) {
                let twice = answers.insert(actor.clone(), answer);
                assert!(twice.is_none(), "tests/authorisation.toml: {id} names {actor} twice");
            }
        }
        for actor in everybody() {
            assert!(
                answers.contains_key(actor),
                "tests/authorisation.toml: {id} does not say what {actor} is answered"
            );
        }
        answers
    }

    fn actors(&self, name: &str) -> Vec<String> {
        match self.groups.get(name) {
            Some(group) => group.iter().flat_map(|name| self.actors(name)).collect(),
            None if everybody().any(|actor| actor == name) => vec![name.to_owned()],
            None => panic!("tests/authorisation.toml: {name} is no actor and no group"),
        }
    }
}

fn everybody() -> impl Iterator<Item = &'static str> {
    let signed_in = OFFICERS.iter().chain(&APPLICANTS).map(|(actor, _)| *actor);
    NOBODIES.into_iter().chain(signed_in)
}

#[test]
fn every_operation_has_a_row_that_names_every_actor_once() {
    let table = Table::read();
    let ids: Vec<&str> = Contract::get().operations.iter().map(|operation| operation.id.as_str()).collect();
    let told: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(told.len(), ids.len(), "two operations share an id: {ids:?}");
    let rows: BTreeSet<&str> = table.operation.keys().map(String::as_str).collect();
    let missing: Vec<_> = told.difference(&rows).collect();
    assert!(missing.is_empty(), "no row in tests/authorisation.toml says who may call {missing:?}");
    let stray: Vec<_> = rows.difference(&told).collect();
    assert!(stray.is_empty(), "no document has the operations {stray:?} of tests/authorisation.toml");
    for (id, row) in &table.operation {
        table.answers(id, row);
    }
}

/// A town in which something is there for every actor to reach for.
struct Walk {
    town: Town,
    actors: BTreeMap<&'static str, Api>,
    /// What stands for a parameter behind a collection, and what rows call by name (`@post`).
    things: BTreeMap<&'static str, String>,
}

impl Walk {
    async fn begin() -> Walk {
        let town = Town::with(UNHURRIED).await;
        let mut actors = BTreeMap::new();
        actors.insert("anonymous", town.api(Language::Zh));
        actors.insert("expired-token", town.api(Language::Zh).with_token(&expired(&town)));
        for (actor, login) in OFFICERS {
            actors.insert(actor, town.officer_api(login).await);
        }
        for (actor, mail) in APPLICANTS {
            actors.insert(actor, town.applicant_api(mail, 0).await);
        }
        let mut walk = Walk { town, actors, things: BTreeMap::new() };
        walk.furnish().await;
        walk
    }

    async fn furnish(&mut self) {
        let Walk { town, actors, things } = self;
        let number = town.hospital_post().await;
        let post = town.get(&format!("/api/portal/v1/posts/{number}")).await;
        things.insert("post", post["id"].as_str().expect("an id").to_owned());
        things.insert("posts", number);
        things.insert("mailbox", town.mails(APPLICANTS[0].1).await[0]["id"].as_str().expect("an id").to_owned());
        let unit = &actors["unit-officer"];
        let replying = filings::files(town, &actors["other-applicant"]).await;
        let replying = filings::case_of(town, unit, &replying).await;
        for officer in [unit, unit, unit, unit, &actors["secretary"]] {
            filings::passes(officer, &replying).await;
        }
        things.insert("case-at-reply", replying);
        let applicant = &actors["applicant"];
        let draft = filings::drafts(town, applicant).await;
        let add = applicant.request(Method::POST, &format!("/api/portal/v1/nominations/{draft}/evidence"));
        let added = applicant.answer(add.multipart(a_file())).await.is(201);
        things.insert("evidence", added.text("id").to_owned());
        let nomination = filings::submits(applicant, draft).await;
        things.insert("cases", filings::case_of(town, unit, &nomination).await);
        things.insert("nominations", nomination.id);
        let told = tells_unreadable_letters(town, 1).await;
        let administrator = &actors["system-administrator"];
        town.until("the parked letter", async || parked(administrator).await.pop()).await;
        things.insert("parked-events", told[0].clone());
        let (referral, invitation) = filings::recommends(town, &actors["applicant"], "mai@example.com").await;
        things.insert("referrals", referral);
        things.insert("invitation", invitation);
    }

    /// The operation's path with something that is there in the place of each parameter.
    fn path(&self, operation: &Operation, row: &Row) -> String {
        let mut path = String::new();
        for step in operation.path.split('/').skip(1) {
            let collection = path.rsplit('/').next().unwrap_or_default().to_owned();
            path.push('/');
            match step.strip_prefix('{').map(|name| name.trim_end_matches('}')) {
                None => path.push_str(step),
                Some(name) => match (row.given.get(name), self.things.get(collection.as_str())) {
                    (Some(given), _) => path.push_str(&self.named(given)),
                    (None, Some(thing)) => path.push_str(thing),
                    (None, None) => panic!(
                        "what stands in {step} of {} ({})? Say it by `given` in its row, or add it to `furnish`",
                        operation.path, operation.id
                    ),
                },
            }
        }
        path
    }

    /// `@name` is a thing of this town, everything else itself.
    fn named(&self, given: &str) -> String {
        match given.strip_prefix('@') {
            Some(name) => self.things.get(name).unwrap_or_else(|| panic!("nothing is called {given}")).clone(),
            None => given.to_owned(),
        }
    }

    fn body(&self, told: &Value) -> Value {
        match told {
            Value::String(text) => self.named(text).into(),
            Value::Array(items) => items.iter().map(|item| self.body(item)).collect(),
            Value::Object(fields) => fields.iter().map(|(name, field)| (name.clone(), self.body(field))).collect(),
            other => other.clone(),
        }
    }

    /// The version that an If-Match needs: that of the thing itself, as the first who may sees it.
    async fn version(&self, path: &str) -> String {
        let thing: Vec<&str> = path.split('/').take(6).collect();
        for actor in ["applicant", "unit-officer", "secretary", "system-administrator"] {
            let shown = self.actors[actor].get(&thing.join("/")).await;
            if let Some(tag) = shown.headers.get("etag") {
                return tag.to_str().expect("a tag").to_owned();
            }
        }
        "\"v1\"".to_owned()
    }

    async fn call(&self, operation: &Operation, row: &Row, actor: &str) -> u16 {
        let path = self.path(operation, row);
        let mut request = self.actors[actor].request(operation.method.clone(), &path);
        if operation.body().is_some() {
            request = request.json(&self.body(row.body.as_ref().unwrap_or(&json!({}))));
        } else if operation.takes_a_file() {
            request = request.multipart(a_file());
        }
        if operation.method != Method::GET {
            request = request.header("If-Match", self.version(&path).await);
        }
        self.actors[actor].answer(request).await.status
    }
}

fn a_file() -> Form {
    filings::evidence("10(4)", "certificate.pdf", b"%PDF-1.7\n".to_vec())
}

/// A token that was good an hour ago, signed as the product signs.
fn expired(town: &Town) -> String {
    let text = format!("data = {:?}\nurl = {:?}\n", town.data, town.url);
    let settings = Settings::given(&yincai::defaults(), &text, &SystemRng).expect("settings");
    let keys = TokenKeys::of(&Keys::new(settings.master, Arc::new(SystemRng), "review"), &settings.url);
    let then: Instant = SystemClock.now().minus(Duration::from_secs(3600));
    let ids = Ids::new(Arc::new(SystemClock), Arc::new(SystemRng));
    let subject = ids.next().to_string();
    keys.issue(&SetClock::at(then), &ids, &subject, vec!["secretary".to_owned()], Duration::from_secs(900))
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_is_answered_as_the_table_says() {
    let table = Table::read();
    let walk = Walk::begin().await;
    let mut wrong = Vec::new();
    // Those who may come last, so that nobody is turned away for what they changed; what ends things, after all else.
    let mut operations: Vec<&Operation> = Contract::get().operations.iter().collect();
    operations.sort_by_key(|operation| (operation.method != Method::GET, operation.id.starts_with("withdraw")));
    for operation in operations {
        let Some(row) = table.operation.get(&operation.id) else { continue };
        let mut answers: Vec<_> = table.answers(&operation.id, row).into_iter().collect();
        answers.sort_by_key(|(_, answer)| answer.is_none());
        for (actor, expected) in answers {
            let status = walk.call(operation, row, &actor).await;
            let right = match expected {
                Some(expected) => status == expected,
                None => matches!(status, 200..300 | 409 | 412 | 422 | 429),
            };
            if !right {
                let expected = expected.map_or("allowed".to_owned(), |expected| expected.to_string());
                wrong.push(format!("{} by {actor}: {status}, not {expected}", operation.id));
            }
        }
    }
    assert!(wrong.is_empty(), "not as tests/authorisation.toml says:\n{}", wrong.join("\n"));
}
