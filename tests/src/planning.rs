//! Annual plans and amendments by API: their doors, a whole post, and acts from the version that is there now.

use reqwest::Method;
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
        "place": both("伊宁".into(), "Yining".into()), "quota": "1", "opens_on": "2026-01-05"
    })
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
