//! From the public list to the reply in the mailbox, as people do it in a browser without scripts:
//! on a phone and at a desk, in Chinese and in English.

mod afterwards;
mod filing;
mod planning;
mod referral;

use browser::{Driver, Place, Screen, Seat, journey};
use domain::Language;
use tests::Town;

/// Somebody on a phone without scripts.
fn on_a_phone<'a>(town: &'a Town, driver: &'a Driver, language: Language) -> Seat<'a> {
    Seat { place: Place::Whole(town), driver, screen: Screen::PHONE.without_scripts(), language }
}

/// What a page says in the language of the two.
fn either<'a>(language: Language, zh: &'a str, en: &'a str) -> &'a str {
    if language == Language::En { en } else { zh }
}

async fn goes_all_the_way(language: Language, screen: Screen) {
    let (town, driver) = (Town::new().await, Driver::start());
    let screen = screen.without_scripts();
    journey::goes_all_the_way(Seat { place: Place::Whole(&town), driver: &driver, screen, language }).await;
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
