//! The same way through the gateway, with two processes of each service, over PostgreSQL, Redis and SMTP.

use browser::{Driver, Place, Screen, Seat, journey};
use domain::Language;
use tests::front::Front;

async fn goes_all_the_way(language: Language, screen: Screen) {
    let front = Front::open().await.expect("the engines and nginx, which .ci/run installs");
    let (driver, screen) = (Driver::start(), screen.without_scripts());
    journey::goes_all_the_way(Seat { place: Place::Apart(&front), driver: &driver, screen, language }).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants Chromium and the engines, which .ci/run installs"]
async fn all_the_way_on_a_phone_in_chinese() {
    goes_all_the_way(Language::Zh, Screen::PHONE).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants Chromium and the engines, which .ci/run installs"]
async fn all_the_way_at_a_desk_in_english() {
    goes_all_the_way(Language::En, Screen::DESKTOP).await;
}
