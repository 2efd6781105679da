//! What leaves the straight way: a plan that is refused and begun again.

use serde_json::json;
use tests::Town;
use tests::planning::{PLANS, acts, both, plan_without_quota};

use super::{again, hand_of};

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_does_not_end_the_plan_and_a_refused_one_is_followed_by_another_of_its_year() {
    let town = Town::new().await;
    let (secretary, unit) = (town.officer_api("secretary").await, town.officer_api("unit-hospital").await);
    let (department, municipal) = (town.officer_api("department").await, town.officer_api("municipal").await);
    let plan = plan_without_quota(&secretary, &unit, &department, &municipal).await;
    let opening = json!({ "year": 2041, "title": both("2041年度引才计划".into(), "Annual plan of 2041".into()), "drafts_by": "2041-01-31" });
    let no = json!({ "reason": "not-needed", "words": "今年不办" });
    for login in ["seat-staffing", "seat-finance"] {
        let refused = acts(&town.officer_api(login).await, &plan, "refusal", &no).await.is(409);
        assert_eq!((refused.text("code"), refused.text("article")), ("object-instead", "12"), "{:#}", refused.body);
    }
    let page = again(&town, "seat-finance").await.open(&plan.replace("/api/review/v1", "/staff")).await;
    page.is_ok().shows("name=\"ruling\"");
    assert!(!page.body.contains("value=\"refuse\""), "a seat objects instead");
    assert_eq!(secretary.post(PLANS, &opening).await.is(422).text("code"), "plan-of-year-exists");
    for login in ["seat-hr", "seat-finance", "seat-housing", "seat-security", "seat-education"] {
        acts(&town.officer_api(login).await, &plan, "opinions", &json!({ "opinion": "agrees" })).await.is(200);
    }
    assert_eq!(hand_of(&secretary, &plan).await, "plan-conclusion");
    acts(&secretary, &plan, "refusal", &no).await.is(200);

    let second = secretary.post(PLANS, &opening).await.is(201);
    assert_eq!(secretary.post(PLANS, &opening).await.is(422).text("code"), "plan-of-year-exists", "one at a time");
    unit.post(&format!("{PLANS}/{}/posts", second.text("id")), &json!({})).await.is(201);
    let kept = secretary.get(&plan).await.is(200);
    assert_eq!((&kept.body["way"]["stage"], &kept.body["way"]["words"]), (&json!("refused"), &json!("今年不办")));
    assert_eq!(kept.body["opinions"].as_array().map(Vec::len), Some(5), "{:#}", kept.body);
}
