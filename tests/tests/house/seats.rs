//! Who sits on which seat of the coordination group (Article 5), by API and by page: what the secretary changes holds from the
//! next request on, and what was said for a seat stays with it.

use domain::Language;
use reqwest::Method;
use serde_json::{Value, json};
use tests::planning::{PLANS, acts, both};
use tests::{Answer, Api, Town};

const MEMBERS: &str = "/api/review/v1/seat-members";

async fn stepped_up(town: &Town, api: &Api, login: &str) {
    api.post("/api/review/v1/step-ups", &json!({ "code": town.next_code(login) })).await.is(200);
}

/// Where the account of this officer is kept.
async fn member(by: &Api, login: &str) -> String {
    let listed = by.get(MEMBERS).await.is(200);
    let mut items = listed.body["items"].as_array().into_iter().flatten();
    let found = items.find(|one| one["login"] == login).unwrap_or_else(|| panic!("{login}: {:#}", listed.body));
    format!("{MEMBERS}/{}", found["id"].as_str().expect("an id"))
}

async fn gives(by: &Api, member: &str, seat: &str, office: &str) -> Answer {
    let seen = by.get(member).await.is(200);
    let seating = json!({ "seat": seat, "office": both(office.into(), "Office".into()) });
    by.change(Method::PUT, member, seen.version(), &seating).await
}

