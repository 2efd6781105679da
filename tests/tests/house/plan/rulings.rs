//! What is decided on a post of a plan: a seat rules on what concerns it, a return is taken back, a silent hand is not waited for,
//! and what was changed is spoken on again.

use reqwest::Method;
use serde_json::{Value, json};
use tests::planning::{POSTS, SEATS, TITLE, acts, next_year, opens_a_plan, plan_without_quota, post, steps};
use tests::{Api, Town};

use super::{again, hand_of};

const OUT: &str = "value=\"refuse\"";

async fn only_post(by: &Api, plan: &str) -> String {
    let listed = by.get(&format!("{plan}/posts")).await.is(200);
    format!("{POSTS}/{}", listed.body["items"][0]["id"].as_str().expect("its post"))
}

fn agrees() -> Value {
    json!({ "opinion": "agrees" })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_returns_a_post_that_concerns_it_and_leaves_none_out() {
    let town = Town::new().await;
    let (secretary, unit) = (town.officer_api("secretary").await, town.officer_api("unit-hospital").await);
    let (department, municipal) = (town.officer_api("department").await, town.officer_api("municipal").await);
    let plan = plan_without_quota(&secretary, &unit, &department, &municipal).await;
    let post = only_post(&secretary, &plan).await;
    let (staffing, finance) = (town.officer_api("seat-staffing").await, town.officer_api("seat-finance").await);
    let back = json!({ "to": "plan-draft", "reason": "money-lacking", "words": "写明经费来源" });
    let out = json!({ "reason": "not-needed", "words": "不需要" });

    let foreign = acts(&staffing, &post, "return", &back).await.is(403);
    assert_eq!((foreign.text("code"), foreign.text("article")), ("post-not-of-the-seat", "12"), "{:#}", foreign.body);
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
    assert_eq!(hand_of(&finance, &post).await, "plan-draft");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_return_is_taken_back_by_whoever_made_it_and_the_post_says_what_it_said() {
    let town = Town::new().await;
    let (secretary, unit) = (town.officer_api("secretary").await, town.officer_api("unit-hospital").await);
    let (department, municipal) = (town.officer_api("department").await, town.officer_api("municipal").await);
    let plan = plan_without_quota(&secretary, &unit, &department, &municipal).await;
    let path = only_post(&secretary, &plan).await;
    let (finance, hr) = (town.officer_api("seat-finance").await, town.officer_api("seat-hr").await);
    let early = acts(&finance, &path, "recall", &json!({})).await.is(409);
    assert_eq!((early.text("code"), early.text("article")), ("nothing-to-recall", "12"), "{:#}", early.body);
    let back = json!({ "to": "plan-draft", "reason": "money-lacking" });
    acts(&finance, &path, "return", &back).await.is(200);
    let seen = unit.get(&path).await.is(200).version().to_owned();
    let mut half = post(1);
    half["pay_from"] = json!("");
    unit.change(Method::PUT, &path, &seen, &half).await.is(200);
    for other in [&hr, &secretary, &unit] {
        let refused = acts(other, &path, "recall", &json!({})).await.is(403);
        assert_eq!(refused.text("code"), "returned-by-another", "{:#}", refused.body);
    }
    let other = again(&town, "seat-hr").await.open(&path.replace("/api/review/v1", "/staff")).await;
    assert!(!other.is_ok().body.contains("name=\"ruling\""), "it is not this seat's return");

    let by_page = again(&town, "seat-finance").await;
    let page = by_page.open(&path.replace("/api/review/v1", "/staff")).await;
    page.is_ok().shows("value=\"recall\"");
    assert!(!page.body.contains(OUT), "a seat leaves nothing out");
    let taken = by_page.send(&page, &[("ruling", "recall"), ("words", "已从单位口头核实")]).await;
    taken.is_ok().shows("收回退回").shows("已从单位口头核实");
    let shown = secretary.get(&path).await.is(200);
    assert_eq!((&shown.body["in_plan"], &shown.body["post"]["pay_from"]), (&json!(true), &json!("120000")));
    assert_eq!(shown.body["way"]["returns"][0]["seat"], "finance", "{:#}", shown.body);

    acts(&finance, &path, "return", &back).await.is(200);
    acts(&finance, &path, "recall", &json!({ "words": "不再需要" })).await.is(200);
    for seat in [&finance, &hr] {
        acts(seat, &plan, "opinions", &agrees()).await.is(200);
    }
    for login in ["seat-housing", "seat-security", "seat-education"] {
        acts(&town.officer_api(login).await, &plan, "opinions", &agrees()).await.is(200);
    }
    acts(&secretary, &plan, "passing", &json!({})).await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_goes_on_without_the_posts_that_an_earlier_hand_keeps() {
    let town = Town::new().await;
    let (secretary, unit) = (town.officer_api("secretary").await, town.officer_api("unit-hospital").await);
    let (department, municipal) = (town.officer_api("department").await, town.officer_api("municipal").await);
    let plan = opens_a_plan(&secretary, &municipal).await;
    let mut posts = Vec::new();
    for number in 1..=3 {
        let begun = unit.post(&format!("{plan}/posts"), &json!({})).await.is(201);
        let path = format!("{POSTS}/{}", begun.text("id"));
        unit.change(Method::PUT, &path, begun.version(), &post(number)).await.is(200);
        acts(&unit, &path, "passing", &json!({})).await.is(200);
        posts.push(path);
    }
    for path in &posts[..2] {
        acts(&department, path, "passing", &json!({})).await.is(200);
        acts(&municipal, path, "passing", &json!({})).await.is(200);
    }

    let waits = acts(&municipal, &plan, "passing", &json!({})).await.is(409);
    assert_eq!(waits.text("code"), "posts-under-way", "{:#}", waits.body);
    let out = json!({ "reason": "plan-incomplete", "words": "主管部门没有办理" });
    acts(&secretary, &posts[2], "refusal", &out).await.is(403);
    let unsaid = acts(&municipal, &posts[2], "refusal", &json!({ "reason": "plan-incomplete" })).await.is(422);
    assert_eq!(unsaid.text("code"), "left-out-without-words", "{:#}", unsaid.body);
    acts(&municipal, &posts[2], "refusal", &out).await.is(200);
    acts(&municipal, &plan, "passing", &json!({})).await.is(200);

    for login in SEATS {
        acts(&town.officer_api(login).await, &plan, "opinions", &agrees()).await.is(200);
    }
    let back = json!({ "to": "plan-draft", "reason": "conditions-unclear" });
    acts(&secretary, &posts[1], "return", &back).await.is(200);
    acts(&secretary, &plan, "passing", &json!({})).await.is(409);
    let by_page = again(&town, "secretary").await;
    let page = by_page.open(&posts[1].replace("/api/review/v1", "/staff")).await;
    page.is_ok().shows("value=\"recall\"").shows(OUT);
    let unsaid = by_page.send(&page, &[("ruling", "refuse"), ("reason", "plan-incomplete"), ("words", " ")]).await;
    assert_eq!(unsaid.status, 422);
    unsaid.shows("href=\"#words\"");
    let typed = [("ruling", "refuse"), ("reason", "plan-incomplete"), ("words", "单位没有答复")];
    by_page.send(&unsaid, &typed).await.is_ok().shows("单位没有答复");
    acts(&unit, &posts[1], "passing", &json!({})).await.is(409);
    acts(&secretary, &plan, "passing", &json!({})).await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_is_asked_again_on_what_was_changed_of_its_matter_after_it_agreed() {
    let town = Town::new().await;
    let (secretary, unit) = (town.officer_api("secretary").await, town.officer_api("unit-hospital").await);
    let (department, municipal) = (town.officer_api("department").await, town.officer_api("municipal").await);
    let (prefecture, ratifier) = (town.officer_api("prefecture").await, town.officer_api("ratifier").await);
    let plan = plan_without_quota(&secretary, &unit, &department, &municipal).await;
    let path = only_post(&secretary, &plan).await;
    let mut seats = Vec::new();
    for login in ["seat-finance", "seat-hr", "seat-housing", "seat-security", "seat-education"] {
        let seat = town.officer_api(login).await;
        acts(&seat, &plan, "opinions", &agrees()).await.is(200);
        seats.push(seat);
    }
    let rewrites = async |by: &Api, field: &str, typed: &str| {
        let back = json!({ "to": "plan-draft", "reason": "conditions-unclear" });
        acts(by, &path, "return", &back).await.is(200);
        let seen = unit.get(&path).await.is(200);
        let mut input = seen.body["post"].clone();
        input[field] = json!(typed);
        unit.change(Method::PUT, &path, seen.version(), &input).await.is(200);
        acts(&unit, &path, "passing", &json!({})).await.is(200);
    };

    rewrites(&secretary, "opens_on", &format!("{}-01-06", next_year())).await;
    assert_eq!(hand_of(&secretary, &plan).await, "plan-conclusion", "the days are no seat's own matter");
    rewrites(&secretary, "pay_to", "680000").await;
    let asked = secretary.get(&plan).await.is(200);
    assert_eq!(asked.body["hand"], "plan-group-review", "{:#}", asked.body);
    assert_eq!(asked.body["opinions"].as_array().map(Vec::len), Some(4), "what the others said holds");
    let overtaken = &asked.body["overtaken_opinions"][0];
    assert_eq!((&overtaken["seat"], &overtaken["opinion"]), (&json!("finance"), &json!("agrees")), "{overtaken:#}");
    assert!(path.ends_with(overtaken["post"].as_str().expect("a post")), "{overtaken:#}");
    acts(&secretary, &plan, "passing", &json!({})).await.is(403);
    let spoken = acts(&seats[1], &plan, "opinions", &agrees()).await.is(409);
    assert_eq!(spoken.text("code"), "seat-spoke-before", "{:#}", spoken.body);
    let reader = again(&town, "seat-finance").await;
    let list = reader.open("/staff/plans").await;
    let row = list.body.split(TITLE).nth(1).and_then(|rest| rest.split("</tr>").next()).expect("its row");
    assert!(row.contains("等我办理"), "{row}");
    let page = reader.open(&plan.replace("/api/review/v1", "/staff")).await;
    page.is_ok().shows("再次征求意见").shows("（对岗位修改前的内容）");
    reader.send_form(&page, "name=\"ruling\"", &[("ruling", "object"), ("words", "超出预算")]).await.is_ok();
    assert_eq!(hand_of(&secretary, &plan).await, "plan-conclusion");
    acts(&secretary, &plan, "passing", &json!({})).await.is(200);

    rewrites(&prefecture, "wanted", "2").await;
    assert_eq!(hand_of(&secretary, &plan).await, "plan-group-review", "past the group it goes by it again");
    for seat in &seats {
        acts(seat, &plan, "opinions", &agrees()).await.is(200);
    }
    for hand in [&secretary, &prefecture] {
        acts(hand, &plan, "passing", &json!({})).await.is(200);
    }
    acts(&ratifier, &plan, "ratification", &json!({})).await.is(200);
    let issued = secretary.get(&plan).await.is(200);
    assert_eq!(issued.body["overtaken_opinions"].as_array().map(Vec::len), Some(6), "{:#}", issued.body);
}
