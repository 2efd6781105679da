//! A thousand people submit in one moment, each with a PDF of 200 KB: what was acknowledged is there, once and byte for byte, and
//! has its one case, be the services in one process or each in its own. The limits for one address are raised by setting; the bench
//! measures the same against the machine's floor.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use domain::Language;
use futures_util::future::join_all;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use tests::apart::Apart;
use tests::filings::{drafts, evidence, hospital_post};
use tests::{Api, Town};
use tokio::sync::{Barrier, Mutex};
use tokio::task::JoinSet;
use tokio::time::Instant;

const PEOPLE: usize = 1_000;
const PDF_BYTES: usize = 200 * 1024;
/// How many are signed in at once beforehand, and look afterwards, which is not what is tried here.
const AT_ONCE: usize = 50;
/// The last of a thousand in one moment waits for all before.
const PATIENCE: Duration = Duration::from_secs(240);
const A_MOMENT: Duration = Duration::from_millis(500);
const SETTINGS: &str = "[edges]\nrequests_under_way = 4096\n[portal]\ncodes_per_network = 10000";
/// The same for processes of their own, that wait for a database like the one process does.
const SETTINGS_APART: [(&str, &str); 3] = [
    ("YINCAI_EDGES__REQUESTS_UNDER_WAY", "4096"),
    ("YINCAI_DATABASE__WAIT_SECONDS", "5"),
    ("YINCAI_DATABASE__STATEMENT_SECONDS", "30"),
];

/// Two thousands at once would wait for each other's writing.
static TURN: Mutex<()> = Mutex::const_new(());

enum Place {
    Whole(Town),
    Apart(Apart),
}

