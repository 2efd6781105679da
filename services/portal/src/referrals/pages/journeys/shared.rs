//! What a referrer may know is changed later, by page and by API, and by nobody but the nominee.

use actix_web::http::header::{AUTHORIZATION, IF_MATCH};
use serde_json::{Value, json};

use super::*;

#[actix_web::test]
async fn what_the_referrer_may_know_is_changed_later_and_by_the_nominee_alone() {
    let door = Door::open().await;
    browser!(door, call, chen);
    recommends(&door, &mut chen, CHEN, &[]).await;
    let mut wang = Browser::new(&call);
    accepts(&door, &mut wang, "nothing").await;
    let submitted = wang.files("/nominate/2026-037", &FILING).await;
    assert!(submitted.location.starts_with("/receipts/"), "{}", submitted.body);
    assert!(chen.open("/referrals").await.body.contains("对方已经答复"));

    let status = wang.open(&submitted.location.replace("/receipts/", "/track/")).await;
    let (_, after) = status.body.split_once("href=\"/nominations/").expect("a link");
    let path = format!("/nominations/{}", after.split('"').next().expect("its end"));
    assert!(path.ends_with("/sharing"), "{path}");
    assert_eq!(chen.open(&path).await.status, 404, "it is the nominee's");
    let page = wang.open(&path).await;
    assert!(page.body.contains("陈明") && page.body.contains("value=\"nothing\" checked"), "{}", page.body);
    let referral = page.hidden("referral").expect("an id");
    let field = format!("sharing.{referral}");
    let refused = wang.send(&path, &page, &[("referral", &referral)]).await;
    assert!(refused.status == 422 && refused.body.contains(&format!("href=\"#{field}\"")), "{}", refused.body);
    let saved = wang.send(&path, &page, &[("referral", &referral), (&field, "filed")]).await;
    assert_eq!(saved.location, format!("{path}?saved=1"), "{}", saved.body);
    assert!(wang.open(&saved.location).await.body.contains("已改好"));
    assert!(chen.open("/referrals").await.body.contains("已经申报"));
    let old = wang.send(&path, &page, &[("referral", &referral), (&field, "milestones")]).await;
    assert!(old.status == 422 && old.body.contains("value=\"milestones\" checked"), "{}", old.body);

    let bearer = |browser: &Browser| format!("Bearer {}", browser.cookies["yincai_applicant"]);
    let (hers, his) = (bearer(&wang), bearer(&chen));
    let listed = format!("/api/portal/v1{}", path.replace("/sharing", "/referrals"));
    let list = async |who: &str| call(TestRequest::get().uri(&listed).insert_header((AUTHORIZATION, who))).await;
    let spoken: Value = serde_json::from_str(&list(&hers).await.body).expect("JSON");
    let one = &spoken["items"][0];
    assert_eq!((&one["referrer"], &one["sharing"], &one["version"]), (&json!("陈明"), &json!("filed"), &json!(3)));
    assert_eq!(list(&his).await.status, 404);
    let change = async |who: &str| {
        let change =
            TestRequest::put().uri(&format!("{listed}/{referral}/sharing")).set_json(json!({ "sharing": "nothing" }));
        call(change.insert_header((AUTHORIZATION, who)).insert_header((IF_MATCH, "\"v3\""))).await.status
    };
    assert_eq!((change(&his).await, change(&hers).await, change(&hers).await), (404, 200, 412));
    let hidden = chen.open("/referrals").await;
    assert!(hidden.body.contains("对方已经答复") && !hidden.body.contains("已经申报"), "{}", hidden.body);
}
