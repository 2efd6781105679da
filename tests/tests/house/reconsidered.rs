//! A rejection that the applicant asks to be looked at again: another person decides, once, and both decisions stay
//! (Article 14). By API and by page.

use domain::Language;
use reqwest::Method;
use serde_json::json;
use tests::filings::{case_of, files};
use tests::{Api, Town};

/// A nomination that the hospital rejected: the case's path, and the nomination's.
async fn rejected(town: &Town, applicant: &Api, unit: &Api) -> (String, String) {
    let filed = files(town, applicant).await;
    let id = case_of(town, unit, &filed).await;
    let (case, mine) = (format!("/api/review/v1/cases/{id}"), format!("/api/portal/v1/nominations/{}", filed.id));
    let reason = json!({ "reason": "conditions-not-met", "words": "Too few cases" });
    unit.act(&case, Method::POST, &format!("{case}/rejection"), &reason).await.is(200);
    town.until("the rejection", async || {
        let told = applicant.get(&mine).await.is(200);
        (told.body["progress"]["ending"]["kind"] == "rejected").then_some(())
    })
    .await;
    (case, mine)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejection_is_lifted_by_another_body_and_the_case_goes_on_where_it_was() {
    let town = Town::new().await;
    let applicant = town.applicant_api("wang@example.com", 0).await;
    let unit = town.officer_api("unit-hospital").await;
    let (case, mine) = rejected(&town, &applicant, &unit).await;
    let contest = format!("{mine}/reconsideration");
    let words = json!({ "words": "The cases are on page 3" });
    applicant.act(&mine, Method::POST, &contest, &words).await.is(200);
    let twice = applicant.act(&mine, Method::POST, &contest, &words).await.is(409);
    assert_eq!(twice.text("code"), "nothing-to-reconsider");

    let secretary = town.officer_api("secretary").await;
    town.until("the request", async || {
        let told = secretary.get(&case).await.is(200);
        (told.body["stage_facts"]["stage"] == "contested").then_some(())
    })
    .await;
    let path = format!("{case}/reconsideration");
    let reopened = json!({ "conclusion": "reopened", "words": "Page 3 counts" });
    unit.act(&case, Method::POST, &path, &reopened).await.is(403);
    let nothing = json!({ "conclusion": "" });
    secretary.act(&case, Method::POST, &path, &nothing).await.is(422);
    secretary.act(&case, Method::POST, &path, &reopened).await.is(200);
    let told = secretary.get(&case).await.is(200);
    assert_eq!((told.body["hand"].as_str(), told.body["stage"].as_str()), (Some("screening"), Some("under-review")));
    assert_eq!(told.body["reconsidered"]["rejection"]["reason"], "conditions-not-met");
    assert_eq!(told.body["reconsidered"]["decision"]["conclusion"], "reopened");
    town.until("the second decision", async || {
        let told = applicant.get(&mine).await.is(200);
        (told.body["progress"]["reconsideration"]["decided"]["words"] == "Page 3 counts").then_some(())
    })
    .await;
    let letters = town.mails_when("wang@example.com", 5).await;
    let subjects: Vec<_> = letters.iter().filter_map(|letter| letter["subject"].as_str()).collect();
    assert!(
        subjects[0].starts_with("复核结果：撤销原决定") && subjects[1].starts_with("已收到您的复核申请"),
        "{subjects:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejection_that_is_upheld_shows_both_decisions_and_is_not_looked_at_a_third_time() {
    let town = Town::new().await;
    let applicant = town.applicant_api("wang@example.com", 0).await;
    let (case, mine) = rejected(&town, &applicant, &town.officer_api("unit-hospital").await).await;
    let receipt = applicant.get(&mine).await.is(200).text("receipt").to_owned();
    let person = town.applicant("王芳", "wang@example.com", Language::Zh);
    let status = person.open_signed_in(&town, &format!("/track/{receipt}"), 3).await;
    status.shows("申请复核");
    let asks = person.browser.open(&format!("/track/{receipt}/reconsideration")).await;
    let long = person.browser.send(&asks, &[("words", &"长".repeat(2001))]).await;
    assert_eq!(long.status, 422);
    person.browser.send(&long, &[("words", "例数在第3页。")]).await.is_ok().shows("在复核").shows("例数在第3页。");

    let secretary = town.officer("secretary", Language::Zh).await;
    let page = town.until("the case in the inbox", async || secretary.find(&receipt).await).await;
    page.shows("申报人申请复核").shows("例数在第3页。");
    let unchosen = secretary.browser.send(&page, &[("to_applicant", "看过第3页。")]).await;
    assert_eq!(unchosen.status, 422);
    unchosen.shows("看过第3页。");
    let upheld = secretary.browser.send(&unchosen, &[("conclusion", "upheld"), ("to_applicant", "看过第3页。")]).await;
    upheld.is_ok().shows("维持原决定");
    let told = town.until("the second decision", async || {
        let status = person.browser.open(&format!("/track/{receipt}")).await;
        status.body.contains("维持原决定").then_some(status)
    });
    let told = told.await;
    told.shows("看过第3页。").shows("Too few cases");
    assert!(!told.body.contains("/reconsideration"), "once, and no more");
    assert!(town.officer_api("auditor").await.get(&case).await.is(200).body["reconsidered"]["decision"].is_object());
}
