//! By when a hand is to be done with a plan: what is past that day is shown as overdue.

use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use domain::Language;
use kit::Clock;
use serde_json::Value;
use tests::planning::{PLANS, TITLE, opens_a_plan};
use tests::{Ahead, Api, Browser, StaffMember, Town};

const DAY: Duration = Duration::from_secs(24 * 3600);
/// A code serves once; the next one is taken a little early.
const A_CODE: Duration = Duration::from_secs(30);

/// The secretary anew, by API and by page, by a clock that is so far ahead: over days every session ends.
async fn secretary(town: &Town, by: Duration) -> (Api, Browser) {
    let api = town.officer_api_with("secretary", &town.code_ahead("secretary", by)).await;
    let code = town.code_ahead("secretary", by + A_CODE);
    let browser = StaffMember::sign_in(town.browser(Language::Zh), "secretary", &code).await.browser;
    (api, browser)
}

/// The row of the plan in the list.
async fn row(browser: &Browser) -> String {
    let list = browser.open("/staff/plans").await;
    let row = list.is_ok().body.split(TITLE).nth(1).and_then(|rest| rest.split("</tr>").next());
    row.expect("its row").to_owned()
}

async fn due(api: &Api, plan: &str) -> NaiveDate {
    let listed = api.get(PLANS).await.is(200);
    let mut plans = listed.body["items"].as_array().into_iter().flatten();
    let item = plans.find(|one| one["id"].as_str().is_some_and(|id| plan.ends_with(id))).expect("the plan in the list");
    let day = |value: &Value| value.as_str().and_then(|day| day.parse().ok()).expect("a day");
    let due = day(&item["due"]);
    assert_eq!(due, day(&api.get(plan).await.is(200).body["due"]), "the list and the plan say the same");
    due
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_overdue_from_the_day_after_the_one_its_hand_has_until() {
    let ahead = Ahead::default();
    let town = Town::at("", Arc::new(ahead.clone())).await;
    let (api, browser) = secretary(&town, Duration::ZERO).await;
    let plan = opens_a_plan(&api, &town.officer_api("municipal").await).await;
    let page = plan.replace("/api/review/v1", "/staff");
    let until = due(&api, &plan).await;
    let left = u32::try_from((until - ahead.today()).num_days()).expect("a day to come");
    assert!(left >= 10, "ten working days are no fewer days: {until}");
    let timely = row(&browser).await;
    assert!(timely.contains("到期") && !timely.contains("逾期"), "{timely}");

    ahead.advance(DAY * left);
    let (_, browser) = secretary(&town, DAY * left).await;
    let last = row(&browser).await;
    assert!(!last.contains("逾期"), "the day itself is in time: {last}");
    assert!(!browser.open(&page).await.is_ok().body.contains("逾期"));

    ahead.advance(DAY);
    let (api, browser) = secretary(&town, DAY * (left + 1)).await;
    assert!(due(&api, &plan).await < ahead.today(), "whoever reads the API sees a day that has passed");
    let late = row(&browser).await;
    assert!(late.contains("<b class=\"soon\">") && late.contains("逾期1个工作日"), "{late}");
    browser.open(&page).await.is_ok().shows("逾期1个工作日");
}
