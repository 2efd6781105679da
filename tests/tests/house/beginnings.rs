//! What a new post of a plan can begin from (Article 12), as a program finds it: what to copy, and what to change or close.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::{Value, json};
use tests::planning::{PLANS, POSTS, acts, amends, opening, opens_a_plan, plan_under_way, post};
use tests::{Api, Town};

/// All that the plan can begin a post from, one by one.
async fn beginnings(unit: &Api, plan: &str) -> Vec<Value> {
    let (mut found, mut asked) = (Vec::new(), format!("{plan}/post-beginnings?limit=1"));
    loop {
        let page = unit.get(&asked).await.is(200);
        found.extend(page.body["items"].as_array().cloned().expect("a page"));
        match page.body["next"].as_str() {
            Some(next) => asked = format!("{plan}/post-beginnings?limit=1&cursor={next}"),
            None => return found,
        }
    }
}

fn ids(posts: &[Value]) -> BTreeSet<String> {
    posts.iter().filter_map(|post| post["id"].as_str()).map(str::to_owned).collect()
}

fn changeable(posts: &[Value]) -> BTreeSet<String> {
    ids(&posts.iter().filter(|post| post["may_be_changed"] == true).cloned().collect::<Vec<_>>())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_finds_what_to_copy_to_change_and_to_close() {
    let town = Town::new().await;
    let (secretary, unit) = (town.officer_api("secretary").await, town.officer_api("unit-hospital").await);
    let listed = town.get("/api/portal/v1/posts?limit=200").await;
    let listed = listed["items"].as_array().cloned().expect("posts");
    let number = town.hospital_post().await;
    let hospital =
        listed.iter().find(|post| post["number"] == *number).expect("the hospital's post")["unit"]["id"].clone();
    let own: Vec<_> = listed.iter().filter(|post| post["unit"]["id"] == hospital).cloned().collect();
    assert!(own.len() > 1, "{own:#?}");

    let plan = plan_under_way(&unit).await;
    let found = beginnings(&unit, &plan).await;
    assert!(ids(&found).is_superset(&ids(&own)), "{found:#?}");
    assert_eq!(changeable(&found), BTreeSet::new(), "the plan of a year changes nothing of another");
    let others = ids(&beginnings(&town.officer_api("unit-justice").await, &plan).await);
    assert!(others.is_disjoint(&ids(&found)), "each unit its own");
    let copied = &found[0]["id"];
    let begun = unit.post(&format!("{plan}/posts"), &json!({ "copy_of": copied })).await.is(201);
    let begun = unit.get(&format!("/api/review/v1/planned-posts/{}", begun.text("id"))).await.is(200);
    assert_eq!(begun.body["post"]["title"], found[0]["title"], "{:#}", begun.body);
    assert_eq!(secretary.get(&format!("{plan}/post-beginnings")).await.status, 403);

    let amendment = amends(&secretary).await;
    let found = beginnings(&unit, &amendment).await;
    assert_eq!(changeable(&found), ids(&own), "what of the catalogue in force is the unit's");
    let taken = own[0]["id"].as_str().expect("an id");
    unit.post(&format!("{amendment}/posts"), &json!({ "closes": taken })).await.is(201);
    let left = changeable(&beginnings(&unit, &amendment).await);
    assert!(!left.contains(taken) && left.len() == own.len() - 1, "nothing is changed twice: {left:?}");
    let again = unit.post(&format!("{amendment}/posts"), &json!({ "changes": taken })).await.is(422);
    assert_eq!(again.text("code"), "post-changed-already", "{:#}", again.body);
    let next = left.first().expect("another post");
    unit.post(&format!("{amendment}/posts"), &json!({ "changes": next })).await.is(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_in_a_refused_plan_is_told_behind_what_was_issued() {
    let town = Town::new().await;
    let (secretary, unit) = (town.officer_api("secretary").await, town.officer_api("unit-hospital").await);
    let municipal = town.officer_api("municipal").await;
    let refused = opens_a_plan(&secretary, &municipal).await;
    let whole = unit.post(&format!("{refused}/posts"), &json!({})).await.is(201);
    unit.change(Method::PUT, &format!("{POSTS}/{}", whole.text("id")), whole.version(), &post(1)).await.is(200);
    let empty = unit.post(&format!("{refused}/posts"), &json!({})).await.is(201);
    acts(&municipal, &refused, "refusal", &json!({ "reason": "plan-incomplete" })).await.is(200);

    let plan = format!("{PLANS}/{}", secretary.post(PLANS, &opening()).await.is(201).text("id"));
    let found = beginnings(&unit, &plan).await;
    // The plan of the demo was refused before.
    let of_the_latest = |one: &&Value| one["refused_in"].as_str().is_some_and(|id| refused.ends_with(id));
    let told: Vec<_> = found.iter().skip_while(|one| one["refused_in"].is_null()).take_while(of_the_latest).collect();
    let [told_whole, told_empty] = told.as_slice() else { panic!("{found:#?}") };
    assert_eq!((&told_whole["id"], &told_empty["id"]), (&whole.body["id"], &empty.body["id"]));
    let days = ["number", "opens_on", "closes_on", "may_be_changed"];
    assert_eq!(days.map(|field| &told_whole[field]), [&Value::Null, &post(1)["opens_on"], &Value::Null, &json!(false)]);
    assert_eq!(days.map(|field| &told_empty[field]), [&Value::Null, &Value::Null, &Value::Null, &json!(false)]);
    assert_eq!((&told_whole["title"], &told_empty["title"]["zh"]), (&post(1)["title"], &json!("")));
    unit.post(&format!("{plan}/posts"), &json!({ "copy_of": told_whole["id"] })).await.is(201);
    assert!(found.iter().any(|one| one["number"].is_string() && one["refused_in"].is_null()), "{found:#?}");
}
