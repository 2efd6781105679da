//! Signing in twice with one code or one link: the same button pressed twice, or a request whose answer was lost, is one session.
//! Whoever else sends it, or sends it later, gets none.

use std::sync::Arc;
use std::time::Duration;

use domain::Language;
use reqwest::Method;
use serde_json::{Value, json};
use tests::{Ahead, Answer, Api, Browser, Page, Town, filings};

const MAIL: &str = "wang@example.com";
const SESSIONS: &str = "/api/portal/v1/sessions";
const ACCEPTANCES: &str = "/api/portal/v1/referrals/acceptances";
const TEN_MINUTES: Duration = Duration::from_secs(601);

/// The page that asks for the code, in this browser, and the code.
async fn asked(town: &Town, browser: &Browser) -> (Page, String) {
    let asks_mail = browser.open("/track").await;
    let asks_code = browser.send(&asks_mail, &[("mail", MAIL)]).await;
    (asks_code, town.mailed_code(MAIL, 1).await)
}

/// Where a browser is signed in beside itself.
async fn elsewhere(browser: &Browser) -> usize {
    browser.open("/sessions").await.is_ok().body.matches("name=\"end\"").count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_that_is_pressed_twice_signs_in_once() {
    let town = Town::new().await;
    let browser = town.browser(Language::Zh);
    let (page, code) = asked(&town, &browser).await;
    let typed = [("code", code.as_str())];
    let (first, second) = tokio::join!(browser.send(&page, &typed), browser.send(&page, &typed));
    for page in [&first, &second, &browser.send(&page, &typed).await] {
        assert!(page.is_ok().path.starts_with("/track"), "{}", page.path);
    }
    assert_eq!(elsewhere(&browser).await, 0, "two presses are one session");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_signed_in_is_answered_again_in_the_same_browser_alone_and_not_for_long() {
    let ahead = Ahead::default();
    let town = Town::at("", Arc::new(ahead.clone())).await;
    let browser = town.browser(Language::En);
    let (page, code) = asked(&town, &browser).await;
    // With the address typed in, as where the code was asked for in another browser: nothing but the form is looked at.
    let typed = [("mail", MAIL), ("code", code.as_str())];
    for _ in 0..2 {
        let signed_in = browser.send(&page, &typed).await;
        assert!(signed_in.is_ok().path.starts_with("/en/track"), "{}", signed_in.path);
    }
    assert_eq!(elsewhere(&browser).await, 0, "sent again it is the same session");

    let other = town.browser(Language::En);
    let theirs = other.open("/sign-in/code").await;
    let own = theirs.between("name=\"csrf\" value=\"", "\"").expect("a token").to_owned();
    let form = page.forms().into_iter().find(|form| form.fields.iter().any(|field| field.name == "code"));
    let form = form.expect("the form with the code");
    let hidden = form.fields.iter().filter(|field| !typed.iter().any(|(name, _)| *name == field.name));
    let mut copied: Vec<(String, String)> = hidden.map(|field| (field.name.clone(), field.value.clone())).collect();
    copied.extend(typed.map(|(name, value)| (name.to_owned(), value.to_owned())));
    for (_, value) in copied.iter_mut().filter(|(name, _)| name == "csrf") {
        value.clone_from(&own);
    }
    let refused = other.post("/en/sign-in/code", &copied).await;
    assert_eq!(refused.status, 422, "{}: {}", refused.path, refused.body);
    refused.shows("That code does not work");
    assert!(other.open("/track").await.path.contains("/sign-in"), "another browser is nobody");

    ahead.advance(TEN_MINUTES);
    let late = browser.send(&page, &typed).await;
    assert_eq!(late.status, 422, "{}: {}", late.path, late.body);
}

/// Sends a code under a key.
async fn sent(nobody: &Api, key: &str, code: &str) -> Answer {
    let request = nobody.request(Method::POST, SESSIONS).header("Idempotency-Key", key);
    nobody.answer(request.json(&json!({ "mail": MAIL, "code": code }))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_sends_a_code_again_under_its_key_has_one_session_until_it_ends() {
    let town = Town::new().await;
    let nobody = town.api(Language::Zh);
    nobody.post("/api/portal/v1/mail-codes", &json!({ "mail": MAIL })).await.is(202);
    let code = town.mailed_code(MAIL, 1).await;
    let number: u32 = code.parse().expect("digits");
    let wrong = format!("{:06}", (number + 1) % 1_000_000);
    for _ in 0..6 {
        assert_eq!(
            sent(&nobody, "wrong", &wrong).await.is(422).text("code"),
            "code-wrong",
            "one try, however often sent"
        );
    }
    let first = sent(&nobody, "right", &code).await.is(201);
    assert_eq!(sent(&nobody, "right", &code).await.is(201).text("token"), first.text("token"));
    assert_eq!(sent(&nobody, "right", &wrong).await.is(422).text("code"), "code-wrong", "that is another request");
    assert_eq!(sent(&nobody, "another", &code).await.is(422).text("code"), "code-wrong", "a code is of one use");

    let person = nobody.with_token(first.text("token"));
    let listed = person.get(SESSIONS).await.is(200);
    assert_eq!(listed.body["items"].as_array().map(Vec::len), Some(1), "{:#}", listed.body);
    let own = format!("{SESSIONS}/{}", listed.body["items"][0]["id"].as_str().expect("an id"));
    person.answer(person.request(Method::DELETE, &own).header("If-Match", "\"v1\"")).await.is(204);
    assert_eq!(sent(&nobody, "right", &code).await.is(422).text("code"), "code-wrong", "it was signed out");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_behind_one_address_may_choose_the_same_key_and_what_is_sent_again_is_marked() {
    let town = Town::new().await;
    let nobody = town.api(Language::Zh);
    for (mail, replayed) in [(MAIL, None), ("li@example.com", None), (MAIL, Some("true"))] {
        let request = nobody.request(Method::POST, "/api/portal/v1/mail-codes").header("Idempotency-Key", "1");
        let answer = nobody.answer(request.json(&json!({ "mail": mail }))).await.is(202);
        let marked = answer.headers.get("idempotency-replayed").and_then(|marked| marked.to_str().ok());
        assert_eq!(marked, replayed, "{mail}");
    }
    town.mailed_code("li@example.com", 1).await;
    town.mailed_code(MAIL, 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_acceptance_that_is_sent_again_is_one_session_for_ten_minutes_and_none_after() {
    let ahead = Ahead::default();
    let town = Town::at("", Arc::new(ahead.clone())).await;
    let referrer = town.applicant_api("chen@example.com", 0).await;
    let (_, token) = filings::recommends(&town, &referrer, MAIL).await;
    let nobody = town.api(Language::En);
    let accepts = async || {
        let request = nobody.request(Method::POST, ACCEPTANCES).header("Idempotency-Key", "accepts");
        nobody.answer(request.json(&json!({ "token": token, "sharing": "filed" }))).await
    };
    let first = accepts().await.is(201);
    assert_eq!(accepts().await.is(201).body["session"]["token"], first.body["session"]["token"]);
    ahead.advance(TEN_MINUTES);
    assert_eq!(accepts().await.is(201).body.get("session"), Some(&Value::Null));
    let person = nobody.with_token(first.body["session"]["token"].as_str().expect("a token"));
    person.get(&format!("/api/portal/v1/nominations/{}", first.text("nomination"))).await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_acceptance_from_the_history_of_a_browser_signs_nobody_in() {
    let town = Town::new().await;
    let referrer = town.applicant_api("chen@example.com", 0).await;
    filings::recommends(&town, &referrer, MAIL).await;
    let browser = town.browser(Language::En);
    let opened = browser.follow(&filings::invitation(&town, MAIL, 1).await).await;
    let accepting = [("do", "accept"), ("sharing", "filed")];
    for _ in 0..2 {
        let form = browser.send(opened.is_ok(), &accepting).await;
        assert!(form.is_ok().path.contains("accepted=1"), "{}", form.path);
    }
    assert_eq!(elsewhere(&browser).await, 0, "sent again it is the same session");
    browser.send_to("/en/sign-out", &opened, &[]).await.is_ok();
    let again = browser.send(&opened, &accepting).await;
    assert!(!again.path.contains("accepted=1"), "{}", again.path);
    again.is_ok().shows("您已经接受这份推荐").shows("验证码");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_opens_no_account_that_was_there_before() {
    let town = Town::new().await;
    let referrer = town.applicant_api("chen@example.com", 0).await;
    let (_, token) = filings::recommends(&town, &referrer, MAIL).await;
    let person = town.applicant_api(MAIL, 1).await;
    let before = person.get(SESSIONS).await.is(200).body["items"].as_array().map(Vec::len);
    let holder = town.api(Language::En);
    let accepted = holder.post(ACCEPTANCES, &json!({ "token": token, "sharing": "filed" })).await.is(201);
    assert_eq!(accepted.body.get("session"), Some(&Value::Null), "{:#}", accepted.body);
    assert_eq!(person.get(SESSIONS).await.is(200).body["items"].as_array().map(Vec::len), before);
    person.get(&format!("/api/portal/v1/nominations/{}", accepted.text("nomination"))).await.is(200);
}
