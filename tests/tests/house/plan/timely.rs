//! The days of a post (Article 12): one whose last day has passed would be issued, and nobody would find it.

use std::sync::Arc;
use std::time::Duration;

use kit::Clock;
use reqwest::Method;
use serde_json::json;
use tests::planning::{POSTS, SEATS, acts, amends, post};
use tests::{Ahead, Town};

use super::told;

const DAY: Duration = Duration::from_secs(24 * 3600);

#[tokio::test(flavor = "multi_thread")]
async fn a_post_whose_last_day_has_passed_is_neither_handed_in_nor_issued() {
    let ahead = Ahead::default();
    let town = Town::at("", Arc::new(ahead.clone())).await;
    let (secretary, unit) = (town.officer_api("secretary").await, town.officer_api("unit-hospital").await);
    let (department, municipal) = (town.officer_api("department").await, town.officer_api("municipal").await);
    let plan = amends(&secretary).await;
    let path = format!("{POSTS}/{}", unit.post(&format!("{plan}/posts"), &json!({})).await.is(201).text("id"));
    let (today, yesterday) = (ahead.today(), ahead.today().pred_opt().expect("a day"));
    let mut typed = post(1);
    for (opens, closes, expected) in [
        (yesterday.to_string(), yesterday.to_string(), ("closes-in-the-past", "/closes_on")),
        ("2072-01-01".to_owned(), String::new(), ("opens-outside-the-plan", "/opens_on")),
    ] {
        (typed["opens_on"], typed["closes_on"]) = (json!(opens), json!(closes));
        let seen = unit.get(&path).await.is(200).version().to_owned();
        unit.change(Method::PUT, &path, &seen, &typed).await.is(200);
        let refused = acts(&unit, &path, "passing", &json!({})).await.is(422);
        assert_eq!(told(&refused), expected, "{:#}", refused.body);
        let kept = unit.get(&path).await.is(200);
        assert_eq!((&kept.body["post"]["opens_on"], &kept.body["hand"]), (&json!(opens), &json!("plan-draft")));
    }
    (typed["opens_on"], typed["closes_on"]) = (json!(today), json!(today));
    let seen = unit.get(&path).await.is(200).version().to_owned();
    unit.change(Method::PUT, &path, &seen, &typed).await.is(200);
    for hand in [&unit, &department, &municipal] {
        acts(hand, &path, "passing", &json!({})).await.is(200);
    }
    acts(&municipal, &plan, "passing", &json!({})).await.is(200);
    for login in SEATS {
        acts(&town.officer_api(login).await, &plan, "opinions", &json!({ "opinion": "agrees" })).await.is(200);
    }
    acts(&secretary, &plan, "passing", &json!({})).await.is(200);
    acts(&town.officer_api("prefecture").await, &plan, "passing", &json!({})).await.is(200);

    ahead.advance(DAY);
    let ratifier = town.officer_api_with("ratifier", &town.code_ahead("ratifier", DAY)).await;
    let refused = acts(&ratifier, &plan, "ratification", &json!({})).await.is(409);
    assert_eq!((refused.text("code"), refused.text("article")), ("posts-untimely", "12"), "{:#}", refused.body);
    assert!(refused.body.to_string().contains(&format!("检验技师1（{today}至{today}）")), "{:#}", refused.body);
    let back = json!({ "to": "plan-draft", "reason": "conditions-unclear", "words": "改最后一天" });
    acts(&ratifier, &path, "return", &back).await.is(200);
    let unit = town.officer_api_with("unit-hospital", &town.code_ahead("unit-hospital", DAY)).await;
    let late = acts(&unit, &path, "passing", &json!({})).await.is(422);
    assert_eq!(told(&late), ("closes-in-the-past", "/closes_on"), "{:#}", late.body);
    typed["closes_on"] = json!(ahead.today());
    let seen = unit.get(&path).await.is(200).version().to_owned();
    unit.change(Method::PUT, &path, &seen, &typed).await.is(200);
    acts(&unit, &path, "passing", &json!({})).await.is(200);
    acts(&ratifier, &plan, "ratification", &json!({})).await.is(200);
}
