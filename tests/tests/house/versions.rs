//! Two versions of the Measures (Article 29): what was made under the first keeps its days, its evaluation and what it may be when
//! the next one comes into force, and what is made from that day on goes by the next.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use chrono::{Days, NaiveDate};
use domain::policies::WRITTEN;
use domain::policy::Written;
use domain::{Calendar, GuideTo, Language, Policies, Policy};
use kit::{Clock, Service, SystemClock};
use reqwest::Method;
use serde_json::{Value, json};
use tests::filings::{Filed, case_of, filing, passes, submits};
use tests::planning::{PLANS, POSTS, acts, amends, opens_a_plan, post};
use tests::{Ahead, Api, Town};
use yincai::{Portal, Review};

const DAY: Duration = Duration::from_secs(24 * 3600);
/// After how many days the next version is in force.
const AHEAD: u32 = 40;
const FIRST: &str = "2026-1";
const NEXT: &str = "next";

static TWO: LazyLock<Policies> = LazyLock::new(two);
static REVIEW: Review = Review { policies: both_versions };
static PORTAL: Portal = Portal { policies: both_versions };

fn both_versions() -> &'static Policies {
    &TWO
}

/// What is not there exactly once is a mistake of the test.
fn changed(written: &str, before: &str, after: &str) -> String {
    assert_eq!(written.matches(before).count(), 1, "{before}");
    written.replacen(before, after, 1)
}

/// The city's first version, and one with other days, a mode closed to institutions, and more years asked of a manager.
fn two() -> Policies {
    let first = WRITTEN[0];
    let from = SystemClock.today() + Days::new(AHEAD.into());
    let measures = [
        ("version = \"2026-1\"", format!("version = \"{NEXT}\"")),
        ("effective_from = \"2026-01-01\"", format!("effective_from = \"{from}\"")),
        ("employing-unit = 20", "employing-unit = 30".to_owned()),
        (
            "role = \"municipal-department-officer\"\ndays = 10",
            "role = \"municipal-department-officer\"\ndays = 3".to_owned(),
        ),
        ("[mode.transfer]", "[mode.transfer]\ncontradicted = { public-institution = \"7\" }".to_owned()),
    ];
    let measures = measures.iter().fold(first.measures.to_owned(), |all, (from, to)| changed(&all, from, to));
    let arrival = changed(first.arrival, "span = { years = 3 }", "span = { years = 9 }");
    let next = Policy::read(Written { measures: &measures, arrival: &arrival, open: first.open });
    let known = Policy::read(first).expect("the first version");
    Policies::of_versions([known, next.expect("the next version")]).expect("two versions")
}

