//! Standing in for a unit's officer (Articles 12 and 14): on the days that were said, under both names, for that unit alone.

use std::sync::Arc;
use std::time::Duration;

use domain::Language;
use kit::Clock;
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use tests::filings::{case_of, files};
use tests::planning::{POSTS, acts, forty, plan_under_way, post, steps, today};
use tests::{Ahead, Answer, Api, Town};

use super::{again, hand_of};

const DELEGATIONS: &str = "/api/review/v1/delegations";
const DAY: Duration = Duration::from_secs(24 * 3600);

/// Today somebody of the department acts for the officer of this unit.
async fn is_away(unit: &Api) -> Answer {
    unit.post(DELEGATIONS, &json!({ "to": "department", "from": today(), "until": today() })).await.is(201)
}

async fn begins(by: &Api, plan: &str) -> Answer {
    by.post(&format!("{plan}/posts"), &json!({})).await
}

/// A draft of the unit's own; where it is.
async fn draft(unit: &Api, plan: &str) -> String {
    format!("{POSTS}/{}", begins(unit, plan).await.is(201).text("id"))
}

async fn writes(by: &Api, path: &str) -> Answer {
    let seen = by.get(path).await.is(200);
    by.change(Method::PUT, path, seen.version(), &post(1)).await
}

fn page_of(path: &str) -> String {
    path.replace("/api/review/v1", "/staff")
}

