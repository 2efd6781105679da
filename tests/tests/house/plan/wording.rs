//! Wording that may shut people out (Article 9): a decision on it holds for what was read, and not for what is written later.

use reqwest::Method;
use serde_json::{Value, json};
use tests::planning::{POSTS, acts, plan_under_way, post};
use tests::{Api, Town};

/// The unit writes what is needed, in Chinese and in English.
async fn needs(unit: &Api, path: &str, zh: &str, en: &str) {
    let mut typed = post(1);
    typed["need"] = json!({ "zh": zh, "en": en });
    let seen = unit.get(path).await.is(200).version().to_owned();
    unit.change(Method::PUT, path, &seen, &typed).await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_word_is_asked_about_though_another_was_let_stand() {
    let town = Town::new().await;
    let (unit, department) = (town.officer_api("unit-hospital").await, town.officer_api("department").await);
    let plan = plan_under_way(&unit).await;
    let path = format!("{POSTS}/{}", unit.post(&format!("{plan}/posts"), &json!({})).await.is(201).text("id"));
    needs(&unit, &path, "女职工权益维护", "Welfare of staff").await;
    let asked = acts(&unit, &path, "passing", &json!({})).await.is(422);
    assert_eq!(asked.text("code"), "wording-undecided", "{:#}", asked.body);
    acts(&unit, &path, "passing", &json!({ "wording": "岗位名称" })).await.is(200);
    let back = json!({ "to": "plan-draft", "reason": "conditions-unclear" });
    acts(&department, &path, "return", &back).await.is(200);
    acts(&unit, &path, "passing", &json!({})).await.is(200);
    acts(&department, &path, "return", &back).await.is(200);

    needs(&unit, &path, "女职工权益维护，限女", "Welfare of staff").await;
    let open = unit.get(&path).await.is(200);
    let words: Vec<_> = open.body["flags"].as_array().into_iter().flatten().map(|flag| &flag["word"]).collect();
    assert_eq!(words, ["女职工", "限女"], "the text is another one: {:#}", open.body);
    let asked = acts(&unit, &path, "passing", &json!({})).await.is(422);
    assert!(asked.body.to_string().contains("限女"), "{:#}", asked.body);
    acts(&unit, &path, "passing", &json!({ "wording": "法律规定" })).await.is(200);
    let kept = department.get(&path).await.is(200);
    let texts: Vec<_> = kept.body["kept"].as_array().into_iter().flatten().map(|kept| &kept["texts"]).collect();
    let text = |text: &str| json!([{ "at": "/need/zh", "text": text }]);
    assert_eq!(texts, [&text("女职工权益维护"), &text("女职工权益维护，限女")], "{:#}", kept.body);
    assert_eq!(kept.body["flags"], json!([]), "all was decided on");
}

#[tokio::test(flavor = "multi_thread")]
async fn years_of_birth_and_political_status_are_asked_about_in_both_languages() {
    let town = Town::new().await;
    let unit = town.officer_api("unit-hospital").await;
    let plan = plan_under_way(&unit).await;
    let path = format!("{POSTS}/{}", unit.post(&format!("{plan}/posts"), &json!({})).await.is(201).text("id"));
    needs(&unit, &path, "中共党员优先，1990年1月1日以后出生", "Party members born after 1990").await;
    let flagged = |shown: &Value| {
        let flags = shown["flags"].as_array().into_iter().flatten();
        let said = flags.map(|flag| {
            [&flag["at"], &flag["kind"], &flag["word"]].map(|said| said.as_str().unwrap_or("-").to_owned())
        });
        said.collect::<Vec<_>>()
    };
    let shown = unit.get(&path).await.is(200);
    let expected = [
        ["/need/zh", "political-status", "中共党员优先"],
        ["/need/zh", "age", "1990年1月1日以后出生"],
        ["/need/en", "political-status", "party members"],
        ["/need/en", "age", "born after 1990"],
    ];
    assert_eq!(flagged(&shown.body), expected.map(|flag| flag.map(str::to_owned)), "{:#}", shown.body);
    acts(&unit, &path, "passing", &json!({})).await.is(422);
    acts(&unit, &path, "passing", &json!({ "wording": "党务岗位，招录政策规定" })).await.is(200);
}