async fn sitting(by: &Api, seat: &str) -> Vec<String> {
    let listed = by.get("/api/review/v1/seats").await.is(200);
    let mut items = listed.body["items"].as_array().into_iter().flatten();
    let seat = items.find(|one| one["seat"] == seat).expect("the seat");
    let members = seat["members"].as_array().into_iter().flatten();
    members.map(|one| one["name"]["zh"].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_given_another_seat_speaks_for_it_at_once_and_what_was_said_stays() {
    let town = Town::new().await;
    let (secretary, finance) = (town.officer_api("secretary").await, town.officer_api("seat-finance").await);
    assert_eq!(sitting(&finance, "organisation").await, ["沈青禾"], "the secretary");
    assert_eq!(sitting(&finance, "finance").await, ["罗一川"]);
    finance.get(MEMBERS).await.is(403);
    let luo = member(&secretary, "seat-finance").await;
    let refused = gives(&secretary, &luo, "education", "伊宁市教育局").await.is(403);
    assert_eq!(refused.text("code"), "step-up-needed", "{:#}", refused.body);
    stepped_up(&town, &secretary, "secretary").await;
    let taken = gives(&secretary, &luo, "organisation", "伊宁市教育局").await.is(422);
    assert_eq!((taken.text("code"), taken.text("article")), ("seat-of-the-secretary", "5"), "{:#}", taken.body);

    let plans = finance.get(PLANS).await.is(200);
    let mut listed = plans.body["items"].as_array().into_iter().flatten();
    let with_the_group = listed.find(|plan| plan["hand"] == "plan-group-review").expect("a plan with the group");
    let plan = format!("{PLANS}/{}", with_the_group["id"].as_str().expect("an id"));
    acts(&finance, &plan, "opinions", &json!({ "opinion": "agrees" })).await.is(200);
    let twice = acts(&finance, &plan, "opinions", &json!({ "opinion": "agrees" })).await.is(409);
    assert_eq!(twice.text("code"), "seat-spoke-before", "{:#}", twice.body);
    let moved = gives(&secretary, &luo, "education", "伊宁市教育局").await.is(200);
    let seating = json!({ "seat": "housing", "office": both("伊宁市住建局".into(), "Housing".into()) });
    secretary.change(Method::PUT, &luo, "\"v1\"", &seating).await.is(412);
    acts(&finance, &plan, "opinions", &json!({ "opinion": "agrees" })).await.is(200);
    let shown = finance.get(&plan).await.is(200);
    let seats: Vec<_> = shown.body["opinions"].as_array().into_iter().flatten().collect();
    let said: Vec<_> = seats.iter().map(|one| (&one["seat"], &one["step"]["name"])).collect();
    let name = json!("罗一川");
    assert_eq!(said, [(&json!("finance"), &name), (&json!("education"), &name)], "{:#}", shown.body);
    assert!(sitting(&finance, "finance").await.is_empty(), "it is vacant");
    assert_eq!(sitting(&finance, "education").await, ["邢晚舟", "罗一川"]);

    let auditor = town.officer_api("auditor").await;
    let trail = auditor.get("/api/review/v1/audit-entries?deed=officer.seat").await.is(200);
    let detail = trail.body["items"][0]["detail"].as_str().expect("a detail");
    let moving: Value = serde_json::from_str(detail).expect("JSON");
    let office = |zh: &str, en: &str| json!({ "zh": zh, "en": en });
    let before = office("伊宁市财政局", "Yining Municipal Finance Bureau");
    let after = office("伊宁市教育局", "Office");
    let told = json!({
        "seat_before": "finance", "seat_after": "education", "office_before": before, "office_after": after,
    });
    assert_eq!(moving, told);
    assert_eq!(auditor.get(&luo).await.is(200).version(), moved.version());
    gives(&auditor, &luo, "finance", "伊宁市财政局").await.is(403);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_stands_down_is_out_and_comes_in_again_with_a_seat() {
    let town = Town::new().await;
    let (secretary, housing) = (town.officer_api("secretary").await, town.officer_api("seat-housing").await);
    let prefecture = town.officer_api("prefecture").await;
    let today = tests::planning::today();
    let asked = json!({ "to": "prefecture", "from": today, "until": today });
    housing.post("/api/review/v1/delegations", &asked).await.is(201);
    stepped_up(&town, &secretary, "secretary").await;
    let adili = member(&secretary, "seat-housing").await;
    let down = acts(&secretary, &adili, "standing-down", &json!({})).await.is(200);
    assert!(sitting(&secretary, "housing").await.is_empty());
    housing.get(PLANS).await.is(401);
    let again = json!({ "login": "seat-housing", "password": tests::officer::PASSWORD, "code": town.next_code("seat-housing") });
    let refused = town.api(Language::Zh).post("/api/review/v1/tokens", &again).await.is(422);
    assert_eq!(refused.text("code"), "sign-in-wrong", "{:#}", refused.body);
    let twice = acts(&secretary, &adili, "standing-down", &json!({})).await.is(409);
    assert_eq!(twice.text("code"), "stood-down-before", "{:#}", twice.body);
    let plans = prefecture.get(PLANS).await.is(200);
    let mut listed = plans.body["items"].as_array().into_iter().flatten();
    let with_the_group = listed.find(|plan| plan["hand"] == "plan-group-review").expect("a plan with the group");
    let plan = format!("{PLANS}/{}", with_the_group["id"].as_str().expect("an id"));
    acts(&prefecture, &plan, "opinions", &json!({ "opinion": "agrees" })).await.is(403);

    let seated = gives(&secretary, &adili, "housing", "伊宁市住房和城乡建设局").await.is(200);
    assert_ne!(seated.version(), down.version());
    acts(&prefecture, &plan, "opinions", &json!({ "opinion": "agrees" })).await.is(200);
    town.api(Language::Zh).post("/api/review/v1/tokens", &again).await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn by_page_a_seat_is_given_after_a_step_up_and_what_was_typed_is_not_lost() {
    let town = Town::new().await;
    let secretary = town.officer("secretary", Language::Zh).await.browser;
    secretary.open("/staff/registers").await.is_ok().shows("href=\"/staff/seats\"");
    let seats = secretary.open("/staff/seats").await;
    seats.is_ok().shows("专项编制（第十七条）").shows("yincai user add");
    let before = seats.body.split("\">罗一川").next().unwrap_or_default();
    let member = before.rsplit("href=\"").next().expect("a link").to_owned();
    let asked = secretary.open(&member).await;
    assert!(asked.path.contains("/staff/step-up"), "{}", asked.path);
    let typed = [("seat", "education"), ("office.zh", "伊宁市教育局办公室"), ("office.en", ""), ("version", "1")];
    let asked = secretary.send_to(&member, &asked, &typed).await;
    assert!(asked.path.contains("/staff/step-up"), "{}", asked.path);
    let form = secretary.send(&asked, &[("code", &town.next_code("secretary"))]).await;
    form.is_ok().shows("伊宁市教育局办公室").shows("刚才填写的内容已放回");
    let refused = secretary.send(&form, &typed[..3]).await;
    assert_eq!(refused.status, 422);
    refused.shows("伊宁市教育局办公室").shows("href=\"#office.en\"");
    let right = [("seat", "education"), ("office.zh", "伊宁市教育局办公室"), ("office.en", "Education Office")];
    let listed = secretary.send(&refused, &right).await;
    listed.is_ok().shows("伊宁市教育局办公室").shows("空缺");
    let shown = secretary.open(&member).await;
    let down = secretary.send_form(&shown, "离席", &[]).await;
    down.is_ok().shows("登录名seat-finance");
    secretary.open(&format!("{member}/standing-down")).await.is_ok().shows("没有席位，不能登录");

    let auditor = town.officer("auditor", Language::En).await.browser;
    let read = auditor.open(&member).await;
    read.is_ok().shows("Sits on none");
    assert!(!read.body.contains("name=\"seat\""), "{}", read.body);
    let unit = town.officer("unit-hospital", Language::En).await.browser;
    let list = unit.open("/staff/seats").await;
    list.is_ok().shows("Vacant");
    assert!(!list.body.contains("/staff/seat-members/"), "{}", list.body);
    assert_eq!(unit.open(&member).await.status, 403);
}
