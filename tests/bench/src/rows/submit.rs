//! Row 5: a nomination with a PDF of 200 KB, filed as evidence and submission, durable, all rows; and that all
//! that was acknowledged is there afterwards.

use std::time::{Duration, Instant};

use reqwest::Client;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::Wanted;
use crate::floor;
use crate::load::{Questions, ask};
use crate::machine;
use crate::process::{Folder, Role, Server};
use crate::report::{Report, Target};
use crate::rounds::median;

const PDF_BYTES: usize = 200 * 1024;
const ALONE: usize = 60;
const TOGETHER: usize = 320;
const CONNECTIONS: usize = 16;
/// Nobody but the bench files so many nominations from one address.
const MANY: &str = "1000";

struct Person {
    token: String,
    draft: String,
    version: String,
}

pub async fn measure(_: &Wanted, report: &mut Report) {
    let folder = Folder::empty("submit");
    let settings = ["CODES_PER_NETWORK", "CODES_PER_MAIL"];
    let settings = settings.map(|name| (format!("YINCAI_PORTAL__{name}"), MANY.to_owned()));
    let settings: Vec<(&str, String)> = settings.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    let server = Server::product(&folder.0, &settings);
    server.shows("/posts", "/posts/2026-").await;
    let api = format!("http://{}/api", server.address);
    let posts = get(&format!("{api}/portal/v1/posts?limit=200"), "").await;
    let post = posts["items"][0]["id"].as_str().expect("a post").to_owned();

    let mut people = Vec::new();
    for number in 0..ALONE + TOGETHER {
        people.push(draft(&api, &post, number).await);
    }
    let together = people.split_off(ALONE);
    let flush = machine::flush(&folder.0);
    let mut alone = Vec::new();
    for person in &people {
        alone.push(file(&api, person).await);
    }
    alone.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let most = ms(flush * 3) + 3.0;
    report.figure(5, "submit with a PDF of 200 KB, alone, p50", ms(median(&alone)), "ms", Target::AtMost(most));

    let (began, count) = (Instant::now(), together.len());
    let mut filing = JoinSet::new();
    let shares: Vec<Vec<Person>> = share(together, CONNECTIONS);
    for people in shares {
        let api = api.clone();
        filing.spawn(async move {
            for person in &people {
                file(&api, person).await;
            }
            people
        });
    }
    people.extend(filing.join_all().await.into_iter().flatten());
    let ours = count as f64 / began.elapsed().as_secs_f64();
    let floor = floor(&folder).await;
    report.figure(5, "submit, 16 at once, as a part of F", ours / floor, "of F", Target::AtLeast(0.3));
    println!("{ours:.0} of ours and {floor:.0} of F in a second; a flush took {:.2} ms", ms(flush));
    all_are_there(&api, &people).await;
}

fn share(people: Vec<Person>, among: usize) -> Vec<Vec<Person>> {
    let mut shares: Vec<Vec<Person>> = (0..among).map(|_| Vec::new()).collect();
    people.into_iter().enumerate().for_each(|(at, person)| shares[at % among].push(person));
    shares
}

async fn floor(folder: &Folder) -> f64 {
    let file = folder.0.join("floor.db");
    floor::fill(&file, 1);
    let server = Server::limit(Role::Floor, &[&file.to_string_lossy()]);
    server.shows("/posts", "岗位").await;
    let mut request =
        format!("POST /submit HTTP/1.1\r\nHost: localhost\r\nContent-Length: {PDF_BYTES}\r\n\r\n").into_bytes();
    request.extend(pdf());
    let questions = Questions::raw(vec![request], 201);
    ask(&server, &questions, CONNECTIONS, Duration::from_secs(3)).await.per_second
}

/// Signs a person in by the code of the mail and begins a nomination.
async fn draft(api: &str, post: &str, number: usize) -> Person {
    let mail = format!("bench{number}@example.com");
    send(&format!("{api}/portal/v1/mail-codes"), "", &json!({ "mail": mail })).await;
    let code = loop {
        let letters = get(&format!("{api}/notify/v1/mailbox?to={mail}&limit=1"), "").await;
        let text = letters["items"][0]["text"].as_str().unwrap_or_default().to_owned();
        match text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6) {
            Some(code) => break code.to_owned(),
            None => tokio::time::sleep(Duration::from_millis(5)).await,
        }
    };
    let session = send(&format!("{api}/portal/v1/sessions"), "", &json!({ "mail": mail, "code": code })).await.0;
    let token = session["token"].as_str().expect("a token").to_owned();
    let nomination = json!({ "post": post, "filing": filing(number) });
    let (draft, version) = send(&format!("{api}/portal/v1/nominations"), &token, &nomination).await;
    Person { token, draft: draft["id"].as_str().expect("an id").to_owned(), version }
}

/// Evidence, then submission; how long both took together.
async fn file(api: &str, person: &Person) -> Duration {
    let began = Instant::now();
    let client = Client::new();
    let nomination = format!("{api}/portal/v1/nominations/{}", person.draft);
    let part = Part::bytes(pdf()).file_name("证书.pdf").mime_str("application/pdf").expect("a type");
    let form = Form::new().text("shows", "10(4)").part("file", part);
    let evidence = client.post(format!("{nomination}/evidence")).bearer_auth(&person.token);
    let kept = evidence.multipart(form).send().await.expect("an answer");
    assert_eq!(kept.status(), 201, "{}", kept.text().await.unwrap_or_default());
    let submission = client.post(format!("{nomination}/submission")).bearer_auth(&person.token);
    let submitted = submission.header("If-Match", &person.version).json(&json!({})).send().await.expect("an answer");
    assert!(submitted.status().is_success(), "{}", submitted.text().await.unwrap_or_default());
    began.elapsed()
}

/// What was acknowledged is there: the list of each person shows one submitted nomination.
async fn all_are_there(api: &str, people: &[Person]) {
    for person in people {
        let listed = get(&format!("{api}/portal/v1/nominations"), &person.token).await;
        let items = listed["items"].as_array().expect("a list");
        assert!(items.len() == 1 && items[0]["receipt"].is_string(), "lost or doubled: {listed}");
    }
}

async fn get(url: &str, token: &str) -> Value {
    let answer = Client::new().get(url).bearer_auth(token).send().await.expect("an answer");
    answer.json().await.expect("JSON")
}

/// The answer and its tag.
async fn send(url: &str, token: &str, body: &Value) -> (Value, String) {
    let answer = Client::new().post(url).bearer_auth(token).json(body).send().await.expect("an answer");
    let tag = answer.headers().get("etag").and_then(|tag| tag.to_str().ok()).unwrap_or_default().to_owned();
    let status = answer.status();
    let text = answer.text().await.expect("a body");
    assert!(status.is_success(), "{url}: {status} {text}");
    (serde_json::from_str(&text).unwrap_or(Value::Null), tag)
}

fn pdf() -> Vec<u8> {
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
