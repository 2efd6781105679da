//! A referral from the referrer's form to the nominee's answer or silence, as the doors answer it.

use std::time::Duration;

use actix_web::test::{TestRequest, init_service};
use chrono::NaiveDate;
use contract::event::RegisterChanged;
use contract::{Addressed, Event, Letter};
use domain::recommender::Recommender;
use domain::{RecommenderTier, Text};
use futures_util::future::LocalBoxFuture;

use crate::nominations::pages::door::{Browser, Door, Page, WANG};

const FORM: &str = "/refer/2026-037";
const CHEN: &str = "chen@example.com";
const DAY: Duration = Duration::from_secs(24 * 3600);

const REFERRAL: [(&str, &str); 7] = [
    ("name", "陈明"),
    ("relationship", "colleague"),
    ("nominee.name", "买买提·吐尔逊"),
    ("nominee.mail", WANG),
    ("nominee.language", "zh-CN"),
    ("why", "十年的同事，介入手术做得最好"),
    ("agreed", "yes"),
];

/// What the nominee files.
const FILING: [(&str, &str); 10] = [
    ("name", "买买提·吐尔逊"),
    ("phone", "+86 139 0000 0000"),
    ("document.kind", "passport"),
    ("document.number", "E12345678"),
    ("document.country", "CN"),
    ("education.0.level", "none"),
    ("claimed[]", "10(5)"),
    ("consents[]", "review"),
    ("consents[]", "hand-over"),
    ("consents[]", "mail"),
];

macro_rules! browser {
    ($door:expr, $call:ident, $browser:ident) => {
        let server = init_service($door.product.app()).await;
        let $call = |request: TestRequest| -> LocalBoxFuture<'_, Page> {
            Box::pin(async { Page::of(request.send_request(&server).await).await })
        };
        let mut $browser = Browser::new(&$call);
    };
}

#[path = "late.rs"]
mod late;
mod reopened;
#[path = "shared.rs"]
mod shared;
mod told;

fn with<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = REFERRAL.into_iter().filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    kept.chain(changed.iter().copied()).collect()
}

/// Goes from page to page with these fields, until something is refused or there is no further page.
async fn writes(browser: &mut Browser<'_>, fields: &[(&str, &str)]) -> Page {
    let mut page = browser.open(FORM).await;
    while page.status == 200 && page.hidden("at").is_some() {
        page = browser.send(FORM, &page, fields).await;
    }
    page
}

/// Sends it as somebody nobody knows yet, who confirms the address at the end.
async fn recommends(door: &Door, browser: &mut Browser<'_>, mail: &str, changed: &[(&str, &str)]) -> Page {
    let asks = writes(browser, &with(&[changed, &[("mail", mail)]].concat())).await;
    if asks.status != 200 {
        return asks;
    }
    let code = door.code().await;
    let confirmed = browser.send("/sign-in/code", &asks, &[("code", &code)]).await;
    assert_eq!((confirmed.status, confirmed.location.as_str()), (307, FORM), "{}", confirmed.body);
    browser.send(FORM, &asks, &[("code", &code)]).await
}

/// The names of the letters about referrals, the newest first, and to whom.
async fn letters(door: &Door) -> Vec<(&'static str, String)> {
    let letters = door.letters().await.into_iter();
    let named = letters.map(|addressed| (addressed.letter.name(), addressed.to));
    named.filter(|(name, _)| name.starts_with("referral-")).collect()
}

/// Where the newest letter to the nominee leads.
async fn link(door: &Door) -> String {
    let address = |addressed: Addressed| match addressed.letter {
        Letter::ReferralInvitation(letter) => Some(letter.link),
        Letter::ReferralReminder(letter) => Some(letter.link),
        _ => None,
    };
    let link = door.letters().await.into_iter().find_map(address).expect("a letter with a link");
    link.strip_prefix(door.house.url()).expect("a link of ours").to_owned()
}

