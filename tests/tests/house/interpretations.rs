//! Interpretations of the Measures (Article 28): drafted, agreed by the seats concerned, published, read by everybody, ended.

use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use domain::{Language, OpenPointId, Policy};
use kit::{Clock, SystemClock};
use reqwest::Method;
use serde_json::{Value, json};
use tests::filings::{case_of, filing, hospital_post, submits};
use tests::officer::PASSWORD;
use tests::planning::{acts, both};
use tests::{Ahead, Api, Town};

const INTERPRETATIONS: &str = "/api/review/v1/interpretations";

fn input(answer: &str) -> Value {
    json!({
        "question": both("挂职算不算工作年限？".into(), "Does a temporary post count as work?".into()),
        "answer": both(answer.into(), "It counts in full.".into()),
        "clauses": "11(1)", "open_point": "O2", "holds_from": SystemClock.today().to_string(),
        "seats": ["human-resources", "finance"]
    })
}

/// Asked for twice: the list is kept from then on, so that one that is old would be seen the next time.
async fn public(town: &Town, id: &str) -> Option<Value> {
    town.get("/api/portal/v1/interpretations").await;
    let listed = town.get("/api/portal/v1/interpretations").await;
    listed["items"].as_array()?.iter().find(|one| one["id"] == id).cloned()
}

