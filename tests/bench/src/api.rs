//! What people do by API, over connections that stay open as a browser's do.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use reqwest::multipart::{Form, Part};
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};
use tests::officer::PASSWORD;
use tests::smtp::MailServer;
use tests::town::code_at;

use kit::{Clock, SystemClock};

use crate::house::House;

pub const PDF_BYTES: usize = 200 * 1024;
const CROSSED_WITHIN: Duration = Duration::from_secs(60);
const A_MOMENT: Duration = Duration::from_millis(1);
const A_WHILE: Duration = Duration::from_millis(100);

#[derive(Clone)]
pub struct Api {
    client: Client,
    portal: String,
    review: String,
}

/// Somebody with a draft that can be submitted.
pub struct Person {
    pub mail: String,
    number: usize,
    token: String,
    draft: String,
    version: String,
}

/// What a submission was answered with, and how long filing took, the file before it included.
pub struct Filed {
    pub receipt: String,
    pub began: Instant,
    pub file: Duration,
    pub took: Duration,
}

impl Api {
    pub fn of(house: &House) -> Api {
        Api { client: Client::new(), portal: house.api("portal"), review: house.api("review") }
    }

    pub async fn post_id(&self) -> String {
        let posts = answered(self.client.get(format!("{}/posts?limit=200", self.portal))).await.0;
        let posts = posts["items"].as_array().expect("a list");
        let hospital = posts.iter().find(|post| post["number"].as_str().is_some_and(|it| it.ends_with("-037")));
        hospital.and_then(|post| post["id"].as_str()).expect("the hospital's post").to_owned()
    }

    /// Signs a person in by the code that was mailed, and begins a nomination.
    pub async fn draft(&self, post: &str, number: usize, mails: &MailServer) -> Person {
        let mail = format!("bench{number}@example.com");
        self.send(&format!("{}/mail-codes", self.portal), "", &json!({ "mail": mail })).await;
        let code = loop {
            if let Some(code) = mails.mails_to(&mail).last().and_then(|mail| code_in(&mail.text())) {
                break code;
            }
            tokio::time::sleep(A_MOMENT).await;
        };
        let typed = json!({ "mail": mail, "code": code });
        let session = self.send(&format!("{}/sessions", self.portal), "", &typed).await.0;
        let token = session["token"].as_str().expect("a token").to_owned();
        let nomination = json!({ "post": post, "filing": filing(number) });
        let (draft, version) = self.send(&format!("{}/nominations", self.portal), &token, &nomination).await;
        Person { mail, number, token, draft: draft["id"].as_str().expect("an id").to_owned(), version }
    }

    /// Evidence, then submission.
    pub async fn file(&self, person: &Person) -> Filed {
        let nomination = format!("{}/nominations/{}", self.portal, person.draft);
        let part = Part::bytes(pdf(person.number)).file_name("证书.pdf").mime_str("application/pdf").expect("a type");
        let form = Form::new().text("shows", "10(4)").part("file", part);
        let began = Instant::now();
        let evidence = self.client.post(format!("{nomination}/evidence")).bearer_auth(&person.token);
        answered(evidence.multipart(form)).await;
        let file = began.elapsed();
        let submission = self.client.post(format!("{nomination}/submission")).bearer_auth(&person.token);
        let submitted = answered(submission.header("If-Match", &person.version).json(&json!({}))).await.0;
        let receipt = submitted["receipt"].as_str().expect("a receipt").to_owned();
        Filed { receipt, began, file, took: began.elapsed() }
    }

    /// What was acknowledged is there, once: each person has one submitted nomination, with the file that was sent and no other.
    /// The receipts.
    pub async fn all_are_there(&self, people: &[Person]) -> Vec<String> {
        let mut receipts = Vec::new();
        for person in people {
            let own =
                |path: &str| self.client.get(format!("{}/nominations{path}", self.portal)).bearer_auth(&person.token);
            let listed = answered(own("")).await.0;
            let items = listed["items"].as_array().expect("a list");
            assert!(items.len() == 1 && items[0]["receipt"].is_string(), "lost or doubled: {listed}");
            receipts.push(items[0]["receipt"].as_str().expect("a receipt").to_owned());
            let files = answered(own(&format!("/{}/evidence", person.draft))).await.0;
            let [file] = files["items"].as_array().expect("a list").as_slice() else { panic!("not one file: {files}") };
            let id = file["id"].as_str().expect("an id");
            let kept = own(&format!("/{}/evidence/{id}", person.draft)).send().await.expect("an answer");
            assert!(
                kept.bytes().await.expect("a file") == pdf(person.number),
                "another file than the one sent: {file}"
            );
        }
        receipts
    }