#[actix_web::test]
async fn a_nominee_takes_the_draft_over_and_the_referrer_sees_as_much_as_is_allowed() {
    let door = Door::open().await;
    browser!(door, call, chen);
    let sent = recommends(&door, &mut chen, CHEN, &[]).await;
    assert_eq!((sent.status, sent.location.as_str()), (303, "/referrals?sent=1"), "{}", sent.body);
    let listed = chen.open(&sent.location).await;
    assert!(listed.body.contains("已经寄出") && listed.body.contains("等对方答复"), "{}", listed.body);
    assert_eq!(letters(&door).await, [("referral-invitation", WANG.to_owned())]);

    let mut wang = Browser::new(&call);
    let link = link(&door).await;
    let page = wang.open(&link).await;
    for said in ["<h1>陈明推荐了您</h1>", "买买提·吐尔逊", "同事", "介入手术做得最好", "心血管内科学科带头人"]
    {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    let unsaid = wang.send(&link, &page, &[("do", "accept")]).await;
    assert!(unsaid.status == 422 && unsaid.body.contains("选推荐人可以知道什么"), "{}", unsaid.body);
    let accepted = wang.send(&link, &unsaid, &[("do", "accept"), ("sharing", "filed")]).await;
    assert_eq!((accepted.status, accepted.location.as_str()), (303, "/nominate/2026-037?accepted=1"));
    let draft = wang.open(&accepted.location).await;
    assert!(draft.body.contains("您接受了推荐"), "{}", draft.body);
    let asks = wang.open("/nominate/2026-037/person").await;
    assert!(asks.body.contains("value=\"买买提·吐尔逊\""), "{}", asks.body);
    let listed = chen.open("/referrals").await;
    assert!(listed.body.contains("等对方答复") && !listed.body.contains("已经接受"), "not filed yet: {}", listed.body);

    let submitted = wang.files("/nominate/2026-037", &FILING).await;
    assert!(submitted.location.starts_with("/receipts/YC26-"), "{}", submitted.body);
    assert_eq!(letters(&door).await[0], ("referral-filed", CHEN.to_owned()));
    let listed = chen.open("/referrals").await;
    assert!(listed.body.contains("已经申报") && !listed.body.contains("YC26-"), "{}", listed.body);
}

#[actix_web::test]
async fn a_referrer_who_is_erased_is_told_that_the_words_stay_with_whoever_accepted_them() {
    let door = Door::open().await;
    browser!(door, call, chen);
    recommends(&door, &mut chen, CHEN, &[]).await;
    assert!(chen.open("/own-data/erasure").await.body.contains("什么都不留"));
    let mut wang = Browser::new(&call);
    let link = link(&door).await;
    let page = wang.open(&link).await;
    wang.send(&link, &page, &[("do", "accept"), ("sharing", "nothing")]).await;

    let asks = chen.open("/own-data/erasure").await;
    assert!(asks.body.contains("您写的话留在对方的申报里") && !asks.body.contains("什么都不留"), "{}", asks.body);
    assert_eq!(chen.send("/own-data/erasure", &asks, &[("sure", "yes")]).await.location, "/erased");
    let held = wang.open("/own-data").await;
    assert!(held.body.contains("陈明") && held.body.contains("介入手术做得最好"), "{}", held.body);
}

#[actix_web::test]
async fn who_shares_nothing_is_not_written_about() {
    let door = Door::open().await;
    browser!(door, call, chen);
    recommends(&door, &mut chen, CHEN, &[]).await;
    let mut wang = Browser::new(&call);
    let link = link(&door).await;
    let page = wang.open(&link).await;
    wang.send(&link, &page, &[("do", "accept"), ("sharing", "nothing")]).await;
    assert_eq!(letters(&door).await.len(), 1);
    let listed = chen.open("/referrals").await;
    assert!(listed.body.contains("对方已经答复") && !listed.body.contains("已经接受"), "{}", listed.body);
}

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

/// The register says this of number 23.
fn told(closed_on: Option<NaiveDate>) -> Event {
    let recommender = Recommender {
        id: uuid::Uuid::nil().into(),
        number: 23,
        tier: RecommenderTier::UnitHead,
        title: Text::new("院长", "President"),
        unit: Text::new("伊宁市人民医院", "Yining People’s Hospital"),
        closed_on,
        version: 1,
    };
    Event::RegisterChanged(RegisterChanged { units: Vec::new(), closed: Vec::new(), recommenders: vec![recommender] })
}

#[actix_web::test]
async fn a_recommender_is_taken_at_their_word_for_as_long_as_the_register_has_the_number() {
    let door = Door::open().await;
    browser!(door, call, chen);
    door.hear(3, told(None)).await;
    let start = chen.open("/refer?recommender=23").await;
    for said in ["23号推荐员（伊宁市人民医院院长）", "href=\"/refer/organisation?recommender=23\""] {
        assert!(start.body.contains(said), "{said}: {}", start.body);
    }
    let you = chen.open(&format!("{FORM}?recommender=23")).await;
    assert!(you.body.contains("value=\"23\"") && you.body.contains("23号推荐员"), "{}", you.body);
    let by_way_of_the_posts = chen.open(FORM).await;
    assert!(by_way_of_the_posts.body.contains("value=\"23\""), "{}", by_way_of_the_posts.body);
    let alone = Browser::new(&call).open(FORM).await;
    assert!(!alone.body.contains("value=\"23\""), "{}", alone.body);
    let refused = chen.send(FORM, &you, &[("name", "陈明"), ("mail", CHEN), ("recommender", "99")]).await;
    assert_eq!(refused.status, 422);
    for said in ["href=\"#recommender\"", "现在没有这个编号的推荐员", "value=\"99\"", "value=\"陈明\""] {
        assert!(refused.body.contains(said), "{said}: {}", refused.body);
    }
    let sent = recommends(&door, &mut chen, CHEN, &[("recommender", "２３")]).await;
    assert_eq!(sent.location, "/referrals?sent=1", "{}", sent.body);
    assert!(chen.open("/referrals").await.body.contains("以23号推荐员"));
    let asked = Browser::new(&call).open(&link(&door).await).await;
    assert!(asked.body.contains("<dt>自称</dt><dd>23号推荐员"), "{}", asked.body);

    door.hear(4, told(Some(door.house.clock.today()))).await;
    let other = [("recommender", "23"), ("nominee.mail", "lin@example.com")];
    let closed = writes(&mut chen, &with(&other)).await;
    assert!(closed.status == 422 && closed.body.contains("现在没有这个编号的推荐员"), "{}", closed.body);
    let forgotten = chen.open(FORM).await;
    assert!(!forgotten.body.contains("value=\"23\"") && forgotten.status == 200, "{}", forgotten.body);
    let linked = chen.open("/refer?recommender=23").await;
    assert!(linked.body.contains("现在没有这个编号的推荐员"), "{}", linked.body);
}

#[actix_web::test]
async fn a_draft_that_is_deleted_gives_the_recommendation_back() {
    let door = Door::open().await;
    browser!(door, call, chen);
    recommends(&door, &mut chen, CHEN, &[]).await;
    let mut wang = Browser::new(&call);
    let link = link(&door).await;
    let page = wang.open(&link).await;
    wang.send(&link, &page, &[("do", "accept"), ("sharing", "nothing")]).await;
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
async fn a_recommendation_that_was_given_back_is_reminded_of_again() {
    let door = Door::open().await;
    browser!(door, call, chen);
    recommends(&door, &mut chen, CHEN, &[]).await;
    let mut wang = Browser::new(&call);
    let link = link(&door).await;
    let page = wang.open(&link).await;
    wang.send(&link, &page, &[("do", "accept"), ("sharing", "filed")]).await;
    let asks = wang.open("/nominate/2026-037/discard").await;
    assert_eq!(wang.send("/nominate/2026-037/discard", &asks, &[]).await.status, 303);
    for days in [6, 1, 1] {
        door.later(DAY * days).await;
    }
    assert_eq!(letters(&door).await[0], ("referral-reminder", WANG.to_owned()));
}

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
    door.later(DAY * 38).await;
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
