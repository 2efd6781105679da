//! A draft whose post closes while somebody fills it in: what was typed is kept or shown, read and deleted, never lost.

use std::time::Duration;

use actix_web::test::{TestRequest, init_service};
use futures_util::future::LocalBoxFuture;

use super::door::{Browser, Door, Page, WANG};

const LIST: &str = "/nominate/2026-037";
const CLAUSES: &str = "/nominate/2026-037/clauses";
const STATEMENT: &str = "我在兰州做了十年介入手术";
const DAY: u64 = 24 * 3600;

macro_rules! browser {
    ($door:ident, $call:ident, $browser:ident) => {
        let $door = Door::open().await;
        let server = init_service($door.product.app()).await;
        let $call = |request: TestRequest| -> LocalBoxFuture<'_, Page> {
            Box::pin(async { Page::of(request.send_request(&server).await).await })
        };
        let mut $browser = Browser::new(&$call);
    };
}

/// Types half an answer into the page that was opened while the post was open.
async fn types(browser: &mut Browser<'_>, asks: &Page) -> Page {
    browser.send(CLAUSES, asks, &[("claimed[]", "10(4)"), ("remark", STATEMENT), ("do", "continue")]).await
}

/// What the draft holds is read under its link, cannot be submitted, and goes when asked.
async fn is_read_and_deleted(browser: &mut Browser<'_>, why: &str) {
    let closed = browser.open(LIST).await;
    for said in [why, "草稿还在", "href=\"/nominate/2026-037/check\"", "href=\"/nominate/2026-037/discard\""] {
        assert!(closed.status == 200 && closed.body.contains(said), "{said}: {}", closed.body);
    }
    let check = browser.open(&format!("{LIST}/check")).await;
    assert!(check.body.contains(STATEMENT) && check.body.contains("现在不接受申报"), "{}", check.body);
    assert!(!check.body.contains("value=\"submit\""), "{}", check.body);
    let asks = browser.open(&format!("{LIST}/discard")).await;
    let gone = browser.send(&format!("{LIST}/discard"), &asks, &[]).await;
    assert_eq!(gone.location, "/track?discarded=1", "{}", gone.body);
    assert!(!browser.open("/track").await.body.contains("接着填：心血管内科学科带头人"));
}

#[actix_web::test]
async fn an_amendment_that_closes_the_post_takes_no_draft_away() {
    browser!(door, call, wang);
    let asks = wang.enter(&door, WANG, &format!("{LIST}/person")).await;
    wang.send(&format!("{LIST}/person"), &asks, &[("name", "王芳"), ("do", "leave")]).await;
    let asks = wang.open(CLAUSES).await;
    door.closes_the_post().await;
    let saved = types(&mut wang, &asks).await;
    assert_eq!((saved.status, saved.location.as_str()), (303, "/nominate/2026-037?saved=1"), "{}", saved.body);
    let told = wang.open(&saved.location).await;
    assert!(told.body.contains("已保存在草稿里") && told.body.contains("已经不在岗位目录里"), "{}", told.body);

    let draft = told.hidden("draft").expect("an id");
    let filled = wang.send("/nominate/organisation/fill", &told, &[("draft", &draft)]).await;
    assert_eq!(filled.location, "/nominate/organisation?filled=draft", "{}", filled.body);
    assert!(wang.open("/nominate/organisation/person").await.body.contains("value=\"王芳\""));
    is_read_and_deleted(&mut wang, "已经不在岗位目录里").await;
}

#[actix_web::test]
async fn a_draft_of_a_post_past_its_last_day_is_read_and_deleted() {
    browser!(door, call, wang);
    wang.enter(&door, WANG, LIST).await;
    let asks = wang.open(CLAUSES).await;
    types(&mut wang, &asks).await;
    door.later(Duration::from_secs(20 * DAY)).await;
    wang.cookies.clear();
    wang.enter(&door, WANG, LIST).await;
    is_read_and_deleted(&mut wang, "截止").await;
}

#[actix_web::test]
async fn a_first_answer_to_a_post_that_just_closed_is_shown_and_not_saved() {
    browser!(door, call, wang);
    wang.enter(&door, WANG, LIST).await;
    let asks = wang.open(CLAUSES).await;
    door.closes_the_post().await;
    for _ in 0..2 {
        let told = types(&mut wang, &asks).await;
        assert!(told.status == 422 && told.body.contains(STATEMENT), "{}", told.body);
        assert!(told.body.contains("没有保存") && told.body.contains("href=\"/nominate\""), "{}", told.body);
    }
    assert_eq!(wang.open(LIST).await.status, 404, "nothing is kept for it");
    wang.cookies.remove("yincai_applicant");
    let asks = types(&mut wang, &asks).await;
    let asks = wang.send("/sign-in", &asks, &[("mail", WANG)]).await;
    let back = wang.send("/sign-in/code", &asks, &[("code", &door.code().await)]).await;
    assert_eq!(back.status, 307, "{}", back.body);
    let told = wang.send(CLAUSES, &asks, &[]).await;
    assert!(told.status == 422 && told.body.contains(STATEMENT), "signing in again loses nothing: {}", told.body);
}
