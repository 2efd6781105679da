//! Through every hand, with a post and the whole plan returned on the way; and how a unit drafts by page.

use std::io::{Cursor, Read};

use calamine::{Reader, Xlsx};
use domain::Language;
use reqwest::Method;
use serde_json::json;
use tests::planning::{ISSUES, PLANS, POSTS, acts, next_year, opening, opens_a_plan, post, today};
use tests::{Api, Town};

use super::hand_of;

#[tokio::test(flavor = "multi_thread")]
async fn a_dozen_posts_go_from_drafts_through_every_hand_to_the_public_page() {
    let town = Town::new().await;
    let (secretary, unit) = (town.officer_api("secretary").await, town.officer_api("unit-hospital").await);
    let (department, municipal) = (town.officer_api("department").await, town.officer_api("municipal").await);
    let plan = opens_a_plan(&secretary, &municipal).await;
    assert_eq!(secretary.post(PLANS, &opening()).await.is(422).text("code"), "plan-of-year-exists");
    let year = next_year();

    let mut posts = Vec::new();
    for number in 1..=12 {
        let begun = unit.post(&format!("{plan}/posts"), &json!({})).await.is(201);
        let path = format!("{POSTS}/{}", begun.text("id"));
        let mut typed = post(number);
        if number == 1 {
            typed["mode"] = json!("civil-service-recruitment");
            unit.change(Method::PUT, &path, begun.version(), &typed).await.is(200);
            let refused = acts(&unit, &path, "passing", &json!({})).await.is(422);
            assert_eq!(
                (refused.text("code"), refused.text("article")),
                ("mode-contradicted", "7"),
                "{:#}",
                refused.body
            );
            typed["mode"] = json!("open-recruitment");
            typed["need"]["zh"] = json!("限女性，医学检验硕士");
            let seen = unit.get(&path).await;
            unit.change(Method::PUT, &path, seen.version(), &typed).await.is(200);
            let asked = acts(&unit, &path, "passing", &json!({})).await.is(422);
            assert_eq!(asked.text("code"), "wording-undecided", "{:#}", asked.body);
            acts(&unit, &path, "passing", &json!({ "wording": "女病区夜间值守" })).await.is(200);
        } else {
            unit.change(Method::PUT, &path, begun.version(), &typed).await.is(200);
            acts(&unit, &path, "passing", &json!({})).await.is(200);
        }
        acts(&department, &path, "passing", &json!({ "words": "同意" })).await.is(200);
        acts(&municipal, &path, "passing", &json!({})).await.is(200);
        posts.push(path);
    }
    let foreign = town.officer_api("unit-justice").await;
    foreign.get(&posts[0]).await.is(404);
    let kept = municipal.get(&posts[0]).await.is(200);
    assert_eq!(kept.body["kept"][0]["reason"], "女病区夜间值守", "{:#}", kept.body);

    acts(&municipal, &plan, "passing", &json!({})).await.is(200);
    let returning = json!({ "to": "plan-draft", "reason": "conditions-unclear", "words": "写清专业方向" });
    let finance = town.officer_api("seat-finance").await;
    acts(&finance, &posts[3], "return", &returning).await.is(200);
    acts(&finance, &plan, "opinions", &json!({ "opinion": "objects" })).await.is(422);
    acts(&finance, &plan, "opinions", &json!({ "opinion": "objects", "words": "经费要落实" })).await.is(200);
    for login in ["seat-staffing", "seat-hr", "seat-housing", "seat-security", "seat-education"] {
        let seat = town.officer_api(login).await;
        acts(&seat, &plan, "opinions", &json!({ "opinion": "agrees" })).await.is(200);
    }
    assert_eq!(hand_of(&secretary, &plan).await, "plan-conclusion");
    let waits = acts(&secretary, &plan, "passing", &json!({})).await.is(409);
    assert_eq!(waits.text("code"), "posts-under-way", "{:#}", waits.body);
    acts(&unit, &posts[3], "passing", &json!({ "words": "改好了" })).await.is(200);
    acts(&secretary, &posts[4], "refusal", &json!({ "reason": "not-needed" })).await.is(200);
    acts(&secretary, &plan, "passing", &json!({ "words": "汇总" })).await.is(200);

    let (prefecture, ratifier) = (town.officer_api("prefecture").await, town.officer_api("ratifier").await);
    let back = json!({ "to": "plan-conclusion", "reason": "opinion-lacking" });
    acts(&prefecture, &plan, "return", &back).await.is(200);
    assert_eq!(hand_of(&secretary, &plan).await, "plan-conclusion");
    acts(&secretary, &plan, "passing", &json!({ "words": "补了意见" })).await.is(200);
    acts(&prefecture, &plan, "passing", &json!({})).await.is(200);
    acts(&secretary, &plan, "ratification", &json!({})).await.is(403);
    assert!(town.get("/api/portal/v1/posts?limit=200").await.to_string().contains("-037"), "nothing else publishes");
    acts(&ratifier, &plan, "ratification", &json!({ "words": "批准" })).await.is(200);
    let issued = secretary.get(&plan).await.is(200);
    assert!(issued.text("document").starts_with("伊州人才〔"), "{:#}", issued.body);

    let last = town.until("the new catalogue", async || {
        let post = town.api(Language::Zh).get(&format!("/api/portal/v1/posts/{year}-011")).await;
        (post.status == 200).then_some(post)
    });
    let last = last.await;
    assert_eq!(last.body["title"]["zh"], "检验技师12", "the fifth stayed out: {:#}", last.body);
    let person = town.browser(Language::Zh);
    person.open(&format!("/posts/{year}-001")).await.is_ok().shows("检验技师1").shows("每年12万—18万元");
    assert_eq!(town.api(Language::Zh).get(&format!("/api/portal/v1/posts/{year}-012")).await.status, 404);
    acts(&ratifier, &plan, "ratification", &json!({})).await.is(409);
    the_catalogue_is_taken_away(&town, &secretary, issued.text("document")).await;
}

