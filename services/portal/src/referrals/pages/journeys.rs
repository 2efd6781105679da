//! A referral from the referrer's form to the nominee's answer or silence, as the doors answer it.

use std::time::Duration;

use actix_web::test::{TestRequest, init_service};
use contract::{Addressed, Letter};
use futures_util::future::LocalBoxFuture;
use sea_orm::{ConnectionTrait, Statement};

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

mod answered;
mod given_back;
mod late;
mod numbered;
mod reopened;
mod shared;
mod told;
mod unanswered;
mod written;

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

/// Of how many recommendations the log is to forget what was told.
async fn forgotten(door: &Door) -> usize {
    let asked = "SELECT subject FROM schedule WHERE kind = 'kit.blank' AND subject LIKE 'referral/%'";
    let db = door.house.reader();
    db.query_all_raw(Statement::from_string(db.get_database_backend(), asked)).await.expect("rows").len()
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

/// Takes the recommendation of the newest letter up, and lets that much be known.
async fn accepts(door: &Door, browser: &mut Browser<'_>, sharing: &str) -> Page {
    let link = link(door).await;
    let page = browser.open(&link).await;
    browser.send(&link, &page, &[("do", "accept"), ("sharing", sharing)]).await
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
async fn who_shares_nothing_is_not_written_about() {
    let door = Door::open().await;
    browser!(door, call, chen);
    recommends(&door, &mut chen, CHEN, &[]).await;
    let mut wang = Browser::new(&call);
    accepts(&door, &mut wang, "nothing").await;
    assert_eq!(letters(&door).await.len(), 1);
    let listed = chen.open("/referrals").await;
    assert!(listed.body.contains("对方已经答复") && !listed.body.contains("已经接受"), "{}", listed.body);
}

#[actix_web::test]
async fn a_referrer_who_is_erased_is_told_that_the_words_stay_with_whoever_accepted_them() {
    let door = Door::open().await;
    browser!(door, call, chen);
    recommends(&door, &mut chen, CHEN, &[]).await;
    assert!(chen.open("/own-data/erasure").await.body.contains("什么都不留"));
    let mut wang = Browser::new(&call);
    accepts(&door, &mut wang, "nothing").await;

    let asks = chen.open("/own-data/erasure").await;
    assert!(asks.body.contains("您写的话留在对方的申报里") && !asks.body.contains("什么都不留"), "{}", asks.body);
    assert_eq!(chen.send("/own-data/erasure", &asks, &[("sure", "yes")]).await.location, "/erased");
    let held = wang.open("/own-data").await;
    assert!(held.body.contains("陈明") && held.body.contains("介入手术做得最好"), "{}", held.body);
}
