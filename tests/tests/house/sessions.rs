//! Whoever is signed in sees where, ends it elsewhere at once, and loses nothing they typed when it ends of itself.

use std::sync::Arc;
use std::time::Duration;

use domain::Language;
use reqwest::Method;
use serde_json::{Value, json};
use tests::applicant::receipt;
use tests::officer::PASSWORD;
use tests::{Ahead, Api, Applicant, Page, StaffMember, Town};

const OWN: &str = "/api/review/v1/sessions";
const CASES: &str = "/api/review/v1/cases";

/// A program signed in as this officer with the code after the current one, and its refresh token.
async fn program(town: &Town, login: &str) -> (Api, String) {
    let api = town.api(Language::En);
    let typed = json!({ "login": login, "password": PASSWORD, "code": town.next_code(login) });
    let pair = api.post("/api/review/v1/tokens", &typed).await.is(200);
    (api.with_token(pair.text("access_token")), pair.text("refresh_token").to_owned())
}

async fn renewed(api: &Api, refresh: &str) -> u16 {
    api.post("/api/review/v1/tokens/refresh", &json!({ "refresh_token": refresh })).await.status
}

async fn ended(api: &Api, path: &str) -> u16 {
    api.answer(api.request(Method::DELETE, path).header("If-Match", "\"v1\"")).await.status
}