/// As a document and as a workbook, and the trail tells of both.
async fn the_catalogue_is_taken_away(town: &Town, secretary: &Api, number: &str) {
    let listed = secretary.get(ISSUES).await.is(200);
    let issue = &listed.body["items"][0];
    assert_eq!(issue["document"], number, "{:#}", listed.body);
    let version = issue["policy"].as_str().expect("the version that it keeps").to_owned();
    let issue = format!("{ISSUES}/{}", issue["id"].as_str().expect("an id"));
    let document = secretary.get(&format!("{issue}/document")).await.is(200);
    let mut parts = zip::ZipArchive::new(Cursor::new(document.bytes)).expect("a document");
    let mut words = String::new();
    parts.by_name("word/document.xml").expect("its text").read_to_string(&mut words).expect("readable");
    assert_eq!(words.matches(&format!("条文数据{version}版")).count(), 1, "{words}");
    assert_eq!(words.matches("使用专项编制1个（第十七条）").count(), 11, "{words}");
    assert_eq!(words.matches("联系：").count(), 11, "{words}");
    let annex = secretary.get(&format!("{issue}/annex")).await.is(200);
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(annex.bytes)).expect("a workbook");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("readable");
    let rows: Vec<Vec<String>> = sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert_eq!((rows.len(), rows[1][0].as_str()), (4 + 11, number), "{rows:?}");
    assert!(rows[2][0].contains(&format!("条文数据{version}版")), "{rows:?}");
    assert_eq!(
        (rows[4][0].as_str(), rows[14][3].as_str()),
        (&*format!("{}-001", next_year()), "检验技师12"),
        "{rows:?}"
    );
    let column = |header: &str| rows[3].iter().position(|cell| cell == header).expect("a column");
    let last = |header: &str| rows[14][column(header)].as_str();
    assert_eq!((last("专项编制"), last("岗位职责"), last("人数")), ("1", "检验。", "1"), "{rows:?}");
    let finance = town.officer_api("finance").await;
    assert_eq!(finance.get(&format!("{issue}/document")).await.status, 403);
    let auditor = town.officer_api("auditor").await;
    let trail = auditor.get("/api/review/v1/audit-entries?deed=plan.download").await.is(200);
    assert_eq!(trail.body["items"].as_array().map(Vec::len), Some(2), "{:#}", trail.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_is_drafted_as_a_copy_and_handed_in_by_page() {
    let town = Town::new().await;
    let unit = town.officer("unit-hospital", Language::Zh).await.browser;
    let plans = unit.open("/staff/plans").await;
    let link = plans.links().find(|link| link.starts_with("/staff/plans/")).expect("the plan under way");
    let plan = unit.open(&link).await;
    plan.is_ok().shows("起草岗位").shows("已列入计划");
    let options = plan.body.split("<option value=\"");
    let copied = options.into_iter().find(|rest| rest.contains("-037")).and_then(|rest| rest.split('"').next());
    let form = unit.send_form(&plan, "id=\"draft\"", &[("copy_of", copied.expect("the post to copy"))]).await;
    form.is_ok().shows("心血管").shows("name=\"duties.zh\"");
    let today = today();
    let wrong = [("need.zh", "身体健康"), ("opens_on", ""), ("do", "submit")];
    let refused = unit.send_form(&form, "duties.zh", &typed(&today, &wrong)).await;
    assert_eq!(refused.status, 422);
    refused.shows("value=\"身体健康\"").shows("href=\"#opens_on\"").shows("一天一报。");
    let asked =
        unit.send_form(&refused, "duties.zh", &typed(&today, &[("need.zh", "身体健康"), ("do", "submit")])).await;
    assert_eq!(asked.status, 422);
    asked.shows("name=\"wording\"").shows("身体健康（健康和外貌）");
    let why = [("need.zh", "身体健康"), ("wording", "手术室值守需要"), ("do", "submit")];
    let handed_in = unit.send_form(&asked, "duties.zh", &typed(&today, &why)).await;
    handed_in.is_ok().shows("手术室值守需要").shows("主管部门会同设岗");

    let department = town.officer("department", Language::En).await.browser;
    department.open("/staff/plans").await.is_ok().shows("Posts that wait for me").shows("Cardiologist");
    let shown = department.open(&form.path).await;
    shown.is_ok().shows("Wording that was let stand");
    let back = [("ruling", "return"), ("to", "plan-draft"), ("reason", ""), ("words", "改一改")];
    let incomplete = department.send(&shown, &back).await;
    assert_eq!(incomplete.status, 422);
    incomplete.shows("改一改").shows("href=\"#reason\"");
    let back = [("ruling", "return"), ("to", "plan-draft"), ("reason", "wording-unfair"), ("words", "<b>改</b>")];
    let returned = department.send(&incomplete, &back).await;
    returned.is_ok().shows("Returned").shows("&#60;b&#62;改");
    unit.open(&form.path).await.is_ok().shows("文字里有不公平的限制").shows("name=\"duties.zh\"");
}

/// A whole post as its form holds it, with some of it typed otherwise.
fn typed<'a>(opens: &'a str, anew: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let whole = [
        ("title.zh", "心血管内科医师"),
        ("title.en", "Cardiologist"),
        ("sector", "science-education-culture-health"),
        ("mode", "open-recruitment"),
        ("wanted", "1"),
        ("quota", ""),
        ("need.zh", "医学博士"),
        ("need.en", "Doctor of medicine"),
        ("duties.zh", "一天一报。"),
        ("duties.en", "Report every day."),
        ("conditions.0.label.zh", "学历"),
        ("conditions.0.label.en", "Degree"),
        ("conditions.0.words.zh", "博士"),
        ("conditions.0.words.en", "Doctor"),
        ("conditions.0.clause", "10(4)"),
        ("conditions.1.label.zh", ""),
        ("basis[]", "10(4)"),
        ("pay", "agreement"),
        ("pay_from", ""),
        ("place.zh", "伊宁"),
        ("place.en", "Yining"),
        ("opens_on", opens),
        ("closes_on", ""),
    ];
    let kept = whole.into_iter().filter(|(name, _)| anew.iter().all(|(other, _)| other != name));
    kept.chain(anew.iter().copied()).collect()
}
