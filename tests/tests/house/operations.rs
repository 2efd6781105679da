//! What cannot be done is parked where the system administrator sees it, and holds nothing else back.

use domain::Language;
use reqwest::Method;
use tests::parked::{parked, plants_a_broken_event, tells_unreadable_letters};
use tests::tampering;
use tests::{StaffMember, Town};

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_cannot_be_read_is_shown_tried_again_and_skipped() {
    let town = Town::new().await;
    let administrator = town.officer_api("admin-system").await;
    let told = tells_unreadable_letters(&town.databases, &town.data, 2).await;
    let first = town.until("the parked letter", async || parked(&administrator).await.into_iter().next()).await;
    assert_eq!((&first.event, &*first.why), (&told[0], "not-allowed"));
    town.applicant_api("lin@example.com", 0).await;

    let path = format!("/api/review/v1/parked-events/{}", first.id);
    let version = administrator.get(&path).await.is(200).version().to_owned();
    let ask = |act: &str, version: &str, key: &str| {
        let request = administrator.request(Method::POST, &format!("{path}/{act}"));
        administrator.answer(request.header("If-Match", version).header("Idempotency-Key", key))
    };
    let asked = ask("retry", &version, "once").await.is(200);
    assert_eq!(ask("retry", &version, "once").await.is(200).body, asked.body, "the same key, the same answer");
    ask("skip", &version, "other").await.is(412);
    let tried = town.until("the next try", async || {
        parked(&administrator).await.into_iter().find(|parked| parked.version == first.version + 2)
    });
    let tried = tried.await;
    assert_eq!(tried.why, "not-allowed");

    ask("skip", &format!("\"v{}\"", tried.version), "gone").await.is(200);
    let second = town.until("the one behind it", async || {
        parked(&administrator).await.into_iter().find(|parked| parked.event != told[0])
    });
    assert_eq!(second.await.event, told[1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_parked_is_skipped_by_page() {
    let town = Town::new().await;
    let told = tells_unreadable_letters(&town.databases, &town.data, 1).await;
    let page = town.officer("admin-system", Language::En).await.browser;
    let listed = town.until("the parked letter", async || {
        let listed = page.open("/staff/operations").await.is_ok().clone();
        listed.body.contains(&told[0]).then_some(listed)
    });
    let listed = listed.await;
    listed.shows("yincai.letter-due.v1").shows("not-allowed");
    let action = listed.between("action=\"/en/staff/operations/", "\"").expect("a form");
    page.send_to(&format!("/en/staff/operations/{action}"), &listed, &[("ruling", "skip")]).await.is_ok();
    town.until("nothing parked", async || {
        page.open("/staff/operations").await.body.contains("Nothing is parked.").then_some(())
    })
    .await;
}

/// Review and notify both read what the portal told, and each decides on its own.
#[tokio::test(flavor = "multi_thread")]
async fn what_the_program_cannot_read_is_parked_once_in_each_service_and_all_else_goes_on() {
    let town = Town::new().await;
    let administrator = town.officer_api("admin-system").await;
    let told = plants_a_broken_event(&town.databases, &town.data).await;
    let both = town.until("both services", async || {
        let parked = parked(&administrator).await;
        (parked.len() == 2).then_some(parked)
    });
    let both = both.await;
    assert!(both.iter().all(|parked| (&*parked.event, &*parked.why) == (&*told, "unreadable")), "{both:?}");
    let ready = town.api(Language::En).get("/health/ready").await.is(200).body.to_string();
    for service in ["review", "notify"] {
        assert!(ready.contains(&format!("{service} has put aside what it could not do (1)")), "{ready}");
    }
    let page = StaffMember::sign_in(town.browser(Language::En), "admin-system", &town.next_code("admin-system")).await;
    page.browser.open("/staff/operations").await.shows("Cannot be read");
    town.applicant_api("lin@example.com", 0).await;

    for parked in both {
        let skip = format!("/api/review/v1/parked-events/{}/skip", parked.id);
        let request = administrator.request(Method::POST, &skip).header("If-Match", "\"v1\"");
        administrator.answer(request.header("Idempotency-Key", &parked.id)).await.is(200);
    }
    town.until("nothing parked", async || parked(&administrator).await.is_empty().then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trail_that_was_changed_is_told_with_what_to_do() {
    let town = Town::new().await;
    town.until("a sealed row", async || {
        let change = "UPDATE audit SET hash = 'x' WHERE number = (SELECT max(number) FROM audit)";
        (tampering::execute(&town.databases, &town.data, "portal", change).await == 1).then_some(())
    })
    .await;
    town.applicant_api("lin@example.com", 0).await;
    let told = town.until("that it is told", async || {
        let ready = town.api(Language::En).get("/health/ready").await;
        (ready.status == 503).then_some(ready.body)
    });
    let told = told.await;
    assert_eq!((&told["services"]["portal"], &told["services"]["review"]), (&"fault".into(), &"ok".into()));
    assert_eq!((&told["wrong"][0]["service"], &told["wrong"][0]["what"]), (&"portal".into(), &"sealer".into()));
    let advice = told["wrong"][0]["advice"].as_str().expect("words");
    assert!(advice.contains("yincai audit verify") && advice.contains("keep a copy of the data folder"), "{advice}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_is_shown_what_is_parked() {
    let town = Town::new().await;
    for login in ["secretary", "auditor", "admin-security", "unit-hospital"] {
        let page = town.officer(login, Language::Zh).await.browser.open("/staff/operations").await;
        assert_eq!(page.status, 403, "{login}");
    }
}
