//! Killed with -9 between any two steps the program starts again, loses nothing and doubles nothing.

use domain::Language;
use reqwest::Method;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;
use tests::applicant::receipt;
use tests::{Town, filings};

#[tokio::test(flavor = "multi_thread")]
async fn a_nomination_survives_a_kill_between_any_two_steps() {
    let mut town = Town::apart().await;
    let person = town.applicant("林知远", "lin@example.com", Language::Zh);
    let number = town.hospital_post().await;
    let form = person.open_signed_in(&town, &format!("/nominate/{number}"), 0).await;
    town.kill_and_start().await;

    let slip = person.submits(&form).await;
    let receipt = receipt(&slip);
    town.kill_and_start().await;
    town.mails_when(&person.mail, 2).await;

    let mut officers = Vec::new();
    for login in ["unit-hospital", "secretary", "prefecture"] {
        officers.push(town.officer(login, Language::Zh).await);
        town.kill_and_start().await;
    }
    for officer in [0, 0, 0, 0, 1, 2].map(|officer: usize| &officers[officer]) {
        let case = town.until("the case in the inbox", async || officer.find(&receipt).await).await;
        town.kill_and_start().await;
        officer.passes(&case, "同意").await;
        town.kill_and_start().await;
    }

    let mails = town.mails_when(&person.mail, 6).await;
    let subjects: Vec<&str> = mails.iter().filter_map(|mail| mail["subject"].as_str()).collect();
    let mut distinct = subjects.clone();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(distinct.len(), subjects.len(), "a letter came twice: {subjects:?}");
    let status = person.browser.open(&format!("/track/{receipt}")).await;
    status.is_ok().shows("〕1号");
    town.kill_and_start().await;
    town.mails_when(&person.mail, 6).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_while_it_fills_an_empty_folder_it_starts_again_with_every_post_once() {
    let mut town = Town::killed_at_birth([20, 60, 120, 200, 300, 450, 650, 900]).await;
    let listed = town.get("/api/portal/v1/posts?limit=200").await;
    let mut numbers: Vec<&str> =
        listed["items"].as_array().expect("posts").iter().filter_map(|post| post["number"].as_str()).collect();
    let count = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    assert!(count >= 80 && numbers.len() == count, "{count} posts, {} numbers", numbers.len());
    town.officer("secretary", Language::Zh).await;
    town.kill_and_start().await;
    assert_eq!(town.get("/api/portal/v1/posts?limit=200").await["items"].as_array().map(Vec::len), Some(count));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_older_than_the_extracts_for_lists_is_listed_and_gets_its_own_at_the_next_start() {
    let mut town = Town::apart().await;
    let person = town.applicant("林知远", "lin@example.com", Language::Zh);
    let form = person.open_signed_in(&town, &format!("/nominate/{}", town.hospital_post().await), 0).await;
    let receipt = receipt(&person.submits(&form).await);
    let unit = town.officer("unit-hospital", Language::Zh).await;
    town.until("the case in the inbox", async || unit.find(&receipt).await).await;

    let database = town.databases.open(&town.data, "review").await;
    database.execute_unprepared("UPDATE cases SET extract = NULL").await.expect("as they were");
    unit.inbox().await.is_ok().shows(&receipt).shows("林知远").shows("10(4)");
    town.kill_and_start().await;
    town.until("the extracts", async || {
        let bare = "SELECT COUNT(*) FROM cases WHERE extract IS NULL";
        let bare = Statement::from_string(database.get_database_backend(), bare);
        let counted = database.query_one_raw(bare).await.expect("counted").expect("a row");
        (counted.try_get_by_index::<i64>(0).expect("a number") == 0).then_some(())
    })
    .await;
    unit.inbox().await.is_ok().shows(&receipt).shows("林知远").shows("10(4)");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_that_does_not_open_holds_up_the_extract_of_no_other() {
    let mut town = Town::apart().await;
    let unit = town.officer("unit-hospital", Language::Zh).await;
    let mut receipts = Vec::new();
    for (name, mail) in [("林知远", "lin@example.com"), ("王芳", "wang@example.com")] {
        let person = town.applicant(name, mail, Language::Zh);
        let form = person.open_signed_in(&town, &format!("/nominate/{}", town.hospital_post().await), 0).await;
        let receipt = receipt(&person.submits(&form).await);
        town.until("the case in the inbox", async || unit.find(&receipt).await).await;
        receipts.push(receipt);
    }

    let database = town.databases.open(&town.data, "review").await;
    let broken = format!("UPDATE cases SET dossier = stage WHERE receipt = '{}'", receipts[0]);
    for older in ["UPDATE cases SET extract = NULL", &broken] {
        database.execute_unprepared(older).await.expect("as they were");
    }
    town.kill_and_start().await;
    town.until("the extracts of the others", async || {
        let bare = "SELECT receipt FROM cases WHERE extract IS NULL";
        let bare = Statement::from_string(database.get_database_backend(), bare);
        let found = database.query_all_raw(bare).await.expect("found");
        let found = found.iter().map(|row| row.try_get_by_index::<String>(0).expect("a receipt"));
        (found.collect::<Vec<_>>() == receipts[..1]).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_older_than_the_search_is_found_after_the_next_start_and_one_that_was_erased_is_not() {
    let mut town = Town::apart().await;
    let unit = town.officer("unit-hospital", Language::Zh).await;
    let mut receipts = Vec::new();
    for (name, mail) in [("林知远", "lin@example.com"), ("王芳", "wang@example.com")] {
        let person = town.applicant(name, mail, Language::Zh);
        let form = person.open_signed_in(&town, &format!("/nominate/{}", town.hospital_post().await), 0).await;
        let receipt = receipt(&person.submits(&form).await);
        town.until("the case in the inbox", async || unit.find(&receipt).await).await;
        receipts.push((person, receipt));
    }
    let [(_, lins), (wang, wangs)] = &receipts[..] else { panic!("two cases") };
    let asks = wang.browser.open("/own-data/erasure").await;
    wang.browser.send(&asks, &[("sure", "yes")]).await.is_ok();
    town.until("the erasure", async || unit.searches("王芳").await.body.contains("没有查到").then_some(())).await;

    let database = town.databases.open(&town.data, "review").await;
    for older in ["DELETE FROM case_clues", "DELETE FROM case_documents"] {
        database.execute_unprepared(older).await.expect("as it was");
    }
    unit.searches("林知远").await.is_ok().shows("没有查到");
    town.kill_and_start().await;
    town.until("the older case", async || unit.searches("林知远").await.body.contains(lins).then_some(())).await;
    unit.searches("E12345678").await.is_ok().shows(lins);
    unit.searches("王芳").await.is_ok().shows("没有查到");
    unit.searches(wangs).await.is_ok().shows("申报人已删除数据");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_recommended_before_recommenders_had_their_lists_is_listed_after_the_next_start() {
    let mut town = Town::apart().await;
    let (chen, nobody) = (town.applicant_api("chen@example.com", 0).await, town.api(Language::Zh));
    let referral = json!({
        "name": "陈明", "recommender": "23", "relationship": "colleague", "why": "十年的同事", "agreed": "yes",
        "nominee": { "name": "林知远", "mail": "lin@example.com" }
    });
    let sent = json!({ "post": filings::hospital_post(&town).await, "referral": referral });
    chen.post("/api/portal/v1/referrals", &sent).await.is(201);
    let link = filings::invitation(&town, "lin@example.com", 1).await;
    let accepting = json!({ "token": filings::token(&link), "sharing": "filed" });
    let accepted = nobody.post("/api/portal/v1/referrals/acceptances", &accepting).await.is(201);
    let lin = nobody.with_token(accepted.body["session"]["token"].as_str().expect("a token"));
    let draft = format!("/api/portal/v1/nominations/{}", accepted.text("nomination"));
    lin.act(&draft, Method::PUT, &format!("{draft}/filing"), &filings::filing("林知远")).await.is(200);
    let filed = filings::submits(&lin, accepted.text("nomination").to_owned()).await;
    let unit = town.officer_api("unit-hospital").await;
    let case = filings::case_of(&town, &unit, &filed).await;
    let voices = unit.get(&format!("/api/review/v1/cases/{case}")).await.is(200).body["voices"].clone();
    let recommender = voices[0]["recommender"]["id"].as_str().expect("an id");
    let path = format!("/api/review/v1/recommenders/{recommender}/cases");
    let listed = async || unit.get(&path).await.is(200).body["items"][0]["receipt"].as_str().map(str::to_owned);
    assert_eq!(listed().await.as_ref(), Some(&filed.receipt));

    let database = town.databases.open(&town.data, "review").await;
    database.execute_unprepared("DELETE FROM case_clues").await.expect("as it was");
    assert_eq!(listed().await, None);
    town.kill_and_start().await;
    assert_eq!(town.until("the earlier case", listed).await, filed.receipt);
}

#[tokio::test(flavor = "multi_thread")]
async fn recommenders_entered_before_the_public_was_told_of_any_are_told_at_the_next_start() {
    async fn is_known(town: &Town) {
        let browser = town.browser(Language::Zh);
        let known = async || browser.open("/refer?recommender=23").await.body.contains("23号推荐员").then_some(());
        town.until("the recommender", known).await;
    }
    let mut town = Town::apart().await;
    is_known(&town).await;
    let review = town.databases.open(&town.data, "review").await;
    review.execute_unprepared("UPDATE recommenders SET told = FALSE").await.expect("as they were");
    let portal = town.databases.open(&town.data, "portal").await;
    portal.execute_unprepared("DELETE FROM recommenders").await.expect("as it was");
    town.browser(Language::Zh).open("/refer?recommender=23").await.is_ok().shows("现在没有这个编号的推荐员");
    town.kill_and_start().await;
    is_known(&town).await;
}
