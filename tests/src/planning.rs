//! Annual plans and amendments by API: their doors, whole posts, and acts from the version that is there now.

use chrono::Datelike;
use domain::{Language, SheetColumn};
use kit::{Clock, SystemClock};
use reqwest::Method;
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

use crate::{Answer, Api, Town};

pub const PLANS: &str = "/api/review/v1/plans";
pub const POSTS: &str = "/api/review/v1/planned-posts";
pub const ISSUES: &str = "/api/review/v1/catalogue-issues";
/// The seats that speak, by their demo officers.
pub const SEATS: [&str; 6] =
    ["seat-staffing", "seat-hr", "seat-finance", "seat-housing", "seat-security", "seat-education"];

/// The plan of next year, which units draft posts in.
pub async fn plan_under_way(by: &Api) -> String {
    let plans = by.get(PLANS).await.is(200);
    format!("{PLANS}/{}", plans.body["items"][0]["id"].as_str().expect("the plan under way"))
}

/// An act on a plan or a post.
pub async fn acts(by: &Api, path: &str, act: &str, body: &Value) -> Answer {
    let seen = by.get(path).await.is(200);
    by.change(Method::POST, &format!("{path}/{act}"), seen.version(), body).await
}

/// A step with these posts, from the versions that are there now.
pub async fn steps(by: &Api, plan: &str, posts: &[String], step: Value) -> Answer {
    by.post(&format!("{plan}/steps"), &chosen(by, plan, posts, step).await).await
}

/// What such a step sends.
pub async fn chosen(by: &Api, plan: &str, posts: &[String], mut step: Value) -> Value {
    let mut seen = Vec::with_capacity(posts.len());
    let listed = by.get(&format!("{plan}/posts?limit=200")).await.is(200);
    for post in posts {
        let mut all = listed.body["items"].as_array().into_iter().flatten();
        let one = all.find(|one| one["id"].as_str().is_some_and(|id| post.ends_with(id))).expect("a post of the plan");
        seen.push(json!({ "id": one["id"], "version": one["version"] }));
    }
    step["posts"] = json!(seen);
    step
}

/// As it is written in forms.
pub fn today() -> String {
    SystemClock.today().to_string()
}

pub fn both(zh: String, en: String) -> Value {
    json!({ "zh": zh, "en": en })
}

/// A post as a unit writes it.
pub fn post(number: usize) -> Value {
    json!({
        "title": both(format!("检验技师{number}"), format!("Laboratory technician {number}")),
        "sector": "science-education-culture-health", "mode": "open-recruitment", "wanted": "1",
        "need": both("医学检验硕士".into(), "Master in laboratory medicine".into()),
        "duties": both("检验。".into(), "Tests.".into()),
        "conditions": [{ "label": both("学历".into(), "Degree".into()), "words": both("硕士".into(), "Master".into()), "clause": "10(4)" }],
        "basis": ["10(4)"], "pay": "band", "pay_from": "120000", "pay_to": "180000",
        "place": both("伊宁".into(), "Yining".into()), "quota": "1", "opens_on": today()
    })
}

/// The title of a plan that is opened here.
pub const TITLE: &str = "新编年度引才计划";

/// The year that a plan can be opened for beside the catalogue in force.
pub fn next_year() -> i32 {
    SystemClock.today().year() + 1
}

/// What opens a plan of it.
pub fn opening() -> Value {
    let year = next_year();
    json!({ "year": year, "title": both(TITLE.into(), "Another annual plan".into()), "drafts_by": format!("{year}-01-31") })
}

/// The secretary opens a plan of the next year; that of the demo is refused first, for a year has one.
pub async fn opens_a_plan(secretary: &Api, municipal: &Api) -> String {
    let of_the_demo = plan_under_way(municipal).await;
    acts(municipal, &of_the_demo, "refusal", &json!({ "reason": "not-needed" })).await.is(200);
    format!("{PLANS}/{}", secretary.post(PLANS, &opening()).await.is(201).text("id"))
}

