//! Codes and links from letters: used twice, worn out, guessed, or used for somebody else.

use std::sync::Arc;
use std::time::Duration;

use domain::Language;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;
use tests::{Ahead, Api, Town, filings};

const CODES: &str = "/api/portal/v1/mail-codes";
const SESSIONS: &str = "/api/portal/v1/sessions";
const INVITATIONS: &str = "/api/portal/v1/referrals/invitations";
const ACCEPTANCES: &str = "/api/portal/v1/referrals/acceptances";
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Asks for a code; the newest of so many.
async fn code(town: &Town, mail: &str, letters: usize) -> String {
    town.api(Language::Zh).post(CODES, &json!({ "mail": mail })).await.is(202);
    town.mailed_code(mail, letters).await
}

/// What typing a code is refused with; nothing where it signs in.
async fn refused(nobody: &Api, mail: &str, code: &str) -> Option<String> {
    let answer = nobody.post(SESSIONS, &json!({ "mail": mail, "code": code })).await;
    (answer.status != 201).then(|| answer.is(422).text("code").to_owned())
}

/// Another code of six digits.
fn beside(code: &str) -> String {
    let number: u32 = code.parse().expect("digits");
    format!("{:06}", (number + 1) % 1_000_000)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_good_once_for_its_own_address_and_not_for_long() {
    let ahead = Ahead::default();
    let town = Town::at("", Arc::new(ahead.clone())).await;
    let nobody = town.api(Language::Zh);
    let mais = code(&town, "mai@example.com", 1).await;
    let lis = code(&town, "li@example.com", 1).await;
    let wrong = Some("code-wrong".to_owned());
    if mais != lis {
        assert_eq!(refused(&nobody, "li@example.com", &mais).await, wrong);
    }
    assert_eq!(refused(&nobody, "mai@example.com", &mais).await, None);
    assert_eq!(refused(&nobody, "mai@example.com", &mais).await, wrong, "it was used");

    let second = code(&town, "mai@example.com", 2).await;
    ahead.advance(Duration::from_secs(601));
    assert_eq!(refused(&nobody, "mai@example.com", &second).await, wrong, "its ten minutes are over");

    let right = code(&town, "wang@example.com", 1).await;
    for _ in 0..5 {
        assert_eq!(refused(&nobody, "wang@example.com", &beside(&right)).await, wrong);
    }
    assert_eq!(refused(&nobody, "wang@example.com", &right).await, wrong, "guessing is over, for the right one too");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_for_codes_to_the_address_of_another_voids_none_of_theirs() {
    let ahead = Ahead::default();
    let town = Town::at("", Arc::new(ahead.clone())).await;
    let nobody = town.api(Language::Zh);
    let theirs = code(&town, "mai@example.com", 1).await;
    for letters in 2..=4 {
        ahead.advance(Duration::from_secs(240));
        assert_eq!(code(&town, "mai@example.com", letters).await, theirs, "while it holds it is sent again");
    }
    let wrong = Some("code-wrong".to_owned());
    for _ in 0..5 {
        assert_eq!(refused(&nobody, "mai@example.com", &beside(&theirs)).await, wrong);
    }
    let fresh = code(&town, "mai@example.com", 5).await;
    assert_eq!(refused(&nobody, "mai@example.com", &fresh).await, None, "guesses void the one, and not the next");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_sent_again_for_half_an_hour_at_most() {
    let ahead = Ahead::default();
    let town = Town::at("", Arc::new(ahead.clone())).await;
    let first = code(&town, "mai@example.com", 1).await;
    for letters in 2..=8 {
        ahead.advance(Duration::from_secs(240));
        assert_eq!(code(&town, "mai@example.com", letters).await, first);
    }
    ahead.advance(Duration::from_secs(240));
    assert_ne!(code(&town, "mai@example.com", 9).await, first, "however often it is asked for, it ends");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobodys_mailbox_is_filled_with_codes_over_a_day() {
    let ahead = Ahead::default();
    let settings = "[portal]\ncodes_per_mail_a_day = 3\n[gateway]\ntrusted = [\"127.0.0.1\"]\n";
    let town = Town::at(settings, Arc::new(ahead.clone())).await;
    let nobody = town.api(Language::Zh);
    let (stranger, owner) = (nobody.at("203.0.113.7"), nobody.at("198.51.100.9"));
    let asks = async |from: &Api, status| from.post(CODES, &json!({ "mail": "mai@example.com" })).await.is(status);
    for _ in 0..3 {
        asks(&stranger, 202).await;
        ahead.advance(Duration::from_secs(601));
    }
    asks(&stranger, 429).await;
    asks(&owner, 202).await;
    ahead.advance(DAY);
    asks(&stranger, 202).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_reads_the_database_reads_no_code() {
    let town = Town::new().await;
    let sent = [code(&town, "mai@example.com", 1).await, code(&town, "li@example.com", 1).await];
    let db = town.databases.open(&town.data, "portal").await;
    let asked = Statement::from_string(db.get_database_backend(), "SELECT code || sealed AS code FROM mail_codes");
    let rows = db.query_all_raw(asked).await.expect("rows");
    let kept: Vec<String> = rows.iter().map(|row| row.try_get("", "code").expect("a text")).collect();
    db.close().await.expect("closed");
    assert_eq!(kept.len(), sent.len());
    for kept in kept {
        assert!(kept.len() >= 40 && sent.iter().all(|code| !kept.contains(code)), "{kept}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_typed_code_tells_nothing_of_whether_one_was_sent() {
    let town = Town::new().await;
    let nobody = town.api(Language::En);
    let typed = beside(&code(&town, "mai@example.com", 1).await);
    for _ in 0..6 {
        let mut told = Vec::new();
        for mail in ["mai@example.com", "li@example.com"] {
            let mut answer = nobody.post(SESSIONS, &json!({ "mail": mail, "code": typed })).await.is(422);
            let trace = answer.body.as_object_mut().and_then(|body| body.remove("trace_id"));
            assert!(trace.is_some(), "{:#}", answer.body);
            told.push(answer.body);
        }
        assert_eq!(told[0], told[1]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_answered_once_whoever_holds_it() {
    let town = Town::new().await;
    let (referrer, eve) = (town.applicant_api("chen@example.com", 0).await, town.api(Language::En));
    let (_, token) = filings::recommends(&town, &referrer, "lin@example.com").await;
    let answering = json!({ "token": token, "sharing": "nothing" });
    let accepted = eve.post(ACCEPTANCES, &answering).await.is(201);
    assert!(accepted.body["session"]["token"].is_string());
    for path in [ACCEPTANCES, INVITATIONS, "/api/portal/v1/referrals/links", "/api/portal/v1/referrals/declines"] {
        let body = if path == ACCEPTANCES { answering.clone() } else { json!({ "token": token }) };
        let again = eve.post(path, &body).await;
        assert!((400..500).contains(&again.status), "{path} is answered twice: {:#}", again.body);
        assert!(!again.body.to_string().contains("林知远") && again.body["session"].is_null(), "{:#}", again.body);
    }
    let own = eve.with_token(accepted.body["session"]["token"].as_str().expect("a token"));
    let drafts = own.get("/api/portal/v1/nominations").await.is(200);
    assert_eq!(drafts.body["items"].as_array().map(Vec::len), Some(1), "one acceptance, one draft");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_ended_opens_nothing_and_a_guess_tells_nothing() {
    let ahead = Ahead::default();
    let town = Town::at("", Arc::new(ahead.clone())).await;
    let (referrer, eve) = (town.applicant_api("chen@example.com", 0).await, town.api(Language::En));
    let (_, token) = filings::recommends(&town, &referrer, "lin@example.com").await;
    eve.post(INVITATIONS, &json!({ "token": token })).await.is(200);

    let (start, end) = token.split_at(token.len() - 1);
    let other_end = if end == "A" { "B" } else { "A" };
    let swapped: String = token.chars().map(|c| if c.is_lowercase() { c.to_ascii_uppercase() } else { c }).collect();
    let mut told = Vec::new();
    for guess in [start, &format!("{start}{other_end}"), &format!("{token}A"), &swapped, "", "../sessions"] {
        let refused = eve.post(INVITATIONS, &json!({ "token": guess })).await.is(404);
        told.push((refused.text("code").to_owned(), refused.text("detail").to_owned()));
        eve.post(ACCEPTANCES, &json!({ "token": guess, "sharing": "nothing" })).await.is(404);
    }
    told.dedup();
    assert_eq!(told.len(), 1, "how near a guess comes is told: {told:?}");

    ahead.advance(31 * DAY);
    for path in [INVITATIONS, ACCEPTANCES] {
        let body = if path == ACCEPTANCES {
            json!({ "token": token, "sharing": "nothing" })
        } else {
            json!({ "token": token })
        };
        let ended = eve.post(path, &body).await;
        assert_eq!(ended.text("code"), "referral-link-ended", "{path}: {:#}", ended.body);
        assert!(ended.status >= 400 && !ended.body.to_string().contains("陈明"), "{:#}", ended.body);
    }
}
