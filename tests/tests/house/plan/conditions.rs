//! The conditions of a post in a form that facts can be held against (Article 9): typed by its unit, by API and by page.

use domain::Language;
use reqwest::Method;
use serde_json::{Value, json};
use tests::applicant::receipt;
use tests::planning::{POSTS, acts, both, plan_under_way, post};
use tests::{StaffMember, Town};

use super::again;

/// A condition that asks something and says no words of its own.
fn asks(kind: &str, value: &str) -> Value {
    json!({ "kind": kind, "value": value })
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_condition_asks_writes_its_words_and_what_cannot_be_read_is_refused_at_its_value() {
    let town = Town::new().await;
    let unit = town.officer_api("unit-hospital").await;
    let plan = plan_under_way(&unit).await;
    let begun = unit.post(&format!("{plan}/posts"), &json!({})).await.is(201);
    let path = format!("{POSTS}/{}", begun.text("id"));
    let mut typed = post(1);
    let licence = json!({ "kind": "licence", "value": "医师执业证书", "words": both(String::new(), "Physician’s licence".into()) });
    let wrong = [asks("degree", "大专"), asks("height", "180"), asks("years", "0"), asks("discipline", "什么都行")];
    typed["conditions"] = json!([wrong[0], wrong[1], wrong[2], wrong[3], licence]);
    unit.change(Method::PUT, &path, begun.version(), &typed).await.is(200);
    let refused = acts(&unit, &path, "passing", &json!({})).await.is(422);
    let told = refused.body["errors"].as_array().into_iter().flatten();
    let mut told: Vec<_> = told.map(|one| (one["pointer"].as_str(), one["code"].as_str())).collect();
    told.sort_unstable();
    let expected = [
        (Some("/conditions/0/value"), Some("asked-degree")),
        (Some("/conditions/1/kind"), Some("not-a-choice")),
        (Some("/conditions/2/value"), Some("number-out-of-range")),
        (Some("/conditions/3/value"), Some("asked-discipline")),
    ];
    assert_eq!(told, expected, "{:#}", refused.body);
    let kept = unit.get(&path).await.is(200);
    assert_eq!(kept.body["post"]["conditions"][0]["value"], "大专", "nothing typed is lost: {:#}", kept.body);

    typed["conditions"] = json!([asks("degree", "硕士"), asks("discipline", "临床医学"), asks("years", "5"), licence]);
    unit.change(Method::PUT, &path, kept.version(), &typed).await.is(200);
    acts(&unit, &path, "passing", &json!({})).await.is(200);
    let page = again(&town, "department").await.open(&path.replace("/api/review/v1", "/staff")).await;
    page.is_ok()
        .shows("学历学位：硕士及以上")
        .shows("专业：临床医学")
        .shows("工作年限：工作满5年")
        .shows("执业资格：医师执业证书");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_age_that_is_asked_for_wants_a_reason_in_whatever_words() {
    let town = Town::new().await;
    let unit = town.officer_api("unit-hospital").await;
    let plan = plan_under_way(&unit).await;
    let begun = unit.post(&format!("{plan}/posts"), &json!({})).await.is(201);
    let path = format!("{POSTS}/{}", begun.text("id"));
    let mut typed = post(1);
    typed["conditions"] = json!([asks("age", "35")]);
    unit.change(Method::PUT, &path, begun.version(), &typed).await.is(200);
    let asked = acts(&unit, &path, "passing", &json!({})).await.is(422);
    assert_eq!(asked.text("code"), "wording-undecided", "{:#}", asked.body);
    acts(&unit, &path, "passing", &json!({ "wording": "岗位有法定年龄限制" })).await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn by_page_a_kind_is_chosen_and_a_wrong_value_is_told_beside_it_and_kept() {
    let town = Town::new().await;
    let unit = town.officer("unit-hospital", Language::Zh).await.browser;
    let plans = unit.open("/staff/plans").await;
    let link = plans.links().find(|link| link.starts_with("/staff/plans/")).expect("the plan under way");
    let plan = unit.open(&link).await;
    let form = unit.send_form(&plan, "id=\"draft\"", &[]).await;
    form.is_ok().shows("name=\"conditions.0.kind\"").shows("<option value=\"university-class\">毕业院校</option>");
    let row = |value| [("title.zh", "医师"), ("conditions.0.kind", "title"), ("conditions.0.value", value)];
    let refused = unit.send_form(&form, "duties.zh", &[&row("很高")[..], &[("do", "submit")]].concat()).await;
    assert_eq!(refused.status, 422);
    refused.shows("href=\"#conditions.0.value\"").shows("id=\"conditions.0.value-e\">写正高、副高、中级或初级");
    refused.shows("value=\"很高\"").shows("<option value=\"title\" selected>");
    let saved = unit.send_form(&refused, "duties.zh", &[&row("副高")[..], &[("do", "save")]].concat()).await;
    saved.is_ok().shows("value=\"副高\"").shows("<option value=\"title\" selected>");
}

/// A condition of which one of two things is enough.
fn either(first: (&str, &str), other: (&str, &str)) -> Value {
    let mut condition = asks(first.0, first.1);
    condition["or"] = json!([asks(other.0, other.1)]);
    condition
}

#[tokio::test(flavor = "multi_thread")]
async fn any_one_of_several_is_asked_and_each_hand_reads_what_in_its_language() {
    let town = Town::new().await;
    let unit = town.officer_api("unit-hospital").await;
    let plan = plan_under_way(&unit).await;
    let begun = unit.post(&format!("{plan}/posts"), &json!({})).await.is(201);
    let path = format!("{POSTS}/{}", begun.text("id"));
    let mut typed = post(1);
    typed["conditions"] = json!([either(("degree", "硕士"), ("title", "很高"))]);
    unit.change(Method::PUT, &path, begun.version(), &typed).await.is(200);
    let refused = acts(&unit, &path, "passing", &json!({})).await.is(422);
    let told = &refused.body["errors"][0];
    assert_eq!((&told["pointer"], &told["code"]), (&json!("/conditions/0/or/0/value"), &json!("asked-title")));
    let kept = unit.get(&path).await.is(200);
    let or = &kept.body["post"]["conditions"][0]["or"];
    assert_eq!(*or, typed["conditions"][0]["or"], "nothing typed is lost");

    let age = asks("age", "35周岁以下，博士可放宽至40周岁");
    typed["conditions"] = json!([either(("degree", "硕士"), ("title", "副高")), age]);
    unit.change(Method::PUT, &path, kept.version(), &typed).await.is(200);
    acts(&unit, &path, "passing", &json!({ "wording": "岗位有法定年龄限制" })).await.is(200);
    let staff = path.replace("/api/review/v1", "/staff");
    let page = again(&town, "department").await.open(&staff).await;
    page.is_ok()
        .shows("学历学位或职称：硕士及以上，或副高级及以上职称")
        .shows("年龄：35周岁及以下（博士40周岁及以下）");
    let code = town.next_code("unit-hospital");
    let english = StaffMember::sign_in(town.browser(Language::En), "unit-hospital", &code).await;
    let page = english.browser.open(&staff).await;
    page.is_ok()
        .shows("Degree or title: Master’s degree or above, or associate senior title or above")
        .shows("35 years of age or younger (40 with a doctorate)");
}

async fn an_alternative_is_typed_by_page(language: Language, told: &str) {
    let town = Town::new().await;
    let unit = town.officer("unit-hospital", language).await.browser;
    let plans = unit.open("/staff/plans").await;
    let link = plans.links().find(|link| link.contains("/staff/plans/")).expect("the plan under way");
    let plan = unit.follow(&link).await;
    let form = unit.send_form(&plan, "id=\"draft\"", &[]).await;
    form.is_ok().shows("<details><summary>").shows("name=\"conditions.0.or.0.kind\"");
    let row = |value| {
        let first = [("title.zh", "医师"), ("conditions.0.kind", "degree"), ("conditions.0.value", "master")];
        [&first[..], &[("conditions.0.or.0.kind", "years"), ("conditions.0.or.0.value", value)]].concat()
    };
    let refused = unit.send_form(&form, "duties.zh", &[&row("很久")[..], &[("do", "submit")]].concat()).await;
    assert_eq!(refused.status, 422);
    refused.shows("href=\"#conditions.0.or.0.value\"").shows(&format!("id=\"conditions.0.or.0.value-e\">{told}"));
    refused.shows("<details open><summary>").shows("value=\"很久\"");
    let saved = unit.send_form(&refused, "duties.zh", &[&row("5")[..], &[("do", "save")]].concat()).await;
    saved.is_ok().shows("<details open><summary>").shows("<option value=\"years\" selected>");
    saved.shows("name=\"conditions.0.or.1.kind\"");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alternative_is_typed_by_page_in_chinese() {
    an_alternative_is_typed_by_page(Language::Zh, "写1到50的一个数").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alternative_is_typed_by_page_in_english() {
    an_alternative_is_typed_by_page(Language::En, "Enter a number from 1 to 50").await;
}

/// A doctor of a university on no list, for a post that asks for a master of a listed one, or a doctorate.
async fn both_sides_read_which_one_is_met(language: Language, words: [&str; 3]) {
    let town = Town::new().await;
    let listed = town.get("/api/portal/v1/posts?sector=new-materials&limit=200").await;
    let mut posts = listed["items"].as_array().into_iter().flatten();
    let number = posts.find_map(|post| post["number"].as_str().filter(|number| number.ends_with("-088")));
    let number = number.expect("the post for new materials");
    let person = town.applicant("林知远", "lin@example.com", language);
    let list = person.open_signed_in(&town, &format!("/nominate/{number}"), 0).await;
    let mut filing = person.filing();
    for (name, value) in &mut filing {
        if *name == "education.0.school" {
            "家里蹲大学".clone_into(value);
        }
    }
    let check = person.looks_over(&list, &filing).await;
    for words in words {
        check.is_ok().shows(words);
    }
    let sent = person.browser.send(&check, &[("do", "submit")]).await;
    let receipt = receipt(sent.is_ok());
    let unit = town.officer("unit-southbank", language).await;
    let case = town.until("the case in the inbox", async || unit.find(&receipt).await).await;
    for words in words {
        case.shows(words);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn both_sides_read_in_chinese_which_of_several_things_is_met() {
    let listed = "“双一流”高校的硕士及以上 <span class=\"st\" data-s=\"not\">";
    both_sides_read_which_one_is_met(Language::Zh, ["有一项就行，已经有：博士。", listed, "要求博士，填了博士。"])
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn both_sides_read_in_english_which_of_several_things_is_met() {
    let listed = "Master’s degree or above of a Double First-Class university <span class=\"st\" data-s=\"not\">";
    let met = "Any one is enough. Met: Doctorate.";
    both_sides_read_which_one_is_met(Language::En, [met, listed, "Asked: Doctorate. Stated: Doctor."]).await;
}
