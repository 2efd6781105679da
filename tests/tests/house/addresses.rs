//! A second address: it is confirmed by a code, signs in, can get the letters, and goes again, by page and by API.
//! Two accounts are never joined: that they may be one person's is suggested to staff.

use std::sync::Arc;
use std::time::Duration;

use domain::Language;
use reqwest::Method;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use tests::filings::{case_of, drafts, files, hospital_post, recommends, submits};
use tests::{Ahead, Answer, Api, StaffMember, Town};

const ADDRESSES: &str = "/api/portal/v1/addresses";
const CODES: &str = "/api/portal/v1/address-codes";
const OWN_DATA: &str = "/api/portal/v1/own-data";
const FIRST: &str = "wang@example.com";
const SECOND: &str = "wang.fang@example.org";

async fn asks_for(api: &Api, mail: &str) -> Answer {
    api.post(CODES, &json!({ "mail": mail })).await
}

async fn adds(api: &Api, code: &str) -> Answer {
    api.post(ADDRESSES, &json!({ "code": code })).await
}

/// Adds an address that had so many letters, and reads the code in the next one.
async fn has_second(town: &Town, api: &Api, mail: &str, letters: usize) {
    asks_for(api, mail).await.is(202);
    let code = town.mailed_code(mail, letters + 1).await;
    adds(api, &code).await.is(201);
}

/// The id of one of the caller's, and the version of all.
async fn one(api: &Api, mail: &str) -> (String, String) {
    let listed = api.get(ADDRESSES).await.is(200);
    let own = listed.body["items"].as_array().expect("a list");
    let found = own.iter().find(|one| one["mail"] == mail).unwrap_or_else(|| panic!("no {mail} in {:#}", listed.body));
    (found["id"].as_str().expect("an id").to_owned(), listed.version().to_owned())
}

async fn with_letters(api: &Api) -> Vec<(String, bool)> {
    let listed = api.get(ADDRESSES).await.is(200);
    let own = listed.body["items"].as_array().cloned().unwrap_or_default();
    let read = |one: Value| (one["mail"].as_str().unwrap_or_default().to_owned(), one["gets_letters"] == true);
    own.into_iter().map(read).collect()
}

async fn removes(api: &Api, (id, version): &(String, String)) -> Answer {
    let request = api.request(Method::DELETE, &format!("{ADDRESSES}/{id}"));
    api.answer(request.header("If-Match", version)).await
}

async fn chooses(api: &Api, (id, version): &(String, String)) -> Answer {
    let request = api.request(Method::POST, &format!("{ADDRESSES}/{id}/letters"));
    api.answer(request.header("If-Match", version)).await
}

