//! What is decided on a post of a plan: a seat rules on what concerns it.

use serde_json::json;
use tests::Town;
use tests::planning::{POSTS, acts, plan_without_quota, steps};

use super::again;

const OUT: &str = "value=\"refuse\"";

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_returns_a_post_that_concerns_it_and_leaves_none_out() {
    let town = Town::new().await;
    let (secretary, unit) = (town.officer_api("secretary").await, town.officer_api("unit-hospital").await);
    let (department, municipal) = (town.officer_api("department").await, town.officer_api("municipal").await);
    let plan = plan_without_quota(&secretary, &unit, &department, &municipal).await;
    let listed = secretary.get(&format!("{plan}/posts")).await.is(200);
    let post = format!("{POSTS}/{}", listed.body["items"][0]["id"].as_str().expect("its post"));
    let (staffing, finance) = (town.officer_api("seat-staffing").await, town.officer_api("seat-finance").await);
    let back = json!({ "to": "plan-draft", "reason": "money-lacking", "words": "写明经费来源" });
    let out = json!({ "reason": "not-needed", "words": "不需要" });

    let foreign = acts(&staffing, &post, "return", &back).await.is(403);
    assert_eq!((foreign.text("code"), foreign.text("article")), ("seat-not-concerned", "12"), "{:#}", foreign.body);
    for seat in [&staffing, &finance] {
        let refused = acts(seat, &post, "refusal", &out).await.is(409);
        assert_eq!(refused.text("code"), "return-or-object-instead", "{:#}", refused.body);
    }
    let several =
        steps(&finance, &plan, std::slice::from_ref(&post), json!({ "step": "refuse", "reason": "not-needed" }));
    assert_eq!(several.await.status, 409, "nor with several at once");

    let by_page = again(&town, "seat-staffing").await;
    let page = by_page.open(&post.replace("/api/review/v1", "/staff")).await;
    assert!(!page.is_ok().body.contains("name=\"ruling\""), "nothing of it concerns this seat");
    let page = by_page.open(&plan.replace("/api/review/v1", "/staff")).await;
    assert!(page.is_ok().body.contains("name=\"ruling\"") && !page.body.contains("/steps\""), "it speaks on the plan");
    let by_page = again(&town, "seat-finance").await;
    let page = by_page.open(&post.replace("/api/review/v1", "/staff")).await;
    assert!(!page.is_ok().body.contains(OUT), "a seat leaves nothing out");
    let several = by_page.open(&format!("{}/steps", plan.replace("/api/review/v1", "/staff"))).await;
    assert!(several.is_ok().body.contains("name=\"ruling\"") && !several.body.contains(OUT), "{}", several.body);
    let typed = [("ruling", "refuse"), ("reason", "not-needed"), ("words", "不需要")];
    let refused = by_page.send(&page, &typed).await;
    assert_eq!(refused.status, 422);
    refused.shows("不需要").shows("退回这个岗位");
    let typed = [("ruling", "return"), ("to", "plan-draft"), ("reason", "money-lacking"), ("words", "写明经费来源")];
    by_page.send(&refused, &typed).await.is_ok().shows("写明经费来源");
    assert_eq!(super::hand_of(&finance, &post).await, "plan-draft");
}
