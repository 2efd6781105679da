//! A draft that was begun for somebody and is deleted: the recommendation waits for an answer again.
//! Its term and its reminders go on as they were.

use super::*;

#[actix_web::test]
async fn a_draft_that_is_deleted_gives_the_recommendation_back() {
    let door = Door::open().await;
    browser!(door, call, chen);
    recommends(&door, &mut chen, CHEN, &[]).await;
    let mut wang = Browser::new(&call);
    let link = link(&door).await;
    accepts(&door, &mut wang, "nothing").await;
    let discard = "/nominate/2026-037/discard";
    let asks = wang.open(discard).await;
    assert!(asks.body.contains("陈明的推荐不会删除"), "{}", asks.body);
    assert_eq!(wang.send(discard, &asks, &[]).await.status, 303);
    assert!(
        chen.open("/referrals").await.body.contains("对方已经答复"),
        "what the person keeps to themselves stays so"
    );
    let again = wang.open(&link).await;
    assert!(again.status == 200 && again.body.contains("介入手术做得最好"), "{}", again.body);
    let accepted = wang.send(&link, &again, &[("do", "accept"), ("sharing", "filed")]).await;
    assert_eq!((accepted.status, accepted.location.as_str()), (303, "/nominate/2026-037?accepted=1"));
    let asks = wang.open(discard).await;
    wang.send(discard, &asks, &[]).await;
    door.later(DAY * 61).await;
    let gone = wang.open(&link).await;
    assert_eq!(gone.status, 404, "its time is over: {}", gone.body);
}

#[actix_web::test]
async fn a_draft_that_outlives_the_term_of_its_recommendation_leaves_nothing_of_it() {
    let door = Door::open().await;
    browser!(door, call, chen);
    recommends(&door, &mut chen, CHEN, &[]).await;
    accepts(&door, &mut Browser::new(&call), "filed").await;
    assert_eq!(forgotten(&door).await, 0, "it goes along with the draft");
    door.later(DAY * 91).await;
    assert_eq!(forgotten(&door).await, 1);
    assert_eq!(Browser::new(&call).open(&link(&door).await).await.status, 404);
}

#[actix_web::test]
async fn a_recommendation_that_was_given_back_is_reminded_of_again() {
    let door = Door::open().await;
    browser!(door, call, chen);
    recommends(&door, &mut chen, CHEN, &[]).await;
    let mut wang = Browser::new(&call);
    accepts(&door, &mut wang, "filed").await;
    let asks = wang.open("/nominate/2026-037/discard").await;
    assert_eq!(wang.send("/nominate/2026-037/discard", &asks, &[]).await.status, 303);
    for days in [6, 1, 1] {
        door.later(DAY * days).await;
    }
    assert_eq!(letters(&door).await[0], ("referral-reminder", WANG.to_owned()));
}
