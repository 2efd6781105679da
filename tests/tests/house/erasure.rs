//! Somebody erases themselves: everything goes at once but for the lawful minimum, in every service, by page and by API.

use std::sync::Arc;
use std::time::Duration;

use domain::Language;
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::json;
use tests::applicant::receipt;
use tests::filings::{case_of, drafts, files, hospital_post};
use tests::ledger::{Books, Told};
use tests::{Ahead, Town};

#[tokio::test(flavor = "multi_thread")]
async fn a_person_erases_themselves_by_page_and_only_the_minimum_stays() {
    let town = Town::new().await;
    let person = town.applicant("林知远", "lin@example.com", Language::Zh);
    let list = person.open_signed_in(&town, &format!("/nominate/{}", town.hospital_post().await), 0).await;
    let receipt = receipt(&person.submits(&list).await);
    let unit = town.officer("unit-hospital", Language::Zh).await;
    let case = town.until("the case in the inbox", async || unit.find(&receipt).await).await;
    case.shows("林知远");

    let asks = person.browser.open("/own-data/erasure").await;
    asks.is_ok().shows(&receipt).shows("不能恢复");
    let unsure = person.browser.send(&asks, &[]).await;
    assert_eq!(unsure.status, 422);
    unsure.shows("href=\"#sure\"");
    let gone = person.browser.send(&unsure, &[("sure", "yes")]).await;
    gone.is_ok().shows("<h1>已经删除</h1>");
    let track = person.browser.open("/track").await;
    assert!(track.path.contains("/sign-in"), "{}", track.path);

    let path = case.path.split('?').next().unwrap_or_default().to_owned();
    let kept = town.until("the erasure at the unit", async || {
        let page = unit.browser.open(&path).await;
        page.body.contains("申报人已删除数据").then_some(page)
    });
    let kept = kept.await;
    kept.shows(&receipt).shows("申报人撤回");
    for gone in ["林知远", "lin@example.com", "E12345678", "兰州大学", "对照条款", "/unmask"] {
        assert!(!kept.body.contains(gone), "{gone} is still there: {}", kept.body);
    }
    let letters = town.mails_when(&person.mail, 3).await;
    let text = letters[0]["text"].as_str().expect("a text");
    assert!(text.contains(&receipt) && text.contains("这是最后一封信"), "{text}");

    let again = town.applicant("林知远", "lin@example.com", Language::Zh);
    let list = again.open_signed_in(&town, "/track", letters.len()).await;
    list.shows("您还没有申报过");
}

#[tokio::test(flavor = "multi_thread")]
async fn by_api_the_session_goes_with_it_and_a_draft_leaves_nothing() {
    let town = Town::new().await;
    let applicant = town.applicant_api("wang@example.com", 0).await;
    drafts(&applicant, &hospital_post(&town).await).await;
    let erasure = "/api/portal/v1/own-data/erasure";
    let unsure = applicant.post(erasure, &json!({ "sure": "" })).await.is(422);
    assert_eq!(unsure.text("code"), "erasure-unconfirmed");
    applicant.post(erasure, &json!({ "sure": "yes" })).await.is(204);
    applicant.get("/api/portal/v1/own-data").await.is(401);
    let again = town.applicant_api("wang@example.com", 2).await;
    let held = again.get("/api/portal/v1/own-data").await.is(200);
    assert_eq!(held.body["nominations"].as_array().map(Vec::len), Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_keeps_its_name_and_nothing_else() {
    let town = Town::new().await;
    let applicant = town.applicant_api("wang@example.com", 0).await;
    let filed = files(&town, &applicant).await;
    let unit = town.officer_api("unit-hospital").await;
    let id = case_of(&town, &unit, &filed).await;
    for _ in 0..4 {
        tests::filings::passes(&unit, &id).await;
    }
    tests::filings::passes(&town.officer_api("secretary").await, &id).await;
    let prefecture = town.officer_api("prefecture").await;
    let case = format!("/api/review/v1/cases/{id}");
    let version = prefecture.get(&case).await.is(200).version().to_owned();
    let reply = json!({ "rests_on": "10(4)" });
    prefecture.change(Method::POST, &format!("{case}/reply"), &version, &reply).await.is(200);
    let mine = format!("/api/portal/v1/nominations/{}", filed.id);
    town.until("the reply", async || {
        let told = applicant.get(&mine).await.is(200);
        (told.body["progress"]["stage"] == "replied").then_some(())
    })
    .await;
    applicant.post("/api/portal/v1/own-data/erasure", &json!({ "sure": "yes" })).await.is(204);
    // Several look while it happens: each sees it as it was, or as it is.
    let kept = town.until("the erasure", async || {
        let told = join_all((0..8).map(|_| prefecture.get(&case))).await.into_iter().map(|told| told.is(200)).last()?;
        (told.body["mail"] != "w***g@example.com").then_some(told)
    });
    let kept = kept.await;
    assert_eq!((kept.text("name"), kept.text("stage")), ("王芳", "replied"));
    assert_eq!(kept.body["filing"]["education"].as_array().map(Vec::len), Some(0));
    assert_eq!(kept.body["evidence"].as_array().map(Vec::len), Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_forgets_what_was_told_of_somebody_once_everybody_has_read_it() {
    const OF: [&str; 4] = ["person/", "nomination/", "mail-code/", "case/"];
    let ahead = Ahead::default();
    let town = Town::at("", Arc::new(ahead.clone())).await;
    let applicant = town.applicant_api("wang@example.com", 0).await;
    let filed = files(&town, &applicant).await;
    case_of(&town, &town.officer_api("unit-hospital").await, &filed).await;
    applicant.post("/api/portal/v1/own-data/erasure", &json!({ "sure": "yes" })).await.is(204);
    let books = async || Books::read(&town.data, &town.databases).await.expect("the databases can be read");
    town.until("the erasure everywhere", async || {
        let books = books().await;
        let log = |service| &books.services[service];
        let read = |by, from| log(by).read.get(from).is_some_and(|read: &i64| *read == log(from).last());
        let erased = log("review").deeds.iter().any(|deed| deed.deed == "case.erase");
        let all = read("review", "portal") && read("notify", "portal") && read("portal", "review");
        (erased && all && read("notify", "review")).then_some(())
    })
    .await;
    ahead.advance(Duration::from_secs(61));
    town.until("nothing of them in the log", async || {
        let books = books().await;
        let told = ["portal", "review"].into_iter().flat_map(|service| &books.services[service].told);
        let of = |told: &&Told| OF.iter().any(|of| told.subject.starts_with(of));
        let told: Vec<&Told> = told.filter(of).collect();
        let each = OF.iter().all(|of| told.iter().any(|told| told.subject.starts_with(of)));
        (each && told.iter().all(|told| told.kind == "yincai.blanked.v1")).then_some(())
    })
    .await;
}
