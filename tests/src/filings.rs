//! What an applicant files by API: whole, so that it can be submitted.

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::api::Api;
use crate::town::Town;

/// A doctor who claims Article 10(4).
pub fn filing(name: &str) -> Value {
    json!({
        "name": name,
        "phone": "+86 139 0000 0000",
        "document": { "kind": "passport", "number": "E12345678", "country": "CN" },
        "education": [{
            "level": "doctor", "school": "兰州大学", "country": "CN", "discipline": "临床医学",
            "study_form": "full-time", "year": "2021", "month": "6"
        }],
        "work": {
            "employer": "兰州某医院", "employer_kind": "public-institution", "position": "医师",
            "position_level": "staff", "years": "5", "in_yining": "no"
        },
        "title": { "name": "", "level": "none" },
        "skill_level": "none",
        "sector": "science-education-culture-health",
        "claimed": ["10(4)"],
        "consents": ["review", "hand-over", "mail"]
    })
}

/// A draft for the post with this id; its own id.
pub async fn drafts(applicant: &Api, post: &str) -> String {
    drafts_as(applicant, post, "王芳").await
}

async fn drafts_as(applicant: &Api, post: &str, name: &str) -> String {
    let body = json!({ "post": post, "filing": filing(name) });
    applicant.post("/api/portal/v1/nominations", &body).await.is(201).text("id").to_owned()
}

/// One grey point.
pub const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\
    \0\0\0\x0aIDAT\x78\x9c\x63\x68\0\0\0\x82\0\x81\x77\xcd\x72\xb6\0\0\0\0IEND\xae\x42\x60\x82";

/// A file with what it is to show, as an API client sends it.
pub fn evidence(shows: &str, name: &str, content: Vec<u8>) -> Form {
    let file = Part::bytes(content).file_name(name.to_owned());
    Form::new().text("shows", shows.to_owned()).part("file", file)
}

/// A nomination as it was submitted.
pub struct Filed {
    pub id: String,
    pub receipt: String,
}

/// Files a nomination for the hospital's post.
pub async fn files(town: &Town, applicant: &Api) -> Filed {
    files_as(town, applicant, "王芳").await
}

pub async fn files_as(town: &Town, applicant: &Api, name: &str) -> Filed {
    submits(applicant, drafts_as(applicant, &hospital_post(town).await, name).await).await
}

/// The id of the hospital's post.
pub async fn hospital_post(town: &Town) -> String {
    let post = town.get(&format!("/api/portal/v1/posts/{}", town.hospital_post().await)).await;
    post["id"].as_str().expect("an id").to_owned()
}

/// Submits a draft that is whole.
pub async fn submits(applicant: &Api, id: String) -> Filed {
    let path = format!("/api/portal/v1/nominations/{id}");
    let version = applicant.get(&path).await.is(200).version().to_owned();
    let submission = format!("{path}/submission");
    let submitted = applicant.change(Method::POST, &submission, &version, &json!({})).await.is(200);
    Filed { id, receipt: submitted.text("receipt").to_owned() }
}

/// Recommends somebody, at an address that had no letter yet, for the hospital's post; the referral's id, and the token in
/// the letter.
pub async fn recommends(town: &Town, referrer: &Api, nominee: &str) -> (String, String) {
    let post = referrer.get(&format!("/api/portal/v1/posts/{}", town.hospital_post().await)).await.is(200);
    let referral = json!({
        "name": "陈明", "relationship": "mentorship", "why": "我的学生", "agreed": "yes",
        "nominee": { "name": "林知远", "mail": nominee }
    });
    let body = json!({ "post": post.body["id"], "referral": referral });
    let sent = referrer.post("/api/portal/v1/referrals", &body).await.is(201);
    (sent.text("id").to_owned(), token(&invitation(town, nominee, 1).await).to_owned())
}

/// What the link in the newest letter opens, without the address of the site.
pub async fn invitation(town: &Town, nominee: &str, letters: usize) -> String {
    let letter = town.mails_when(nominee, letters).await.remove(0);
    let text = letter["text"].as_str().expect("a text");
    let link = text.lines().find(|line| line.contains("/invitations/")).unwrap_or_else(|| panic!("no link in {text}"));
    link.trim().strip_prefix(&town.url).expect("a link of ours").to_owned()
}

/// The secret part of the link.
pub fn token(link: &str) -> &str {
    link.rsplit('/').next().expect("a token")
}

/// The case that it became, as this officer finds it; its id.
pub async fn case_of(town: &Town, officer: &Api, filed: &Filed) -> String {
    let found = town.until("the case", async || {
        let listed = officer.get("/api/review/v1/cases?limit=200").await.is(200);
        let case = listed.body["items"].as_array()?.iter().find(|case| case["receipt"] == *filed.receipt)?.clone();
        case["id"].as_str().map(str::to_owned)
    });
    found.await
}

/// The next act of the hand whose turn it is.
pub async fn passes(officer: &Api, case: &str) {
    let path = format!("/api/review/v1/cases/{case}");
    let version = officer.get(&path).await.is(200).version().to_owned();
    officer.change(Method::POST, &format!("{path}/passing"), &version, &json!({ "words": "同意" })).await.is(200);
}
