//! For which year a plan can be opened (Article 12): issued, it takes the place of the catalogue in force.

use serde_json::json;
use tests::Town;
use tests::planning::{PLANS, SEATS, acts, next_year, opening, plan_without_quota};

use super::{again, told};

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_opened_for_this_year_or_the_next_alone() {
    let town = Town::new().await;
    let secretary = town.officer_api("secretary").await;
    for year in [next_year() - 2, next_year() + 1, 2072] {
        let mut mistyped = opening();
        mistyped["year"] = json!(year);
        let refused = secretary.post(PLANS, &mistyped).await.is(422);
        assert_eq!(told(&refused), ("plan-year", "/year"), "{year}: {:#}", refused.body);
    }
    let by_page = again(&town, "secretary").await;
    let page = by_page.open("/staff/plans").await;
    let typed = [("year", "2072"), ("title.zh", "二〇七二年计划"), ("title.en", "2072"), ("drafts_by", "2072-01-31")];
    let refused = by_page.send_form(page.is_ok(), "drafts_by", &typed).await;
    assert_eq!(refused.status, 422);
    refused.shows("href=\"#year\"").shows("二〇七二年计划").shows(&format!("写{}或者{}", next_year() - 1, next_year()));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_catalogue_in_force_is_not_replaced_by_that_of_an_earlier_year() {
    let town = Town::new().await;
    let (secretary, unit) = (town.officer_api("secretary").await, town.officer_api("unit-hospital").await);
    let (department, municipal) = (town.officer_api("department").await, town.officer_api("municipal").await);
    let plan = plan_without_quota(&secretary, &unit, &department, &municipal).await;
    for login in SEATS {
        let seat = town.officer_api(login).await;
        // The group is done once those have spoken whom something concerns.
        if seat.get(&plan).await.is(200).body["hand"] == "plan-group-review" {
            acts(&seat, &plan, "opinions", &json!({ "opinion": "agrees" })).await.is(200);
        }
    }
    acts(&secretary, &plan, "passing", &json!({})).await.is(200);
    acts(&town.officer_api("prefecture").await, &plan, "passing", &json!({})).await.is(200);

    let ratifier = town.officer_api("ratifier").await;
    let listed = ratifier.get(PLANS).await.is(200);
    let mut plans = listed.body["items"].as_array().into_iter().flatten();
    let is_later = |year: Option<i64>| year.is_some_and(|year| year > i64::from(next_year()));
    let later = plans.find(|one| one["hand"] == "plan-ratification" && is_later(one["year"].as_i64()));
    let later = format!("{PLANS}/{}", later.expect("a later one")["id"].as_str().expect("an id"));
    acts(&ratifier, &later, "ratification", &json!({})).await.is(200);
    let refused = acts(&ratifier, &plan, "ratification", &json!({})).await.is(409);
    assert_eq!(refused.text("code"), "later-catalogue-in-force", "{:#}", refused.body);
    acts(&ratifier, &plan, "refusal", &json!({ "reason": "not-needed" })).await.is(200);
    let refused = secretary.post(PLANS, &opening()).await.is(422);
    assert_eq!(told(&refused), ("plan-year-past", "/year"), "{:#}", refused.body);
}
