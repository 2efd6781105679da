//! Somebody is recommended, and answers by the link of the letter, or does not.

use std::sync::Arc;
use std::time::Duration;

use browser::Driver;
use browser::lived_in::{recommendation, recommends};
use domain::Language;
use tests::{Ahead, Town, filings};

use crate::{either, on_a_phone};

/// After this many days without an answer a recommendation has ended.
const SILENCE: u32 = 61;

/// By the link of the letter: a browser that may not say where it comes from could not answer.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "wants Chromium, which .ci/run installs"]
async fn somebody_recommended_accepts_on_a_phone() {
    let (town, driver) = (Town::new().await, Driver::start());
    let language = Language::Zh;
    let seat = on_a_phone(&town, &driver, language);
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
    nominee.fill("sharing", "milestones").await;
    nominee.press("main button[value=accept]").await;
    nominee.shows("您接受了推荐").await;
    nominee.open(language, "/nominate/organisation/person").await;
    assert_eq!(nominee.attribute("main [name=name]", "value").await, "林知远");
    nominee.close().await;
    referrer.open(language, "/referrals").await;
    referrer.shows("已经接受").await;
    referrer.close().await;
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
