//! The registers that the secretary keeps (Articles 4, 5 and 12), by API and by page, and what the public sees of them.

use domain::Language;
use reqwest::Method;
use serde_json::{Value, json};
use tests::filings::filing;
use tests::{StaffMember, Town};

fn both(zh: &str, en: &str) -> Value {
    json!({ "zh": zh, "en": en })
}

async fn public_name(town: &Town, id: &str) -> Option<String> {
    let listed = town.get("/api/portal/v1/units").await;
    let unit = listed["items"].as_array()?.iter().find(|unit| unit["id"] == id)?.clone();
    unit["name"]["zh"].as_str().map(str::to_owned)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_is_entered_changed_and_closed_and_the_public_follows() {
    let town = Town::new().await;
    let secretary = town.officer_api("secretary").await;
    let departments = secretary.get("/api/review/v1/departments").await.is(200);
    let named = |name: &str| {
        let items = departments.body["items"].as_array().into_iter().flatten();
        items
            .into_iter()
            .find(|one| one["name"]["en"].as_str().is_some_and(|en| en.contains(name)))
            .expect(name)
            .clone()
    };
    let (education, municipal) = (named("Education Bureau"), named("Human Resources"));
    let unit = json!({
        "name": both("伊宁市第八中学", "Yining No. 8 Secondary School"), "kind": "public-institution",
        "department": education["id"], "credit_code": "12654002MB19999991",
        "address": both("伊宁市新华东路8号", "8 East Xinhua Road"), "contact": both("校办0999-0000088", "Office 0999-0000088")
    });
    let wrong = secretary.post("/api/review/v1/units", &unit).await.is(422);
    assert_eq!(wrong.body["errors"][0]["pointer"], "/credit_code", "{:#}", wrong.body);
    let with = |field: &str, value: Value| {
        let mut unit = unit.clone();
        unit["credit_code"] = json!("91350100M000100Y43");
        unit[field] = value;
        unit
    };
    secretary.post("/api/review/v1/units", &with("department", municipal["id"].clone())).await.is(422);
    let right = with("kind", json!("public-institution"));
    let added = secretary.post("/api/review/v1/units", &right).await.is(201);
    let again = secretary.post("/api/review/v1/units", &right).await.is(422);
    assert!(again.text("detail").contains("伊宁市第八中学"), "{:#}", again.body);
    let path = format!("/api/review/v1/units/{}", added.text("id"));
    let told = async |name: Option<&str>| {
        let shown = async || (public_name(&town, added.text("id")).await.as_deref() == name).then_some(());
        town.until("the public list", shown).await;
    };
    told(Some("伊宁市第八中学")).await;

    let renamed = with("name", both("伊宁市第八高级中学", "Yining No. 8 High School"));
    secretary.change(Method::PUT, &path, "\"v9\"", &renamed).await.is(412);
    secretary.change(Method::PUT, &path, added.version(), &renamed).await.is(200);
    told(Some("伊宁市第八高级中学")).await;
    let of_department = format!("/api/review/v1/departments/{}", education["id"].as_str().expect("an id"));
    let code = education["credit_code"].clone();
    let better = json!({ "name": both("伊宁市教育和体育局", "Education"), "kind": "supervising", "credit_code": code });
    secretary.change(Method::PUT, &of_department, "\"v1\"", &better).await.is(200);
    let shown = secretary.get(&path).await.is(200);
    assert_eq!(shown.body["department"]["zh"], "伊宁市教育和体育局", "{:#}", shown.body);
    let in_use = secretary.change(Method::POST, &format!("{of_department}/closing"), "\"v2\"", &json!({})).await;
    assert_eq!(in_use.is(409).text("code"), "department-in-use");

    let closing = format!("{path}/closing");
    town.officer_api("auditor").await.change(Method::POST, &closing, shown.version(), &json!({})).await.is(403);
    let closed = secretary.change(Method::POST, &closing, shown.version(), &json!({})).await.is(200);
    told(None).await;
    let late = town.applicant_api("wang@example.com", 0).await;
    let draft = json!({ "target": { "to": "unit", "id": added.text("id") }, "filing": filing("王芳") });
    assert_eq!(late.post("/api/portal/v1/nominations", &draft).await.is(409).text("code"), "unit-closed");
    let person = town.applicant("林知远", "lin@example.com", Language::Zh);
    let shut = person.open_signed_in(&town, &format!("/nominate/units/{}", added.text("id")), 0).await;
    shut.shows("这个单位已经不在引才单位里").shows("另选一个");
    let refer = person.browser.open(&format!("/refer/units/{}", added.text("id"))).await;
    refer.is_ok().shows("也不能推荐");
    secretary.change(Method::PUT, &path, closed.version(), &right).await.is(409);
    let seats = secretary.get("/api/review/v1/seats").await.is(200);
    assert_eq!(seats.body["items"].as_array().map(Vec::len), Some(7), "{:#}", seats.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_department_is_kept_by_page_and_what_was_typed_is_not_lost() {
    let town = Town::new().await;
    let secretary = town.officer("secretary", Language::Zh).await.browser;
    let list = secretary.open("/staff").await;
    list.is_ok().shows("href=\"/staff/registers\"");
    let form = secretary.open("/staff/registers/departments").await;
    let wrong = [("name.zh", "伊宁市林业和草原局"), ("name.en", ""), ("kind", "supervising"), ("credit_code", "11654")];
    let refused = secretary.send(&form, &wrong).await;
    assert_eq!(refused.status, 422);
    refused.shows("伊宁市林业和草原局").shows("href=\"#name.en\"").shows("href=\"#credit_code\"");
    let right =
        [("name.zh", "伊宁市林业和草原局"), ("name.en", "Forestry"), ("kind", "supervising"), ("credit_code", CODE)];
    let listed = secretary.send(&refused, &right).await;
    listed.is_ok().shows("伊宁市林业和草原局").shows(CODE).shows("何景行");
    let auditor = town.officer("auditor", Language::En).await.browser;
    let read = auditor.open("/staff/registers").await;
    read.is_ok().shows("Forestry");
    assert!(!read.body.contains("/registers/departments\""), "{}", read.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn recommenders_are_offices_with_a_number_of_their_own() {
    const RECOMMENDERS: &str = "/api/review/v1/recommenders";
    let town = Town::new().await;
    let secretary = town.officer_api("secretary").await;
    let entry = |number: &str, tier: &str| json!({ "number": number, "tier": tier, "title": both("局长", "Director"), "unit": both("伊宁市水利局", "Water Bureau") });
    let one = secretary.post(RECOMMENDERS, &entry("1", "unit-head")).await.is(422);
    assert_eq!((one.text("code"), one.text("article")), ("recommender-number-one", "4"), "{:#}", one.body);
    let taken = secretary.post(RECOMMENDERS, &entry("22", "unit-head")).await.is(422);
    assert_eq!(taken.text("code"), "recommender-number-taken", "{:#}", taken.body);
    let added = secretary.post(RECOMMENDERS, &entry("24", "unit-head")).await.is(201);
    let path = format!("{RECOMMENDERS}/{}", added.text("id"));
    secretary.change(Method::PUT, &path, "\"v9\"", &entry("25", "unit-head")).await.is(412);
    let changed = secretary.change(Method::PUT, &path, added.version(), &entry("25", "unit-head")).await.is(200);
    let closed = secretary.change(Method::POST, &format!("{path}/closing"), changed.version(), &json!({})).await;
    closed.is(200);
    secretary.post(RECOMMENDERS, &entry("25", "unit-head")).await.is(201);

    let code = town.next_code("secretary");
    let page = StaffMember::sign_in(town.browser(Language::Zh), "secretary", &code).await.browser;
    let list = page.open("/staff/recommenders").await;
    list.is_ok().shows("伊宁市水利局").shows("一号推荐员");
    let wrong = [("number", "25"), ("tier", "unit-head"), ("title.zh", "台长"), ("title.en", "")];
    let refused = page.send(&list, &wrong).await;
    assert_eq!(refused.status, 422);
    refused.shows("台长").shows("href=\"#title.en\"").shows("href=\"#unit.zh\"");
    let auditor = town.officer("auditor", Language::En).await.browser.open("/staff/recommenders").await;
    auditor.is_ok().shows("Yining Municipal Education Bureau");
    assert!(!auditor.body.contains("name=\"number\""), "{}", auditor.body);
}

/// The example of GB 32100.
const CODE: &str = "91350100M000100Y43";
