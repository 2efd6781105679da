//! An amendment of the catalogue in force (Article 12): posts added, changed and closed go through every hand, and the public
//! catalogue follows. What somebody was filling in for a post that closes, by amendment or after its last day, is never lost.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::Arc;
use std::time::Duration;

use calamine::{Reader, Xlsx};
use domain::{Language, Policies};
use kit::{Clock, SystemClock};
use reqwest::Method;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use tests::planning::{ISSUES, PLANS, POSTS, acts, amending, amends, issues, post, today};
use tests::{Ahead, Api, Applicant, StaffMember, Town, filings};

/// Begins a post of the amendment and takes it through the hands of a post.
async fn goes_in(unit: &Api, hands: &[Api; 2], plan: &str, beginning: &Value, written: Option<&Value>) {
    let begun = unit.post(&format!("{plan}/posts"), beginning).await.is(201);
    let path = format!("{POSTS}/{}", begun.text("id"));
    if let Some(written) = written {
        unit.change(Method::PUT, &path, begun.version(), written).await.is(200);
    }
    if beginning["closes"].is_string() {
        let unsaid = acts(unit, &path, "passing", &json!({})).await.is(422);
        assert_eq!(unsaid.text("code"), "closing-without-words", "{:#}", unsaid.body);
    }
    acts(unit, &path, "passing", &json!({ "words": "需要变了", "wording": "岗位需要" })).await.is(200);
    for hand in hands {
        acts(hand, &path, "passing", &json!({})).await.is(200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_amendment_adds_changes_and_closes_posts_of_the_public_catalogue() {
    let town = Town::new().await;
    let (secretary, unit) = (town.officer_api("secretary").await, town.officer_api("unit-hospital").await);
    // Asked for twice: it is kept from then on, so that an old one would be seen afterwards.
    town.get("/api/portal/v1/posts?limit=200").await;
    let before = town.get("/api/portal/v1/posts?limit=200").await;
    let before = before["items"].as_array().expect("posts").clone();
    let number = town.hospital_post().await;
    let shown = before.iter().find(|post| post["number"] == *number).expect("the hospital's post");
    let own: Vec<_> = before.iter().filter(|post| post["unit"]["id"] == shown["unit"]["id"]).collect();
    let [changed, closed] = own[..2] else { panic!("the hospital has two posts in the demo") };

    let current = secretary.get(ISSUES).await.is(200).body["items"][0].clone();
    let policy = Policies::standard().in_force(SystemClock.today()).version();
    assert_eq!(current["policy"], policy, "{current:#}");
    let issue = current["id"].as_str().expect("an issue").to_owned();
    let opening = amending();
    unit.post(&format!("{ISSUES}/{issue}/amendments"), &opening).await.is(403);
    let desk =
        StaffMember::sign_in(town.browser(Language::Zh), "secretary", &town.next_code("secretary")).await.browser;
    let form = format!("/staff/catalogue-issues/{issue}/amendment");
    desk.open(&form).await.is_ok();
    let plan = secretary.post(&format!("{ISSUES}/{issue}/amendments"), &opening).await.is(201).text("id").to_owned();
    assert_eq!(desk.open(&form).await.status, 404, "it is under way");
    let second = secretary.post(&format!("{ISSUES}/{issue}/amendments"), &opening).await.is(409);
    assert_eq!(second.text("code"), "amendment-under-way", "{:#}", second.body);
    let plan = format!("{PLANS}/{plan}");

    let foreign = town.officer_api("unit-justice").await;
    let refused = foreign.post(&format!("{plan}/posts"), &json!({ "closes": closed["id"] })).await.is(422);
    assert_eq!(refused.text("code"), "no-post-to-change", "{:#}", refused.body);
    let hands = [town.officer_api("department").await, town.officer_api("municipal").await];
    goes_in(&unit, &hands, &plan, &json!({}), Some(&post(1))).await;
    goes_in(&unit, &hands, &plan, &json!({ "changes": changed["id"] }), Some(&post(2))).await;
    goes_in(&unit, &hands, &plan, &json!({ "closes": closed["id"] }), None).await;
    let again = unit.post(&format!("{plan}/posts"), &json!({ "changes": closed["id"] })).await.is(422);
    assert_eq!(again.text("code"), "post-changed-already", "{:#}", again.body);
    let begun = today();
    issues(&town, &hands[1], &secretary, &plan).await;
    // Midnight may have come meanwhile.
    let days = [begun, today()];

    let api = town.api(Language::Zh);
    let path = |post: &Value| format!("/api/portal/v1/posts/{}", post["number"].as_str().expect("a number"));
    town.until("the closed post to leave", async || (api.get(&path(closed)).await.status == 404).then_some(())).await;
    let changed = api.get(&path(changed)).await.is(200);
    assert_eq!(changed.body["title"]["zh"], "检验技师2", "{:#}", changed.body);
    let after = town.get("/api/portal/v1/posts?limit=200").await;
    let after = after["items"].as_array().expect("posts").clone();
    assert_eq!(after.len(), before.len(), "one came and one went");
    let added = after.iter().find(|post| post["title"]["zh"] == "检验技师1").expect("the new post");
    assert!(before.iter().all(|post| post["number"] != added["number"]), "{added:#}");

    let newest = town.get("/api/portal/v1/posts?sort=newest&limit=2").await;
    let newest = newest["items"].as_array().expect("posts").clone();
    let titles: BTreeSet<&str> = newest.iter().filter_map(|post| post["title"]["zh"].as_str()).collect();
    assert_eq!(titles, BTreeSet::from(["检验技师1", "检验技师2"]), "what the amendment says is the news");
    let on = newest[0]["issued"]["on"].as_str().expect("a day");
    assert!(days.iter().any(|day| day == on), "{newest:#?}");
    assert!(newest.iter().all(|post| post["issued"]["on"] == on), "{newest:#?}");
    let kept = after.iter().find(|post| post["title"] != changed.body["title"] && *post != added).expect("another");
    assert!(before.contains(kept), "what it says nothing of keeps its day: {kept:#}");
    let feed = reqwest::get(format!("{}/posts.atom", town.url)).await.expect("a feed").text().await.expect("text");
    let first = feed.split("<entry>").nth(1).expect("an entry");
    let updated = format!("<updated>{on}T00:00:00+08:00</updated>");
    assert!(first.contains("检验技师") && first.contains(&updated), "{first}");
    let first = current["document"].as_str().expect("a number");
    let second = added["issued"]["document"].as_str().expect("a number");
    assert_eq!((&changed.body["issued"]["document"], &added["issued"]["policy"]), (&json!(second), &json!(policy)));
    let left = after.iter().find(|post| post["issued"]["document"] != second).expect("one of the first issue");
    assert_eq!((&left["issued"]["document"], second == first), (&json!(first), false), "it keeps what it came under");
    let public = town.browser(Language::Zh);
    for (post, document, other) in [(left, first, second), (added, second, first)] {
        let page = public.open(&format!("/posts/{}", post["number"].as_str().expect("a number"))).await;
        page.is_ok().shows(document);
        assert!(!page.body.contains(other), "{post:#}");
    }

    let listed = secretary.get(ISSUES).await.is(200);
    assert_eq!(listed.body["items"][0]["amends"], *issue, "{:#}", listed.body);
    assert_eq!(listed.body["items"][0]["policy"], policy, "it keeps that of its plan");
    let said = ["条文数据", policy, "版编制"].concat();
    town.browser(Language::Zh).open("/posts").await.is_ok().shows(&said);
    desk.open("/staff/plans").await.is_ok().shows(&said);
    let amendment = listed.body["items"][0]["id"].as_str().expect("an id").to_owned();
    assert!(secretary.get(&format!("{ISSUES}/{amendment}/document")).await.is(200).bytes.starts_with(b"PK"));
    let stale = secretary.post(&format!("{ISSUES}/{amendment}/amendments"), &opening).await.is(409);
    assert_eq!(stale.text("code"), "catalogue-not-in-force", "{:#}", stale.body);
    secretary.post(&format!("{ISSUES}/{issue}/amendments"), &opening).await.is(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_thousandth_post_of_a_year_stands_behind_the_one_before_it() {
    let town = Town::new().await;
    let (secretary, unit) = (town.officer_api("secretary").await, town.officer_api("unit-hospital").await);
    let hands = [town.officer_api("department").await, town.officer_api("municipal").await];
    let (number, known) = (town.hospital_post().await, filings::hospital_post(&town).await);
    let (year, _) = number.split_once('-').expect("a year");
    let (last, next) = (format!("{year}-999"), format!("{year}-1000"));
    let review = town.databases.open(&town.data, "review").await;
    let renumbered = format!(
        "UPDATE issued_posts SET number = '{last}', post = REPLACE(post, '\"number\":\"{number}\"', \
         '\"number\":\"{last}\"') WHERE number = '{number}'"
    );
    assert_eq!(review.execute_unprepared(&renumbered).await.expect("a year with as many posts").rows_affected(), 1);

    let plan = amends(&secretary).await;
    goes_in(&unit, &hands, &plan, &json!({}), Some(&post(1))).await;
    goes_in(&unit, &hands, &plan, &json!({ "changes": known }), Some(&post(2))).await;
    issues(&town, &hands[1], &secretary, &plan).await;

    let amendment = secretary.get(ISSUES).await.is(200).body["items"][0]["id"].as_str().expect("an id").to_owned();
    let annex = secretary.get(&format!("{ISSUES}/{amendment}/annex")).await.is(200);
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(annex.bytes)).expect("a workbook");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("readable");
    let numbers = sheet.rows().map(|row| row[0].to_string()).filter(|first| first.starts_with(&format!("{year}-")));
    assert_eq!(numbers.collect::<Vec<_>>(), [&*last, &*next], "by their numbers and not as text");
    // A post of its own is there a moment before the list that holds it.
    let listed = town.until("the list with the new post", async || {
        let listed = town.get("/api/portal/v1/posts?limit=200").await;
        let listed = listed["items"].as_array().cloned()?;
        listed.iter().any(|post| post["number"] == next).then_some(listed)
    });
    let listed = listed.await;
    let place = |number: &str| listed.iter().position(|post| post["number"] == number).expect("in the list");
    assert!(place(&last) < place(&next), "of two that are open until filled");
}

/// The hospital's post leaves the public catalogue by an amendment.
async fn closes_the_hospital_post(town: &Town) {
    let (secretary, unit) = (town.officer_api("secretary").await, town.officer_api("unit-hospital").await);
    let hands = [town.officer_api("department").await, town.officer_api("municipal").await];
    let (number, post) = (town.hospital_post().await, filings::hospital_post(town).await);
    let plan = amends(&secretary).await;
    goes_in(&unit, &hands, &plan, &json!({ "closes": post }), None).await;
    issues(town, &hands[1], &secretary, &plan).await;
    let (api, path) = (town.api(Language::Zh), format!("/api/portal/v1/posts/{number}"));
    town.until("the closed post to leave", async || (api.get(&path).await.status == 404).then_some(())).await;
}

const NOMINATIONS: &str = "/api/portal/v1/nominations";
const STATEMENT: &str = "我在兰州做了十年介入手术";

/// By API the draft is saved, refused when it is submitted, read and deleted.
async fn is_kept_by_api(person: &Api, draft: &str) {
    let seen = person.get(draft).await.is(200).version().to_owned();
    let mut typed = filings::filing("王芳");
    typed["remark"] = STATEMENT.into();
    let saved = person.change(Method::PUT, &format!("{draft}/filing"), &seen, &typed).await.is(200);
    let seen = saved.version().to_owned();
    let refused = person.change(Method::POST, &format!("{draft}/submission"), &seen, &json!({})).await.is(409);
    assert_eq!(refused.text("code"), "post-not-open", "{:#}", refused.body);
    assert_eq!(person.get(draft).await.is(200).body["filing"]["remark"], STATEMENT);
    person.answer(person.request(Method::DELETE, draft).header("If-Match", seen)).await.is(204);
    person.get(draft).await.is(404);
}

/// By page it is read under its link, and deleted.
async fn is_kept_by_page(applicant: &Applicant, list: &str, said: &str) {
    let browser = &applicant.browser;
    browser.open(list).await.is_ok().shows(said).shows("/discard");
    let check = browser.open(&format!("{list}/check")).await;
    check.is_ok().shows(STATEMENT);
    assert!(!check.body.contains("value=\"submit\""), "{}", check.body);
    let asks = browser.open(&format!("{list}/discard")).await;
    let gone = browser.send(asks.is_ok(), &[]).await;
    assert!(gone.is_ok().path.ends_with("/track?discarded=1"), "{}", gone.path);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_half_done_for_a_post_that_an_amendment_closes_is_kept_and_its_link_not_spent() {
    let town = Town::new().await;
    let (list, post) = (format!("/nominate/{}", town.hospital_post().await), filings::hospital_post(&town).await);
    let wang = town.applicant("王芳", "wang@example.com", Language::En);
    wang.open_signed_in(&town, &list, 0).await;
    let person = wang.browser.open(&format!("{list}/person")).await;
    wang.browser.send(&person, &[("name", "王芳"), ("do", "leave")]).await.is_ok();
    let clauses = wang.browser.open(&format!("{list}/clauses")).await;
    let mai = town.applicant_api("mai@example.com", 0).await;
    let draft = format!("{NOMINATIONS}/{}", filings::drafts(&mai, &post).await);
    let (_, token) = filings::recommends(&town, &mai, "lin@example.com").await;
    let (api, by_link) = (town.api(Language::Zh), json!({ "token": token }));
    let read = async || api.post("/api/portal/v1/referrals/invitations", &by_link).await;
    assert_eq!(read().await.is(200).body["open"], true);

    closes_the_hospital_post(&town).await;
    let told = wang.browser.send(&clauses, &[("remark", STATEMENT), ("do", "continue")]).await;
    told.is_ok().shows("is saved in your draft").shows("no longer in the catalogue");
    is_kept_by_page(&wang, &list, "Your draft for this post is kept").await;
    is_kept_by_api(&mai, &draft).await;

    let answer = json!({ "token": token, "sharing": "nothing" });
    let refused = api.post("/api/portal/v1/referrals/acceptances", &answer).await.is(409);
    assert_eq!(refused.text("code"), "post-not-open", "{:#}", refused.body);
    assert_eq!(read().await.is(200).body["open"], false, "the link is not spent");
    let invited = town.browser(Language::En).open(&format!("/invitations/{token}")).await;
    invited.is_ok().shows("cannot be accepted").shows("You can nominate yourself");
    api.post("/api/portal/v1/referrals/declines", &by_link).await.is(204);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_half_done_for_a_post_past_its_last_day_is_kept() {
    let clock = Ahead::default();
    let town = Town::at("", Arc::new(clock.clone())).await;
    let (list, post) = (format!("/nominate/{}", town.hospital_post().await), filings::hospital_post(&town).await);
    let wang = town.applicant("王芳", "wang@example.com", Language::Zh);
    wang.open_signed_in(&town, &list, 0).await;
    let clauses = wang.browser.open(&format!("{list}/clauses")).await;
    wang.browser.send(&clauses, &[("remark", STATEMENT), ("do", "leave")]).await.is_ok();
    let mai = town.applicant_api("mai@example.com", 0).await;
    let draft = format!("{NOMINATIONS}/{}", filings::drafts(&mai, &post).await);

    clock.advance(Duration::from_secs(60 * 24 * 3600));
    wang.open_signed_in(&town, &list, 1).await;
    is_kept_by_page(&wang, &list, "草稿还在").await;
    is_kept_by_api(&town.applicant_api("mai@example.com", 1).await, &draft).await;
}
