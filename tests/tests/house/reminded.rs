//! An applicant whom an officer has reminded of what a case waits for (Articles 13, 14 and 16): by page and by API, at most once a
//! working day.

use std::sync::Arc;
use std::time::Duration;

use domain::Language;
use reqwest::Method;
use serde_json::json;
use tests::filings::{case_of, files, filing, submits};
use tests::officer::StaffMember;
use tests::{Ahead, Town};

/// Longer than any holidays, and shorter than the term that is given here.
const LATER: Duration = Duration::from_secs(12 * 24 * 3600);
const WANG: &str = "wang@example.com";

#[tokio::test(flavor = "multi_thread")]
async fn an_applicant_is_reminded_by_page_and_by_api_once_a_working_day_and_the_history_tells_it() {
    let ahead = Ahead::default();
    let town = Town::at("", Arc::new(ahead.clone())).await;
    let applicant = town.applicant_api(WANG, 0).await;
    let unit = town.officer_api("unit-hospital").await;
    let filed = files(&town, &applicant).await;
    let id = case_of(&town, &unit, &filed).await;
    let case = format!("/api/review/v1/cases/{id}");
    let reminder = format!("{case}/reminder");
    let nothing = unit.act(&case, Method::POST, &reminder, &json!({})).await.is(409);
    assert_eq!(nothing.text("code"), "nothing-to-remind-of");

    let items = json!([{ "shows": "identity", "name": "护照首页" }]);
    let asks = json!({ "to": "applicant", "reason": "papers-missing", "items": items, "days": 40 });
    unit.act(&case, Method::POST, &format!("{case}/return"), &asks).await.is(200);
    town.mails_when(WANG, 3).await;
    let early = unit.act(&case, Method::POST, &reminder, &json!({})).await.is(409);
    assert_eq!(early.text("code"), "reminded-lately");

    ahead.advance(LATER);
    let unit = town.officer_api_with("unit-hospital", &town.code_ahead("unit-hospital", LATER)).await;
    let version = unit.version_of(&case).await;
    for _ in 0..2 {
        let request = unit.request(Method::POST, &reminder).header("If-Match", &version);
        unit.answer(request.header("Idempotency-Key", "remind-1")).await.is(200);
    }
    let letter = town.mails_when(WANG, 4).await.remove(0);
    assert!(letter["subject"].as_str().is_some_and(|subject| subject.starts_with("提醒：")), "{letter}");
    assert!(letter["text"].as_str().is_some_and(|text| text.contains("1．护照首页")), "{letter}");
    let twice = unit.act(&case, Method::POST, &reminder, &json!({})).await.is(409);
    assert_eq!(twice.text("code"), "reminded-lately");
    let told = unit.get(&case).await.is(200);
    assert_eq!(told.body["stage_facts"]["returned"]["reminders"][0]["kind"], "asked");

    ahead.advance(LATER);
    let code = town.code_ahead("unit-hospital", LATER * 2);
    let officer = StaffMember::sign_in(town.browser(Language::Zh), "unit-hospital", &code).await;
    let page = officer.browser.open(&format!("/staff/cases/{id}")).await;
    page.is_ok().shows("提醒申报人").shows("最近一封信");
    let sent = officer.browser.send_form(&page, "value=\"remind\"", &[("ruling", "remind")]).await;
    sent.is_ok().shows("发信提醒申报人").shows("起可以再提醒");
    assert!(!sent.body.contains("value=\"remind\""), "not twice a day");
    town.mails_when(WANG, 5).await;
    officer.browser.send_form(&page, "value=\"remind\"", &[("ruling", "remind")]).await.is_ok();
    town.mails_when(WANG, 5).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_asked_about_a_unit_is_reminded_like_whoever_is_to_correct() {
    let ahead = Ahead::default();
    let town = Town::at("", Arc::new(ahead.clone())).await;
    let applicant = town.applicant_api(WANG, 0).await;
    let draft = json!({ "target": { "to": "party-organisation" }, "filing": filing("王芳") });
    let draft = applicant.post("/api/portal/v1/nominations", &draft).await.is(201).text("id").to_owned();
    let filed = submits(&applicant, draft).await;
    let secretary = town.officer_api("secretary").await;
    let case = format!("/api/review/v1/cases/{}", case_of(&town, &secretary, &filed).await);
    let reminder = format!("{case}/reminder");
    let nothing = secretary.act(&case, Method::POST, &reminder, &json!({})).await.is(409);
    assert_eq!(nothing.text("code"), "nothing-to-remind-of");

    let unit = json!({ "unit": town.unit("People’s Hospital").await });
    secretary.act(&case, Method::POST, &format!("{case}/proposal"), &unit).await.is(200);
    town.mails_when(WANG, 3).await;
    let early = secretary.act(&case, Method::POST, &reminder, &json!({})).await.is(409);
    assert_eq!(early.text("code"), "reminded-lately");

    ahead.advance(LATER * 3);
    let secretary = town.officer_api_with("secretary", &town.code_ahead("secretary", LATER * 3)).await;
    let before = town.until("the reminder that goes by itself", async || {
        let told = secretary.get(&case).await.is(200);
        told.body["stage_facts"]["proposal"]["reminders"][0]["kind"].as_str().map(str::to_owned)
    });
    assert_eq!(before.await, "due", "its term is over, and nobody was in the way of the letter");
    let letter = town.mails_when(WANG, 4).await.remove(0);
    let text = letter["text"].as_str().unwrap_or_default();
    assert!(letter["subject"].as_str().is_some_and(|subject| subject.starts_with("提醒：答复的期限")), "{letter}");
    assert!(text.contains("人民医院") && text.contains("/unit"), "{letter}");
}
