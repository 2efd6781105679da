//! Its posts where they are many: several that take a step together, and a list that comes a page at a time.

use reqwest::Method;
use serde_json::json;
use tests::planning::{POSTS, acts, chosen, plan_under_way, post, steps};
use tests::{Answer, Api, Town};

use super::{again, hand_of};

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