    /// Review has one case of each receipt, as soon as all have crossed.
    pub async fn all_have_crossed(&self, officer: &str, receipts: &[String]) {
        let began = Instant::now();
        loop {
            let cases = self.cases(officer).await;
            let missing = receipts.iter().filter(|receipt| !cases.contains_key(*receipt)).count();
            if missing == 0 {
                assert!(receipts.iter().all(|receipt| cases[receipt] == 1), "a receipt has two cases");
                return;
            }
            assert!(began.elapsed() < CROSSED_WITHIN, "{missing} of {} have not crossed", receipts.len());
            tokio::time::sleep(A_WHILE).await;
        }
    }

    /// How many cases there are of each receipt.
    async fn cases(&self, officer: &str) -> BTreeMap<String, usize> {
        let (mut cases, mut cursor) = (BTreeMap::new(), None);
        loop {
            let from = cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
            let list = self.client.get(format!("{}/cases?limit=200{from}", self.review)).bearer_auth(officer);
            let listed = answered(list).await.0;
            for case in listed["items"].as_array().into_iter().flatten() {
                *cases.entry(case["receipt"].as_str().expect("a receipt").to_owned()).or_default() += 1;
            }
            cursor = listed["next"].as_str().map(str::to_owned);
            if cursor.is_none() {
                return cases;
            }
        }
    }

    /// The access token of the hospital's officer.
    pub async fn officer(&self, house: &House) -> String {
        let login = "unit-hospital";
        let code = code_at(&house.folder.0, login, SystemClock.now());
        let typed = json!({ "login": login, "password": PASSWORD, "code": code });
        let signed_in = self.send(&format!("{}/tokens", self.review), "", &typed).await.0;
        signed_in["access_token"].as_str().expect("a token").to_owned()
    }

    /// Whether the officer's list shows the case.
    pub async fn sees(&self, officer: &str, receipt: &str) -> bool {
        let list = self.client.get(format!("{}/cases?limit=200", self.review)).bearer_auth(officer);
        let listed = answered(list).await.0;
        listed["items"].as_array().into_iter().flatten().any(|case| case["receipt"] == receipt)
    }

    /// The answer and its tag.
    async fn send(&self, url: &str, token: &str, body: &Value) -> (Value, String) {
        answered(self.client.post(url).bearer_auth(token).json(body)).await
    }
}

/// Anything but 2xx ends the bench: it would be a fast wrong answer.
async fn answered(request: RequestBuilder) -> (Value, String) {
    let answer = request.send().await.expect("an answer");
    let tag = answer.headers().get("etag").and_then(|tag| tag.to_str().ok()).unwrap_or_default().to_owned();
    let (status, url) = (answer.status(), answer.url().clone());
    let text = answer.text().await.expect("a body");
    assert!(status.is_success(), "{url}: {status} {text}");
    (serde_json::from_str(&text).unwrap_or(Value::Null), tag)
}

/// The six digits that stand alone.
fn code_in(text: &str) -> Option<String> {
    text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6).map(str::to_owned)
}

/// Another one for each number.
pub fn pdf(number: usize) -> Vec<u8> {
    let mut bytes = format!("%PDF-1.7\n% {number}\n").into_bytes();
    bytes.resize(PDF_BYTES - 6, b'x');
    bytes.extend(b"\n%%EOF");
    bytes
}

fn filing(number: usize) -> Value {
    json!({
        "name": "林知远", "phone": "+86 139 0000 0000",
        "document": { "kind": "passport", "number": format!("E{number:08}"), "country": "CN" },
        "education": [{ "level": "doctor", "school": "兰州大学", "country": "CN", "discipline": "临床医学", "study_form": "full-time", "year": "2021", "month": "6" }],
        "sector": "science-education-culture-health", "claimed": ["10(4)"], "consents": ["review", "hand-over", "mail"],
    })
}
