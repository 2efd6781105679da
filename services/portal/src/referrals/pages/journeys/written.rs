//! What is written into the four pages of a recommendation: told where it is wrong, and never lost.
//! No letter leaves before the last page is sent.

use super::*;

#[actix_web::test]
async fn nobody_recommends_themselves_or_the_same_person_twice() {
    let door = Door::open().await;
    browser!(door, call, chen);
    let oneself = recommends(&door, &mut chen, WANG, &[("nominee.mail", "WANG@example.com")]).await;
    assert!(oneself.status == 422 && oneself.body.contains("这是您自己的邮箱"), "{}", oneself.body);
    for kept in ["value=\"买买提·吐尔逊\"", "value=\"WANG@example.com\"", "value=\"colleague\" checked"] {
        assert!(oneself.body.contains(kept), "{kept}: {}", oneself.body);
    }
    assert!(letters(&door).await.is_empty());
    assert_eq!(recommends(&door, &mut chen, CHEN, &[]).await.status, 303);
    let twice = writes(&mut chen, &REFERRAL).await;
    assert!(twice.status == 422 && twice.body.contains("还在等对方答复"), "{}", twice.body);
    assert_eq!(letters(&door).await.len(), 1);
}

#[actix_web::test]
async fn ones_own_address_is_refused_on_the_page_where_it_is_typed() {
    let door = Door::open().await;
    browser!(door, call, chen);
    let you = chen.open(FORM).await;
    let nominee = chen.send(FORM, &you, &[("name", "陈明"), ("mail", CHEN)]).await;
    let oneself = chen.send(FORM, &nominee, &with(&[("nominee.mail", "CHEN@example.com"), ("relationship", "")])).await;
    assert_eq!((oneself.status, oneself.hidden("at").as_deref()), (422, Some("nominee")), "{}", oneself.body);
    assert!(oneself.hidden("from").is_none(), "nothing comes after it yet: {}", oneself.body);
    for said in ["这是您自己的邮箱", "href=\"#relationship\"", "value=\"CHEN@example.com\"", "value=\"买买提·吐尔逊\""]
    {
        assert!(oneself.body.contains(said), "{said}: {}", oneself.body);
    }
    let mut check = oneself;
    while check.hidden("at").as_deref() != Some("check") {
        check = chen.send(FORM, &check, &REFERRAL).await;
        assert_eq!(check.status, 200, "{}", check.body);
    }
    let you = chen.send(FORM, &check, &[("do", "you")]).await;
    let told = chen.send(FORM, &you, &[("name", "陈明"), ("mail", WANG)]).await;
    assert_eq!((told.status, told.hidden("at").as_deref()), (422, Some("nominee")), "{}", told.body);
    assert!(told.body.contains("这是您自己的邮箱") && told.hidden("from").is_some(), "{}", told.body);
    assert!(door.letters().await.is_empty());
}

#[actix_web::test]
async fn what_is_wrong_is_said_on_its_page_before_any_code_is_sent() {
    let door = Door::open().await;
    browser!(door, call, chen);
    let you = chen.open(FORM).await;
    let refused = chen.send(FORM, &you, &[("name", "见evil.example")]).await;
    assert_eq!(refused.status, 422);
    for said in ["href=\"#name\"", "href=\"#mail\"", "不能有网址", "value=\"见evil.example\""] {
        assert!(refused.body.contains(said), "{said}: {}", refused.body);
    }
    let nominee = chen.send(FORM, &refused, &[("name", "陈明"), ("mail", CHEN)]).await;
    let refused = chen.send(FORM, &nominee, &[("nominee.name", "林知远")]).await;
    assert_eq!(refused.status, 422);
    for said in ["href=\"#nominee.mail\"", "href=\"#relationship\"", "value=\"林知远\""] {
        assert!(refused.body.contains(said), "{said}: {}", refused.body);
    }
    assert!(door.letters().await.is_empty());
}

#[actix_web::test]
async fn nothing_typed_is_lost_by_going_back_and_forth() {
    let door = Door::open().await;
    browser!(door, call, chen);
    let you = chen.open(FORM).await;
    let nominee = chen.send(FORM, &you, &[("name", "陈明"), ("mail", CHEN)]).await;
    let half = [("nominee.name", "林知远"), ("nominee.mail", "lin"), ("do", "you")];
    let back = chen.send(FORM, &nominee, &half).await;
    assert!(back.status == 200 && back.body.contains("value=\"陈明\"") && back.body.contains(CHEN), "{}", back.body);
    let again = chen.send(FORM, &back, &[("name", "陈明"), ("mail", CHEN)]).await;
    assert!(again.body.contains("value=\"林知远\"") && again.body.contains("value=\"lin\""), "{}", again.body);
    let whole = with(&[("mail", CHEN), ("agreed", "")]);
    let mut check = again;
    while check.hidden("at").as_deref() != Some("check") {
        check = chen.send(FORM, &check, &whole).await;
        assert_eq!(check.status, 200, "{}", check.body);
    }
    for said in ["陈明", CHEN, "买买提·吐尔逊", WANG, "同事", "介入手术做得最好"] {
        assert!(check.body.contains(said), "{said}: {}", check.body);
    }
    let change = chen.send(FORM, &check, &[("agreed", "yes"), ("do", "why")]).await;
    let changed = chen.send(FORM, &change, &[("why", "他带出了三位科主任")]).await;
    assert!(
        changed.body.contains("他带出了三位科主任") && changed.body.contains("value=\"yes\" checked"),
        "{}",
        changed.body
    );
    let unsaid = chen.send(FORM, &changed, &[]).await;
    assert!(unsaid.status == 422 && unsaid.body.contains("href=\"#agreed\""), "{}", unsaid.body);
    assert!(door.letters().await.is_empty());
}

#[actix_web::test]
async fn what_was_written_for_a_post_that_just_closed_is_shown_and_can_be_taken_along() {
    let door = Door::open().await;
    browser!(door, call, chen);
    let you = chen.open(FORM).await;
    let nominee = chen.send(FORM, &you, &with(&[("mail", CHEN)])).await;
    let why = chen.send(FORM, &nominee, &REFERRAL).await;
    door.closes_the_post().await;
    let closed = chen.send(FORM, &why, &REFERRAL).await;
    assert_eq!(closed.status, 422);
    for said in ["这个岗位现在不接受申报", "买买提·吐尔逊", "介入手术做得最好", CHEN, "href=\"/refer\""]
    {
        assert!(closed.body.contains(said), "{said}: {}", closed.body);
    }
    let along = chen.send("/refer/organisation", &closed, &[("at", "check"), ("do", "why")]).await;
    assert!(along.status == 200 && along.body.contains("介入手术做得最好"), "{}", along.body);
    let check = chen.send("/refer/organisation", &along, &REFERRAL).await;
    assert!(check.body.contains("买买提·吐尔逊") && check.body.contains("寄出"), "{}", check.body);
    assert_eq!(chen.open(FORM).await.status, 404);
}
