//! The annual plan from a unit's wish to the public page (Article 12): through every hand, with a post and the whole plan
//! returned on the way.

use std::io::{Cursor, Read};

use calamine::{Reader, Xlsx};
use domain::Language;
use kit::{Clock, SystemClock};
use reqwest::Method;
use serde_json::{Value, json};
use tests::planning::{ISSUES, PLANS, POSTS, acts, both, chosen, plan_under_way, plan_without_quota, post, steps};
use tests::{Answer, Api, Browser, StaffMember, Town};

async fn hand_of(by: &Api, path: &str) -> Value {
    by.get(path).await.is(200).body["hand"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dozen_posts_go_from_drafts_through_every_hand_to_the_public_page() {
    let town = Town::new().await;
    let (secretary, unit) = (town.officer_api("secretary").await, town.officer_api("unit-hospital").await);
    let (department, municipal) = (town.officer_api("department").await, town.officer_api("municipal").await);
    let opening = json!({ "year": 2041, "title": both("2041年度引才计划".into(), "Annual plan of 2041".into()), "drafts_by": "2041-01-31" });
    let plan = secretary.post(PLANS, &opening).await.is(201).text("id").to_owned();
    assert_eq!(secretary.post(PLANS, &opening).await.is(422).text("code"), "plan-of-year-exists");
    let plan = format!("{PLANS}/{plan}");

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
        let post = town.api(Language::Zh).get("/api/portal/v1/posts/2041-011").await;
        (post.status == 200).then_some(post)
    });
    let last = last.await;
    assert_eq!(last.body["title"]["zh"], "检验技师12", "the fifth stayed out: {:#}", last.body);
    let person = town.browser(Language::Zh);
    person.open("/posts/2041-001").await.is_ok().shows("检验技师1").shows("每年12万—18万元");
    assert_eq!(town.api(Language::Zh).get("/api/portal/v1/posts/2041-012").await.status, 404);
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
    let annex = secretary.get(&format!("{issue}/annex")).await.is(200);
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(annex.bytes)).expect("a workbook");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("readable");
    let rows: Vec<Vec<String>> = sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert_eq!((rows.len(), rows[1][0].as_str()), (4 + 11, number), "{rows:?}");
    assert!(rows[2][0].contains(&format!("条文数据{version}版")), "{rows:?}");
    assert_eq!((rows[4][0].as_str(), rows[14][3].as_str()), ("2041-001", "检验技师12"), "{rows:?}");
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
    let wrong = [("need.zh", "身体健康"), ("opens_on", ""), ("do", "submit")];
    let refused = unit.send_form(&form, "duties.zh", &typed(&wrong)).await;
    assert_eq!(refused.status, 422);
    refused.shows("value=\"身体健康\"").shows("href=\"#opens_on\"").shows("一天一报。");
    let asked = unit.send_form(&refused, "duties.zh", &typed(&[("need.zh", "身体健康"), ("do", "submit")])).await;
    assert_eq!(asked.status, 422);
    asked.shows("name=\"wording\"").shows("身体健康（健康和外貌）");
    let why = [("need.zh", "身体健康"), ("wording", "手术室值守需要"), ("do", "submit")];
    let handed_in = unit.send_form(&asked, "duties.zh", &typed(&why)).await;
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
fn typed<'a>(anew: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
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
        ("opens_on", "2027-03-01"),
        ("closes_on", ""),
    ];
    let kept = whole.into_iter().filter(|(name, _)| anew.iter().all(|(other, _)| other != name));
    kept.chain(anew.iter().copied()).collect()
}

