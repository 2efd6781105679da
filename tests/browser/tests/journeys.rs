//! From the public list to the reply in the mailbox, as people do it in a browser without scripts:
//! on a phone and at a desk, in Chinese and in English.

use browser::lived_in::recommendation;
use browser::{Driver, Place, Screen, Seat, journey};
use domain::Language;
use tests::{Town, filings};

async fn goes_all_the_way(language: Language, screen: Screen) {
    let (town, driver) = (Town::new().await, Driver::start());
    let screen = screen.without_scripts();
    journey::goes_all_the_way(Seat { place: Place::Whole(&town), driver: &driver, screen, language }).await;
}

/// By the link of the letter: a browser that may not say where it comes from could not answer.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants Chromium, which .ci/run installs"]
async fn somebody_recommended_accepts_on_a_phone() {
    let (town, driver) = (Town::new().await, Driver::start());
    let language = Language::Zh;
    let seat = Seat { place: Place::Whole(&town), driver: &driver, screen: Screen::PHONE.without_scripts(), language };
    let referrer = seat.signs_in("/referrals", "chen@example.com").await;
    referrer.open(language, "/refer/organisation").await;
    let told = recommendation("陈明", "lin@example.com", "林知远");
    for page in [&told[..1], &told[1..5], &told[5..6], &told[6..]] {
        for (name, value) in page {
            referrer.fill(name, value).await;
        }
        referrer.press("main button.btn").await;
    }
    referrer.shows("等对方答复").await;

    let nominee = seat.window().await;
    nominee.follow(&filings::invitation(&town, "lin@example.com", 1).await).await;
    nominee.press("main button[value=accept]").await;
    nominee.shows("选推荐人可以知道什么").await;
    nominee.fill("sharing", "filed").await;
    nominee.press("main button[value=accept]").await;
    nominee.shows("您接受了推荐").await;
    nominee.open(language, "/nominate/organisation/person").await;
    assert_eq!(nominee.attribute("main [name=name]", "value").await, "林知远");
    nominee.close().await;
    referrer.open(language, "/referrals").await;
    referrer.shows("已经接受").await;
    referrer.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants Chromium, which .ci/run installs"]
async fn all_the_way_on_a_phone_in_chinese() {
    goes_all_the_way(Language::Zh, Screen::PHONE).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants Chromium, which .ci/run installs"]
async fn all_the_way_on_a_phone_in_english() {
    goes_all_the_way(Language::En, Screen::PHONE).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants Chromium, which .ci/run installs"]
async fn all_the_way_at_a_desk_in_chinese() {
    goes_all_the_way(Language::Zh, Screen::DESKTOP).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants Chromium, which .ci/run installs"]
async fn all_the_way_at_a_desk_in_english() {
    goes_all_the_way(Language::En, Screen::DESKTOP).await;
}