struct Person {
    number: usize,
    api: Api,
    nomination: String,
    version: String,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_nominations_with_their_files_in_one_moment_are_all_there_once() {
    let _alone = TURN.lock().await;
    let town = Town::with(SETTINGS).await;
    let post = hospital_post(&town).await;
    all_are_there_once(Place::Whole(town), post).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_services_apart_too_a_thousand_are_all_there_once() {
    let _alone = TURN.lock().await;
    let Some(town) = Apart::with(&SETTINGS_APART).await else { return };
    let post = town.post().await;
    all_are_there_once(Place::Apart(town), post).await;
}

impl Place {
    async fn applicant(&self, mail: &str) -> Api {
        match self {
            Place::Whole(town) => town.applicant_api(mail, 0).await,
            Place::Apart(town) => town.applicant_api(mail).await,
        }
    }

    async fn officer(&self, login: &str) -> Api {
        match self {
            Place::Whole(town) => town.officer_api(login).await,
            Place::Apart(town) => town.officer_api(login).await,
        }
    }

    /// The same person over connections that were not left idle meanwhile.
    fn anew(&self, api: &Api) -> Api {
        let url = match self {
            Place::Whole(town) => &town.url,
            Place::Apart(town) => town.url("portal"),
        };
        Api::new(url, Language::Zh).with_token(api.token().expect("signed in"))
    }
}

async fn all_are_there_once(place: Place, post: String) {
    let mut people = Vec::with_capacity(PEOPLE);
    for first in (0..PEOPLE).step_by(AT_ONCE) {
        let numbers = first..(first + AT_ONCE).min(PEOPLE);
        people.extend(join_all(numbers.map(|number| begins_a_draft(&place, &post, number))).await);
    }

    let (moment, mut filing) = (Arc::new(Barrier::new(PEOPLE)), JoinSet::new());
    for person in people {
        let person = Person { api: place.anew(&person.api), ..person };
        let moment = moment.clone();
        filing.spawn(async move {
            moment.wait().await;
            let receipt = files(&person).await;
            (person, receipt)
        });
    }
    let filed = filing.join_all().await;
    assert_eq!(filed.len(), PEOPLE, "all were acknowledged");

    for some in filed.chunks(AT_ONCE) {
        join_all(some.iter().map(|(person, receipt)| is_there(person, receipt))).await;
    }
    let officer = place.officer("unit-hospital").await;
    let mut missing = PEOPLE;
    for _ in 0..PATIENCE.as_secs() {
        let cases = cases(&officer).await;
        assert!(cases.values().all(|count| *count == 1), "a receipt has two cases");
        missing = filed.iter().filter(|(_, receipt)| !cases.contains_key(receipt)).count();
        if missing == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    assert_eq!(missing, 0, "nominations without a case");
}

async fn begins_a_draft(place: &Place, post: &str, number: usize) -> Person {
    let mail = format!("person{number}@example.com");
    let api = place.applicant(&mail).await;
    let nomination = format!("/api/portal/v1/nominations/{}", drafts(&api, post).await);
    let version = api.version_of(&nomination).await;
    Person { number, api, nomination, version }
}

/// Evidence, then submission: the receipt.
async fn files(person: &Person) -> String {
    let Person { number, api, nomination, version } = person;
    let sends = || {
        let file = evidence("10(4)", "证书.pdf", pdf(*number));
        let request = api.request(Method::POST, &format!("{nomination}/evidence")).multipart(file);
        request.header("Idempotency-Key", format!("evidence-{number}"))
    };
    comes_again(sends, 201).await;
    let submits = || {
        let request = api.request(Method::POST, &format!("{nomination}/submission"));
        let request = request.header("If-Match", version).json(&json!({}));
        request.header("Idempotency-Key", format!("submission-{number}"))
    };
    let told: Value = serde_json::from_slice(&comes_again(submits, 200).await).expect("an answer in JSON");
    told["receipt"].as_str().expect("a receipt").to_owned()
}

/// Asks until it is answered: whoever finds the house full is asked to come again, and does.
async fn comes_again(request: impl Fn() -> RequestBuilder, status: u16) -> Vec<u8> {
    let began = Instant::now();
    loop {
        let answer = request().timeout(PATIENCE).send().await.expect("an answer");
        let (told, at) = (answer.status().as_u16(), answer.url().path().to_owned());
        let body = answer.bytes().await.expect("a body");
        if told == status {
            return body.into();
        }
        let text = String::from_utf8_lossy(&body);
        assert!(told == 503 && began.elapsed() < PATIENCE, "{at}: {told} {text}");
        tokio::time::sleep(A_MOMENT).await;
    }
}

/// What is at that path, while the house may still have its hands full with the thousand.
async fn looks(api: &Api, path: &str) -> Vec<u8> {
    comes_again(|| api.request(Method::GET, path), 200).await
}

async fn looks_up(api: &Api, path: &str) -> Value {
    serde_json::from_slice(&looks(api, path).await).expect("an answer in JSON")
}

/// One submitted nomination under this receipt, with the file that was sent and no other.
async fn is_there(person: &Person, receipt: &str) {
    let listed = looks_up(&person.api, "/api/portal/v1/nominations").await;
    let [own] = listed["items"].as_array().expect("a list").as_slice() else { panic!("lost or doubled: {listed:#}") };
    assert_eq!(own["receipt"], receipt, "another receipt than was told");
    let path = format!("{}/evidence", person.nomination);
    let files = looks_up(&person.api, &path).await;
    let [file] = files["items"].as_array().expect("a list").as_slice() else { panic!("not one file: {files:#}") };
    let kept = looks(&person.api, &format!("{path}/{}", file["id"].as_str().expect("an id"))).await;
    assert!(kept == pdf(person.number), "another file than the one sent: {file:#}");
}

/// How many cases there are of each receipt.
async fn cases(officer: &Api) -> BTreeMap<String, usize> {
    let (mut cases, mut cursor) = (BTreeMap::new(), String::new());
    loop {
        let listed = looks_up(officer, &format!("/api/review/v1/cases?limit=200{cursor}")).await;
        for case in listed["items"].as_array().into_iter().flatten() {
            *cases.entry(case["receipt"].as_str().expect("a receipt").to_owned()).or_default() += 1;
        }
        match &listed["next"] {
            Value::String(next) => cursor = format!("&cursor={next}"),
            _ => return cases,
        }
    }
}

/// Another one for each number.
fn pdf(number: usize) -> Vec<u8> {
    let mut bytes = format!("%PDF-1.7\n% {number}\n").into_bytes();
    bytes.resize(PDF_BYTES - 6, b'x');
    bytes.extend(b"\n%%EOF");
    bytes
}
