//! What leaves the straight way: a plan refused and begun again, one returned past the group, a post that comes too late.

use reqwest::Method;
use serde_json::json;
use tests::planning::{PLANS, POSTS, SEATS, acts, opening, opens_a_plan, plan_without_quota, post};
use tests::{Api, Town};

use super::{again, hand_of};

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_does_not_end_the_plan_and_a_refused_one_is_followed_by_another_of_its_year() {
    let town = Town::new().await;
    let (secretary, unit) = (town.officer_api("secretary").await, town.officer_api("unit-hospital").await);
    let (department, municipal) = (town.officer_api("department").await, town.officer_api("municipal").await);
    let plan = plan_without_quota(&secretary, &unit, &department, &municipal).await;
    let no = json!({ "reason": "not-needed", "words": "今年不办" });
    let (staffing, finance) = (town.officer_api("seat-staffing").await, town.officer_api("seat-finance").await);
    for seat in [&staffing, &finance] {
        let refused = acts(seat, &plan, "refusal", &no).await.is(409);
        assert_eq!((refused.text("code"), refused.text("article")), ("object-instead", "12"), "{:#}", refused.body);
    }
    let page = again(&town, "seat-finance").await.open(&plan.replace("/api/review/v1", "/staff")).await;
    page.is_ok().shows("name=\"ruling\"");
    assert!(!page.body.contains("value=\"refuse\""), "a seat objects instead");
    assert_eq!(secretary.post(PLANS, &opening()).await.is(422).text("code"), "plan-of-year-exists");
    acts(&finance, &plan, "opinions", &json!({ "opinion": "agrees" })).await.is(200);
    for login in ["seat-hr", "seat-housing", "seat-security", "seat-education"] {
        acts(&town.officer_api(login).await, &plan, "opinions", &json!({ "opinion": "agrees" })).await.is(200);
    }
    assert_eq!(hand_of(&secretary, &plan).await, "plan-conclusion");
    acts(&secretary, &plan, "refusal", &no).await.is(200);

    let second = secretary.post(PLANS, &opening()).await.is(201);
    assert_eq!(secretary.post(PLANS, &opening()).await.is(422).text("code"), "plan-of-year-exists", "one at a time");
    unit.post(&format!("{PLANS}/{}/posts", second.text("id")), &json!({})).await.is(201);
    let kept = secretary.get(&plan).await.is(200);
    assert_eq!((&kept.body["way"]["stage"], &kept.body["way"]["words"]), (&json!("refused"), &json!("今年不办")));
    assert_eq!(kept.body["opinions"].as_array().map(Vec::len), Some(5), "{:#}", kept.body);
}

