//! Who looks at a person's data is seen looking: lists, cases, what is masked, and the trail itself.

use std::sync::Arc;
use std::time::Duration;

use domain::Language;
use reqwest::Method;
use serde_json::{Value, json};
use tests::applicant::receipt;
use tests::{Ahead, Api, Page, StaffMember, Town, filings};

async fn filed(town: &Town) -> String {
    let person = town.applicant("王芳", "wang@example.com", Language::Zh);
    let form = person.open_signed_in(town, &format!("/nominate/{}", town.hospital_post().await), 0).await;
    receipt(&person.submits(&form).await)
}

async fn stepped_up(town: &Town, officer: &StaffMember, login: &str, asked: &Page) -> Page {
    assert!(asked.path.contains("/staff/step-up"), "{} needs no step-up", asked.path);
    let refused = officer.browser.send(asked, &[("code", "000000")]).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    officer.browser.send(&refused, &[("code", &town.next_code(login))]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_masked_is_shown_after_a_step_up_for_a_purpose_and_the_auditor_sees_who_looked() {
    let town = Town::new().await;
    let receipt = filed(&town).await;
    let unit = town.officer("unit-hospital", Language::Zh).await;
    let case = town.until("the case in the inbox", async || unit.find(&receipt).await).await;
    assert!(!case.body.contains("E12345678"));
    let asked = unit.browser.follow(&format!("{}/unmask", case.path)).await;
    let asking = stepped_up(&town, &unit, "unit-hospital", &asked).await;
    let nothing = unit.browser.send(&asking, &[("fields[]", "phone")]).await;
    assert_eq!(nothing.status, 422);
    nothing.shows("选一个用途");
    let looked = unit.browser.send(&nothing, &[("purpose", "contact"), ("fields[]", "phone")]).await;
    looked.is_ok().shows("+86 139 0000 0000");
    assert!(!looked.body.contains("E12345678"), "only what was asked for");
    let other = town.officer("unit-justice", Language::Zh).await;
    assert_eq!(other.browser.follow(&format!("{}/unmask", case.path)).await.status, 404);

    let auditor = town.officer("auditor", Language::Zh).await;
    let id = case.path.rsplit('/').next().expect("an id");
    let trail = auditor.browser.open(&format!("/staff/audit?subject={id}&actor=unit-hospital")).await;
    trail.is_ok().shows("case.look").shows("case.unmask").shows("联系申报人").shows("电话");
    let lists = auditor.browser.open("/staff/audit?deed=case.list").await;
    lists.is_ok().shows(&receipt);
    assert_eq!(auditor.browser.open("/staff/audit?day=yesterday").await.status, 422);
    assert_eq!(unit.browser.open("/staff/audit").await.status, 403);

    let asked = auditor.browser.open("/staff/audit/export").await;
    stepped_up(&town, &auditor, "auditor", &asked).await.is_ok();
    let export = auditor.browser.open("/staff/audit/export").await;
    let rows = export.is_ok().body.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let deeds: Vec<Value> = rows.map(|row| row["deed"].clone()).collect();
    assert!(deeds.contains(&json!("case.unmask")) && deeds.contains(&json!("audit.export")));
}

#[tokio::test(flavor = "multi_thread")]
async fn by_api_the_same_rules_hold() {
    let town = Town::new().await;
    let receipt = filed(&town).await;
    let unit = town.officer_api("unit-hospital").await;
    let case = town
        .until("the case by API", async || {
            let listed = unit.get("/api/review/v1/cases?limit=200").await.is(200);
            let found = listed.body["items"].as_array()?.iter().find(|item| item["receipt"] == json!(receipt))?;
            found["id"].as_str().map(str::to_owned)
        })
        .await;
    let unmasking = format!("/api/review/v1/cases/{case}/unmasking");
    let asked = json!({ "purpose": "contact", "fields": ["mail"] });
    let refused = unit.post(&unmasking, &asked).await.is(403);
    assert_eq!(refused.text("code"), "step-up-needed");
    let code = json!({ "code": town.next_code("unit-hospital") });
    unit.post("/api/review/v1/step-ups", &code).await.is(200);
    unit.post("/api/review/v1/step-ups", &code).await.is(422);
    let looked = unit.post(&unmasking, &asked).await.is(200);
    assert_eq!(looked.body, json!({ "document_number": null, "phone": null, "mail": "wang@example.com" }));
    unit.post(&unmasking, &json!({ "purpose": "contact", "fields": [] })).await.is(422);
    unit.post(&unmasking, &json!({ "purpose": "curiosity", "fields": ["mail"] })).await.is(400);

    unit.get(&format!("/api/review/v1/cases/{case}")).await.is(200);

    unit.get("/api/review/v1/audit-entries").await.is(403);
    let auditor = town.officer_api("auditor").await;
    let path = format!("/api/review/v1/audit-entries?subject={case}&limit=1");
    let first = auditor.get(&path).await.is(200);
    let looks = first.body["items"].as_array().expect("items");
    assert_eq!(looks.len(), 1, "{}", first.body);
    let next = auditor.get(&format!("{path}&cursor={}", first.text("next"))).await.is(200);
    let older = next.body["items"].as_array().expect("items");
    assert!(older.iter().all(|row| looks.iter().all(|look| look["id"] != row["id"])), "{}", next.body);
    let unmasked = looks.iter().chain(older).find(|row| row["deed"] == json!("case.unmask")).expect("the look");
    assert_eq!(unmasked["detail"], json!(r#"{"purpose":"contact","fields":["mail"]}"#));
    auditor.get("/api/review/v1/audit-entries?cursor=nowhere").await.is(400);
}

/// What the trail says of this case since the last row seen: the deeds, the newest first.
async fn deeds(auditor: &Api, case: &str, seen: &mut usize) -> Vec<String> {
    let listed = auditor.get(&format!("/api/review/v1/audit-entries?subject={case}&limit=200")).await.is(200);
    let rows = listed.body["items"].as_array().expect("items");
    let new = rows.len() - *seen;
    *seen = rows.len();
    rows.iter().take(new).map(|row| row["deed"].as_str().expect("a deed").to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_look_at_a_case_leaves_one_row_and_what_shows_nothing_of_the_person_leaves_none() {
    let town = Town::new().await;
    let applicant = town.applicant_api("wang@example.com", 0).await;
    let draft = filings::drafts(&applicant, &filings::hospital_post(&town).await).await;
    let file = filings::evidence("identity", "护照.pdf", b"%PDF-1.7\nx".to_vec());
    let request = applicant.request(Method::POST, &format!("/api/portal/v1/nominations/{draft}/evidence"));
    applicant.answer(request.multipart(file)).await.is(201);
    let filed = filings::submits(&applicant, draft).await;
    let (unit, api) = (town.officer("unit-hospital", Language::Zh).await, town.officer_api("auditor").await);
    let case = town.until("the case in the inbox", async || unit.find(&filed.receipt).await).await;
    let id = case.path.rsplit('/').next().expect("an id").to_owned();
    let seen = &mut 0;
    deeds(&api, &id, seen).await;

    let case = unit.browser.follow(&case.path).await;
    assert_eq!(deeds(&api, &id, seen).await, ["case.look"], "the page, with its revisions and its list of files");
    let file = case.between("<ul class=\"files\">\n<li><a href=\"", "\"").expect("a link");
    assert_eq!(unit.browser.download(file).await.status(), 200);
    assert_eq!(deeds(&api, &id, seen).await, ["evidence.look"]);
    let nothing_chosen = unit.browser.send(&case, &[]).await;
    assert_eq!(nothing_chosen.status, 422);
    assert_eq!(deeds(&api, &id, seen).await, ["case.look"], "it is shown again with what is wrong");

    let asked = unit.browser.follow(&format!("{}/unmask", case.path)).await;
    let asking = stepped_up(&town, &unit, "unit-hospital", &asked).await;
    assert!(deeds(&api, &id, seen).await.is_empty(), "a page that asks shows nothing of the person");
    let purpose = [("purpose", "contact"), ("fields[]", "phone")];
    unit.browser.send(&asking, &purpose).await.is_ok().shows("+86 139 0000 0000");
    assert_eq!(deeds(&api, &id, seen).await, ["case.unmask"]);

    for (path, deed) in [("", "case.look"), ("/revisions", "case.look")] {
        api.get(&format!("/api/review/v1/cases/{id}{path}")).await.is(200);
        assert_eq!(deeds(&api, &id, seen).await, [deed], "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn values_that_are_shown_again_under_one_key_are_a_look_of_their_own() {
    let town = Town::new().await;
    let filed = filings::files(&town, &town.applicant_api("wang@example.com", 0).await).await;
    let (unit, auditor) = (town.officer_api("unit-hospital").await, town.officer_api("auditor").await);
    let case = filings::case_of(&town, &unit, &filed).await;
    unit.post("/api/review/v1/step-ups", &json!({ "code": town.next_code("unit-hospital") })).await.is(200);
    let seen = &mut 0;
    deeds(&auditor, &case, seen).await;
    for asked in ["first", "again"] {
        let request = unit.request(Method::POST, &format!("/api/review/v1/cases/{case}/unmasking"));
        let request = request.header("Idempotency-Key", "look");
        let looked = unit.answer(request.json(&json!({ "purpose": "contact", "fields": ["mail"] }))).await.is(200);
        assert_eq!(looked.text("mail"), "wang@example.com");
        assert_eq!(deeds(&auditor, &case, seen).await, ["case.unmask"], "{asked}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_chosen_when_a_step_up_had_run_out_is_back_after_the_next() {
    let ahead = Ahead::default();
    let town = Town::at("", Arc::new(ahead.clone())).await;
    let receipt = filed(&town).await;
    let unit = town.officer("unit-hospital", Language::Zh).await;
    let case = town.until("the case in the inbox", async || unit.find(&receipt).await).await;
    let asked = unit.browser.follow(&format!("{}/unmask", case.path)).await;
    let asking = stepped_up(&town, &unit, "unit-hospital", &asked).await;
    let later = Duration::from_secs(6 * 60);
    ahead.advance(later);
    let asked = unit.browser.send(&asking, &[("purpose", "contact"), ("fields[]", "phone")]).await;
    assert!(asked.path.contains("/staff/step-up"), "{} needs no step-up", asked.path);
    let back = unit.browser.send(&asked, &[("code", &town.code_ahead("unit-hospital", later))]).await;
    back.is_ok().shows("刚才填写的内容已放回").shows("value=\"contact\" selected").shows("value=\"phone\" checked");
}