async fn town(ahead: &Ahead) -> Town {
    let [_, _, notify] = yincai::SERVICES;
    let services: [&'static dyn Service; 3] = [&REVIEW, &PORTAL, notify];
    Town::of(services, "", Arc::new(ahead.clone())).await
}

/// Past the day from which the next version is in force; every session has ended by then.
fn it_comes_into_force(ahead: &Ahead) -> Duration {
    let by = DAY * (AHEAD + 1);
    ahead.advance(by);
    by
}

async fn officer(town: &Town, login: &str, by: Duration) -> Api {
    town.officer_api_with(login, &town.code_ahead(login, by)).await
}

fn day(value: &Value) -> NaiveDate {
    value.as_str().and_then(|day| day.parse().ok()).unwrap_or_else(|| panic!("no day: {value}"))
}

fn in_working_days(on: NaiveDate, days: u16) -> NaiveDate {
    Calendar::standard().add_working_days(on, days).date
}

/// Of the municipal department, whose days begin when the units have drafted.
fn due(plan: &Value, days: u16) -> NaiveDate {
    in_working_days(day(&plan["way"]["since"]).max(day(&plan["drafts_by"])), days)
}

/// A post by transfer that the unit hands in, or tries to.
async fn hands_in_a_transfer(unit: &Api, plan: &str) -> tests::Answer {
    let begun = unit.post(&format!("{plan}/posts"), &json!({})).await.is(201);
    let path = format!("{POSTS}/{}", begun.text("id"));
    let mut typed = post(1);
    typed["mode"] = json!("transfer");
    unit.change(Method::PUT, &path, begun.version(), &typed).await.is(200);
    acts(unit, &path, "passing", &json!({ "words": "需要", "wording": "岗位需要" })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_keeps_its_version_and_one_opened_after_takes_the_next() {
    let ahead = Ahead::default();
    let town = town(&ahead).await;
    let secretary = town.officer_api("secretary").await;
    let before = opens_a_plan(&secretary, &town.officer_api("municipal").await).await;
    let shown = secretary.get(&before).await.is(200).body;
    assert_eq!(shown["policy"], FIRST, "{shown:#}");
    let ten = due(&shown, 10);
    assert_eq!(day(&shown["due"]), ten);

    let by = it_comes_into_force(&ahead);
    let secretary = officer(&town, "secretary", by).await;
    let after = amends(&secretary).await;
    let kept = secretary.get(&before).await.is(200).body;
    assert_eq!((&kept["policy"], day(&kept["due"])), (&json!(FIRST), ten), "{kept:#}");
    let shown = secretary.get(&after).await.is(200).body;
    let three = due(&shown, 3);
    assert_eq!((&shown["policy"], day(&shown["due"])), (&json!(NEXT), three), "{shown:#}");
    let listed = secretary.get(PLANS).await.is(200).body;
    let in_list = |plan: &str| {
        let item = listed["items"]
            .as_array()
            .into_iter()
            .flatten()
            .find(|one| plan.ends_with(one["id"].as_str().unwrap_or("-")));
        item.map(|item| day(&item["due"]))
    };
    assert_eq!((in_list(&before), in_list(&after)), (Some(ten), Some(three)), "each by its own");

    let unit = officer(&town, "unit-hospital", by).await;
    hands_in_a_transfer(&unit, &before).await.is(200);
    let refused = hands_in_a_transfer(&unit, &after).await.is(422);
    assert_eq!(refused.text("code"), "mode-contradicted", "{:#}", refused.body);
}

/// A manager of five years turns to the hospital.
async fn files(applicant: &Api, unit: &str) -> Filed {
    let mut typed = filing("王芳");
    typed["work"]["employer_kind"] = json!("enterprise");
    typed["work"]["position_level"] = json!("middle-manager");
    typed["work"]["runs_business_in_yining"] = json!("no");
    typed["claimed"] = json!(["11(1)"]);
    let body = json!({ "target": { "to": "unit", "id": unit }, "filing": typed });
    let id = applicant.post("/api/portal/v1/nominations", &body).await.is(201).text("id").to_owned();
    submits(applicant, id).await
}

/// What is found of Article 11(1).
fn managers(clauses: &Value, within: &str) -> Value {
    let rows = clauses.as_array().expect("clauses");
    let clause = |row: &&Value| row.pointer(&format!("{within}/clause")) == Some(&json!("11(1)"));
    rows.iter().find(clause).and_then(|row| row.pointer(&format!("{within}/outcome"))).expect("11(1)").clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filing_and_its_case_keep_the_version_of_the_day_of_submission() {
    let ahead = Ahead::default();
    let town = town(&ahead).await;
    let hospital = town.unit("People’s Hospital").await;
    let applicant = town.applicant_api("wang@example.com", 0).await;
    let early = files(&applicant, &hospital).await;
    let unit = town.officer_api("unit-hospital").await;
    let before = case_of(&town, &unit, &early).await;
    let path = |case: &str| format!("/api/review/v1/cases/{case}");
    let shown = unit.get(&path(&before)).await.is(200).body;
    let due = in_working_days(day(&shown["filed_on"]), 20);
    assert_eq!((&shown["policy"], day(&shown["due"])), (&json!(FIRST), due), "{shown:#}");
    assert_eq!(managers(&shown["clauses"], "/now"), "needs-evidence");

    let by = it_comes_into_force(&ahead);
    let unit = officer(&town, "unit-hospital", by).await;
    passes(&unit, &before).await;
    let kept = unit.get(&path(&before)).await.is(200).body;
    assert_eq!((&kept["policy"], day(&kept["due"])), (&json!(FIRST), due), "also after a step: {kept:#}");
    assert_eq!(managers(&kept["clauses"], "/now"), "needs-evidence");
    let listed = unit.get("/api/review/v1/cases?limit=200").await.is(200).body;
    let item = listed["items"].as_array().into_iter().flatten().find(|one| one["id"] == *before).expect("in the list");
    assert_eq!(day(&item["due"]), due);

    let later = town.applicant_api("li@example.com", 0).await;
    let late = files(&later, &hospital).await;
    let after = case_of(&town, &unit, &late).await;
    let shown = unit.get(&path(&after)).await.is(200).body;
    let thirty = in_working_days(day(&shown["filed_on"]), 30);
    assert_eq!((&shown["policy"], day(&shown["due"])), (&json!(NEXT), thirty), "{shown:#}");
    assert_eq!(managers(&shown["clauses"], "/now"), "not-met", "five years are fewer than nine");
    let told = later.get(&format!("/api/portal/v1/nominations/{}", late.id)).await.is(200).body;
    assert_eq!(managers(&told["clauses"], ""), "not-met", "the applicant is told the same");
    assert_eq!(told["stage"]["policy"], NEXT, "{told:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_evaluated_by_the_version_in_force_and_keeps_the_one_it_is_submitted_under() {
    let ahead = Ahead::default();
    let town = town(&ahead).await;
    let hospital = town.unit("People’s Hospital").await;
    let facts = json!({
        "education": [{ "level": "none" }],
        "work": {
            "employer_kind": "enterprise", "position_level": "middle-manager", "years": "5", "in_yining": "no",
            "runs_business_in_yining": "no"
        },
        "sector": "fruit-growing"
    });
    let nobody = town.api(Language::Zh);
    let checked = nobody.post("/api/portal/v1/checks", &facts).await.is(200).body;
    assert_eq!(managers(&checked["clauses"], ""), "needs-evidence", "not before its day: {checked:#}");

    let applicant = town.applicant_api("wang@example.com", 0).await;
    let body = json!({ "target": { "to": "unit", "id": hospital }, "filing": facts });
    let id = applicant.post("/api/portal/v1/nominations", &body).await.is(201).text("id").to_owned();
    let draft = format!("/api/portal/v1/nominations/{id}");
    let seen = applicant.get(&draft).await.is(200).body;
    assert_eq!(managers(&seen["clauses"], ""), "needs-evidence");

    it_comes_into_force(&ahead);
    let applicant = town.applicant_api("wang@example.com", 1).await;
    let seen = applicant.get(&draft).await.is(200).body;
    assert_eq!(managers(&seen["clauses"], ""), "not-met", "a draft goes by the day: {seen:#}");
    let checked = nobody.post("/api/portal/v1/checks", &facts).await.is(200).body;
    assert_eq!(managers(&checked["clauses"], ""), "not-met");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guide_tells_the_days_of_the_version_in_force() {
    let ahead = Ahead::default();
    let town = town(&ahead).await;
    let tells = async |version: &str| {
        let days = GuideTo::Nomination.guide().days(TWO.of(version)).expect("days");
        let listed = town.get("/api/portal/v1/guides").await;
        let mut guides = listed["items"].as_array().into_iter().flatten();
        let guide = guides.find(|guide| guide["service"] == "nomination").expect("the guide");
        assert_eq!(guide["days"], days, "{version}");
        let page = town.browser(Language::Zh).open("/guides/nomination").await;
        page.is_ok().shows(&format!("{days}个工作日"));
        days
    };
    let before = tells(FIRST).await;
    it_comes_into_force(&ahead);
    assert_ne!(tells(NEXT).await, before);
}