/// By page, for whoever signed in by API just now.
async fn again(town: &Town, login: &str) -> Browser {
    StaffMember::sign_in(town.browser(Language::Zh), login, &town.next_code(login)).await.browser
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_declares_an_interest_takes_no_part_in_the_plan() {
    let town = Town::new().await;
    let municipal = town.officer_api("municipal").await;
    let plan = plan_under_way(&municipal).await;
    let unsaid = acts(&municipal, &plan, "conflicts", &json!({ "words": " " })).await.is(422);
    assert_eq!(unsaid.text("code"), "conflict-without-words", "{:#}", unsaid.body);
    acts(&municipal, &plan, "conflicts", &json!({ "words": "配偶在申报单位工作" })).await.is(200);
    let recused = acts(&municipal, &plan, "passing", &json!({})).await.is(403);
    assert_eq!(recused.text("code"), "in-conflict", "{:#}", recused.body);
    let shown = municipal.get(&plan).await.is(200);
    assert_eq!(shown.body["conflicts"][0]["words"], "配偶在申报单位工作", "{:#}", shown.body);
    let page = again(&town, "municipal").await.open(&plan.replace("/api/review/v1", "/staff")).await;
    page.is_ok().shows("回避").shows("配偶在申报单位工作");
    assert!(!page.body.contains("name=\"ruling\""), "there is no act for whoever is recused");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_stands_in_for_whoever_is_away_and_both_names_stay() {
    const DELEGATIONS: &str = "/api/review/v1/delegations";
    let town = Town::new().await;
    let (secretary, prefecture) = (town.officer_api("secretary").await, town.officer_api("prefecture").await);
    let plans = secretary.get(PLANS).await.is(200);
    let mut listed = plans.body["items"].as_array().into_iter().flatten();
    let waiting = listed.find(|plan| plan["hand"] == "plan-conclusion").expect("a plan to conclude");
    let plan = format!("{PLANS}/{}", waiting["id"].as_str().expect("an id"));
    acts(&prefecture, &plan, "passing", &json!({})).await.is(403);

    let today = SystemClock.today().to_string();
    let asked = |to: &str| json!({ "to": to, "from": today, "until": today });
    let unfit = secretary.post(DELEGATIONS, &asked("department")).await.is(422);
    assert_eq!(unfit.text("code"), "stand-in-unfit", "{:#}", unfit.body);
    let made = secretary.post(DELEGATIONS, &asked("prefecture")).await.is(201);
    let chained = prefecture.post(DELEGATIONS, &asked("ratifier")).await.is(422);
    assert_eq!(chained.text("code"), "stands-in-meanwhile", "{:#}", chained.body);
    let page = again(&town, "prefecture").await.open(&plan.replace("/api/review/v1", "/staff")).await;
    page.is_ok().shows("name=\"ruling\"");
    acts(&prefecture, &plan, "passing", &json!({ "words": "代为汇总" })).await.is(200);
    let shown = prefecture.get(&plan).await.is(200);
    let last = shown.body["way"]["passed"].as_array().and_then(|passed| passed.last()).expect("a step");
    assert!(last["step"]["name"].as_str().is_some_and(|name| name.contains('代')), "{last:#}");
    assert!(last["step"]["in_place_of"].is_string(), "{last:#}");

    let path = format!("{DELEGATIONS}/{}/ending", made.text("id"));
    prefecture.change(Method::POST, &path, made.version(), &json!({})).await.is(404);
    secretary.change(Method::POST, &path, made.version(), &json!({})).await.is(200);
    let over = secretary.change(Method::POST, &path, "\"v2\"", &json!({})).await.is(409);
    assert_eq!(over.text("code"), "delegation-over", "{:#}", over.body);
}

/// Whoever stands in has no more than the other's own: their department, their hand, their seat.
#[tokio::test(flavor = "multi_thread")]
async fn a_stand_in_takes_the_hand_of_whoever_is_away_and_nothing_beyond() {
    let town = Town::new().await;
    let (department, municipal) = (town.officer_api("department").await, town.officer_api("municipal").await);
    let today = SystemClock.today().to_string();
    let asked = |to: &str| json!({ "to": to, "from": today, "until": today });
    department.post("/api/review/v1/delegations", &asked("municipal")).await.is(201);
    let plan = plan_under_way(&municipal).await;
    let mut posts = Vec::new();
    for login in ["unit-hospital", "unit-school"] {
        let unit = town.officer_api(login).await;
        let begun = unit.post(&format!("{plan}/posts"), &json!({})).await.is(201);
        let path = format!("{POSTS}/{}", begun.text("id"));
        unit.change(Method::PUT, &path, begun.version(), &post(1)).await.is(200);
        acts(&unit, &path, "passing", &json!({})).await.is(200);
        posts.push(path);
    }
    acts(&municipal, &posts[1], "passing", &json!({})).await.is(403);
    acts(&municipal, &posts[1], "refusal", &json!({ "reason": "not-needed" })).await.is(403);
    acts(&municipal, &posts[0], "passing", &json!({})).await.is(200);
    let second = acts(&municipal, &posts[0], "passing", &json!({})).await.is(403);
    assert_eq!(second.text("code"), "two-hands-of-a-plan", "{:#}", second.body);

    let plans = municipal.get(PLANS).await.is(200);
    let mut listed = plans.body["items"].as_array().into_iter().flatten();
    let with_the_group = listed.find(|plan| plan["hand"] == "plan-group-review").expect("a plan with the group");
    let plan = format!("{PLANS}/{}", with_the_group["id"].as_str().expect("an id"));
    let second = town.officer_api("prefecture-second").await;
    for login in ["seat-staffing", "seat-hr"] {
        let seat = town.officer_api(login).await;
        seat.post("/api/review/v1/delegations", &asked("prefecture-second")).await.is(201);
    }
    for _ in 0..2 {
        acts(&second, &plan, "opinions", &json!({ "opinion": "agrees" })).await.is(200);
    }
    acts(&second, &plan, "opinions", &json!({ "opinion": "agrees" })).await.is(403);
}

/// Three posts of the hospital in the plan under way, written and not handed in.
async fn three_drafts(unit: &Api, plan: &str) -> Vec<String> {
    let mut posts = Vec::new();
    for number in 1..=3 {
        let begun = unit.post(&format!("{plan}/posts"), &json!({})).await.is(201);
        let path = format!("{POSTS}/{}", begun.text("id"));
        unit.change(Method::PUT, &path, begun.version(), &post(number)).await.is(200);
        posts.push(path);
    }
    posts
}

#[tokio::test(flavor = "multi_thread")]
async fn several_posts_take_a_step_together_or_none_of_them_does() {
    let town = Town::new().await;
    let (unit, department) = (town.officer_api("unit-hospital").await, town.officer_api("department").await);
    let plan = plan_under_way(&unit).await;
    let posts = three_drafts(&unit, &plan).await;
    let empty = unit.post(&format!("{plan}/posts"), &json!({})).await.is(201);
    let with_an_empty_one = [posts.as_slice(), &[format!("{POSTS}/{}", empty.text("id"))]].concat();
    let (pass, hands_in) = (json!({ "step": "pass" }), format!("{plan}/steps"));
    let refused = steps(&unit, &plan, &with_an_empty_one, pass.clone()).await.is(422);
    let at = |answer: &Answer| answer.body["errors"][0]["pointer"].as_str().unwrap_or_default().to_owned();
    assert!(at(&refused).starts_with("/posts/3/"), "{:#}", refused.body);
    assert_eq!(hand_of(&unit, &posts[0]).await, "plan-draft", "none of them went");

    let asked = chosen(&unit, &plan, &posts, pass.clone()).await;
    let once = || unit.request(Method::POST, &hands_in).header("Idempotency-Key", "three-at-once").json(&asked);
    let first = unit.answer(once()).await.is(200);
    let again = unit.answer(once()).await.is(200);
    assert_eq!((first.body["posts"].as_array().map(Vec::len), &again.body), (Some(3), &first.body));
    let other = town.officer_api("unit-justice").await;
    other.post(&hands_in, &asked).await.is(404);
    unit.post(&hands_in, &json!({ "posts": [], "step": "pass" })).await.is(422);

    let seen = chosen(&department, &plan, &posts, pass.clone()).await;
    let back = json!({ "to": "plan-draft", "reason": "conditions-unclear" });
    acts(&department, &posts[1], "return", &back).await.is(200);
    let stale = department.post(&hands_in, &seen).await.is(409);
    assert_eq!((stale.text("code"), at(&stale).as_str()), ("post-moved-meanwhile", "/posts/1"), "{:#}", stale.body);
    assert_eq!(hand_of(&unit, &posts[0]).await, "plan-supervision");
    let unsaid = json!({ "step": "return", "to": "plan-draft" });
    let unsaid = steps(&department, &plan, &[posts[0].clone(), posts[2].clone()], unsaid).await.is(422);
    assert_eq!((unsaid.text("code"), at(&unsaid).as_str()), ("reason-missing", "/reason"), "{:#}", unsaid.body);
    let all_back = json!({ "step": "return", "to": "plan-draft", "reason": "conditions-unclear", "words": "写清专业" });
    steps(&department, &plan, &[posts[0].clone(), posts[2].clone()], all_back).await.is(200);
    for post in &posts {
        let shown = unit.get(post).await.is(200);
        assert_eq!((&shown.body["hand"], &shown.body["way"]["stage"]), (&json!("plan-draft"), &json!("returned")));
    }
    let auditor = town.officer_api("auditor").await;
    for (deed, most) in [("post.pass", 3), ("post.return", 3), ("plan.posts", 2)] {
        let trail = auditor.get(&format!("/api/review/v1/audit-entries?deed={deed}")).await.is(200);
        assert_eq!(trail.body["items"].as_array().map(Vec::len), Some(most), "{deed}: {:#}", trail.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn by_page_the_boxes_that_are_ticked_go_together_and_what_moved_is_named() {
    let town = Town::new().await;
    let unit = town.officer_api("unit-hospital").await;
    let plan = plan_under_way(&unit).await;
    let posts = three_drafts(&unit, &plan).await;
    steps(&unit, &plan, &posts, json!({ "step": "pass" })).await.is(200);
    let by_api = town.officer_api("department").await;
    let department = again(&town, "department").await;
    let path = plan.replace("/api/review/v1", "/staff");
    department.open(&path).await.is_ok().shows(&format!("{path}/steps"));
    let page = department.open(&format!("{path}/steps")).await;
    let boxes = || page.body.split("name=\"posts[]\" value=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let mine: Vec<&str> = boxes()
        .filter(|value| posts.iter().any(|post| value.starts_with(post.rsplit('/').next().unwrap_or("-"))))
        .collect();
    assert_eq!((mine.len(), page.body.matches(" checked><a").count()), (3, boxes().count()), "{}", page.body);
    let none = department.send(&page, &[("do", "none"), ("words", "都清楚")]).await;
    none.is_ok().shows("都清楚");
    assert_eq!(none.body.matches(" checked><a").count(), 0, "{}", none.body);
    let unchosen = department.send(&none, &[("ruling", "agree")]).await;
    assert_eq!(unchosen.status, 422);
    unchosen.shows("href=\"#posts\"").shows("至少勾选一个岗位");

    let back = json!({ "to": "plan-draft", "reason": "conditions-unclear" });
    acts(&by_api, &posts[1], "return", &back).await.is(200);
    let all: Vec<(&str, &str)> = mine.iter().map(|value| ("posts[]", *value)).chain([("ruling", "agree")]).collect();
    let moved = department.send(&page, &[all.as_slice(), &[("words", "没有意见")]].concat()).await;
    assert_eq!(moved.status, 422);
    moved.shows("检验技师2：您打开以后有人动过这个岗位").shows("没有意见");
    assert_eq!(moved.body.matches(" checked><a").count(), 2, "the others stay ticked: {}", moved.body);
    let rest: Vec<(&str, &str)> = all.iter().filter(|(_, value)| *value != mine[1]).copied().collect();
    let done = department.send(&moved, &rest).await;
    done.is_ok().shows("已一并办理2个岗位");
    assert_eq!(hand_of(&unit, &posts[2]).await, "plan-department-review");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_that_nothing_concerns_is_not_waited_for_and_can_be_asked_on_record() {
    let town = Town::new().await;
    let (secretary, unit) = (town.officer_api("secretary").await, town.officer_api("unit-hospital").await);
    let (department, municipal) = (town.officer_api("department").await, town.officer_api("municipal").await);
    let plan = plan_without_quota(&secretary, &unit, &department, &municipal).await;

    let staffing = town.officer_api("seat-staffing").await;
    let shown = staffing.get(&plan).await.is(200);
    let asked = |seat: &str| {
        let mut seats = shown.body["seats"].as_array().into_iter().flatten();
        seats.find(|one| one["seat"] == seat).map(|one| one["asked"].clone())
    };
    assert_eq!((asked("staffing"), asked("finance")), (Some(json!(false)), Some(json!(true))), "{:#}", shown.body);
    let listed = staffing.get(&format!("{plan}/posts")).await.is(200);
    let concerns = listed.body["items"][0]["concerns"].as_array().cloned().unwrap_or_default();
    let housing = concerns.iter().find(|one| one["seat"] == "housing").expect("a home follows");
    assert_eq!(housing["clause"], "21(10)2", "{concerns:#?}");
    let reader = again(&town, "seat-staffing").await;
    let page = reader.open(&plan.replace("/api/review/v1", "/staff")).await;
    page.is_ok().shows("不涉及").shows("name=\"ruling\"");
    let list = reader.open("/staff/plans").await;
    let row = list.body.split("2041年度引才计划").nth(1).and_then(|rest| rest.split("</tr>").next()).expect("its row");
    assert!(!row.contains("等我办理"), "{row}");

    for login in ["seat-hr", "seat-finance", "seat-housing", "seat-security", "seat-education"] {
        acts(&town.officer_api(login).await, &plan, "opinions", &json!({ "opinion": "agrees" })).await.is(200);
    }
    assert_eq!(hand_of(&secretary, &plan).await, "plan-conclusion");
    let asking = json!({ "seat": "staffing", "words": "请核一下编制总数" });
    acts(&municipal, &plan, "asked-seats", &asking).await.is(403);
    let unsaid = acts(&secretary, &plan, "asked-seats", &json!({ "seat": "staffing", "words": " " })).await.is(422);
    assert_eq!(unsaid.text("code"), "asking-without-words", "{:#}", unsaid.body);
    let by_page = again(&town, "secretary").await;
    let page = by_page.open(&plan.replace("/api/review/v1", "/staff")).await;
    let unchosen = by_page.send_form(&page, "asked-seats", &[("asked_why", "请核一下编制总数")]).await;
    assert_eq!(unchosen.status, 422);
    unchosen.shows("请核一下编制总数").shows("href=\"#asked_seat\"");
    let why = [("asked_seat", "staffing"), ("asked_why", "请核一下编制总数")];
    by_page.send_form(&unchosen, "asked-seats", &why).await.is_ok().shows("请核一下编制总数");
    assert_eq!(hand_of(&secretary, &plan).await, "plan-group-review");
    acts(&staffing, &plan, "opinions", &json!({ "opinion": "agrees" })).await.is(200);
    let concluding = secretary.get(&plan).await.is(200);
    assert_eq!(concluding.body["hand"], "plan-conclusion");
    assert_eq!(concluding.body["opinions"].as_array().map(Vec::len), Some(6), "what was said stays");
    assert_eq!(concluding.body["asked"][0]["step"]["words"], "请核一下编制总数", "{:#}", concluding.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_posts_of_a_large_plan_come_a_page_at_a_time_and_are_counted_whole() {
    let town = Town::new().await;
    let unit = town.officer_api("unit-school").await;
    let plan = plan_under_way(&unit).await;
    let before = listed_posts(&unit, &plan, 200).await.len();
    let posts: Vec<_> = (1..=60).map(post).collect();
    unit.post(&format!("{plan}/post-imports"), &json!({ "posts": posts })).await.is(201);
    let whole = listed_posts(&unit, &plan, 200).await;
    assert_eq!(whole.len(), before + 60);
    assert_eq!(listed_posts(&unit, &plan, 7).await, whole, "each once and in one order");
    town.officer_api("finance").await.get(&format!("{plan}/posts")).await.is(403);

    let reader = again(&town, "unit-school").await;
    let path = plan.replace("/api/review/v1", "/staff");
    let first = reader.open(&path).await;
    let count = before + 60;
    first.is_ok().shows(&format!("共{count}个")).shows(&format!("在您这里的{count}个岗位"));
    let rows = |body: &str| body.matches("/staff/planned-posts/").count();
    assert_eq!(rows(&first.body), 50, "{}", first.body);
    let next = first.links().find(|link| link.contains("cursor=")).expect("a next page");
    let second = reader.follow(&next).await;
    assert_eq!(rows(&second.body), count - 50, "{}", second.body);
    second.is_ok().shows("rel=\"prev\"").shows(&format!("共{count}个"));
    let waiting = reader.open("/staff/plans").await;
    waiting.is_ok().shows("rel=\"next\"");
    assert_eq!(rows(&waiting.body), 50, "{}", waiting.body);
    assert_eq!(reader.open(&format!("{path}?cursor=nowhere")).await.status, 400);
}

/// The ids of the posts of a plan, read so many at a time.
async fn listed_posts(by: &Api, plan: &str, limit: usize) -> Vec<String> {
    let (mut ids, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = by.get(&format!("{plan}/posts?limit={limit}&cursor={cursor}")).await.is(200);
        let items = page.body["items"].as_array().into_iter().flatten();
        ids.extend(items.filter_map(|one| one["id"].as_str().map(str::to_owned)));
        match page.body["next"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => return ids,
        }
    }
}
