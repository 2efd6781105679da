//! What people do by API, over connections that stay open as a browser's do.

use std::time::{Duration, Instant};

use reqwest::multipart::{Form, Part};
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};
use tests::officer::PASSWORD;
use tests::town::code_at;

use kit::{Clock, SystemClock};

use crate::house::House;

pub const PDF_BYTES: usize = 200 * 1024;

#[derive(Clone)]
pub struct Api {
    client: Client,
    portal: String,
    review: String,
    notify: String,
}

/// Somebody with a draft that can be submitted.
pub struct Person {
    pub mail: String,
    token: String,
    draft: String,
    version: String,
}

/// What a submission was answered with, and how long filing took.
pub struct Filed {
    pub receipt: String,
    pub began: Instant,
    pub took: Duration,
}

impl Api {
    pub fn of(house: &House) -> Api {
        let [portal, review, notify] = ["portal", "review", "notify"].map(|service| house.api(service));
        Api { client: Client::new(), portal, review, notify }
    }

    pub async fn post_id(&self) -> String {
        let posts = answered(self.client.get(format!("{}/posts?limit=200", self.portal))).await.0;
        let posts = posts["items"].as_array().expect("a list");
        let hospital = posts.iter().find(|post| post["number"].as_str().is_some_and(|it| it.ends_with("-037")));
        hospital.and_then(|post| post["id"].as_str()).expect("the hospital's post").to_owned()
    }

    /// Signs a person in by the code that `code` finds, and begins a nomination.
    pub async fn draft(&self, post: &str, number: usize, code: impl AsyncFn(&str) -> Option<String>) -> Person {
        let mail = format!("bench{number}@example.com");
        self.send(&format!("{}/mail-codes", self.portal), "", &json!({ "mail": mail })).await;
        let code = loop {
            if let Some(code) = code(&mail).await {
                break code;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        };
        let typed = json!({ "mail": mail, "code": code });
        let session = self.send(&format!("{}/sessions", self.portal), "", &typed).await.0;
        let token = session["token"].as_str().expect("a token").to_owned();
        let nomination = json!({ "post": post, "filing": filing(number) });
        let (draft, version) = self.send(&format!("{}/nominations", self.portal), &token, &nomination).await;
        Person { mail, token, draft: draft["id"].as_str().expect("an id").to_owned(), version }
    }

    /// The code in the newest letter of the demo's mailbox.
    pub async fn mailed_code(&self, mail: &str) -> Option<String> {
        let letters = answered(self.client.get(format!("{}/mailbox?to={mail}&limit=1", self.notify))).await.0;
        code_in(letters["items"][0]["text"].as_str()?)
    }

    /// Evidence, then submission.
    pub async fn file(&self, person: &Person) -> Filed {
        let nomination = format!("{}/nominations/{}", self.portal, person.draft);
        let part = Part::bytes(pdf()).file_name("证书.pdf").mime_str("application/pdf").expect("a type");
        let form = Form::new().text("shows", "10(4)").part("file", part);
        let began = Instant::now();
        let evidence = self.client.post(format!("{nomination}/evidence")).bearer_auth(&person.token);
        answered(evidence.multipart(form)).await;
        let submission = self.client.post(format!("{nomination}/submission")).bearer_auth(&person.token);
        let submitted = answered(submission.header("If-Match", &person.version).json(&json!({}))).await.0;
        let receipt = submitted["receipt"].as_str().expect("a receipt").to_owned();
        Filed { receipt, began, took: began.elapsed() }
    }

    /// What was acknowledged is there: the list of each person shows one submitted nomination.
    pub async fn all_are_there(&self, people: &[Person]) {
        for person in people {
            let list = self.client.get(format!("{}/nominations", self.portal)).bearer_auth(&person.token);
            let listed = answered(list).await.0;
            let items = listed["items"].as_array().expect("a list");
            assert!(items.len() == 1 && items[0]["receipt"].is_string(), "lost or doubled: {listed}");
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
pub fn code_in(text: &str) -> Option<String> {
    text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6).map(str::to_owned)
}

pub fn pdf() -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
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