fn refused_as(answer: &Answer, code: &str) {
    assert_eq!(answer.text("code"), code, "{:#}", answer.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_stands_in_for_a_units_officer_drafts_and_hands_in_under_both_names() {
    let town = Town::new().await;
    let (unit, department) = (town.officer_api("unit-hospital").await, town.officer_api("department").await);
    let plan = plan_under_way(&unit).await;
    refused_as(&begins(&department, &plan).await.is(403), "drafts-for-no-unit");
    is_away(&unit).await;

    let path = draft(&department, &plan).await;
    writes(&department, &path).await.is(200);
    acts(&department, &path, "passing", &json!({})).await.is(200);
    let shown = unit.get(&path).await.is(200);
    assert_eq!((&shown.body["hand"], shown.text("unit")), (&json!("plan-supervision"), "伊宁市人民医院"));
    let step = &shown.body["way"]["passed"][0]["step"];
    assert_eq!(
        (&step["role"], step["name"].as_str()),
        (&json!("unit-officer"), Some("马立新（代张怀民）")),
        "{step:#}"
    );
    assert!(step["in_place_of"].is_string() && step["in_place_of"] != step["by"], "{step:#}");
    let own = acts(&department, &path, "passing", &json!({})).await.is(403);
    refused_as(&own, "two-hands-of-a-plan");
    let browser = again(&town, "department").await;
    let barred = browser.open(&page_of(&path)).await;
    barred.is_ok().shows("这一环节由别的同事办理");
    assert!(!barred.body.contains("name=\"ruling\""), "{}", barred.body);
    assert!(!browser.open("/staff/plans").await.is_ok().body.contains(&page_of(&path)), "it does not wait for them");

    let taken_back = draft(&department, &plan).await;
    acts(&department, &taken_back, "refusal", &json!({ "reason": "not-needed" })).await.is(200);
    let imported = json!({ "posts": [post(2), post(3)] });
    let imported = department.post(&format!("{plan}/post-imports"), &imported).await.is(201);
    let ids = imported.body["ids"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let posts: Vec<_> = ids.map(|id| format!("{POSTS}/{id}")).collect();
    steps(&department, &plan, &posts, json!({ "step": "pass" })).await.is(200);
    assert_eq!(hand_of(&unit, &posts[1]).await, "plan-supervision");

    let auditor = town.officer_api("auditor").await;
    let away = &step["in_place_of"];
    for (deed, subject) in [("post.draft", path.rsplit('/').next()), ("plan.posts", plan.rsplit('/').next())] {
        let asked = format!("/api/review/v1/audit-entries?deed={deed}&subject={}", subject.expect("an id"));
        let rows = auditor.get(&asked).await.is(200);
        let detail: Value = serde_json::from_str(rows.body["items"][0]["detail"].as_str().expect("one")).expect("JSON");
        assert_eq!(detail["in_place_of"], json!([away]), "{deed}: {detail:#}");
    }
    let trail = again(&town, "auditor").await.open("/staff/audit?deed=post.draft").await;
    trail.is_ok().shows("代谁办理：张怀民");
}

#[tokio::test(flavor = "multi_thread")]
async fn by_page_a_units_officer_has_somebody_stand_in_who_writes_as_they_would() {
    let town = Town::new().await;
    let unit = town.officer("unit-hospital", Language::Zh).await.browser;
    unit.open("/staff/plans").await.is_ok().shows("href=\"/staff/delegations\"");
    let form = unit.open("/staff/delegations").await;
    form.is_ok().shows("value=\"department\"");
    assert!(!form.body.contains("value=\"municipal\""), "who reviews all posts stands in for no unit");
    let refused = unit.send(&form, &[("to", "department"), ("from", &today()), ("until", "明天")]).await;
    assert_eq!(refused.status, 422);
    refused.shows("value=\"明天\"").shows("href=\"#until\"");
    let days = [("to", "department"), ("from", &*today()), ("until", &*today())];
    unit.send(&refused, &days).await.is_ok().shows("正在代办");

    let department = town.officer("department", Language::Zh).await.browser;
    department.open("/staff").await.is_ok().shows("今天代张怀民办理");
    let api = town.officer_api_with("department", &town.next_code("department")).await;
    let plan = page_of(&plan_under_way(&api).await);
    let page = department.open(&plan).await;
    page.is_ok().shows("id=\"draft\"").shows("为伊宁市人民医院");
    let written = department.send_form(&page, "id=\"draft\"", &[]).await;
    written.is_ok().shows("name=\"duties.zh\"");
    let unready = department.send_form(&written, "duties.zh", &[("title.zh", "检验技师"), ("do", "submit")]).await;
    assert_eq!(unready.status, 422);
    unready.shows("value=\"检验技师\"");
    department.open("/staff/plans").await.is_ok().shows("检验技师");

    let list = unit.open("/staff/delegations").await;
    unit.send_form(&list, "/ending", &[]).await.is_ok().shows("已结束");
    let late = department.send_form(&unready, "duties.zh", &[("title.zh", "检验技师"), ("do", "save")]).await;
    assert_eq!(late.status, 422);
    late.shows("由那个单位的经办人或当天代办的人办理");
    assert!(!department.open(&plan).await.is_ok().body.contains("id=\"draft\""));
    assert!(!department.open("/staff").await.is_ok().body.contains("今天代"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_can_stand_in_for_a_units_officer_is_told_and_nobody_passes_it_on() {
    let town = Town::new().await;
    let (unit, department) = (town.officer_api("unit-hospital").await, town.officer_api("department").await);
    let asked = |to: &str| json!({ "to": to, "from": today(), "until": today() });
    for unfit in ["unit-hospital", "unit-maternal", "municipal", "secretary", "seat-finance", "prefecture", "auditor"] {
        let refused = unit.post(DELEGATIONS, &asked(unfit)).await.is(422);
        refused_as(&refused, "stand-in-of-no-supervisor");
    }
    let school = town.officer_api("unit-school").await;
    refused_as(&school.post(DELEGATIONS, &asked("department")).await.is(422), "stand-in-of-no-supervisor");
    let made = is_away(&unit).await;
    refused_as(&department.post(DELEGATIONS, &asked("municipal")).await.is(422), "stands-in-meanwhile");
    refused_as(&unit.post(DELEGATIONS, &asked("department")).await.is(422), "away-already");

    let ending = format!("{DELEGATIONS}/{}/ending", made.text("id"));
    department.change(Method::POST, &ending, made.version(), &json!({})).await.is(404);
    unit.change(Method::POST, &ending, made.version(), &json!({})).await.is(200);
    department.post(DELEGATIONS, &asked("municipal")).await.is(201);
    refused_as(&unit.post(DELEGATIONS, &asked("department")).await.is(422), "stand-in-away");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stand_in_acts_for_one_unit_and_for_no_other() {
    let town = Town::new().await;
    let (unit, department) = (town.officer_api("unit-hospital").await, town.officer_api("department").await);
    let (maternal, school) = (town.officer_api("unit-maternal").await, town.officer_api("unit-school").await);
    let plan = plan_under_way(&unit).await;
    let (own, theirs, foreign) =
        (draft(&unit, &plan).await, draft(&maternal, &plan).await, draft(&school, &plan).await);
    is_away(&unit).await;
    writes(&department, &own).await.is(200);

    refused_as(&writes(&department, &theirs).await.is(403), "post-of-another-unit");
    acts(&department, &theirs, "passing", &json!({})).await.is(403);
    acts(&department, &theirs, "refusal", &json!({ "reason": "not-needed" })).await.is(403);
    let of_theirs = json!({ "unit": maternal.get(&theirs).await.is(200).body["unit_id"] });
    let begun = department.post(&format!("{plan}/posts"), &of_theirs).await.is(403);
    refused_as(&begun, "drafts-for-no-unit");
    department.get(&foreign).await.is(404);
    department.change(Method::PUT, &foreign, "\"v1\"", &post(1)).await.is(404);
    let browser = again(&town, "department").await;
    browser.open(&page_of(&own)).await.is_ok().shows("name=\"duties.zh\"");
    let shown = browser.open(&page_of(&theirs)).await;
    assert!(!shown.is_ok().body.contains("name=\"duties.zh\"") && !shown.body.contains("name=\"ruling\""));
    assert_eq!(browser.open(&page_of(&foreign)).await.status, 404);
    let listed = department.get(&format!("{plan}/posts?limit=200")).await.is(200);
    let mut items = listed.body["items"].as_array().into_iter().flatten();
    assert!(!items.any(|one| one["id"].as_str().is_some_and(|id| foreign.ends_with(id))));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_stands_in_for_two_units_says_for_which() {
    let town = Town::new().await;
    let (unit, department) = (town.officer_api("unit-hospital").await, town.officer_api("department").await);
    let maternal = town.officer_api("unit-maternal").await;
    let plan = plan_under_way(&unit).await;
    let (own, theirs) = (draft(&unit, &plan).await, draft(&maternal, &plan).await);
    let hospital = unit.get(&own).await.is(200).body["unit_id"].clone();
    let other = maternal.get(&theirs).await.is(200).body["unit_id"].clone();
    is_away(&unit).await;
    is_away(&maternal).await;
    let unsaid = begins(&department, &plan).await.is(422);
    refused_as(&unsaid, "draft-for-which-unit");
    assert_eq!(unsaid.body["errors"][0]["pointer"], "/unit", "{:#}", unsaid.body);
    for of in [&hospital, &other] {
        let begun = department.post(&format!("{plan}/posts"), &json!({ "unit": of })).await.is(201);
        let path = format!("{POSTS}/{}", begun.text("id"));
        assert_eq!(&department.get(&path).await.is(200).body["unit_id"], of);
        writes(&department, &path).await.is(200);
    }
    let reads = async |of: Option<&Value>| {
        let said = of.and_then(Value::as_str).unwrap_or_default().to_owned();
        let sheet = Form::new().text("unit", said).part("file", Part::bytes(forty()).file_name("岗位.xlsx"));
        let asked = department.request(Method::POST, &format!("{plan}/sheet-readings")).multipart(sheet);
        department.answer(asked).await
    };
    refused_as(&reads(None).await.is(422), "draft-for-which-unit");
    let read = reads(Some(&hospital)).await.is(200);
    assert!(read.body["rows"][0]["post"].is_object(), "{:#}", read.body);
    let unread = reads(Some(&json!("nobody"))).await.is(422);
    refused_as(&unread, "unit-unknown");
    let posts = json!({ "unit": other, "posts": [post(1)] });
    let begun = department.post(&format!("{plan}/post-imports"), &posts).await.is(201);
    let path = format!("{POSTS}/{}", begun.body["ids"][0].as_str().expect("an id"));
    assert_eq!(maternal.get(&path).await.is(200).body["unit_id"], other);

    let browser = again(&town, "department").await;
    let page = browser.open(&page_of(&plan)).await;
    let asked = browser.send_file(&page, "id=\"sheet\"", "", "岗位.xlsx", forty()).await;
    assert_eq!(asked.status, 422);
    asked.shows("href=\"#sheet_unit\"").shows("伊宁市妇幼保健院");
    page.is_ok().shows("<select class=\"box\" id=\"unit\"").shows("id=\"sheet_unit\"");
    let unsaid = browser.send_form(&page, "id=\"draft\"", &[]).await;
    assert_eq!(unsaid.status, 422);
    unsaid.shows("href=\"#unit\"").shows("选为哪个单位办");
    let of = other.as_str().expect("an id");
    browser.send_form(&unsaid, "id=\"draft\"", &[("unit", of)]).await.is_ok().shows("伊宁市妇幼保健院");
}

#[tokio::test(flavor = "multi_thread")]
async fn before_the_first_day_and_after_the_last_nobody_acts_for_the_unit() {
    let ahead = Ahead::default();
    let town = Town::at("", Arc::new(ahead.clone())).await;
    let unit = town.officer_api("unit-hospital").await;
    let plan = plan_under_way(&unit).await;
    let path = draft(&unit, &plan).await;
    let tomorrow = ahead.today().succ_opt().expect("a day").to_string();
    unit.post(DELEGATIONS, &json!({ "to": "department", "from": tomorrow, "until": tomorrow })).await.is(201);
    let department = async |by: Duration| town.officer_api_with("department", &town.code_ahead("department", by)).await;

    let early = department(Duration::ZERO).await;
    refused_as(&begins(&early, &plan).await.is(403), "drafts-for-no-unit");
    refused_as(&writes(&early, &path).await.is(403), "post-of-another-unit");
    ahead.advance(DAY);
    let on_time = department(DAY).await;
    writes(&on_time, &path).await.is(200);
    begins(&on_time, &plan).await.is(201);
    ahead.advance(DAY);
    let late = department(DAY * 2).await;
    refused_as(&begins(&late, &plan).await.is(403), "drafts-for-no-unit");
    refused_as(&writes(&late, &path).await.is(403), "post-of-another-unit");
    acts(&late, &path, "passing", &json!({})).await.is(403);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_declared_an_interest_in_the_plan_stands_in_for_no_unit_there() {
    let town = Town::new().await;
    let (unit, department) = (town.officer_api("unit-hospital").await, town.officer_api("department").await);
    let plan = plan_under_way(&unit).await;
    let path = draft(&unit, &plan).await;
    is_away(&unit).await;
    acts(&department, &plan, "conflicts", &json!({ "words": "配偶在申报单位工作" })).await.is(200);
    refused_as(&begins(&department, &plan).await.is(403), "in-conflict");
    refused_as(&writes(&department, &path).await.is(403), "in-conflict");
    refused_as(&acts(&department, &path, "passing", &json!({})).await.is(403), "in-conflict");
    let imported = department.post(&format!("{plan}/post-imports"), &json!({ "posts": [post(1)] })).await.is(403);
    refused_as(&imported, "in-conflict");
    let browser = again(&town, "department").await;
    let page = browser.open(&page_of(&plan)).await;
    assert!(!page.is_ok().body.contains("id=\"draft\""), "the page offers no act");
    assert!(!browser.open(&page_of(&path)).await.is_ok().body.contains("name=\"duties.zh\""));
    writes(&unit, &path).await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_of_the_unit_is_acted_on_in_its_officers_place_and_seen_only_meanwhile() {
    let town = Town::new().await;
    let (unit, department) = (town.officer_api("unit-hospital").await, town.officer_api("department").await);
    let applicant = town.applicant_api("wang@example.com", 0).await;
    let filed = files(&town, &applicant).await;
    let id = case_of(&town, &unit, &filed).await;
    let case = format!("/api/review/v1/cases/{id}");
    department.get(&case).await.is(404);
    let made = is_away(&unit).await;

    assert_eq!(case_of(&town, &department, &filed).await, id);
    let browser = again(&town, "department").await;
    let inbox = browser.open("/staff").await;
    inbox.is_ok().shows(&filed.receipt).shows("今天代张怀民办理");
    let page = browser.open(&format!("/staff/cases/{id}")).await;
    page.is_ok().shows("name=\"ruling\"");
    acts(&department, &case, "passing", &json!({})).await.is(200);
    let shown = unit.get(&case).await.is(200);
    let step = &shown.body["stage_facts"]["taken_up"];
    assert_eq!(
        (&step["role"], step["name"].as_str()),
        (&json!("unit-officer"), Some("马立新（代张怀民）")),
        "{step:#}"
    );
    browser.open(&format!("/staff/cases/{id}")).await.is_ok().shows("马立新（代张怀民）");
    let auditor = town.officer_api("auditor").await;
    for deed in ["case.look", "case.pass"] {
        let rows =
            auditor.get(&format!("/api/review/v1/audit-entries?deed={deed}&subject={id}&limit=200")).await.is(200);
        let mut rows = rows.body["items"].as_array().into_iter().flatten();
        let away = step["in_place_of"].as_str().expect("somebody");
        assert!(rows.any(|row| row["detail"].as_str().is_some_and(|detail| detail.contains(away))), "{deed}");
    }

    let ending = format!("{DELEGATIONS}/{}/ending", made.text("id"));
    unit.change(Method::POST, &ending, made.version(), &json!({})).await.is(200);
    department.get(&case).await.is(404);
    assert_eq!(browser.open(&format!("/staff/cases/{id}")).await.status, 404);
    assert!(!browser.open("/staff").await.is_ok().body.contains(&filed.receipt));
}
