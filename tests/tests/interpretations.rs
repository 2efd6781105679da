//! Interpretations of the Measures (Article 28): drafted, agreed by the seats concerned, published, read by everybody, ended.

use domain::Language;
use kit::{Clock, SystemClock};
use reqwest::Method;
use serde_json::{Value, json};
use tests::planning::{acts, both};
use tests::{Api, Town};

const INTERPRETATIONS: &str = "/api/review/v1/interpretations";

fn input(answer: &str) -> Value {
    json!({
        "question": both("挂职算不算工作年限？".into(), "Does a temporary post count as work?".into()),
        "answer": both(answer.into(), "It counts in full.".into()),
        "clauses": "11(1)", "open_point": "O2", "holds_from": SystemClock.today().to_string(),
        "seats": ["human-resources", "finance"]
    })
}

async fn public(town: &Town, id: &str) -> Option<Value> {
    let listed = town.get("/api/portal/v1/interpretations").await;
    listed["items"].as_array()?.iter().find(|one| one["id"] == id).cloned()
}

async fn stage(by: &Api, path: &str) -> String {
    by.get(path).await.is(200).text("stage").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_seats_agree_to_is_published_and_read_by_everybody() {
    let town = Town::new().await;
    let (secretary, hr) = (town.officer_api("secretary").await, town.officer_api("seat-hr").await);
    let finance = town.officer_api("seat-finance").await;
    let wrong = secretary.post(INTERPRETATIONS, &json!({ "clauses": "99" })).await.is(422);
    let at = wrong.body["errors"].as_array().into_iter().flatten().map(|error| error["pointer"].clone());
    assert!(at.into_iter().any(|pointer| pointer == "/clauses"), "{:#}", wrong.body);
    let drafted = secretary.post(INTERPRETATIONS, &input("全部算。")).await.is(201);
    let path = format!("{INTERPRETATIONS}/{}", drafted.text("id"));

    acts(&hr, &path, "opinions", &json!({ "opinion": "agrees" })).await.is(200);
    acts(&finance, &path, "opinions", &json!({ "opinion": "objects" })).await.is(422);
    acts(&finance, &path, "opinions", &json!({ "opinion": "objects", "words": "写清楚证明材料" })).await.is(200);
    let early = acts(&secretary, &path, "publication", &json!({})).await.is(409);
    assert_eq!(early.text("code"), "seats-disagree", "{:#}", early.body);
    let seen = secretary.get(&path).await;
    secretary.change(Method::PUT, &path, seen.version(), &input("有文件的全部算。")).await.is(200);
    for seat in [&hr, &finance] {
        acts(seat, &path, "opinions", &json!({ "opinion": "agrees" })).await.is(200);
    }
    let education = town.officer_api("seat-education").await;
    let stranger = acts(&education, &path, "opinions", &json!({ "opinion": "agrees" })).await.is(403);
    assert_eq!(stranger.text("code"), "seat-not-concerned", "{:#}", stranger.body);
    assert!(public(&town, drafted.text("id")).await.is_none(), "a draft is not public");
    acts(&secretary, &path, "publication", &json!({})).await.is(200);
    assert_eq!(stage(&secretary, &path).await, "published");

    let told = async || public(&town, drafted.text("id")).await;
    let published = town.until("the public list", told).await;
    assert_eq!(published["answer"]["zh"], "有文件的全部算。");
    let person = town.browser(Language::Zh);
    person.open("/interpretations").await.is_ok().shows("挂职算不算工作年限？").shows("/measures/11");
    let changed = secretary.get(&path).await;
    let late = secretary.change(Method::PUT, &path, changed.version(), &input("不算。")).await.is(409);
    assert_eq!(late.text("code"), "interpretation-published", "{:#}", late.body);
    acts(&secretary, &path, "ending", &json!({ "words": "由另一条代替" })).await.is(200);
    let ended = async || public(&town, drafted.text("id")).await.filter(|one| one["ended_on"].is_string());
    town.until("the end of it", ended).await;
    person.open("/interpretations").await.is_ok().shows("已经停止执行的");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interpretation_goes_its_way_by_page_and_loses_nothing_typed() {
    let town = Town::new().await;
    let secretary = town.officer("secretary", Language::Zh).await.browser;
    let form = secretary.open("/staff/interpretation-drafts").await;
    let typed = |seats: &'static str, answer: &'static str| {
        [
            ("question.zh", "挂职算不算？"),
            ("question.en", "Does a temporary post count?"),
            ("answer.zh", answer),
            ("answer.en", "It does."),
            ("clauses", "11(1)"),
            ("open_point", ""),
            ("holds_from", "2099-01-01"),
            ("seats[]", seats),
        ]
    };
    let refused = secretary.send_form(&form, "answer.zh", &typed("finance", "")).await;
    assert_eq!(refused.status, 422);
    refused.shows("挂职算不算？").shows("href=\"#answer.zh\"");
    let drafted = secretary.send_form(&refused, "answer.zh", &typed("finance", "算。")).await;
    drafted.is_ok().shows("1个单位里0个已经表态");
    let finance = town.officer("seat-finance", Language::En).await.browser;
    finance.open("/staff/interpretations").await.is_ok().shows("Does a temporary post count?").shows("Waits for me");
    let shown = finance.open(&drafted.path).await;
    let unsaid = finance.send_form(&shown, "id=\"act\"", &[("ruling", "object"), ("words", "")]).await;
    assert_eq!(unsaid.status, 422);
    unsaid.shows("href=\"#words\"");
    finance.send_form(&unsaid, "id=\"act\"", &[("ruling", "agree"), ("words", "")]).await.is_ok();
    let agreed = secretary.open(&drafted.path).await;
    let published = secretary.send_form(&agreed, "id=\"act\"", &[("ruling", "publish")]).await;
    published.is_ok().shows("已公布");
}
