//! Who acts and who does not: an interest declared, somebody who stands in, a seat that nothing concerns.

use kit::{Clock, SystemClock};
use reqwest::Method;
use serde_json::{Value, json};
use tests::planning::{PLANS, POSTS, TITLE, acts, plan_under_way, plan_without_quota, post};
use tests::{Api, Browser, Town};

use super::{again, hand_of};

const DELEGATIONS: &str = "/api/review/v1/delegations";

/// The plan that the secretary has to conclude, and its title.
async fn plan_to_conclude(secretary: &Api) -> (String, String) {
    let plans = secretary.get(PLANS).await.is(200);
    let mut listed = plans.body["items"].as_array().into_iter().flatten();
    let waiting = listed.find(|plan| plan["hand"] == "plan-conclusion").expect("a plan to conclude");
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    (format!("{PLANS}/{}", text(&waiting["id"])), text(&waiting["title"]["zh"]))
}

async fn waits_for_somebody_else(browser: &Browser, title: &str) {
    let list = browser.open("/staff/plans").await;
    let row = list.body.split(title).nth(1).and_then(|rest| rest.split("</tr>").next()).expect("its row");
    assert!(!row.contains("等我办理"), "{row}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_declares_an_interest_takes_no_part_in_the_plan() {
    let town = Town::new().await;
    let municipal = town.officer_api("municipal").await;
    let plan = plan_under_way(&municipal).await;
    let browser = again(&town, "municipal").await;
    browser.open("/staff/plans").await.is_ok().shows("/staff/planned-posts/");
    let unsaid = acts(&municipal, &plan, "conflicts", &json!({ "words": " " })).await.is(422);
    assert_eq!(unsaid.text("code"), "conflict-without-words", "{:#}", unsaid.body);
    acts(&municipal, &plan, "conflicts", &json!({ "words": "配偶在申报单位工作" })).await.is(200);
    let recused = acts(&municipal, &plan, "passing", &json!({})).await.is(403);
    assert_eq!(recused.text("code"), "in-conflict", "{:#}", recused.body);
    let shown = municipal.get(&plan).await.is(200);
    assert_eq!(shown.body["conflicts"][0]["words"], "配偶在申报单位工作", "{:#}", shown.body);
    let waiting = browser.open("/staff/plans").await;
    assert!(!waiting.is_ok().body.contains("/staff/planned-posts/"), "and no post of it waits for them");
    let page = browser.open(&plan.replace("/api/review/v1", "/staff")).await;
    page.is_ok().shows("回避").shows("配偶在申报单位工作");
    assert!(!page.body.contains("name=\"ruling\""), "there is no act for whoever is recused");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_stands_in_for_whoever_is_away_and_both_names_stay() {
    let town = Town::new().await;
    let (secretary, prefecture) = (town.officer_api("secretary").await, town.officer_api("prefecture").await);
    let (plan, _) = plan_to_conclude(&secretary).await;
    acts(&prefecture, &plan, "passing", &json!({})).await.is(403);

    let today = SystemClock.today().to_string();
    let asked = |to: &str| json!({ "to": to, "from": today, "until": today });
    let unfit = secretary.post(DELEGATIONS, &asked("department")).await.is(422);
    assert_eq!(unfit.text("code"), "stand-in-unfit", "{:#}", unfit.body);
    let made = secretary.post(DELEGATIONS, &asked("prefecture")).await.is(201);
    let chained = prefecture.post(DELEGATIONS, &asked("ratifier")).await.is(422);
    assert_eq!(chained.text("code"), "stands-in-meanwhile", "{:#}", chained.body);
    let page = again(&town, "prefecture").await.open(&plan.replace("/api/review/v1", "/staff")).await;
    page.is_ok().shows("name=\"ruling\"");
    acts(&prefecture, &plan, "passing", &json!({ "words": "代为汇总" })).await.is(200);
    let shown = prefecture.get(&plan).await.is(200);
    let last = shown.body["way"]["passed"].as_array().and_then(|passed| passed.last()).expect("a step");
    assert!(last["step"]["name"].as_str().is_some_and(|name| name.contains('代')), "{last:#}");
    assert!(last["step"]["in_place_of"].is_string(), "{last:#}");

    let path = format!("{DELEGATIONS}/{}/ending", made.text("id"));
    prefecture.change(Method::POST, &path, made.version(), &json!({})).await.is(404);
    secretary.change(Method::POST, &path, made.version(), &json!({})).await.is(200);
    let over = secretary.change(Method::POST, &path, "\"v2\"", &json!({})).await.is(409);
    assert_eq!(over.text("code"), "delegation-over", "{:#}", over.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_declared_an_interest_does_not_act_for_somebody_who_is_away_either() {
    let town = Town::new().await;
    let (secretary, prefecture) = (town.officer_api("secretary").await, town.officer_api("prefecture").await);
    let (plan, title) = plan_to_conclude(&secretary).await;
    let today = SystemClock.today().to_string();
    let asked = json!({ "to": "prefecture", "from": today, "until": today });
    secretary.post(DELEGATIONS, &asked).await.is(201);
    let browser = again(&town, "prefecture").await;
    let page = plan.replace("/api/review/v1", "/staff");
    browser.open(&page).await.is_ok().shows("name=\"ruling\"");

    acts(&prefecture, &plan, "conflicts", &json!({ "words": "亲属在申报单位工作" })).await.is(200);
    let recused = acts(&prefecture, &plan, "passing", &json!({ "words": "代为汇总" })).await.is(403);
    assert_eq!(recused.text("code"), "in-conflict", "{:#}", recused.body);
    assert_eq!(hand_of(&secretary, &plan).await, "plan-conclusion");
    assert!(!browser.open(&page).await.is_ok().body.contains("name=\"ruling\""), "the page offers no act");
    waits_for_somebody_else(&browser, &title).await;
    acts(&secretary, &plan, "passing", &json!({})).await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_declared_an_interest_has_nobody_act_in_their_place_in_that_plan() {
    let town = Town::new().await;
    let (secretary, prefecture) = (town.officer_api("secretary").await, town.officer_api("prefecture").await);
    let (plan, title) = plan_to_conclude(&secretary).await;
    let today = SystemClock.today().to_string();
    let asked = json!({ "to": "prefecture", "from": today, "until": today });
    secretary.post(DELEGATIONS, &asked).await.is(201);
    acts(&secretary, &plan, "conflicts", &json!({ "words": "配偶在申报单位工作" })).await.is(200);

    let refused = acts(&prefecture, &plan, "passing", &json!({ "words": "代为汇总" })).await.is(403);
    assert_eq!(refused.text("code"), "in-place-of-conflict", "{:#}", refused.body);
    let posts = prefecture.get(&format!("{plan}/posts")).await.is(200);
    let mut in_plan = posts.body["items"].as_array().into_iter().flatten().filter(|post| post["in_plan"] == true);
    let post = in_plan.next().and_then(|post| post["id"].as_str()).expect("a post in the plan");
    let post = format!("{POSTS}/{post}");
    let back = json!({ "to": "plan-draft", "reason": "conditions-unclear" });
    let refused = acts(&prefecture, &post, "return", &back).await.is(403);
    assert_eq!(refused.text("code"), "in-place-of-conflict", "{:#}", refused.body);
    assert_eq!(hand_of(&secretary, &plan).await, "plan-conclusion");
    let browser = again(&town, "prefecture").await;
    for path in [&plan, &post] {
        let page = browser.open(&path.replace("/api/review/v1", "/staff")).await;
        page.is_ok().shows("谁也不代这位同事办理").shows("请系统管理员开账号");
        assert!(!page.body.contains("name=\"ruling\""), "{path}: it could only be refused");
    }
    waits_for_somebody_else(&browser, &title).await;
    let own = again(&town, "secretary").await.open("/staff/delegations").await;
    own.is_ok().shows("您申明过利害关系的计划");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stand_in_who_took_another_hand_of_the_plan_is_told_who_acts_and_is_offered_no_form() {
    let town = Town::new().await;
    let (secretary, unit) = (town.officer_api("secretary").await, town.officer_api("unit-hospital").await);
    let (department, municipal) = (town.officer_api("department").await, town.officer_api("municipal").await);
    let plan = plan_without_quota(&secretary, &unit, &department, &municipal).await;
    let finance = town.officer_api("seat-finance").await;
    let agrees = json!({ "opinion": "agrees" });
    acts(&finance, &plan, "opinions", &agrees).await.is(200);
    for login in ["seat-hr", "seat-housing", "seat-security", "seat-education"] {
        acts(&town.officer_api(login).await, &plan, "opinions", &agrees).await.is(200);
    }
    assert_eq!(hand_of(&secretary, &plan).await, "plan-conclusion");
    let today = SystemClock.today().to_string();
    let asked = json!({ "to": "seat-finance", "from": today, "until": today });
    secretary.post("/api/review/v1/delegations", &asked).await.is(201);

    let asking = json!({ "seat": "staffing", "words": "请核一下编制总数" });
    for (act, body) in [("passing", json!({})), ("asked-seats", asking)] {
        let refused = acts(&finance, &plan, act, &body).await.is(403);
        assert_eq!(refused.text("code"), "two-hands-of-a-plan", "{act}: {:#}", refused.body);
    }
    let browser = again(&town, "seat-finance").await;
    let page = browser.open(&plan.replace("/api/review/v1", "/staff")).await;
    page.is_ok().shows("这一环节由别的同事办理");
    for offered in ["name=\"ruling\"", "id=\"ask\""] {
        assert!(!page.body.contains(offered), "{offered} could only be refused: {}", page.body);
    }
    let list = browser.open("/staff/plans").await;
    let row = list.body.split(TITLE).nth(1).and_then(|rest| rest.split("</tr>").next()).expect("its row");
    assert!(!row.contains("等我办理"), "{row}");
}

/// Whoever stands in has no more than the other's own: their department, their hand, their seat.
#[tokio::test(flavor = "multi_thread")]
async fn a_stand_in_takes_the_hand_of_whoever_is_away_and_nothing_beyond() {
    let town = Town::new().await;
    let (department, municipal) = (town.officer_api("department").await, town.officer_api("municipal").await);
    let today = SystemClock.today().to_string();
    let asked = |to: &str| json!({ "to": to, "from": today, "until": today });
    department.post("/api/review/v1/delegations", &asked("municipal")).await.is(201);
    let plan = plan_under_way(&municipal).await;
    let mut posts = Vec::new();
    for login in ["unit-hospital", "unit-school"] {
        let unit = town.officer_api(login).await;
        let begun = unit.post(&format!("{plan}/posts"), &json!({})).await.is(201);
        let path = format!("{POSTS}/{}", begun.text("id"));
        unit.change(Method::PUT, &path, begun.version(), &post(1)).await.is(200);
        acts(&unit, &path, "passing", &json!({})).await.is(200);
        posts.push(path);
    }
    acts(&municipal, &posts[1], "passing", &json!({})).await.is(403);
    let back = json!({ "to": "plan-draft", "reason": "conditions-unclear" });
    acts(&municipal, &posts[1], "return", &back).await.is(403);
    acts(&municipal, &posts[0], "passing", &json!({})).await.is(200);
    let second = acts(&municipal, &posts[0], "passing", &json!({})).await.is(403);
    assert_eq!(second.text("code"), "two-hands-of-a-plan", "{:#}", second.body);

    let plans = municipal.get(PLANS).await.is(200);
    let mut listed = plans.body["items"].as_array().into_iter().flatten();
    let with_the_group = listed.find(|plan| plan["hand"] == "plan-group-review").expect("a plan with the group");
    let plan = format!("{PLANS}/{}", with_the_group["id"].as_str().expect("an id"));
    let second = town.officer_api("prefecture-second").await;
    for login in ["seat-staffing", "seat-hr"] {
        let seat = town.officer_api(login).await;
        seat.post("/api/review/v1/delegations", &asked("prefecture-second")).await.is(201);
    }
    for _ in 0..2 {
        acts(&second, &plan, "opinions", &json!({ "opinion": "agrees" })).await.is(200);
    }
    acts(&second, &plan, "opinions", &json!({ "opinion": "agrees" })).await.is(403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_that_nothing_concerns_is_not_waited_for_and_can_be_asked_on_record() {
    let town = Town::new().await;
    let (secretary, unit) = (town.officer_api("secretary").await, town.officer_api("unit-hospital").await);
    let (department, municipal) = (town.officer_api("department").await, town.officer_api("municipal").await);
    let plan = plan_without_quota(&secretary, &unit, &department, &municipal).await;

    let staffing = town.officer_api("seat-staffing").await;
    let shown = staffing.get(&plan).await.is(200);
    let asked = |seat: &str| {
        let mut seats = shown.body["seats"].as_array().into_iter().flatten();
        seats.find(|one| one["seat"] == seat).map(|one| one["asked"].clone())
    };
    assert_eq!((asked("staffing"), asked("finance")), (Some(json!(false)), Some(json!(true))), "{:#}", shown.body);
    let listed = staffing.get(&format!("{plan}/posts")).await.is(200);
    let concerns = listed.body["items"][0]["concerns"].as_array().cloned().unwrap_or_default();
    let housing = concerns.iter().find(|one| one["seat"] == "housing").expect("a home follows");
    assert_eq!(housing["clause"], "21(10)2", "{concerns:#?}");
    let reader = again(&town, "seat-staffing").await;
    let page = reader.open(&plan.replace("/api/review/v1", "/staff")).await;
    page.is_ok().shows("不涉及").shows("name=\"ruling\"");
    let list = reader.open("/staff/plans").await;
    let row = list.body.split(TITLE).nth(1).and_then(|rest| rest.split("</tr>").next()).expect("its row");
    assert!(!row.contains("等我办理"), "{row}");

    for login in ["seat-hr", "seat-finance", "seat-housing", "seat-security", "seat-education"] {
        acts(&town.officer_api(login).await, &plan, "opinions", &json!({ "opinion": "agrees" })).await.is(200);
    }
    assert_eq!(hand_of(&secretary, &plan).await, "plan-conclusion");
    let asking = json!({ "seat": "staffing", "words": "请核一下编制总数" });
    acts(&municipal, &plan, "asked-seats", &asking).await.is(403);
    let unsaid = acts(&secretary, &plan, "asked-seats", &json!({ "seat": "staffing", "words": " " })).await.is(422);
    assert_eq!(unsaid.text("code"), "asking-without-words", "{:#}", unsaid.body);
    let by_page = again(&town, "secretary").await;
    let page = by_page.open(&plan.replace("/api/review/v1", "/staff")).await;
    let unchosen = by_page.send_form(&page, "asked-seats", &[("asked_why", "请核一下编制总数")]).await;
    assert_eq!(unchosen.status, 422);
    unchosen.shows("请核一下编制总数").shows("href=\"#asked_seat\"");
    let why = [("asked_seat", "staffing"), ("asked_why", "请核一下编制总数")];
    by_page.send_form(&unchosen, "asked-seats", &why).await.is_ok().shows("请核一下编制总数");
    assert_eq!(hand_of(&secretary, &plan).await, "plan-group-review");
    acts(&staffing, &plan, "opinions", &json!({ "opinion": "agrees" })).await.is(200);
    let concluding = secretary.get(&plan).await.is(200);
    assert_eq!(concluding.body["hand"], "plan-conclusion");
    assert_eq!(concluding.body["opinions"].as_array().map(Vec::len), Some(6), "what was said stays");
    assert_eq!(concluding.body["asked"][0]["step"]["words"], "请核一下编制总数", "{:#}", concluding.body);
}

/// A member's own colleagues share the one seat: who is away is replaced from another one.
#[tokio::test(flavor = "multi_thread")]
async fn a_member_of_another_seat_stands_in_and_both_seats_are_heard_under_their_names() {
    let town = Town::new().await;
    let (secretary, unit) = (town.officer_api("secretary").await, town.officer_api("unit-hospital").await);
    let (department, municipal) = (town.officer_api("department").await, town.officer_api("municipal").await);
    let plan = plan_without_quota(&secretary, &unit, &department, &municipal).await;
    let (finance, hr) = (town.officer_api("seat-finance").await, town.officer_api("seat-hr").await);
    let today = SystemClock.today().to_string();
    let asked = |to: &str| json!({ "to": to, "from": today, "until": today });
    let own = hr.post(DELEGATIONS, &asked("seat-hr")).await.is(422);
    assert_eq!(own.text("code"), "stand-in-unfit", "{:#}", own.body);
    let by_page = again(&town, "seat-hr").await;
    let page = by_page.open("/staff/delegations").await;
    page.is_ok().shows("value=\"seat-finance\"").shows("value=\"prefecture\"");
    assert!(!page.body.contains("value=\"seat-hr\""), "nobody stands in for themselves");
    let away = [("to", "seat-finance"), ("from", &*today), ("until", &*today)];
    by_page.send_form(&page, "name=\"until\"", &away).await.is_ok().shows("正在代办");

    let agrees = json!({ "opinion": "agrees" });
    acts(&finance, &plan, "opinions", &agrees).await.is(200);
    let reader = again(&town, "seat-finance").await;
    let page = reader.open(&plan.replace("/api/review/v1", "/staff")).await;
    let heading = page.is_ok().body.split("id=\"act\"").nth(1).and_then(|act| act.split("</h2>").next());
    assert!(heading.is_some_and(|heading| heading.contains("人社")), "the other seat is named: {heading:?}");
    reader.send_form(&page, "name=\"ruling\"", &[("ruling", "agree")]).await.is_ok().shows("（代");
    let shown = finance.get(&plan).await.is(200);
    let mut given = shown.body["opinions"].as_array().into_iter().flatten();
    let stood_in = given.find(|given| given["seat"] == "human-resources").expect("its opinion");
    assert!(stood_in["step"]["in_place_of"].is_string(), "{stood_in:#}");
    assert!(stood_in["step"]["name"].as_str().is_some_and(|name| name.contains('代')), "{stood_in:#}");
    let third = acts(&finance, &plan, "opinions", &agrees).await.is(409);
    assert_eq!(third.text("code"), "seat-spoke-before", "{:#}", third.body);
    acts(&finance, &plan, "conflicts", &json!({ "words": "亲属在申报单位工作" })).await.is(200);
    let page = reader.open(&plan.replace("/api/review/v1", "/staff")).await;
    assert!(!page.is_ok().body.contains("name=\"ruling\""), "whoever has an interest acts for nobody");
}
