//! From the public list to the reply in the mailbox, as people do it in a browser without scripts:
//! on a phone and at a desk, in Chinese and in English.

use browser::lived_in::recommendation;
use browser::people::{passes, submits};
use browser::{Driver, Screen, Seat, folder};
use domain::Language;
use tests::{Town, filings};

async fn goes_all_the_way(language: Language, screen: Screen) {
    let (town, driver) = (Town::new().await, Driver::start());
    let seat = Seat { town: &town, driver: &driver, screen: screen.without_scripts(), language };
    let person = town.applicant("买买提·吐尔逊", "mamat@example.com", language);
    let number = town.hospital_post().await;

    let reader = seat.window().await;
    reader.open(language, &format!("/posts/{number}")).await;
    let nominate = reader.attribute("main a.btn[href*='/nominate/']", "href").await;
    reader.close().await;

    let applicant = seat.signs_in(nominate.trim_start_matches("/en"), &person.mail).await;
    applicant.fill("phone", "12").await;
    applicant.press("main button.btn[name=do][value=submit]").await;
    assert!(!applicant.find_all(".errors a[href='#phone']").await.is_empty(), "{}", applicant.words().await);
    assert_eq!(applicant.attribute("main [name=phone]", "value").await, "12");
    submits(&applicant, &person).await;
    let slip = applicant.words().await;
    let receipt = slip.split_whitespace().find(|word| word.starts_with("YC") && word.len() == 18);
    let receipt = receipt.unwrap_or_else(|| panic!("no receipt:\n{slip}")).to_owned();

    for (login, acts) in [("unit-hospital", 4), ("secretary", 1), ("prefecture", 1)] {
        let officer = seat.officer(login).await;
        for _ in 0..acts {
            passes(&town, &officer, language, &receipt).await;
        }
        officer.close().await;
    }

    town.mails_when(&person.mail, 6).await;
    let (subject, letter) = seat.reads_mail(&person.mail).await;
    assert!(subject.contains(&receipt) && letter.contains("〕1号"), "{subject}\n{letter}");
    applicant.open(language, &format!("/track/{receipt}")).await;
    applicant.shows("〕1号").await;
    let name = format!("journey-{}-{}.png", language.tag(), screen.name());
    applicant.picture(&folder().join("shots").join(name)).await;
    applicant.close().await;
}

/// By the link of the letter: a browser that may not say where it comes from could not answer.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants Chromium, which .ci/run installs"]
async fn somebody_recommended_accepts_on_a_phone() {
    let (town, driver) = (Town::new().await, Driver::start());
    let language = Language::Zh;
    let seat = Seat { town: &town, driver: &driver, screen: Screen::PHONE.without_scripts(), language };
    let referrer = seat.signs_in("/referrals", "chen@example.com").await;
    referrer.open(language, "/refer/organisation").await;
    for (name, value) in recommendation("陈明", "lin@example.com", "林知远") {
        referrer.fill(name, value).await;
    }
    referrer.press("main button.btn").await;
    referrer.shows("等对方答复").await;

    let nominee = seat.window().await;
    nominee.follow(&filings::invitation(&town, "lin@example.com", 1).await).await;
    nominee.press("main button[value=accept]").await;
    nominee.shows("选推荐人可以知道什么").await;
    nominee.fill("sharing", "filed").await;
    nominee.press("main button[value=accept]").await;
    nominee.shows("您接受了推荐").await;
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