fn items(listed: &Value) -> Vec<Value> {
    listed["items"].as_array().cloned().expect("a list")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_ends_a_program_by_page_with_its_tokens() {
    let town = Town::new().await;
    let officer = town.officer("secretary", Language::En).await;
    let (program, refresh) = program(&town, "secretary").await;
    program.get(CASES).await.is(200);

    let page = officer.browser.open("/staff/sessions").await;
    page.is_ok().shows("This one").shows("A program").shows("End all the others");
    let id = page.between("name=\"end\" value=\"", "\"").expect("a button").to_owned();
    let page = officer.browser.send_form(&page, &id, &[("end", &id)]).await;
    page.is_ok().shows("You are signed in here and nowhere else.");
    program.get(CASES).await.is(401);
    assert_eq!(renewed(&program, &refresh).await, 401);
    officer.inbox().await.is_ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_signs_out_is_out_at_once() {
    let town = Town::new().await;
    let (program, refresh) = program(&town, "secretary").await;
    let listed = program.get(OWN).await.is(200);
    assert_eq!(items(&listed.body).len(), 1);
    assert_eq!(
        (&listed.body["items"][0]["is_this"], &listed.body["items"][0]["device"]),
        (&json!(true), &json!("A program"))
    );
    program.post("/api/review/v1/tokens/revocation", &json!({ "refresh_token": refresh })).await.is(204);
    program.get(CASES).await.is(401);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_review_has_ended_reaches_the_letters_within_the_minutes_of_a_token() {
    let ahead = Ahead::default();
    let town = Town::at("", Arc::new(ahead.clone())).await;
    let (program, refresh) = program(&town, "secretary").await;
    program.post("/api/review/v1/tokens/revocation", &json!({ "refresh_token": refresh })).await.is(204);
    program.get(CASES).await.is(401);
    program.get("/api/notify/v1/letters").await.is(200);
    ahead.advance(Duration::from_secs(16 * 60));
    program.get("/api/notify/v1/letters").await.is(401);
}

#[tokio::test(flavor = "multi_thread")]
async fn ending_all_others_leaves_the_one_that_asks_and_those_of_other_people() {
    let town = Town::new().await;
    let (page, auditor) = (town.officer("secretary", Language::Zh).await, town.officer_api("auditor").await);
    let (program, _) = program(&town, "secretary").await;
    let others = items(&auditor.get(OWN).await.body)[0]["id"].as_str().expect("an id").to_owned();
    assert_eq!(ended(&program, &format!("{OWN}/{others}")).await, 404, "nobody ends somebody else's");

    let request = program.request(Method::POST, &format!("{OWN}/ending")).header("Idempotency-Key", "all");
    program.answer(request).await.is(204);
    assert!(page.inbox().await.path.contains("/staff/sign-in"));
    assert_eq!(items(&program.get(OWN).await.is(200).body).len(), 1);
    auditor.get(CASES).await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_applicant_ends_sessions_by_page_and_by_api() {
    let town = Town::new().await;
    let person = town.applicant("林知远", "lin@example.com", Language::Zh);
    person.open_signed_in(&town, "/track", 0).await.shows("登录在哪些设备上");
    let api = town.applicant_api("lin@example.com", 1).await;
    let other = town.applicant_api("lin@example.com", 2).await;

    let listed = items(&api.get("/api/portal/v1/sessions").await.is(200).body);
    assert_eq!(listed.len(), 3);
    assert_eq!(listed.iter().filter(|one| one["is_this"] == true).count(), 1);
    let own = items(&other.get("/api/portal/v1/sessions").await.body);
    let own = own.iter().find(|one| one["is_this"] == true).expect("its own");
    let path = format!("/api/portal/v1/sessions/{}", own["id"].as_str().expect("an id"));
    assert_eq!((ended(&api, &path).await, ended(&api, &path).await), (204, 404));
    other.get("/api/portal/v1/nominations").await.is(401);

    let page = person.browser.open("/sessions").await;
    page.is_ok().shows("本次登录");
    person.browser.send_form(&page, "value=\"others\"", &[("end", "others")]).await.is_ok().shows("您只在这里登录着");
    api.get("/api/portal/v1/nominations").await.is(401);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_officer_had_typed_is_back_in_the_form_after_signing_in_again() {
    let ahead = Ahead::default();
    let town = Town::at("", Arc::new(ahead.clone())).await;
    let person = town.applicant("林知远", "lin@example.com", Language::Zh);
    let form = person.open_signed_in(&town, &format!("/nominate/{}", town.hospital_post().await), 0).await;
    let receipt = receipt(&person.submits(&form).await);
    let unit = town.officer("unit-hospital", Language::En).await;
    let case = town.until("the case in the inbox", async || unit.find(&receipt).await).await;

    let idle = Duration::from_secs(2 * 3600);
    ahead.advance(idle);
    let typed = [("ruling", "refuse"), ("reason", "conditions-not-met"), ("to_applicant", "Thank you, Dr Lin.")];
    let asked = unit.browser.send(&case, &typed).await;
    assert!(asked.path.contains("/staff/sign-in"), "{}", asked.path);
    let code = town.code_ahead("secretary", idle);
    let colleague = StaffMember::sign_in(town.browser(Language::En), "secretary", &code).await;
    let theirs = colleague.browser.follow(&case.path).await;
    assert!(!theirs.is_ok().body.contains("Thank you, Dr Lin."), "it is nobody else's");

    let code = town.code_ahead("unit-hospital", idle);
    let signed_in = [("login", "unit-hospital"), ("password", PASSWORD), ("code", &code)];
    let back = unit.browser.send(&asked, &signed_in).await;
    assert_eq!(back.path, case.path);
    back.is_ok().shows("Thank you, Dr Lin.").shows("It has not been sent yet");
    back.shows("name=\"ruling\"");

    let sent = unit.browser.send(&back, &typed).await;
    sent.is_ok();
    assert!(!unit.browser.follow(&case.path).await.body.contains("It has not been sent yet"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_to_a_planned_post_is_back_beside_it() {
    let ahead = Ahead::default();
    let town = Town::at("", Arc::new(ahead.clone())).await;
    let municipal = town.officer("municipal", Language::En).await;
    let plans = municipal.browser.open("/staff/plans").await;
    let link = plans.links().find(|link| link.contains("/planned-posts/")).expect("a post that waits");
    let post = municipal.browser.follow(&link).await;

    let idle = Duration::from_secs(2 * 3600);
    ahead.advance(idle);
    let words = "The licence is missing.";
    let typed = [("ruling", "return"), ("to", "plan-draft"), ("reason", "conditions-unclear"), ("words", words)];
    let asked = municipal.browser.send_form(&post, "name=\"ruling\"", &typed).await;
    assert!(asked.path.contains("/staff/sign-in"), "{}", asked.path);
    let code = town.code_ahead("municipal", idle);
    let signed_in = [("login", "municipal"), ("password", PASSWORD), ("code", &code)];
    let back = municipal.browser.send(&asked, &signed_in).await;
    back.is_ok().shows(words).shows("It has not been sent yet");

    let sent = municipal.browser.send_form(&back, "name=\"ruling\"", &typed).await;
    assert!(!sent.is_ok().body.contains("It has not been sent yet"));
    sent.shows(words);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_is_kept_for_an_hour_and_never_after_signing_out() {
    let ahead = Ahead::default();
    let town = Town::at("", Arc::new(ahead.clone())).await;
    let person = town.applicant("林知远", "lin@example.com", Language::En);
    let form = person.open_signed_in(&town, &format!("/nominate/{}", town.hospital_post().await), 0).await;
    let receipt = receipt(&person.submits(&form).await);
    let unit = town.officer("unit-hospital", Language::En).await;
    let case = town.until("the case in the inbox", async || unit.find(&receipt).await).await;
    let typed = [("ruling", "refuse"), ("to_applicant", "Thank you, Dr Lin.")];

    let mut gone = Duration::from_secs(2 * 3600);
    ahead.advance(gone);
    let asked = unit.browser.send(&case, &typed).await;
    let hour = Duration::from_secs(3600);
    (gone, ()) = (gone + hour, ahead.advance(hour));
    let code = town.code_ahead("unit-hospital", gone);
    let signed_in = [("login", "unit-hospital"), ("password", PASSWORD), ("code", &code)];
    let back = unit.browser.send(&asked, &signed_in).await;
    assert!(!back.is_ok().body.contains("Thank you, Dr Lin."), "an hour is over");

    unit.browser.send_to("/en/staff/sign-out", &back, &[]).await;
    assert!(unit.browser.send(&back, &typed).await.path.contains("/staff/sign-in"));
    (gone, ()) = (gone + hour, ahead.advance(hour));
    let code = town.code_ahead("unit-hospital", gone);
    let again = StaffMember::sign_in(town.browser(Language::En), "unit-hospital", &code).await;
    assert!(!again.browser.follow(&case.path).await.is_ok().body.contains("Thank you, Dr Lin."));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_applicant_had_typed_for_taking_back_is_back_too() {
    let ahead = Ahead::default();
    let town = Town::at("", Arc::new(ahead.clone())).await;
    let person = town.applicant("林知远", "lin@example.com", Language::En);
    let form = person.open_signed_in(&town, &format!("/nominate/{}", town.hospital_post().await), 0).await;
    let receipt = receipt(&person.submits(&form).await);
    let page = person.browser.open(&format!("/track/{receipt}/withdraw")).await;
    ahead.advance(Duration::from_secs(25 * 3600));
    let asked = person.browser.send(&page, &[("reason", "Another post")]).await;
    assert!(asked.path.contains("/sign-in"), "{}", asked.path);
    let asks_code = person.browser.send(&asked, &[("mail", "lin@example.com")]).await;
    let code = town.mailed_code("lin@example.com", 3).await;
    let back = person.browser.send(&asks_code, &[("code", &code)]).await;
    back.is_ok().shows("Another post").shows("It has not been sent yet");
}

/// Signs in again from the page that asks for it, and comes back to where one was.
async fn signs_in_again(town: &Town, person: &Applicant, asked: &Page) -> Page {
    assert!(asked.path.contains("/sign-in"), "{}", asked.path);
    let before = town.codes(&person.mail).await.len();
    let asks_code = person.browser.send(asked, &[("mail", &person.mail)]).await;
    let code = town.until("another code", async || {
        let codes = town.codes(&person.mail).await;
        (codes.len() > before).then(|| codes[0].clone())
    });
    person.browser.send(&asks_code, &[("code", &code.await)]).await.is_ok().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_applicant_had_answered_about_a_unit_is_back() {
    let ahead = Ahead::default();
    let town = Town::at("", Arc::new(ahead.clone())).await;
    let justice = town.unit("Justice Bureau").await;
    let person = town.applicant("林知远", "lin@example.com", Language::En);
    let form = person.open_signed_in(&town, "/nominate/organisation", 0).await;
    let receipt = receipt(&person.submits(&form).await);
    let secretary = town.officer("secretary", Language::En).await;
    let case = town.until("the case in the inbox", async || secretary.find(&receipt).await).await;
    secretary.browser.send(&case, &[("ruling", "agree"), ("unit", &justice)]).await.is_ok();
    let page = town.until("the question", async || {
        let page = person.browser.open(&format!("/track/{receipt}/unit")).await;
        page.path.ends_with("/unit").then_some(page)
    });
    let page = page.await;

    ahead.advance(Duration::from_secs(25 * 3600));
    let asked = person.browser.send(&page, &[("answer", "agreed")]).await;
    let back = signs_in_again(&town, &person, &asked).await;
    back.shows("value=\"agreed\" checked").shows("It has not been sent yet");
    person.browser.send(&back, &[("answer", "agreed")]).await.is_ok().shows("You answered");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_beside_a_file_is_back_and_the_file_is_asked_for_again() {
    let ahead = Ahead::default();
    let town = Town::at("", Arc::new(ahead.clone())).await;
    let person = town.applicant("林知远", "lin@example.com", Language::En);
    let form = person.open_signed_in(&town, &format!("/nominate/{}", town.hospital_post().await), 0).await;
    let page = person.claims(&form, "10(4)").await;
    let sends = async |page: &Page, size: usize| {
        let file = [b"%PDF-1.7\n".to_vec(), vec![b'x'; size]].concat();
        person.browser.send_file(page, "value=\"10(4)\"", "Degree, page 2", "degree.pdf", file).await
    };
    ahead.advance(Duration::from_secs(25 * 3600));
    let back = signs_in_again(&town, &person, &sends(&page, 3 << 20).await).await;
    assert!(back.path.ends_with("/evidence"), "{}", back.path);
    back.shows("value=\"Degree, page 2\"").shows("Choose it again");
    sends(&back, 50).await.is_ok().shows("“degree.pdf” has arrived");
    assert!(!person.browser.follow(&page.path).await.body.contains("Choose it again"));
}