/// What opens an amendment.
pub fn amending() -> Value {
    json!({ "title": both("第一次调整".into(), "First amendment".into()), "drafts_by": "2099-12-31" })
}

/// The secretary opens an amendment of the catalogue in force.
pub async fn amends(secretary: &Api) -> String {
    let issues = secretary.get(ISSUES).await.is(200);
    let issue = issues.body["items"][0]["id"].as_str().expect("an issue");
    let opened = secretary.post(&format!("{ISSUES}/{issue}/amendments"), &amending()).await.is(201);
    format!("{PLANS}/{}", opened.text("id"))
}

/// A plan with one post that takes no place of the quota, with the group: nothing in it concerns the seat of staffing.
pub async fn plan_without_quota(secretary: &Api, unit: &Api, department: &Api, municipal: &Api) -> String {
    let plan = opens_a_plan(secretary, municipal).await;
    let begun = unit.post(&format!("{plan}/posts"), &json!({})).await.is(201);
    let path = format!("{POSTS}/{}", begun.text("id"));
    let mut typed = post(1);
    typed["quota"] = json!("");
    unit.change(Method::PUT, &path, begun.version(), &typed).await.is(200);
    for hand in [unit, department, municipal] {
        acts(hand, &path, "passing", &json!({})).await.is(200);
    }
    acts(municipal, &plan, "passing", &json!({})).await.is(200);
    plan
}

/// Forty posts in the words of the columns, whole.
pub fn forty() -> Vec<u8> {
    use SheetColumn::{
        Basis, Closes, Degree, DutiesEn, DutiesZh, Mode, NeedEn, NeedZh, Opens, Pay, PlaceEn, PlaceZh, Quota, Sector,
        TitleEn, TitleZh, Unit, Wanted,
    };
    let row = |number: usize| {
        let (title, english) = (format!("护理骨干{number}"), format!("Senior nurse {number}"));
        [
            (Unit, "市人民医院".to_owned()),
            (TitleZh, title),
            (TitleEn, english),
            (Sector, "科教文卫".to_owned()),
            (Mode, "招聘".to_owned()),
            (Wanted, "１人".to_owned()),
            (Degree, "硕士研究生及以上".to_owned()),
            (NeedZh, "护理学硕士".to_owned()),
            (NeedEn, "Master in nursing".to_owned()),
            (DutiesZh, "病房护理。".to_owned()),
            (DutiesEn, "Nursing on the wards.".to_owned()),
            (Basis, "第十条（四）、第十一条（三）".to_owned()),
            (Pay, "10—15万元/年".to_owned()),
            (PlaceZh, "伊宁".to_owned()),
            (PlaceEn, "Yining".to_owned()),
            (Quota, "否".to_owned()),
            (Opens, SystemClock.today().format("%Y年%-m月%-d日").to_string()),
            (Closes, "招满为止".to_owned()),
        ]
    };
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (line, row) in (1..).zip((1..=40).map(row)) {
        for (place, (column, words)) in (0..).zip(row) {
            sheet.write_string(0, place, column.header(Language::Zh)).expect("written");
            sheet.write_string(line, place, words).expect("written");
        }
    }
    book.save_to_buffer().expect("a book")
}

/// The plan, its posts included, goes on through every hand and is issued.
pub async fn issues(town: &Town, municipal: &Api, secretary: &Api, plan: &str) {
    acts(municipal, plan, "passing", &json!({})).await.is(200);
    for login in SEATS {
        let seat = town.officer_api(login).await;
        acts(&seat, plan, "opinions", &json!({ "opinion": "agrees" })).await.is(200);
    }
    acts(secretary, plan, "passing", &json!({})).await.is(200);
    acts(&town.officer_api("prefecture").await, plan, "passing", &json!({})).await.is(200);
    acts(&town.officer_api("ratifier").await, plan, "ratification", &json!({})).await.is(200);
}