/// One post, through the hands of a post.
async fn comes_in(hands: [&Api; 3], path: &str) {
    for hand in hands {
        acts(hand, path, "passing", &json!({})).await.is(200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_prefecture_returns_passes_the_group_again_and_nothing_slips_in_behind_it() {
    let town = Town::new().await;
    let (secretary, unit) = (town.officer_api("secretary").await, town.officer_api("unit-hospital").await);
    let (department, municipal) = (town.officer_api("department").await, town.officer_api("municipal").await);
    let (prefecture, ratifier) = (town.officer_api("prefecture").await, town.officer_api("ratifier").await);
    let plan = opens_a_plan(&secretary, &municipal).await;
    let mut posts = Vec::new();
    for number in 1..=2 {
        let begun = unit.post(&format!("{plan}/posts"), &json!({})).await.is(201);
        let path = format!("{POSTS}/{}", begun.text("id"));
        unit.change(Method::PUT, &path, begun.version(), &post(number)).await.is(200);
        posts.push(path);
    }
    comes_in([&unit, &department, &municipal], &posts[0]).await;
    acts(&municipal, &plan, "passing", &json!({})).await.is(200);
    let late = acts(&unit, &posts[1], "passing", &json!({})).await.is(409);
    assert_eq!((late.text("code"), late.text("article")), ("plan-takes-no-posts", "12"), "{:#}", late.body);
    let mut seats = Vec::new();
    for login in SEATS {
        seats.push(town.officer_api(login).await);
    }
    let speaks = async || {
        for seat in &seats {
            acts(seat, &plan, "opinions", &json!({ "opinion": "agrees" })).await.is(200);
        }
    };
    speaks().await;
    acts(&secretary, &plan, "passing", &json!({})).await.is(200);
    let whole = json!({ "to": "plan-department-review", "reason": "plan-incomplete", "words": "核实需求" });
    acts(&prefecture, &plan, "return", &whole).await.is(200);
    acts(&unit, &posts[1], "passing", &json!({})).await.is(409);
    let one = json!({ "to": "plan-draft", "reason": "conditions-unclear" });
    acts(&municipal, &posts[0], "return", &one).await.is(200);
    acts(&unit, &posts[0], "passing", &json!({})).await.is(200);
    acts(&municipal, &plan, "passing", &json!({ "words": "已核实" })).await.is(200);
    assert_eq!(hand_of(&secretary, &plan).await, "plan-group-review");
    speaks().await;
    assert_eq!(hand_of(&secretary, &plan).await, "plan-prefecture-review");
    let shown = prefecture.get(&plan).await.is(200);
    let rounds = [&shown.body["earlier_opinions"][0], &shown.body["opinions"]];
    assert_eq!(rounds.map(|round| round.as_array().map(Vec::len)), [Some(6), Some(6)], "{:#}", shown.body);
    let page = again(&town, "prefecture").await.open(&plan.replace("/api/review/v1", "/staff")).await;
    page.is_ok().shows("（第1轮）").shows("（第2轮）").shows("已核实");
    acts(&prefecture, &plan, "passing", &json!({})).await.is(200);
    acts(&ratifier, &plan, "ratification", &json!({})).await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_with_posts_in_the_catalogue_is_not_closed() {
    let town = Town::new().await;
    let secretary = town.officer_api("secretary").await;
    let units = secretary.get("/api/review/v1/units").await.is(200);
    let mut units = units.body["items"].as_array().into_iter().flatten();
    let hospital = units.find(|unit| unit["credit_code"] == "12654002999010042N");
    let path = format!("/api/review/v1/units/{}", hospital.expect("the hospital")["id"].as_str().expect("an id"));
    let refused = acts(&secretary, &path, "closing", &json!({})).await.is(409);
    assert_eq!((refused.text("code"), refused.text("article")), ("unit-in-use", "12"), "{:#}", refused.body);
    let shown = secretary.get(&path).await.is(200);
    assert!(shown.body["closed_on"].is_null(), "{:#}", shown.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_that_a_changed_post_concerns_is_asked_while_the_secretary_answers_the_prefecture() {
    let town = Town::new().await;
    let (secretary, unit) = (town.officer_api("secretary").await, town.officer_api("unit-hospital").await);
    let (department, municipal) = (town.officer_api("department").await, town.officer_api("municipal").await);
    let (prefecture, staffing) = (town.officer_api("prefecture").await, town.officer_api("seat-staffing").await);
    let plan = plan_without_quota(&secretary, &unit, &department, &municipal).await;
    let agrees = json!({ "opinion": "agrees" });
    for login in ["seat-hr", "seat-finance", "seat-housing", "seat-security", "seat-education"] {
        acts(&town.officer_api(login).await, &plan, "opinions", &agrees).await.is(200);
    }
    acts(&secretary, &plan, "passing", &json!({})).await.is(200);
    let back = json!({ "to": "plan-conclusion", "reason": "plan-incomplete", "words": "核实编制" });
    acts(&prefecture, &plan, "return", &back).await.is(200);

    let listed = secretary.get(&format!("{plan}/posts")).await.is(200);
    let path = format!("{POSTS}/{}", listed.body["items"][0]["id"].as_str().expect("its post"));
    acts(&secretary, &path, "return", &json!({ "to": "plan-draft", "reason": "conditions-unclear" })).await.is(200);
    let seen = unit.get(&path).await.is(200).version().to_owned();
    unit.change(Method::PUT, &path, &seen, &post(1)).await.is(200);
    acts(&unit, &path, "passing", &json!({})).await.is(200);
    let unheard = acts(&secretary, &plan, "passing", &json!({})).await.is(409);
    assert_eq!((unheard.text("code"), unheard.text("article")), ("seat-not-heard", "12"), "{:#}", unheard.body);

    let by_page = again(&town, "secretary").await;
    let page = by_page.open(&plan.replace("/api/review/v1", "/staff")).await;
    let why = [("asked_seat", "staffing"), ("asked_why", "岗位改为使用编制")];
    by_page.send_form(&page, "asked-seats", &why).await.is_ok().shows("岗位改为使用编制");
    assert_eq!(hand_of(&secretary, &plan).await, "plan-group-review");
    acts(&staffing, &plan, "opinions", &agrees).await.is(200);
    assert_eq!(hand_of(&secretary, &plan).await, "plan-conclusion");
    acts(&secretary, &plan, "passing", &json!({ "words": "编制已核" })).await.is(200);
    let answered = prefecture.get(&plan).await.is(200);
    assert_eq!(answered.body["hand"], "plan-prefecture-review", "{:#}", answered.body);
    assert_eq!(answered.body["opinions"].as_array().map(Vec::len), Some(6), "what was said stays");
    assert_eq!(answered.body["way"]["returns"][0]["answer"]["words"], "编制已核", "{:#}", answered.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_unit_wrote_in_a_refused_plan_is_taken_along_into_the_next() {
    let town = Town::new().await;
    let (secretary, unit) = (town.officer_api("secretary").await, town.officer_api("unit-hospital").await);
    let (school, municipal) = (town.officer_api("unit-school").await, town.officer_api("municipal").await);
    let refused = opens_a_plan(&secretary, &municipal).await;
    let begun = unit.post(&format!("{refused}/posts"), &json!({})).await.is(201);
    let path = format!("{POSTS}/{}", begun.text("id"));
    unit.change(Method::PUT, &path, begun.version(), &post(1)).await.is(200);
    let copy = json!({ "copy_of": begun.text("id") });
    let early = unit.post(&format!("{refused}/posts"), &copy).await.is(422);
    assert_eq!(
        (early.text("code"), &early.body["errors"][0]["pointer"]),
        ("no-post-to-copy", &json!("/copy_of")),
        "{:#}",
        early.body
    );
    acts(&municipal, &refused, "refusal", &json!({ "reason": "plan-incomplete" })).await.is(200);

    let plan = format!("{PLANS}/{}", secretary.post(PLANS, &opening()).await.is(201).text("id"));
    let foreign = school.post(&format!("{plan}/posts"), &copy).await.is(422);
    assert_eq!(foreign.text("code"), "no-post-to-copy", "{:#}", foreign.body);
    let copied = unit.post(&format!("{plan}/posts"), &copy).await.is(201);
    let shown = unit.get(&format!("{POSTS}/{}", copied.text("id"))).await.is(200);
    assert_eq!(shown.body["post"], unit.get(&path).await.is(200).body["post"], "word for word");
    acts(&unit, &format!("{POSTS}/{}", copied.text("id")), "passing", &json!({})).await.is(200);
    let by_page = again(&town, "unit-hospital").await;
    let page = by_page.open(&plan.replace("/api/review/v1", "/staff")).await;
    page.is_ok().shows("检验技师1（没有同意的计划里的岗位）");
    let begun = by_page.send_form(&page, "id=\"draft\"", &[("copy_of", begun.text("id"))]).await;
    let opens_on = post(1)["opens_on"].as_str().expect("a day").to_owned();
    begun.is_ok().shows("value=\"检验技师1\"").shows(&format!("value=\"{opens_on}\""));
}