async fn stage(by: &Api, path: &str) -> String {
    by.get(path).await.is(200).text("stage").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_seats_agree_to_is_published_and_read_by_everybody() {
    let town = Town::new().await;
    let (secretary, hr) = (town.officer_api("secretary").await, town.officer_api("seat-hr").await);
    let finance = town.officer_api("seat-finance").await;
    let wrong = secretary.post(INTERPRETATIONS, &json!({ "clauses": "99" })).await.is(422);
    let at = wrong.body["errors"].as_array().into_iter().flatten().map(|error| error["pointer"].clone());
    assert!(at.into_iter().any(|pointer| pointer == "/clauses"), "{:#}", wrong.body);
    let drafted = secretary.post(INTERPRETATIONS, &input("全部算。")).await.is(201);
    let path = format!("{INTERPRETATIONS}/{}", drafted.text("id"));

    acts(&hr, &path, "opinions", &json!({ "opinion": "agrees" })).await.is(200);
    acts(&finance, &path, "opinions", &json!({ "opinion": "objects" })).await.is(422);
    acts(&finance, &path, "opinions", &json!({ "opinion": "objects", "words": "写清楚证明材料" })).await.is(200);
    let early = acts(&secretary, &path, "publication", &json!({})).await.is(409);
    assert_eq!(early.text("code"), "seats-disagree", "{:#}", early.body);
    let seen = secretary.get(&path).await;
    secretary.change(Method::PUT, &path, seen.version(), &input("有文件的全部算。")).await.is(200);
    for seat in [&hr, &finance] {
        acts(seat, &path, "opinions", &json!({ "opinion": "agrees" })).await.is(200);
    }
    let education = town.officer_api("seat-education").await;
    let stranger = acts(&education, &path, "opinions", &json!({ "opinion": "agrees" })).await.is(403);
    assert_eq!(stranger.text("code"), "seat-not-concerned", "{:#}", stranger.body);
    assert!(public(&town, drafted.text("id")).await.is_none(), "a draft is not public");
    acts(&secretary, &path, "publication", &json!({})).await.is(200);
    assert_eq!(stage(&secretary, &path).await, "published");

    let told = async || public(&town, drafted.text("id")).await;
    let published = town.until("the public list", told).await;
    assert_eq!(published["answer"]["zh"], "有文件的全部算。");
    let person = town.browser(Language::Zh);
    person.open("/interpretations").await.is_ok().shows("挂职算不算工作年限？").shows("/measures/11");
    let changed = secretary.get(&path).await;
    let late = secretary.change(Method::PUT, &path, changed.version(), &input("不算。")).await.is(409);
    assert_eq!(late.text("code"), "interpretation-published", "{:#}", late.body);
    acts(&secretary, &path, "ending", &json!({ "words": "由另一条代替" })).await.is(200);
    let ended = async || public(&town, drafted.text("id")).await.filter(|one| one["ended_on"].is_string());
    town.until("the end of it", ended).await;
    person.open("/interpretations").await.is_ok().shows("已经停止执行的");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interpretation_goes_its_way_by_page_and_loses_nothing_typed() {
    let town = Town::new().await;
    let secretary = town.officer("secretary", Language::Zh).await.browser;
    let begun = secretary.open("/staff/interpretation-drafts?point=O3").await;
    let point = Policy::standard().open_point(OpenPointId::O3);
    begun.is_ok().shows(&point.question.zh).shows(&point.reading.en);
    begun.shows("value=\"O3\" selected").shows("name=\"settles.school-listed-then\"");
    secretary.open("/staff/interpretation-drafts?point=none").await.is_ok();
    let form = secretary.open("/staff/interpretation-drafts").await;
    let typed = |seats: &'static str, answer: &'static str| {
        [
            ("question.zh", "挂职算不算？"),
            ("question.en", "Does a temporary post count?"),
            ("answer.zh", answer),
            ("answer.en", "It does."),
            ("clauses", "11(1)"),
            ("open_point", ""),
            ("holds_from", "2099-01-01"),
            ("seats[]", seats),
        ]
    };
    let refused = secretary.send_form(&form, "answer.zh", &typed("finance", "")).await;
    assert_eq!(refused.status, 422);
    refused.shows("挂职算不算？").shows("href=\"#answer.zh\"");
    let drafted = secretary.send_form(&refused, "answer.zh", &typed("finance", "算。")).await;
    drafted.is_ok().shows("1个单位里0个已经表态");
    let about = |point: &'static str| {
        typed("finance", "算。").map(|(name, value)| (name, if name == "open_point" { point } else { value }))
    };
    let counts = ("settles.manager-above-middle", "counts");
    let asked = secretary.send_form(&drafted, "answer.zh", &about("O2")).await;
    asked.is_ok().shows("name=\"settles.manager-above-middle\" value=\"left-open\" checked");
    let settled = secretary.send_form(&asked, "answer.zh", &[about("O2").as_slice(), &[counts]].concat()).await;
    settled.is_ok().shows("name=\"settles.manager-above-middle\" value=\"counts\" checked");
    let moved = secretary.send_form(&settled, "answer.zh", &[about("O3").as_slice(), &[counts]].concat()).await;
    moved.is_ok().shows("name=\"settles.school-listed-then\" value=\"left-open\" checked");
    let back = secretary.send_form(&moved, "answer.zh", &[about("O2").as_slice(), &[counts]].concat()).await;
    back.is_ok().shows("name=\"settles.manager-above-middle\" value=\"counts\" checked");
    let finance = town.officer("seat-finance", Language::En).await.browser;
    finance.open("/staff/interpretations").await.is_ok().shows("Does a temporary post count?").shows("Waits for me");
    let shown = finance.open(&drafted.path).await;
    shown.shows("A manager above the middle: It counts").shows("A middle manager who works in Yining already: Left to");
    let unsaid = finance.send_form(&shown, "id=\"act\"", &[("ruling", "object"), ("words", "")]).await;
    assert_eq!(unsaid.status, 422);
    unsaid.shows("href=\"#words\"");
    finance.send_form(&unsaid, "id=\"act\"", &[("ruling", "agree"), ("words", "")]).await.is_ok();
    let agreed = secretary.open(&drafted.path).await;
    let published = secretary.send_form(&agreed, "id=\"act\"", &[("ruling", "publish")]).await;
    published.is_ok().shows("已公布");
}

/// Of open point O9, with what it says of senior workers.
fn of_senior_workers(holds_from: NaiveDate, said: &str) -> Value {
    json!({
        "question": both("高级工算不算高技能？".into(), "Is a senior worker highly skilled?".into()),
        "answer": both("从高级工起。".into(), "From senior worker up.".into()),
        "clauses": "11(4)", "open_point": "O9", "holds_from": holds_from.to_string(),
        "settles": { "skill-senior-worker": said, "medicine-higher": "left-open" }, "seats": ["human-resources"]
    })
}

/// What somebody is told of Article 11(4) who answers that they are a senior worker.
async fn checked(town: &Town, language: Language) -> String {
    let person = town.browser(language);
    let mut page = person.open("/check").await;
    let answers: [&[(&str, &str)]; 5] = [
        &[("education.0.level", "none")],
        &[("work.years", "4")],
        &[("title.level", "none"), ("skill_level", "senior-worker")],
        &[],
        &[("sector", "fruit-growing")],
    ];
    for answer in answers {
        page.is_ok();
        page = person.send(&page, &[answer, &[("do", "next")]].concat()).await;
    }
    let row = page.is_ok().body.split("<tr>").find(|row| row.contains("#11(4)\"")).expect("the clause");
    row.to_owned()
}

async fn senior_worker_begins(town: &Town, applicant: &Api, name: &str) -> String {
    let mut filing = filing(name);
    filing["skill_level"] = json!("senior-worker");
    let body = json!({ "post": hospital_post(town).await, "filing": filing });
    applicant.post("/api/portal/v1/nominations", &body).await.is(201).text("id").to_owned()
}

fn of_11_4(clauses: &Value) -> Option<&Value> {
    clauses.as_array()?.iter().find(|one| one["clause"] == "11(4)")
}

/// Outcome and interpretation, as the applicant is shown them.
async fn shown(applicant: &Api, id: &str) -> (Value, Value) {
    let nomination = applicant.get(&format!("/api/portal/v1/nominations/{id}")).await.is(200);
    let found = of_11_4(&nomination.body["clauses"]).expect("the clause");
    (found["outcome"].clone(), found["interpretation"].clone())
}

/// Outcome and interpretation in the case, where the applicant was shown the same.
async fn in_case(officer: &Api, case: &str) -> (Value, Value) {
    let case = officer.get(&format!("/api/review/v1/cases/{case}")).await.is(200);
    let clauses = case.body["clauses"].as_array().expect("clauses");
    let found = clauses.iter().find(|one| one["now"]["clause"] == "11(4)").expect("the clause");
    assert_eq!(found["shown"], Value::Null, "{found:#}");
    (found["now"]["outcome"].clone(), found["now"]["interpretation"].clone())
}

async fn officer_ahead(town: &Town, login: &str, by: Duration) -> Api {
    let api = town.api(Language::Zh);
    let typed = json!({ "login": login, "password": PASSWORD, "code": town.code_ahead(login, by) });
    api.with_token(api.post("/api/review/v1/tokens", &typed).await.is(200).text("access_token"))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_settled_changes_evaluations_from_its_day_on_and_none_before() {
    let clock = Ahead::default();
    let town = Town::at("", Arc::new(clock.clone())).await;
    let (day, open) = (Duration::from_secs(24 * 3600), (json!("text-open"), Value::Null));
    let (before, after) = (town.applicant_api("a@example.com", 0).await, town.applicant_api("b@example.com", 0).await);
    let first = submits(&before, senior_worker_begins(&town, &before, "林知远").await).await;
    let draft = senior_worker_begins(&town, &after, "王芳").await;

    let (secretary, hr) = (town.officer_api("secretary").await, town.officer_api("seat-hr").await);
    let tomorrow = clock.today().succ_opt().expect("a day");
    let elsewhere = json!({ "settles": { "school-listed-then": "counts" } });
    let wrong = secretary.post(INTERPRETATIONS, &elsewhere).await.is(422);
    let at = wrong.body["errors"].as_array().into_iter().flatten().map(|error| error["pointer"].clone());
    assert!(at.into_iter().any(|pointer| pointer == "/settles"), "{:#}", wrong.body);
    let drafted = secretary.post(INTERPRETATIONS, &of_senior_workers(tomorrow, "does-not-count")).await.is(201);
    let path = format!("{INTERPRETATIONS}/{}", drafted.text("id"));
    acts(&hr, &path, "opinions", &json!({ "opinion": "agrees" })).await.is(200);
    let seen = secretary.get(&path).await;
    secretary.change(Method::PUT, &path, seen.version(), &of_senior_workers(tomorrow, "counts")).await.is(200);
    let early = acts(&secretary, &path, "publication", &json!({})).await.is(409);
    assert_eq!(early.text("code"), "seats-disagree", "what counts is part of what was agreed");
    acts(&hr, &path, "opinions", &json!({ "opinion": "agrees" })).await.is(200);
    acts(&secretary, &path, "publication", &json!({})).await.is(200);
    let id = drafted.text("id").to_owned();
    let published = town.until("the public list", async || public(&town, &id).await).await;
    assert_eq!(published["settles"], json!({ "skill-senior-worker": "counts" }));

    assert!(checked(&town, Language::Zh).await.contains("data-s=\"open\""), "it does not hold yet");
    assert_eq!(shown(&after, &draft).await, open);
    let reader = town.browser(Language::Zh);
    let link = format!("/interpretations#{id}");
    assert!(!reader.open("/measures/11").await.is_ok().body.contains(&link), "not in force");

    clock.advance(day);
    for (language, words) in [(Language::Zh, "算在内"), (Language::En, "it counts")] {
        let told = checked(&town, language).await;
        assert!(told.contains("data-s=\"met\"") && told.contains(words) && told.contains(&link), "{told}");
        let measures = town.browser(language).open("/measures/11").await;
        let point = measures.is_ok().between("<div id=\"O9\">", "</div>").expect("the point");
        assert!(point.contains(&link), "{point}");
    }
    let settled = (json!("met"), json!(id));
    let (before, after) = (town.applicant_api("a@example.com", 2).await, town.applicant_api("b@example.com", 1).await);
    assert_eq!(shown(&after, &draft).await, settled);
    let second = submits(&after, draft).await;
    let officer = officer_ahead(&town, "unit-hospital", day).await;
    let (old, new) = (case_of(&town, &officer, &first).await, case_of(&town, &officer, &second).await);
    assert_eq!(in_case(&officer, &new).await, settled);
    assert_eq!(in_case(&officer, &old).await, open, "what was filed before keeps what it said");
    assert_eq!(shown(&before, &first.id).await, open);

    let secretary = officer_ahead(&town, "secretary", day).await;
    acts(&secretary, &path, "ending", &json!({})).await.is(200);
    let ended = async || public(&town, &id).await.filter(|one| one["ended_on"].is_string());
    town.until("the end of it", ended).await;
    assert!(checked(&town, Language::En).await.contains("data-s=\"open\""), "it holds no more");
    assert!(!reader.open("/measures/11").await.is_ok().body.contains(&link));
    assert_eq!(in_case(&officer, &new).await, settled, "what was filed under it keeps what it said");
    assert_eq!(shown(&after, &second.id).await, settled);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_is_evaluated_by_what_holds_when_it_is_sent() {
    let town = Town::new().await;
    let applicant = town.applicant_api("a@example.com", 0).await;
    let filed = submits(&applicant, senior_worker_begins(&town, &applicant, "林知远").await).await;
    let (secretary, hr) = (town.officer_api("secretary").await, town.officer_api("seat-hr").await);
    let today = SystemClock.today();
    let drafted = secretary.post(INTERPRETATIONS, &of_senior_workers(today, "does-not-count")).await.is(201);
    let path = format!("{INTERPRETATIONS}/{}", drafted.text("id"));
    acts(&hr, &path, "opinions", &json!({ "opinion": "agrees" })).await.is(200);
    acts(&secretary, &path, "publication", &json!({})).await.is(200);
    town.until("the public list", async || public(&town, drafted.text("id")).await).await;

    let officer = town.officer_api("unit-hospital").await;
    let case = case_of(&town, &officer, &filed).await;
    let (open, settled) = ((json!("text-open"), Value::Null), (json!("not-met"), json!(drafted.text("id"))));
    assert_eq!(in_case(&officer, &case).await, open, "filed on the same day, and before");
    assert_eq!(shown(&applicant, &filed.id).await, open);
    let returning = json!({ "to": "applicant", "reason": "papers-unclear", "sections": ["past"] });
    acts(&officer, &format!("/api/review/v1/cases/{case}"), "return", &returning).await.is(200);
    let mine = format!("/api/portal/v1/nominations/{}", filed.id);
    let waits = async || {
        let shown = applicant.get(&mine).await;
        (shown.body["progress"]["stage"] == "waiting-for-you").then_some(())
    };
    town.until("the return", waits).await;
    assert_eq!(shown(&applicant, &filed.id).await, settled, "what is corrected goes by what holds");
    acts(&applicant, &mine, "correction", &json!({})).await.is(200);
    let corrected = async || (in_case(&officer, &case).await == settled).then_some(());
    town.until("the correction", corrected).await;
    assert_eq!(shown(&applicant, &filed.id).await, settled);
}
