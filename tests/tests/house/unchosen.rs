//! Forms on which a person rules: nothing is chosen for anybody, and sent without a choice they come back with what was typed.

use domain::Language;
use reqwest::Method;
use serde_json::json;
use tests::planning::{POSTS, acts, plan_under_way, post};
use tests::{Browser, Page, StaffMember, Town, filings};

const WORDS: &str = "材料看过了";

fn act_of(page: &Page) -> &str {
    let act = page.body.split("id=\"act\"").nth(1).and_then(|rest| rest.split("</form>").next());
    act.unwrap_or_else(|| panic!("no act on {}:\n{}", page.path, page.body))
}

fn chooses_nothing(page: &Page) {
    let act = act_of(page);
    let is_radio = |tag: &&str| tag.contains("type=\"radio\"");
    let radios: Vec<_> = act.split('<').filter(is_radio).collect();
    assert!(!radios.is_empty() && radios.iter().all(|radio| !radio.contains("checked")), "{radios:#?}");
}

/// Sent without a choice: the page again, with what is missing and what was typed.
async fn unchosen(browser: &Browser, page: &Page, fields: &[(&str, &str)]) -> Page {
    chooses_nothing(page.is_ok());
    let again = browser.send_form(page, "id=\"act\"", &[fields, &[("words", WORDS)]].concat()).await;
    assert_eq!(again.status, 422, "{}", again.body);
    again.shows("href=\"#ruling\"").shows("id=\"ruling\"").shows("id=\"ruling-e\"");
    assert!(act_of(&again).contains("还没有选结论") && act_of(&again).contains(WORDS), "{}", again.body);
    chooses_nothing(&again);
    again
}

async fn signed_in_again(town: &Town, login: &str) -> Browser {
    StaffMember::sign_in(town.browser(Language::Zh), login, &town.next_code(login)).await.browser
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_goes_on_once_somebody_chose_that_it_does() {
    let town = Town::new().await;
    let filed = filings::files(&town, &town.applicant_api("wang@example.com", 0).await).await;
    let unit = town.officer("unit-hospital", Language::Zh).await;
    let case = town.until("the case in the inbox", async || unit.find(&filed.receipt).await).await;
    let again = unchosen(&unit.browser, &case, &[("to_applicant", "请再等几天")]).await;
    again.shows("请再等几天");
    let english = unit.browser.follow(&format!("/en{}", case.path)).await;
    let unsaid = unit.browser.send_form(english.is_ok(), "id=\"act\"", &[]).await;
    unsaid.shows("No ruling is chosen");
    let passed = unit.browser.send_form(&again, "id=\"act\"", &[("ruling", "agree"), ("words", WORDS)]).await;
    passed.is_ok().shows(WORDS);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_and_its_posts_go_on_once_somebody_chose_that_they_do() {
    let town = Town::new().await;
    let (unit, department) = (town.officer_api("unit-hospital").await, town.officer_api("department").await);
    let plan = plan_under_way(&unit).await;
    let begun = unit.post(&format!("{plan}/posts"), &json!({})).await.is(201);
    let path = format!("{POSTS}/{}", begun.text("id"));
    unit.change(Method::PUT, &path, begun.version(), &post(1)).await.is(200);
    let page_of = |path: &str| path.replace("/api/review/v1", "/staff");

    let by_page = signed_in_again(&town, "unit-hospital").await;
    let taken_back = by_page.open(&page_of(&path)).await;
    unchosen(&by_page, &taken_back, &[("reason", "not-needed")]).await.shows("value=\"not-needed\" selected");
    acts(&unit, &path, "passing", &json!({})).await.is(200);

    let by_page = signed_in_again(&town, "department").await;
    unchosen(&by_page, &by_page.open(&page_of(&path)).await, &[("to", "plan-draft")]).await;
    let several = by_page.open(&format!("{}/steps", page_of(&plan))).await;
    let seen = department.get(&path).await.is(200);
    let version = seen.version().trim_matches(|c: char| !c.is_ascii_digit());
    let chosen = format!("{}.{version}", begun.text("id"));
    let again = unchosen(&by_page, &several, &[("posts[]", &*chosen)]).await;
    again.shows(&format!("value=\"{chosen}\""));
    assert_eq!(again.body.matches(" checked><a").count(), 1, "the box stays ticked: {}", again.body);
    let gone = by_page.send_form(&again, "id=\"act\"", &[("posts[]", &*chosen), ("ruling", "agree")]).await;
    gone.is_ok().shows("已一并办理1个岗位");

    let by_page = town.officer("municipal", Language::Zh).await.browser;
    unchosen(&by_page, &by_page.open(&page_of(&plan)).await, &[("reason", "plan-incomplete")]).await;
    assert_eq!(unit.get(&plan).await.is(200).body["hand"], "plan-department-review");
}
