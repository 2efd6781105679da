//! The conditions of a post in a form that facts can be held against (Article 9): typed by its unit, by API and by page.

use domain::Language;
use reqwest::Method;
use serde_json::{Value, json};
use tests::Town;
use tests::planning::{POSTS, acts, both, plan_under_way, post};

use super::again;

/// A condition that asks something and says no words of its own.
fn asks(kind: &str, value: &str) -> Value {
    json!({ "kind": kind, "value": value })
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_condition_asks_writes_its_words_and_what_cannot_be_read_is_refused_at_its_value() {
    let town = Town::new().await;
    let unit = town.officer_api("unit-hospital").await;
    let plan = plan_under_way(&unit).await;
    let begun = unit.post(&format!("{plan}/posts"), &json!({})).await.is(201);
    let path = format!("{POSTS}/{}", begun.text("id"));
    let mut typed = post(1);
    let licence = json!({ "kind": "licence", "value": "医师执业证书", "words": both(String::new(), "Physician’s licence".into()) });
    let wrong = [asks("degree", "大专"), asks("height", "180"), asks("years", "0"), asks("discipline", "什么都行")];
    typed["conditions"] = json!([wrong[0], wrong[1], wrong[2], wrong[3], licence]);
    unit.change(Method::PUT, &path, begun.version(), &typed).await.is(200);
    let refused = acts(&unit, &path, "passing", &json!({})).await.is(422);
    let told = refused.body["errors"].as_array().into_iter().flatten();
    let mut told: Vec<_> = told.map(|one| (one["pointer"].as_str(), one["code"].as_str())).collect();
    told.sort_unstable();
    let expected = [
        (Some("/conditions/0/value"), Some("asked-degree")),
        (Some("/conditions/1/kind"), Some("not-a-choice")),
        (Some("/conditions/2/value"), Some("number-out-of-range")),
        (Some("/conditions/3/value"), Some("asked-discipline")),
    ];
    assert_eq!(told, expected, "{:#}", refused.body);
    let kept = unit.get(&path).await.is(200);
    assert_eq!(kept.body["post"]["conditions"][0]["value"], "大专", "nothing typed is lost: {:#}", kept.body);

    typed["conditions"] = json!([asks("degree", "硕士"), asks("discipline", "临床医学"), asks("years", "5"), licence]);
    unit.change(Method::PUT, &path, kept.version(), &typed).await.is(200);
    acts(&unit, &path, "passing", &json!({})).await.is(200);
    let page = again(&town, "department").await.open(&path.replace("/api/review/v1", "/staff")).await;
    page.is_ok()
        .shows("学历学位 硕士及以上")
        .shows("专业 临床医学")
        .shows("工作年限 工作满5年")
        .shows("执业资格 医师执业证书");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_age_that_is_asked_for_wants_a_reason_in_whatever_words() {
    let town = Town::new().await;
    let unit = town.officer_api("unit-hospital").await;
    let plan = plan_under_way(&unit).await;
    let begun = unit.post(&format!("{plan}/posts"), &json!({})).await.is(201);
    let path = format!("{POSTS}/{}", begun.text("id"));
    let mut typed = post(1);
    typed["conditions"] = json!([asks("age", "35")]);
    unit.change(Method::PUT, &path, begun.version(), &typed).await.is(200);
    let asked = acts(&unit, &path, "passing", &json!({})).await.is(422);
    assert_eq!(asked.text("code"), "wording-undecided", "{:#}", asked.body);
    acts(&unit, &path, "passing", &json!({ "wording": "岗位有法定年龄限制" })).await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn by_page_a_kind_is_chosen_and_a_wrong_value_is_told_beside_it_and_kept() {
    let town = Town::new().await;
    let unit = town.officer("unit-hospital", Language::Zh).await.browser;
    let plans = unit.open("/staff/plans").await;
    let link = plans.links().find(|link| link.starts_with("/staff/plans/")).expect("the plan under way");
    let plan = unit.open(&link).await;
    let form = unit.send_form(&plan, "id=\"draft\"", &[]).await;
    form.is_ok().shows("name=\"conditions.0.kind\"").shows("<option value=\"university-class\">毕业院校</option>");
    let row = |value| [("title.zh", "医师"), ("conditions.0.kind", "title"), ("conditions.0.value", value)];
    let refused = unit.send_form(&form, "duties.zh", &[&row("很高")[..], &[("do", "submit")]].concat()).await;
    assert_eq!(refused.status, 422);
    refused.shows("href=\"#conditions.0.value\"").shows("id=\"conditions.0.value-e\">写正高、副高、中级或初级");
    refused.shows("value=\"很高\"").shows("<option value=\"title\" selected>");
    let saved = unit.send_form(&refused, "duties.zh", &[&row("副高")[..], &[("do", "save")]].concat()).await;
    saved.is_ok().shows("value=\"副高\"").shows("<option value=\"title\" selected>");
}
