//! The check before anything is filed (Articles 10, 11, 19 to 21): asked of nobody in particular, and kept nowhere.

use std::collections::BTreeMap;

use domain::Language;
use serde_json::{Value, json};
use tests::filings::{case_of, files};
use tests::planning::next_year;
use tests::swept::drained;
use tests::town::SERVICES;
use tests::{Page, StaffMember, Town, tables};

const CHECKS: &str = "/api/portal/v1/checks";
const SCHOOL: &str = "中国农业大学";

/// Question by question.
const ANSWERS: [&[(&str, &str)]; 7] = [
    &[("education.0.level", "doctor")],
    &[
        ("education.0.school", SCHOOL),
        ("education.0.discipline", "果树学"),
        ("education.0.study_form", "full-time"),
        ("education.0.year", "2019"),
    ],
    &[("placement", "placed")],
    &[("work.years", "4")],
    &[("title.level", "intermediate")],
    &[],
    &[("sector", "fruit-growing")],
];

/// What each service writes by itself once it has started: its duties, its first round, and the seal of its trail.
const OF_ITS_OWN: [&str; 4] = ["audit", "audit_head", "leases", "schedule"];

/// How many rows each other table has, of each service, once nothing has still to be done.
async fn kept(town: &Town) -> Vec<BTreeMap<String, i64>> {
    drained(town).await;
    let mut counted = Vec::new();
    for service in SERVICES {
        let mut rows = tables::rows(&town.databases, &town.data, service).await;
        rows.retain(|table, _| !OF_ITS_OWN.contains(&table.as_str()));
        counted.push(rows);
    }
    counted
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_is_told_which_clauses_fit_and_which_posts() {
    let town = Town::new().await;
    let before = kept(&town).await;
    let person = town.browser(Language::Zh);
    let mut page = person.open("/check").await;
    for (place, answer) in ANSWERS.into_iter().enumerate() {
        page.is_ok().shows(&format!("第{}题，共7题", place + 1));
        page = person.send(&page, &[answer, &[("do", "next")]].concat()).await;
    }
    page.is_ok().shows("第十条（四）").shows("果树病虫害绿色防控").shows("category=10%284%29").shows("没有作出决定");
    page.shows("安家费");
    let again = person.send(&page, &[("do", "again")]).await;
    again.is_ok().shows("value=\"doctor\" checked").shows(SCHOOL);
    page.shows("您的回答").shows("<bdi>果树学</bdi>").shows("修改：您有职称或技能等级吗？");
    let change = person.send(&page, &[("do", "change-title")]).await;
    let changed = person.send(&change, &[("title.level", "senior"), ("do", "next")]).await;
    changed.is_ok().shows("逐条对照").shows("<bdi>果树学</bdi>");
    assert_eq!(kept(&town).await, before, "no answer is kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_other_language_has_the_same_question_and_the_same_answers() {
    let town = Town::new().await;
    let person = town.browser(Language::Zh);
    let first = person.open("/check").await;
    first.is_ok().shows("<a href=\"/en/check\"");
    let second = person.send(&first, &[ANSWERS[0], &[("do", "next")]].concat()).await;
    second.is_ok().shows("formaction=\"/en/check\"").shows("第2题");
    let typed = [("education.0.school", SCHOOL), ("education.0.year", "二零"), ("do", "stay")];
    let mut page = person.send_to("/en/check", &second, &typed).await;
    page.is_ok().shows("<html lang=\"en\"").shows(SCHOOL).shows("value=\"二零\"");
    for answer in &ANSWERS[1..] {
        page = person.send(&page, &[*answer, &[("do", "next")]].concat()).await;
    }
    page.is_ok().shows("formaction=\"/check\"");
    let chinese = person.send_to("/check", &page, &[("do", "result")]).await;
    chinese.is_ok().shows("逐条对照").shows("<bdi>果树学</bdi>").shows("果树病虫害绿色防控");
}

#[tokio::test(flavor = "multi_thread")]
async fn by_api_the_same_is_told_at_once_and_nobody_signs_in() {
    let town = Town::new().await;
    let facts = json!({
        "education": [{ "level": "doctor", "school": SCHOOL, "discipline": "果树学", "study_form": "full-time", "year": "2019" }],
        "placement": "placed", "work": { "years": "4" }, "title": { "level": "intermediate" }, "sector": "fruit-growing"
    });
    let found = town.api(Language::Zh).post(CHECKS, &facts).await.is(200).body;
    let clause = |wanted: &str| {
        let clauses = found["clauses"].as_array().into_iter().flatten();
        clauses.into_iter().find(|one| one["clause"] == wanted).map(|one| one["outcome"].clone())
    };
    assert_eq!(found["clauses"].as_array().map(Vec::len), Some(10), "{found:#}");
    assert_eq!(clause("10(1)"), Some(json!("not-met")), "what is not named does not hold");
    let first = &found["posts"][0];
    let entitled = found["entitlements"].as_array().expect("what follows");
    assert!(!entitled.is_empty() && entitled.iter().all(|one| one["outcome"] != "not-named"), "{found:#}");
    assert_eq!((&found["mode"], &found["unit_kind"]), (&first["mode"], &first["unit"]["kind"]));
    assert!(found["rests_on"].as_array().is_some_and(|clauses| clauses.contains(&json!("10(4)"))), "{found:#}");

    let person = town.browser(Language::Zh);
    let mut page = person.open("/check").await;
    for answer in ANSWERS {
        page = person.send(&page, &[answer, &[("do", "next")]].concat()).await;
    }
    let clauses = page.between("class=\"stack clauses\"", "</table>").expect("the clauses");
    let shown = |outcome: &str| clauses.matches(&format!("data-s=\"{outcome}\"")).count();
    let told = |outcome: &str| {
        let clauses = found["clauses"].as_array().into_iter().flatten();
        clauses.filter(|one| one["outcome"] == outcome).count()
    };
    let marks = [("met", "met"), ("need", "needs-evidence"), ("not", "not-met"), ("wait", "not-known")];
    for (mark, outcome) in marks {
        assert_eq!(shown(mark), told(outcome), "{outcome}: {found:#}");
    }
    for post in found["posts"].as_array().into_iter().flatten() {
        page.shows(post["title"]["zh"].as_str().expect("a title"));
    }

    let rows = page.between("<h2>按这些条款开放的岗位</h2>", "</section>").expect("the posts");
    let held = found["compared"].as_array().into_iter().flatten().map(|post| &post["conditions"]);
    let held: Vec<_> = held.filter_map(|conditions| conditions.as_array()).flatten().collect();
    let reasons: Vec<_> = held.iter().filter_map(|one| one["held"]["reason"].as_str()).collect();
    assert!(["met-in-part", "title-lower"].iter().all(|reason| reasons.contains(reason)), "{found:#}");
    let branches: Vec<_> = held.iter().filter_map(|one| one["held"]["branches"].as_array()).flatten().collect();
    assert!(branches.iter().any(|one| one["requirement"]["kind"] == "listed-degree"), "{found:#}");
    for one in &branches {
        let words = [&one["words"], &one["why"]].map(|words| words["zh"].as_str().expect("words"));
        words.into_iter().for_each(|words| assert!(rows.contains(words), "{words}: {rows}"));
    }
    for one in &held {
        let words = [&one["words"], &one["held"]["why"]].map(|words| words["zh"].as_str());
        words.into_iter().flatten().for_each(|words| assert!(rows.contains(words), "{words}: {rows}"));
    }
    let listed = |post: &Value| {
        (post["id"].clone(), rows.find(&format!(">{}</a>", post["title"]["zh"].as_str().unwrap_or("-"))))
    };
    let posts: Vec<_> = found["posts"].as_array().into_iter().flatten().map(listed).collect();
    assert!(
        posts.iter().all(|(_, at)| at.is_some()) && posts.is_sorted_by_key(|(_, at)| *at),
        "in their order: {rows}"
    );
    let ids: Vec<_> = found["compared"].as_array().into_iter().flatten().map(|post| post["id"].clone()).collect();
    assert_eq!(ids, posts.into_iter().map(|(id, _)| id).collect::<Vec<_>>(), "none is kept away");

    let is_unmet = |one: &Value| one["held"]["outcome"] == "not-met";
    let conditions = |post: &Value| post["conditions"].as_array().cloned().unwrap_or_default();
    let compared = found["compared"].as_array().into_iter().flatten();
    let unmet = compared.filter(|post| conditions(post).iter().any(is_unmet)).count();
    assert!(unmet > 0, "{found:#}");
    assert_eq!(rows.matches("项条件，您填的不符合</summary>").count(), unmet, "the post stays, and says so: {rows}");

    let wrong = json!({ "education": [{ "level": "doctor", "year": "1800" }], "sector": "x" });
    let refused = town.api(Language::En).post(CHECKS, &wrong).await.is(422);
    let at: Vec<_> = refused.body["errors"].as_array().into_iter().flatten().map(|one| &one["pointer"]).collect();
    assert!(at.contains(&&json!("/education/0/year")) && at.contains(&&json!("/sector")), "{:#}", refused.body);
    let named = json!({ "education": [], "name": "王芳" });
    town.api(Language::En).post(CHECKS, &named).await.is(400);
}

/// ADR 0035: it is not known, and so it is said to be.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_left_out_is_told_with_the_result_and_can_be_answered_from_there() {
    let town = Town::new().await;
    let person = town.browser(Language::Zh);
    let mut page = person.open("/check").await;
    for (place, answer) in ANSWERS.into_iter().enumerate() {
        let answer: &[(&str, &str)] = if place == 2 { &[] } else { answer };
        page = person.send(&page, &[answer, &[("do", "next")]].concat()).await;
    }
    let left_out = page.is_ok().between("<h2>没有回答的</h2>", "</section>").expect("what was left out");
    for said in ["change-placement\">毕业以后去了哪里？", "change-work", "单位性质、职位高低、", "change-title\""]
    {
        assert!(left_out.contains(said), "{said}: {left_out}");
    }
    assert!(!left_out.contains("change-sector") && !left_out.contains("change-standing"), "{left_out}");
    page.shows("没有勾选，按都没有对照");
    let asks = person.send(&page, &[("do", "change-placement")]).await;
    asks.is_ok().shows("说不准的可以不填");
    let answered = person.send(&asks, &[("placement", "placed"), ("do", "next")]).await;
    let left_out = answered.is_ok().between("<h2>没有回答的</h2>", "</section>").expect("what was left out");
    assert!(!left_out.contains("change-placement"), "{left_out}");

    let degree = json!({ "level": "doctor", "school": SCHOOL, "discipline": "果树学", "study_form": "full-time", "year": "2019" });
    let facts =
        json!({ "education": [degree], "work": { "employer_kind": "none", "years": "4" }, "sector": "fruit-growing" });
    let found = town.api(Language::Zh).post(CHECKS, &facts).await.is(200).body;
    let left_out = json!(["/placement", "/work/runs_business_in_yining", "/title/level", "/skill_level"]);
    assert_eq!(found["left_out"], left_out, "{found:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_meets_no_clause_is_shown_no_entitlement_as_theirs() {
    let town = Town::new().await;
    let work = json!({ "employer_kind": "none", "years": "1", "runs_business_in_yining": "no" });
    let title = json!({ "level": "none" });
    let facts = json!({
        "education": [{ "level": "none" }], "work": work, "title": title, "skill_level": "none", "sector": "fruit-growing"
    });
    let found = town.api(Language::En).post(CHECKS, &facts).await.is(200).body;
    let told = (&found["rests_on"], &found["left_out"], &found["post_count"]);
    assert_eq!(told, (&json!([]), &json!([]), &json!(0)), "{found:#}");

    let person = town.browser(Language::En);
    let mut page = person.open("/check").await;
    let answers: [&[(&str, &str)]; 5] = [
        &[("education.0.level", "none")],
        &[("work.employer_kind", "none"), ("work.years", "1"), ("work.runs_business_in_yining", "no")],
        &[("title.level", "none"), ("skill_level", "none")],
        &[],
        &[("sector", "fruit-growing")],
    ];
    for answer in answers {
        page = person.send(page.is_ok(), &[answer, &[("do", "next")]].concat()).await;
    }
    page.is_ok().shows("none of the clauses yet").shows("so no posts are listed here").shows("href=\"/en/posts\"");
    let follows = page.between("<h2>What would follow</h2>", "</section>").expect("what follows");
    let (told, folded) = follows.split_once("<details>").expect("folded away");
    assert!(told.contains("none of this is yours") && !told.contains("<dl"), "{follows}");
    assert!(folded.contains("What would usually follow if you met one of them") && folded.contains("<dl"), "{follows}");
    assert!(!page.body.contains("value=\"change-placement\""), "nobody is asked for what comes after no degree");
}

/// A doctor’s degree that is still to come above a master’s of a Double First-Class university: Article 10(4) looks at both.
#[tokio::test(flavor = "multi_thread")]
async fn several_degrees_come_to_the_same_by_page_and_by_api() {
    let town = Town::new().await;
    let year = next_year().to_string();
    let doctor = json!({ "level": "doctor", "school": "新疆大学", "discipline": "数学", "study_form": "full-time", "year": year, "month": "6" });
    let master = json!({ "level": "master", "school": "兰州大学", "discipline": "数学", "study_form": "full-time", "year": "2023", "month": "6" });
    let facts = json!({ "education": [doctor, master], "placement": "final-year" });
    let found = town.api(Language::Zh).post(CHECKS, &facts).await.is(200).body;
    let clause = |wanted: &str| {
        let mut clauses = found["clauses"].as_array().into_iter().flatten();
        clauses.find(|one| one["clause"] == wanted).map(|one| one["outcome"].clone())
    };
    assert_eq!(clause("10(4)"), Some(json!("met")), "{found:#}");

    let person = town.browser(Language::Zh);
    let study = |place: usize, school: &'static str, year| {
        ["school", "discipline", "study_form", "year", "month"]
            .map(|field| format!("education.{place}.{field}"))
            .into_iter()
            .zip([school, "数学", "full-time", year, "6"])
            .collect::<Vec<_>>()
    };
    let sent = async |page: &Page, fields: Vec<(String, &str)>, act: &'static str| {
        let fields = fields.iter().map(|(name, text)| (name.as_str(), *text)).chain([("do", act)]);
        person.send(page, &fields.collect::<Vec<_>>()).await
    };
    let page = person.open("/check").await;
    let page = sent(&page, vec![("education.0.level".to_owned(), "doctor")], "next").await;
    let more = sent(&page, study(0, "新疆大学", year.as_str()), "more").await;
    more.is_ok().shows("您还有哪个学位？（第2个）").shows("第3题，共8题");
    let unsaid = sent(&more, study(1, "兰州大学", "1800"), "more").await;
    assert_eq!(unsaid.status, 422);
    unsaid.shows("id=\"education.1.year-e\"").shows("兰州大学").shows("新疆大学");
    let whole = [study(1, "兰州大学", "2023"), vec![("education.1.level".to_owned(), "master")]].concat();
    let third = sent(&unsaid, whole, "more").await;
    third.is_ok().shows("（第3个）").shows("兰州大学");
    let half = vec![("education.2.school".to_owned(), "伊犁师范大学")];
    let mut page = sent(&third, half, "drop").await;
    page.is_ok().shows("毕业以后去了哪里？").shows("兰州大学");
    assert!(!page.body.contains("伊犁师范大学"), "taken off: {}", page.body);
    for fields in [vec![("placement".to_owned(), "final-year")], vec![], vec![], vec![], vec![]] {
        page = sent(&page, fields, "next").await;
    }
    page.is_ok().shows("逐条对照").shows("<bdi>兰州大学</bdi>").shows("value=\"change-degree-2\"");
    let clauses = page.between("class=\"stack clauses\"", "</table>").expect("the clauses");
    for (mark, outcome) in [("met", "met"), ("need", "needs-evidence"), ("not", "not-met"), ("wait", "not-known")] {
        let told = found["clauses"].as_array().into_iter().flatten().filter(|one| one["outcome"] == outcome).count();
        assert_eq!(clauses.matches(&format!("data-s=\"{mark}\"")).count(), told, "{outcome}: {found:#}");
    }

    let change = sent(&page, vec![], "change-degree-2").await;
    let alone = sent(&change, vec![], "drop").await;
    let clauses = alone.is_ok().between("class=\"stack clauses\"", "</table>").expect("the clauses");
    assert_eq!(clauses.matches("data-s=\"met\"").count(), 0, "the doctor’s degree alone is still to come");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_question_is_the_same_for_everybody_and_no_answer_is_kept_anywhere() {
    let town = Town::new().await;
    let client = reqwest::Client::new();
    let header = |answer: &reqwest::Response, name: &str| {
        answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    };
    let first = client.get(format!("{}/check", town.url)).send().await.expect("an answer");
    let tag = header(&first, "etag");
    assert!(header(&first, "set-cookie").is_empty() && header(&first, "vary").contains("Cookie"));
    assert!(!first.text().await.expect("a page").contains("name=\"csrf\""));
    let english = client.get(format!("{}/en/check", town.url)).header("If-None-Match", &tag).send().await;
    let english = english.expect("an answer");
    assert_eq!((english.status().as_u16(), header(&english, "content-language").as_str()), (200, "en"));
    let answer = [("at", "degree"), ("education.0.level", "master"), ("do", "next")];
    let send = |site: &'static str| {
        client.post(format!("{}/check", town.url)).header("Sec-Fetch-Site", site).form(&answer).send()
    };
    let answered = send("same-origin").await.expect("an answer");
    assert_eq!((answered.status().as_u16(), header(&answered, "cache-control").as_str()), (200, "no-store"));
    assert!(header(&answered, "etag").is_empty());
    assert!(answered.text().await.expect("a page").contains("name=\"education.0.level\" value=\"master\""));
    assert_eq!(send("cross-site").await.expect("an answer").status(), 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_answer_is_told_beside_its_field_and_nothing_is_lost() {
    let town = Town::new().await;
    let person = town.browser(Language::En);
    let page = person.open("/check").await;
    let missing = person.send(&page, &[("do", "next")]).await;
    assert_eq!(missing.status, 422);
    let page = person.send(&missing, &[("education.0.level", "master"), ("do", "next")]).await;
    let wrong =
        person.send(&page, &[("education.0.school", SCHOOL), ("education.0.year", "1800"), ("do", "next")]).await;
    assert_eq!(wrong.status, 422);
    wrong.shows("id=\"education.0.year-e\"").shows(SCHOOL).shows("1800").shows("value=\"master\"");
    let back = person.send(&wrong, &[("do", "back")]).await;
    back.is_ok().shows("value=\"master\" checked").shows("Question 1 of 7");
    let none = person.send(&page, &[("education.0.level", "none"), ("at", "degree"), ("do", "next")]).await;
    none.is_ok().shows("What work do you do now?");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_conditions_stand_beside_a_nomination_and_in_its_case() {
    let town = Town::new().await;
    let held = |body: &Value| -> Vec<(String, String)> {
        let all = body["conditions"].as_array().into_iter().flatten();
        let told = |one: &Value| {
            let [outcome, reason] = ["outcome", "reason"].map(|part| one["held"][part].as_str());
            Some((outcome?.to_owned(), reason?.to_owned()))
        };
        all.filter_map(told).collect()
    };
    let expected = [("text-open", "met-in-part"), ("not-met", "title-lower"), ("text-open", "met-in-part")]
        .map(|(outcome, reason)| (outcome.to_owned(), reason.to_owned()));
    let applicant = town.applicant_api("b@example.com", 0).await;
    let filed = files(&town, &applicant).await;
    let nomination = applicant.get(&format!("/api/portal/v1/nominations/{}", filed.id)).await.is(200);
    assert_eq!(held(&nomination.body), expected, "{:#}", nomination.body);
    let unit = town.officer_api("unit-hospital").await;
    let case = case_of(&town, &unit, &filed).await;
    let shown = unit.get(&format!("/api/review/v1/cases/{case}")).await.is(200);
    assert_eq!(held(&shown.body), expected, "{:#}", shown.body);
    let code = town.next_code("unit-hospital");
    let by_page = StaffMember::sign_in(town.browser(Language::En), "unit-hospital", &code).await.browser;
    let page = by_page.open(&format!("/staff/cases/{case}")).await;
    page.is_ok().shows("Conditions of the post").shows("Asked: Associate senior title or above. Stated: No title.");

    let person = town.applicant("林知远", "a@example.com", Language::Zh);
    let path = format!("/nominate/{}", town.hospital_post().await);
    let list = person.open_signed_in(&town, &path, 0).await;
    let unagreed: Vec<_> = person.filing().into_iter().filter(|(name, _)| *name != "consents[]").collect();
    assert_eq!(person.submits_with(&list, &unagreed).await.status, 422);
    let looked_over = person.browser.follow(&format!("{path}/check")).await;
    looked_over.is_ok().shows("这个岗位的条件").shows("要求副高级及以上职称，填了没有职称。").shows("value=\"submit\"");
}
