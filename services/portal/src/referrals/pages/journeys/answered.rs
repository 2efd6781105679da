//! The nominee's answer by the link of the letter, which whoever has it can give once.
//! Nothing is answered by opening it, and nothing is learned by guessing one.

use super::*;

#[actix_web::test]
async fn a_nominee_declines_and_what_was_written_is_gone() {
    let door = Door::open().await;
    browser!(door, call, chen);
    recommends(&door, &mut chen, CHEN, &[]).await;
    let mut wang = Browser::new(&call);
    let link = link(&door).await;
    let page = wang.open(&link).await;
    let declined = wang.send(&link, &page, &[("do", "decline"), ("reason", "unknown-referrer")]).await;
    assert!(declined.status == 200 && declined.body.contains("您已经谢绝"), "{}", declined.body);
    assert!(!wang.cookies.contains_key("yincai_applicant"));
    let [(told, to), ..] = &letters(&door).await[..] else {
        panic!("nobody was told");
    };
    assert_eq!((*told, to.as_str()), ("referral-declined", CHEN));
    assert_eq!(forgotten(&door).await, 1);
    let listed = chen.open("/referrals").await;
    assert!(listed.body.contains("谢绝了") && !listed.body.contains("买买提"), "{}", listed.body);
    assert!(!listed.body.contains("不认识"), "{}", listed.body);
    assert_eq!(wang.open(&link).await.status, 404);
    let again = writes(&mut chen, &REFERRAL).await;
    assert!(again.status == 422 && again.body.contains("我们不再写信去问"), "{}", again.body);
}

#[actix_web::test]
async fn opening_a_link_answers_nothing_and_answering_uses_it_up() {
    let door = Door::open().await;
    browser!(door, call, chen);
    recommends(&door, &mut chen, CHEN, &[]).await;
    let link = link(&door).await;
    for _ in 0..5 {
        let mut scanner = Browser::new(&call);
        assert_eq!(scanner.open(&link).await.status, 200);
        assert!(!scanner.cookies.contains_key("yincai_applicant"));
    }
    let (mut wang, mut other) = (Browser::new(&call), Browser::new(&call));
    let (page, late) = (wang.open(&link).await, other.open(&link).await);
    let answer = [("do", "accept"), ("sharing", "nothing")];
    assert_eq!(wang.send(&link, &page, &answer).await.status, 303);
    assert_eq!(wang.send(&link, &page, &answer).await.status, 303, "the same press again is the same answer");
    for answer in [answer.as_slice(), &[("do", "decline")]] {
        let refused = other.send(&link, &late, answer).await;
        assert!(refused.status == 410 && refused.body.contains("已经答复过"), "{}", refused.body);
        assert!(!refused.body.contains("陈明") && !other.cookies.contains_key("yincai_applicant"));
    }
    assert_eq!(other.open(&link).await.status, 410);
}

#[actix_web::test]
async fn a_link_opens_no_account_that_was_there_before() {
    let door = Door::open().await;
    browser!(door, call, wang);
    wang.enter(&door, WANG, "/track").await;
    let mut chen = Browser::new(&call);
    recommends(&door, &mut chen, CHEN, &[]).await;
    let mut holder = Browser::new(&call);
    let accepted = accepts(&door, &mut holder, "filed").await;
    assert!(accepted.status == 200 && accepted.body.contains("凭这个链接不能登录"), "{}", accepted.body);
    assert!(!holder.cookies.contains_key("yincai_applicant"));
    let draft = wang.open("/nominate/2026-037/person").await;
    assert!(draft.body.contains("value=\"买买提·吐尔逊\""), "it is accepted all the same: {}", draft.body);
    let mut li = Browser::new(&call);
    recommends(&door, &mut li, "li@example.com", &[]).await;
    let other = accepts(&door, &mut li, "filed").await;
    assert!(other.status == 200 && other.body.contains("请先退出"), "{}", other.body);
}

#[actix_web::test]
async fn the_owner_who_is_signed_in_is_led_to_the_form() {
    let door = Door::open().await;
    browser!(door, call, wang);
    wang.enter(&door, WANG, "/track").await;
    let mut chen = Browser::new(&call);
    recommends(&door, &mut chen, CHEN, &[]).await;
    let accepted = accepts(&door, &mut wang, "filed").await;
    assert!(accepted.status == 303 && accepted.location.ends_with("?accepted=1"), "{}", accepted.body);
    let form = wang.open(&accepted.location).await;
    assert_eq!(form.status, 200, "{}", form.body);
}

#[actix_web::test]
async fn a_guessed_link_tells_nothing_and_signs_nobody_in() {
    let door = Door::open().await;
    browser!(door, call, chen);
    recommends(&door, &mut chen, CHEN, &[]).await;
    let mut eve = Browser::new(&call);
    let real = link(&door).await;
    let page = eve.open("/invitations/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").await;
    assert!(page.status == 404 && page.body.contains("这个链接打不开推荐"), "{}", page.body);
    let form = eve.open(FORM).await;
    for guess in ["x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", &real[13..40], "..%2f.."] {
        let path = format!("/invitations/{guess}");
        for answer in ["accept", "decline", "renew"] {
            let refused = eve.send(&path, &form, &[("do", answer), ("sharing", "nothing")]).await;
            assert_eq!(refused.status, 404, "{path} {answer}: {}", refused.body);
        }
    }
    assert!(!eve.cookies.contains_key("yincai_applicant"));
    let mut tries = 0;
    while eve.open(&format!("/invitations/{tries}")).await.status == 404 {
        tries += 1;
        assert!(tries < 100, "guessing goes on for ever");
    }
    let mut wang = Browser::new(&call);
    assert_eq!(wang.open(&real).await.status, 200, "the nominee behind the same network still gets through");
}

#[actix_web::test]
async fn a_post_that_closed_since_spends_no_link_and_can_be_declined() {
    let door = Door::open().await;
    browser!(door, call, chen);
    recommends(&door, &mut chen, CHEN, &[]).await;
    let (mut wang, link) = (Browser::new(&call), link(&door).await);
    let open = wang.open(&link).await;
    door.closes_the_post().await;
    let refused = wang.send(&link, &open, &[("do", "accept"), ("sharing", "nothing")]).await;
    assert!(refused.status == 422 && refused.body.contains("接受不了"), "{}", refused.body);
    assert!(!wang.cookies.contains_key("yincai_applicant"), "nobody is signed in on it");
    let shut = wang.open(&link).await;
    for said in ["现在不接受申报", "链接没有用掉", "href=\"/nominate\"", "href=\"/posts\"", "value=\"decline\""]
    {
        assert!(shut.status == 200 && shut.body.contains(said), "{said}: {}", shut.body);
    }
    assert!(!shut.body.contains("value=\"accept\""), "{}", shut.body);
    let letters_before = letters(&door).await.len();
    door.later(DAY * 8).await;
    assert_eq!(letters(&door).await.len(), letters_before, "nobody is reminded of a closed post");
    let declined = wang.send(&link, &shut, &[("do", "decline")]).await;
    assert!(declined.body.contains("您已经谢绝"), "{}", declined.body);
}