/// Until the newest letter to an address is called so.
async fn is_told(town: &Town, mail: &str, subject: &str) -> String {
    let newest = async || {
        let newest = town.mails(mail).await.into_iter().next()?;
        let is_it = newest["subject"].as_str().is_some_and(|said| said.contains(subject));
        is_it.then(|| newest["text"].as_str().unwrap_or_default().to_owned())
    };
    town.until(&format!("“{subject}” to {mail}"), newest).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_address_signs_in_gets_the_letters_when_chosen_and_goes_again() {
    let ahead = Ahead::default();
    let town = Town::at("", Arc::new(ahead.clone())).await;
    let wang = town.applicant_api(FIRST, 0).await;
    asks_for(&wang, SECOND).await.is(202);
    let code = town.mailed_code(SECOND, 1).await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    assert_eq!(adds(&wang, wrong).await.is(422).text("code"), "code-wrong");
    adds(&wang, &code).await.is(201);
    assert_eq!(adds(&wang, &code).await.is(422).text("code"), "code-wrong", "a code is of one use");
    for mail in [FIRST, SECOND] {
        let told = is_told(&town, mail, "邮箱有改动").await;
        assert!(!told.contains(SECOND) && told.contains("@example.org"), "masked: {told}");
    }
    let post = hospital_post(&town).await;
    let oneself = json!({ "post": post, "referral": {
        "name": "陈明", "relationship": "mentorship", "why": "我的学生", "agreed": "yes",
        "nominee": { "name": "王芳", "mail": SECOND }
    } });
    let refused = wang.post("/api/portal/v1/referrals", &oneself).await.is(422);
    assert_eq!(refused.text("code"), "referral-to-oneself");
    assert_eq!(asks_for(&wang, "third@example.com").await.is(409).text("code"), "addresses-full");
    assert_eq!(asks_for(&wang, SECOND).await.is(422).text("code"), "address-own");

    let draft = drafts(&wang, &post).await;
    let by_second = town.applicant_api(SECOND, 2).await;
    by_second.get(&format!("/api/portal/v1/nominations/{draft}")).await.is(200);

    let stale = one(&wang, SECOND).await;
    chooses(&wang, &stale).await.is(200);
    chooses(&wang, &stale).await.is(412);
    let held = [(FIRST.to_owned(), false), (SECOND.to_owned(), true)];
    assert_eq!(with_letters(&wang).await, held);
    let filed = submits(&wang, draft).await;
    is_told(&town, SECOND, &filed.receipt).await;

    let gone = one(&by_second, FIRST).await;
    assert_eq!(removes(&by_second, &gone).await.is(409).text("code"), "address-before-a-new-one");
    ahead.advance(Duration::from_secs(8 * 24 * 3600));
    let (by_second, wang) = (town.applicant_api(SECOND, 5).await, town.applicant_api(FIRST, 3).await);
    removes(&by_second, &gone).await.is(204);
    let told = town.mails_when(FIRST, 5).await;
    let words = told[0]["text"].as_str().expect("a text");
    assert!(words.contains("咨询电话") && !words.contains("/addresses"), "{words}");
    wang.get(ADDRESSES).await.is(401);
    let last = one(&by_second, SECOND).await;
    assert_eq!(removes(&by_second, &last).await.is(409).text("code"), "address-last");
    let stranger = town.applicant_api(FIRST, told.len()).await;
    let held = stranger.get(OWN_DATA).await.is(200);
    assert_eq!(held.body["nominations"], json!([]), "it leads to the old account no more");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_of_its_own_is_not_taken_in_and_is_told_of_to_nobody_but_its_reader() {
    let town = Town::new().await;
    let (wang, li) = (town.applicant_api(FIRST, 0).await, town.applicant_api("li@example.com", 0).await);
    let known = asks_for(&wang, "li@example.com").await.is(202);
    let sign_in = town.mailed_code("li@example.com", 2).await;
    assert_eq!(adds(&wang, &sign_in).await.is(409).text("code"), "address-taken");
    let unknown = asks_for(&wang, "nobody@example.com").await.is(202);
    assert_eq!(known.bytes, unknown.bytes);
    assert_eq!(with_letters(&li).await, [("li@example.com".to_owned(), true)]);

    let eve = town.api(Language::Zh);
    eve.post("/api/portal/v1/mail-codes", &json!({ "mail": "nobody@example.com" })).await.is(202);
    let code = town.mailed_code("nobody@example.com", 2).await;
    assert_eq!(adds(&wang, &code).await.is(422).text("code"), "code-wrong", "a code for signing in adds nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_whose_code_was_not_typed_is_forgotten() {
    let ahead = Ahead::default();
    let town = Town::at("", Arc::new(ahead.clone())).await;
    let wang = town.applicant_api(FIRST, 0).await;
    asks_for(&wang, SECOND).await.is(202);
    let code = town.mailed_code(SECOND, 1).await;
    let kept = async |table: &str| {
        let db = town.databases.open(&town.data, "portal").await;
        let asked = Statement::from_string(db.get_database_backend(), format!("SELECT code FROM {table}"));
        let rows = db.query_all_raw(asked).await.expect("rows").len();
        db.close().await.expect("closed");
        rows
    };
    town.api(Language::Zh).post("/api/portal/v1/mail-codes", &json!({ "mail": "nobody@example.com" })).await.is(202);
    assert_eq!((kept("address_codes").await, kept("mail_codes").await), (1, 1));
    ahead.advance(Duration::from_secs(11 * 60));
    assert_eq!(adds(&wang, &code).await.is(422).text("code"), "code-wrong");
    town.until("the address to be forgotten", async || (kept("address_codes").await == 0).then_some(())).await;
    town.until("the code to be forgotten", async || (kept("mail_codes").await == 0).then_some(())).await;

    let person = town.applicant("林知远", "lin@example.com", Language::En);
    let page = person.open_signed_in(&town, "/addresses", 0).await;
    let asks = person.browser.send_form(&page, "id=\"mail\"", &[("mail", "lin@example.org")]).await;
    let code = town.mailed_code("lin@example.org", 1).await;
    ahead.advance(Duration::from_secs(11 * 60));
    let over = person.browser.send(&asks, &[("code", &code)]).await;
    assert_eq!(over.status, 422, "{}", over.body);
    over.shows("That code does not work").shows("id=\"mail\"");
}

#[tokio::test(flavor = "multi_thread")]
async fn tries_at_a_code_are_counted() {
    let town = Town::new().await;
    let wang = town.applicant_api(FIRST, 0).await;
    asks_for(&wang, SECOND).await.is(202);
    let code = town.mailed_code(SECOND, 1).await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        adds(&wang, wrong).await.is(422);
    }
    assert_eq!(adds(&wang, &code).await.is(422).text("code"), "code-wrong", "it was tried too often");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_adds_chooses_and_removes_an_address_by_page() {
    let town = Town::new().await;
    for (language, mails) in [(Language::Zh, [FIRST, SECOND]), (Language::En, ["lin@example.com", "lin@example.org"])] {
        let person = town.applicant("林知远", mails[0], language);
        let page = person.open_signed_in(&town, "/addresses", 0).await;
        let none = person.browser.send_form(&page, "id=\"mail\"", &[("mail", "lin")]).await;
        assert!(none.status == 422 && none.body.contains("value=\"lin\""), "{}", none.body);
        let asks = person.browser.send_form(&none, "id=\"mail\"", &[("mail", mails[1])]).await;
        assert_eq!((asks.status, asks.path.ends_with("/addresses/code")), (200, true), "{}", asks.body);
        let wrong = person.browser.send(&asks, &[("code", "12")]).await;
        assert!(wrong.status == 422 && wrong.body.contains("id=\"code-e\""), "{}", wrong.body);
        let code = town.mailed_code(mails[1], 1).await;
        let two = person.browser.send(&wrong, &[("code", &code)]).await;
        two.is_ok().shows(mails[0]).shows(mails[1]);
        let id = two.between("name=\"letters\" value=\"", "\"").expect("a button").to_owned();
        let removal = format!("/addresses/{id}/removal");
        let asks = person.browser.open(&removal).await;
        asks.is_ok().shows(mails[0]).shows(mails[1]);
        let chosen = person.browser.send_form(&two, "name=\"letters\"", &[("letters", &id)]).await;
        let now = chosen.is_ok().between("name=\"letters\" value=\"", "\"").expect("a button");
        assert_ne!(now, id);
        assert!(chosen.body.contains(&removal), "asking removes nothing: {}", chosen.body);
        let stale = person.browser.send(&asks, &[]).await;
        assert_eq!(stale.status, 422, "{}", stale.body);
        let one = person.browser.send(&stale, &[]).await;
        assert!(one.is_ok().body.contains(mails[0]) && !one.body.contains(mails[1]), "{}", one.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erasure_takes_both_addresses_and_tells_both() {
    let town = Town::new().await;
    let (wang, chen) = (town.applicant_api(FIRST, 0).await, town.applicant_api("chen@example.com", 0).await);
    let (waiting, _) = recommends(&town, &chen, SECOND).await;
    has_second(&town, &wang, SECOND, 1).await;
    files(&town, &wang).await;
    let held = wang.get(OWN_DATA).await.is(200);
    assert_eq!(held.body["addresses"].as_array().map(Vec::len), Some(2));
    wang.post("/api/portal/v1/own-data/erasure", &json!({ "sure": "yes" })).await.is(204);
    for mail in [FIRST, SECOND] {
        is_told(&town, mail, "已经删除").await;
        let letters = town.mails(mail).await.len();
        let again = town.applicant_api(mail, letters).await;
        assert_eq!(with_letters(&again).await, [(mail.to_owned(), true)], "each is an account of its own now");
        assert_eq!(again.get(OWN_DATA).await.is(200).body["nominations"], json!([]));
    }
    let referral = chen.get(&format!("/api/portal/v1/referrals/{waiting}")).await.is(200);
    assert_eq!(referral.body["known"]["state"], "expired", "what was said of them is purged");
    assert_eq!(referral.body["nominee"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_accepts_what_they_sent_to_an_address_that_became_theirs() {
    let town = Town::new().await;
    let wang = town.applicant_api(FIRST, 0).await;
    let (_, token) = recommends(&town, &wang, SECOND).await;
    has_second(&town, &wang, SECOND, 1).await;
    let accepting = json!({ "token": token, "sharing": "filed" });
    let refused = wang.post("/api/portal/v1/referrals/acceptances", &accepting).await.is(409);
    assert_eq!(refused.text("code"), "referral-from-oneself");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_document_from_two_accounts_is_suggested_to_whoever_reviews_and_nothing_is_joined() {
    let town = Town::new().await;
    let (first, second) = (town.applicant_api(FIRST, 0).await, town.applicant_api(SECOND, 0).await);
    let post = hospital_post(&town).await;
    let officer = town.officer_api("unit-hospital").await;
    let mut cases = Vec::new();
    for applicant in [&first, &second] {
        let filed = submits(applicant, drafts(applicant, &post).await).await;
        cases.push((case_of(&town, &officer, &filed).await, filed.receipt));
    }
    let alike = async |case: &str| {
        let shown = officer.get(&format!("/api/review/v1/cases/{case}")).await.is(200).body["same_document"].clone();
        shown.as_array().expect("a list").iter().map(|one| one["receipt"].to_string()).collect::<Vec<_>>()
    };
    let [(one, of_one), (other, of_other)] = &cases[..] else { panic!("two cases") };
    assert_eq!(
        (alike(one).await, alike(other).await),
        (vec![json!(of_other).to_string()], vec![json!(of_one).to_string()])
    );
    let code = town.next_code("unit-hospital");
    let staff = StaffMember::sign_in(town.browser(Language::Zh), "unit-hospital", &code).await;
    let page = staff.browser.open(&format!("/staff/cases/{one}")).await;
    page.is_ok().shows("另一个账户的申报用了同一个证件号码").shows(of_other);

    second.post("/api/portal/v1/own-data/erasure", &json!({ "sure": "yes" })).await.is(204);
    town.until("the erasure", async || alike(one).await.is_empty().then_some(())).await;
}
