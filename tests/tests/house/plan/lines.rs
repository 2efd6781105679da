//! The lines of municipal departments (Article 12): each reviews the posts of its own, and posts follow their unit.

use reqwest::Method;
use serde_json::{Value, json};
use tests::planning::{POSTS, acts, both, plan_under_way, post};
use tests::{Answer, Api, Page, Town};

use super::{again, hand_of, told};

const UNITS: &str = "/api/review/v1/units";
const DEPARTMENTS: &str = "/api/review/v1/departments";

/// The secretary enters another municipal department; its id.
async fn another_department(secretary: &Api) -> Value {
    let department = json!({
        "name": both("伊宁市卫生健康审核中心".into(), "Yining Health Review Centre".into()),
        "kind": "municipal", "credit_code": "91350100M000100Y43"
    });
    secretary.post(DEPARTMENTS, &department).await.is(201).body["id"].clone()
}

/// The unit's posts are reviewed by this department from now on; null for any.
async fn reviewed_by(secretary: &Api, unit: &str, department: &Value) -> Answer {
    let path = format!("{UNITS}/{unit}");
    let kept = secretary.get(&path).await.is(200);
    let changed = json!({
        "name": kept.body["name"], "kind": kept.body["kind"], "department": kept.body["department_id"],
        "municipal": department.as_str().unwrap_or_default(), "credit_code": kept.body["credit_code"],
        "address": kept.body["address"], "contact": kept.body["contact"]
    });
    secretary.change(Method::PUT, &path, kept.version(), &changed).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_municipal_department_reviews_the_posts_of_its_own_line() {
    let town = Town::new().await;
    let (secretary, unit) = (town.officer_api("secretary").await, town.officer_api("unit-hospital").await);
    let (department, municipal) = (town.officer_api("department").await, town.officer_api("municipal").await);
    let plan = plan_under_way(&unit).await;
    let path = format!("{POSTS}/{}", unit.post(&format!("{plan}/posts"), &json!({})).await.is(201).text("id"));
    let seen = unit.get(&path).await.is(200);
    assert_eq!(seen.body["municipal_id"], json!(null), "any of them reviews it");
    unit.change(Method::PUT, &path, seen.version(), &post(1)).await.is(200);
    acts(&unit, &path, "passing", &json!({})).await.is(200);
    acts(&department, &path, "passing", &json!({})).await.is(200);

    let hospital = seen.text("unit_id");
    let other = another_department(&secretary).await;
    let departments = secretary.get(DEPARTMENTS).await.is(200);
    let mut prefecture = departments.body["items"].as_array().into_iter().flatten();
    let prefecture = prefecture.find(|one| one["kind"] == "prefecture").expect("one of the prefecture")["id"].clone();
    let wrong = reviewed_by(&secretary, hospital, &prefecture).await.is(422);
    assert_eq!(told(&wrong), ("municipal-unknown", "/municipal"), "the prefecture reviews no line");
    let supervises = secretary.get(&format!("{UNITS}/{hospital}")).await.is(200).body["department_id"].clone();
    reviewed_by(&secretary, hospital, &supervises).await.is(200);
    assert_eq!(acts(&municipal, &path, "passing", &json!({})).await.is(403).text("code"), "post-of-another-line");
    reviewed_by(&secretary, hospital, &other).await.is(200);
    assert_eq!(municipal.get(&path).await.is(200).body["municipal_id"], other, "the post follows its unit");

    let id = path.rsplit('/').next().expect("an id");
    let asked = format!("/api/review/v1/audit-entries?deed=post.follow&subject={id}");
    let trail = town.officer_api("auditor").await.get(&asked).await.is(200);
    assert_eq!(trail.body["items"].as_array().map(Vec::len), Some(2), "each time on record: {:#}", trail.body);

    let barred = acts(&municipal, &path, "passing", &json!({})).await.is(403);
    assert_eq!((barred.text("code"), barred.text("article")), ("post-of-another-line", "12"), "{:#}", barred.body);
    assert!(barred.text("detail").contains("伊宁市卫生健康审核中心"), "{:#}", barred.body);
    let back = json!({ "to": "plan-draft", "reason": "conditions-unclear", "words": "写明专业" });
    assert_eq!(acts(&municipal, &path, "return", &back).await.is(403).text("code"), "post-of-another-line");
    let refusal = json!({ "reason": "not-needed", "words": "今年不招" });
    assert_eq!(acts(&municipal, &path, "refusal", &refusal).await.is(403).text("code"), "post-of-another-line");
    let browser = again(&town, "municipal").await;
    let page = browser.open(&path.replace("/api/review/v1/planned-posts", "/staff/planned-posts")).await;
    page.is_ok().shows("伊宁市卫生健康审核中心").shows("不归您的部门");
    assert!(!page.body.contains("name=\"ruling\""), "{}", page.body);

    let closing = format!("{DEPARTMENTS}/{}/closing", other.as_str().expect("an id"));
    let in_use = secretary.change(Method::POST, &closing, "\"v1\"", &json!({})).await.is(409);
    assert_eq!(in_use.text("code"), "department-in-use", "{:#}", in_use.body);
    reviewed_by(&secretary, hospital, &Value::Null).await.is(200);
    secretary.change(Method::POST, &closing, "\"v1\"", &json!({})).await.is(200);
    acts(&municipal, &path, "passing", &json!({})).await.is(200);
    assert_eq!(hand_of(&unit, &path).await, Value::Null, "it is in the plan");
    let closed = reviewed_by(&secretary, hospital, &other).await.is(422);
    assert_eq!(told(&closed), ("municipal-unknown", "/municipal"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_line_of_a_unit_is_chosen_by_page() {
    let town = Town::new().await;
    let secretary = town.officer_api("secretary").await;
    let other = another_department(&secretary).await;
    let listed = secretary.get(UNITS).await.is(200);
    let units = listed.body["items"].as_array().expect("units");
    let hospital = units.iter().find(|one| one["name"]["zh"] == "伊宁市人民医院").expect("the hospital");
    let browser = again(&town, "secretary").await;
    let at = format!("/staff/registers/units/{}", hospital["id"].as_str().expect("an id"));
    let form = browser.open(&at).await;
    form.is_ok().shows("市直主管部门").shows("伊宁市卫生健康审核中心");
    let kept = |field: &str| hospital.pointer(field).and_then(Value::as_str).expect(field).to_owned();
    let other_line = other.as_str().expect("an id");
    let typed = |code: &str| {
        let fields = ["name", "address", "contact"].into_iter().flat_map(|of| [format!("{of}.zh"), format!("{of}.en")]);
        let texts = fields.map(|field| (field.clone(), kept(&format!("/{}", field.replace('.', "/")))));
        let chosen =
            [("kind", kept("/kind")), ("department", kept("/department_id")), ("credit_code", code.to_owned())];
        let chosen = chosen.into_iter().chain([("municipal", other_line.to_owned())]);
        texts.chain(chosen.map(|(field, value)| (field.to_owned(), value))).collect::<Vec<_>>()
    };
    let sends = async |page: &Page, typed: Vec<(String, String)>| {
        let typed: Vec<_> = typed.iter().map(|(field, value)| (field.as_str(), value.as_str())).collect();
        browser.send(page, &typed).await
    };
    let wrong = sends(&form, typed("1")).await;
    assert_eq!(wrong.status, 422);
    wrong.shows(&format!("value=\"{other_line}\" selected"));
    sends(&wrong, typed(&kept("/credit_code"))).await.is_ok();
    let kept = secretary.get(&at.replace("/staff/registers", "/api/review/v1")).await.is(200);
    assert_eq!(kept.body["municipal_id"], other);
    let auditor = town.officer("auditor", domain::Language::En).await.browser;
    auditor.open(&at).await.is_ok().shows("Municipal department").shows("Yining Health Review Centre");
}
