//! What cannot be done is parked where the system administrator sees it, and holds nothing else back.

use domain::Language;
use reqwest::Method;
use tests::Town;
use tests::parked::{parked, tells_unreadable_letters};

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_cannot_be_read_is_shown_tried_again_and_skipped() {
    let town = Town::new().await;
    let administrator = town.officer_api("admin-system").await;
    let told = tells_unreadable_letters(&town, 2).await;
    let first = town.until("the parked letter", async || parked(&administrator).await.into_iter().next()).await;
    assert_eq!((&first.0, &*first.1), (&told[0], "not-allowed"));
    town.applicant_api("lin@example.com", 0).await;

    let path = format!("/api/review/v1/parked-events/{}", told[0]);
    let version = administrator.get(&path).await.is(200).version().to_owned();
    let ask = |act: &str, version: &str, key: &str| {
        let request = administrator.request(Method::POST, &format!("{path}/{act}"));
        administrator.answer(request.header("If-Match", version).header("Idempotency-Key", key))
    };
    let asked = ask("retry", &version, "once").await.is(200);
    assert_eq!(ask("retry", &version, "once").await.is(200).body, asked.body, "the same key, the same answer");
    ask("skip", &version, "other").await.is(412);
    let tried = town.until("the next try", async || {
        parked(&administrator).await.into_iter().find(|(_, _, version)| *version == first.2 + 2)
    });
    let (_, why, version) = tried.await;
    assert_eq!(why, "not-allowed");

    ask("skip", &format!("\"v{version}\""), "gone").await.is(200);
    let second = town
        .until("the one behind it", async || parked(&administrator).await.into_iter().find(|(id, ..)| *id != told[0]));
    assert_eq!(second.await.0, told[1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_parked_is_skipped_by_page() {
    let town = Town::new().await;
    let told = tells_unreadable_letters(&town, 1).await;
    let page = town.officer("admin-system", Language::En).await.browser;
    let listed = town.until("the parked letter", async || {
        let listed = page.open("/staff/operations").await.is_ok().clone();
        listed.body.contains(&told[0]).then_some(listed)
    });
    let listed = listed.await;
    listed.shows("yincai.letter-due.v1").shows("not-allowed");
    page.send_to(&format!("/en/staff/operations/{}", told[0]), &listed, &[("ruling", "skip")]).await.is_ok();
    town.until("nothing parked", async || {
        page.open("/staff/operations").await.body.contains("Nothing is parked.").then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_is_shown_what_is_parked() {
    let town = Town::new().await;
    for login in ["secretary", "auditor", "admin-security", "unit-hospital"] {
        let page = town.officer(login, Language::Zh).await.browser.open("/staff/operations").await;
        assert_eq!(page.status, 403, "{login}");
    }
}
