//! Somebody is recommended, and answers by the link of the letter, or does not.

use std::sync::Arc;
use std::time::Duration;

use browser::Driver;
use browser::lived_in::{recommendation, recommends};
use browser::people::submits;
use domain::Language;
use tests::{Ahead, Town, filings};

use super::{either, on_a_phone};

/// After this many days without an answer a recommendation has ended.
const SILENCE: u32 = 61;

/// By the link of the letter: a browser that may not say where it comes from could not answer.
async fn accepted(language: Language) {
    let (town, driver) = (Town::new().await, Driver::start());
    let seat = on_a_phone(&town, &driver, language);
    let number = town.hospital_post().await;
    let referrer = seat.signs_in("/referrals", "chen@example.com").await;
    referrer.open(language, &format!("/refer/{number}")).await;
    let mut told = recommendation("陈明", "lin@example.com", "林致远");
    told[4].1 = language.tag();
    for page in [&told[..1], &told[1..5], &told[5..6], &told[6..]] {
        for (name, value) in page {
            referrer.fill(name, value).await;
        }
        referrer.press("main button.btn").await;
    }
    referrer.shows(either(language, "等对方答复", "Waiting for their answer")).await;

    let nominee = seat.window().await;
    nominee.follow(&filings::invitation(&town, "lin@example.com", 1).await).await;
    nominee.press("main button[value=accept]").await;
    nominee
        .shows(either(language, "选推荐人可以知道什么", "Choose what the person who recommended you may know"))
        .await;
    nominee.fill("sharing", "milestones").await;
    nominee.press("main button[value=accept]").await;
    nominee.shows(either(language, "您接受了推荐", "You have accepted the recommendation")).await;
    nominee.open(language, &format!("/nominate/{number}/person")).await;
    assert_eq!(nominee.attribute("main [name=name]", "value").await, "林致远", "as the referrer wrote it");
    referrer.open(language, "/referrals").await;
    referrer.shows(either(language, "已经接受", "Accepted")).await;

    let lin = town.applicant("林知远", "lin@example.com", language);
    nominee.open(language, &format!("/nominate/{number}")).await;
    submits(&nominee, &lin).await;
    nominee.shows(either(language, "收到", "receipt")).await;
    nominee.open(language, "/track").await;
    nominee.press("main a[href*='/track/YC']").await;
    nominee.shows("林知远").await;
    referrer.open(language, "/referrals").await;
    referrer.shows(either(language, "对方允许您看公开的进度", "They let you see the public stages")).await;

    nominee.press("main a[href$='/sharing']").await;
    let choice = nominee.attribute("main section.part [type=radio]", "name").await;
    nominee.fill(&choice, "nothing").await;
    nominee.press("main section.part button").await;
    nominee.shows(either(language, "已改好", "Changed.")).await;
    nominee.press("main p.acts:last-child a").await;
    nominee.shows("林知远").await;
    nominee.close().await;
    referrer.open(language, "/referrals").await;
    referrer.shows(either(language, "对方已经答复", "They have answered")).await;
    referrer.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants Chromium, which .ci/run installs"]
async fn a_recommendation_accepted_corrected_and_submitted_in_chinese() {
    accepted(Language::Zh).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants Chromium, which .ci/run installs"]
async fn a_recommendation_accepted_corrected_and_submitted_in_english() {
    accepted(Language::En).await;
}

async fn declined_and_ignored(language: Language) {
    let ahead = Ahead::default();
    let (town, driver) = (Town::at("", Arc::new(ahead.clone())).await, Driver::start());
    let seat = on_a_phone(&town, &driver, language);
    let chen = town.applicant("陈明", "chen@example.com", language);
    chen.open_signed_in(&town, "/referrals", 0).await;
    for (mail, name) in [("lin@example.com", "林知远"), ("wang@example.com", "王芳")] {
        recommends(&chen, mail, name).await;
    }

    let lin = seat.window().await;
    lin.open(language, &filings::invitation(&town, "lin@example.com", 1).await).await;
    lin.press("main button[value=decline]").await;
    lin.shows(either(language, "您已经谢绝", "You have declined")).await;
    lin.close().await;

    let ignored = filings::invitation(&town, "wang@example.com", 1).await;
    ahead.advance(Duration::from_secs(24 * 3600) * SILENCE);
    let referrer = seat.signs_in_again("/referrals", &chen.mail).await;
    let ended = async || {
        referrer.open(language, "/referrals").await;
        referrer.words().await.contains(either(language, "对方没有答复", "They did not answer")).then_some(())
    };
    town.until("the end of the term", ended).await;
    referrer.shows(either(language, "谢绝了", "Declined")).await;
    for name in ["林知远", "王芳"] {
        assert!(!referrer.words().await.contains(name), "what was said of {name} is purged");
    }
    referrer.close().await;

    let wang = seat.window().await;
    wang.open(language, &ignored).await;
    wang.shows(either(language, "打不开", "opens no recommendation")).await;
    wang.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants Chromium, which .ci/run installs"]
async fn a_recommendation_declined_and_one_ignored_in_chinese() {
    declined_and_ignored(Language::Zh).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants Chromium, which .ci/run installs"]
async fn a_recommendation_declined_and_one_ignored_in_english() {
    declined_and_ignored(Language::En).await;
}
