//! A recommendation that nobody answers: reminded of once, its link renewed, and gone when its term is over.
//! However many recommend somebody, the letters to them are few.

use super::*;

#[actix_web::test]
async fn silence_is_reminded_once_a_term_and_then_purged() {
    let door = Door::open().await;
    browser!(door, call, chen);
    recommends(&door, &mut chen, CHEN, &[]).await;
    let first = link(&door).await;
    door.later(DAY * 6).await;
    assert_eq!(letters(&door).await.len(), 1);
    door.later(DAY).await;
    door.later(DAY).await;
    assert_eq!(letters(&door).await[0], ("referral-reminder", WANG.to_owned()));
    assert_eq!(letters(&door).await.len(), 2);
    let second = link(&door).await;
    let mut wang = Browser::new(&call);
    assert!(first != second);
    for link in [&first, &second] {
        assert_eq!(wang.open(link).await.status, 200);
    }
    door.later(DAY * 14).await;
    assert_eq!(letters(&door).await.len(), 2, "the post has closed: nobody is reminded of it");
    assert_eq!(forgotten(&door).await, 0);
    door.later(DAY * 38).await;
    assert_eq!(forgotten(&door).await, 1);
    for link in [&first, &second] {
        assert_eq!(wang.open(link).await.status, 404);
    }
    let listed = chen.open("/referrals").await;
    let listed = if listed.status == 303 { chen.enter(&door, CHEN, "/referrals").await } else { listed };
    assert!(listed.body.contains("到期了") && !listed.body.contains("买买提"), "{}", listed.body);
}

#[actix_web::test]
async fn a_link_that_ended_is_renewed_to_the_same_address() {
    let door = Door::open_with("[portal]\nreferral_link_days = 3").await;
    browser!(door, call, chen);
    recommends(&door, &mut chen, CHEN, &[]).await;
    let ended = link(&door).await;
    door.later(DAY * 3).await;
    let mut wang = Browser::new(&call);
    let page = wang.open(&ended).await;
    assert!(page.status == 410 && page.body.contains("这个链接过了时限"), "{}", page.body);
    let refused = wang.send(&ended, &page, &[("do", "accept"), ("sharing", "nothing")]).await;
    assert!(refused.status == 410 && refused.body.contains("这个链接过了时限"), "{}", refused.body);
    let renewed = wang.send(&ended, &page, &[("do", "renew")]).await;
    assert!(renewed.status == 200 && renewed.body.contains("新的链接已经寄出"), "{}", renewed.body);
    assert_eq!(letters(&door).await.len(), 2);
    let fresh = link(&door).await;
    assert_eq!((wang.open(&fresh).await.status, wang.open(&ended).await.status), (200, 410));
}

#[actix_web::test]
async fn nobody_is_flooded_and_nobody_learns_that_others_recommended_them() {
    let door = Door::open().await;
    browser!(door, call, visitor);
    for referrer in ["a@example.com", "b@example.com", "c@example.com", "d@example.com"] {
        visitor.cookies.clear();
        assert_eq!(recommends(&door, &mut visitor, referrer, &[]).await.location, "/referrals?sent=1");
    }
    assert_eq!(letters(&door).await.len(), 3);
    assert!(visitor.open("/referrals").await.body.contains("等对方答复"));
    door.later(DAY + Duration::from_secs(60)).await;
    assert_eq!(letters(&door).await.len(), 4);
}
