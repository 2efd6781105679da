//! Letters over SMTP: a real mail, tried again when it may pass, ended when it may not, one letter however often it comes.

use std::sync::Arc;
use std::time::Duration;

use domain::Language;
use mail_parser::{MessageParser, MimeHeaders};
use reqwest::Method;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;
use tests::proxy::{Proxy, Weather};
use tests::smtp::{MailServer, TakenMail};
use tests::{Ahead, Town, filings};

/// Longer than the pause after a first attempt.
const A_WHILE: Duration = Duration::from_secs(61);
const A_MOMENT: Duration = Duration::from_secs(1);

/// Owes somebody a letter: the code that signs in.
async fn asks_for_a_code(town: &Town, mail: &str) {
    town.api(Language::Zh).post("/api/portal/v1/mail-codes", &json!({ "mail": mail })).await.is(202);
}

/// So many mails to the recipient, and no more.
async fn taken(town: &Town, server: &MailServer, to: &str, count: usize) -> Vec<TakenMail> {
    let mails = town.until("the mail", async || Some(server.mails_to(to)).filter(|mails| mails.len() >= count)).await;
    assert_eq!(mails.len(), count, "{mails:#?}");
    mails
}

async fn tried(town: &Town, server: &MailServer, to: &str, times: usize) {
    town.until("an attempt", async || (server.tries(to) >= times).then_some(())).await;
}

/// When the pause after an attempt is over. It begins when the outcome is stored, a moment after the server saw the attempt.
async fn later(clock: &Ahead) {
    tokio::time::sleep(A_MOMENT).await;
    clock.advance(A_WHILE);
}

fn code(mail: &TakenMail) -> String {
    mail.text().split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6).expect("a code").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nomination_is_confirmed_by_a_real_mail() {
    const NAME: &str = "买买提·吐尔逊 Nguyễn Ánh";
    let server = MailServer::start().await;
    let town = Town::with(&server.settings()).await;
    let api = town.api(Language::Zh);
    asks_for_a_code(&town, "anh@example.com").await;
    let code = code(&taken(&town, &server, "anh@example.com", 1).await[0]);
    let typed = json!({ "mail": "anh@example.com", "code": code });
    let signed_in = api.post("/api/portal/v1/sessions", &typed).await.is(201);
    let filed = filings::files_as(&town, &api.with_token(signed_in.text("token")), NAME).await;

    let mail = taken(&town, &server, "anh@example.com", 2).await.remove(1);
    assert_eq!(mail.from, "noreply@yincai.example");
    assert!(mail.source.is_ascii(), "a server without 8BITMIME could not carry it:\n{}", mail.source);
    assert!(mail.source.lines().all(|line| line.len() <= 998));
    let parsed = MessageParser::default().parse(mail.source.as_bytes()).expect("a mail");
    let (from, to) = (parsed.from().and_then(|from| from.first()), parsed.to().and_then(|to| to.first()));
    assert_eq!(from.and_then(|from| from.name()), Some("伊宁市引才"));
    assert_eq!(to.map(|to| (to.name(), to.address())), Some((Some(NAME), Some("anh@example.com"))));
    assert!(parsed.subject().is_some_and(|subject| subject.contains(&filed.receipt)), "{:?}", parsed.subject());
    assert!(parsed.message_id().is_some_and(|id| id.ends_with("@yincai.example")), "{:?}", parsed.message_id());
    assert!(parsed.date().is_some());
    assert_eq!(parsed.content_type().and_then(|kind| kind.subtype()), Some("alternative"));
    assert!(parsed.body_text(0).is_some_and(|text| text.contains(NAME)));
    assert!(parsed.body_html(0).is_some_and(|html| html.contains(NAME) && html.contains("<h1")));

    let nowhere = api.get("/api/notify/v1/mailbox").await;
    assert_eq!(nowhere.status, 404, "letters go to the world, and there is no mailbox");
    assert_eq!(town.browser(Language::Zh).open("/dev/mail").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_put_off_is_tried_again_and_comes_once() {
    let (server, clock) = (MailServer::start().await, Ahead::default());
    let town = Town::at(&server.settings(), Arc::new(clock.clone())).await;
    asks_for_a_code(&town, "4xx.1@example.com").await;
    tried(&town, &server, "4xx.1@example.com", 1).await;
    assert!(server.mails_to("4xx.1@example.com").is_empty());
    later(&clock).await;
    taken(&town, &server, "4xx.1@example.com", 1).await;
    assert_eq!(server.tries("4xx.1@example.com"), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_whose_taking_was_not_acknowledged_comes_again_as_the_same_mail() {
    let (server, clock) = (MailServer::start().await, Ahead::default());
    let town = Town::at(&server.settings(), Arc::new(clock.clone())).await;
    asks_for_a_code(&town, "cut-after-dot@example.com").await;
    taken(&town, &server, "cut-after-dot@example.com", 1).await;
    later(&clock).await;
    let mails = taken(&town, &server, "cut-after-dot@example.com", 2).await;
    assert!(mails[0].header("Message-ID").is_some_and(|id| id.ends_with("@yincai.example>")), "{:#?}", mails[0]);
    assert_eq!(mails[0].source, mails[1].source, "a mail program that sees one Message-ID twice shows one mail");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_is_never_answered_holds_nobody_up() {
    let server = MailServer::start().await;
    let town = Town::with(&server.settings()).await;
    asks_for_a_code(&town, "tarpit@example.com").await;
    tried(&town, &server, "tarpit@example.com", 1).await;
    for number in 0..5 {
        let mail = format!("next{number}@example.com");
        asks_for_a_code(&town, &mail).await;
        taken(&town, &server, &mail, 1).await;
    }
    assert!(server.mails_to("tarpit@example.com").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_mail_server_is_away_letters_wait_and_the_town_is_ready() {
    let clock = Ahead::default();
    let server = MailServer::start().await;
    let settings = server.settings();
    drop(server);
    let town = Town::at(&settings, Arc::new(clock.clone())).await;
    asks_for_a_code(&town, "wang@example.com").await;
    let keeper = town.officer_api("admin-system").await;
    let waiting = town.until("the letter that waits after an attempt", async || {
        let listed = keeper.get("/api/notify/v1/letters?state=waiting&name=mail-code").await.is(200);
        let letters = listed.body["items"].as_array().cloned()?;
        letters.iter().any(|letter| letter["attempts"].as_u64() > Some(0)).then_some(letters)
    });
    assert_eq!(waiting.await.len(), 1);
    assert_eq!(town.browser(Language::Zh).follow("/health/ready").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn once_the_mail_server_is_back_what_waited_goes_soon_however_long_it_was_away() {
    let (server, clock) = (MailServer::start().await, Ahead::default());
    let way = Proxy::before(server.address).await;
    let port = |address: std::net::SocketAddr| format!("port = {}", address.port());
    let settings = server.settings().replace(&port(server.address), &port(way.address));
    let town = Town::at(&settings, Arc::new(clock.clone())).await;
    way.turns(Weather::Closed);
    let people: Vec<String> = (0..6).map(|number| format!("waits{number}@example.com")).collect();
    for mail in &people {
        asks_for_a_code(&town, mail).await;
    }
    for _ in 0..3 {
        tokio::time::sleep(3 * A_MOMENT).await;
        clock.advance(A_WHILE);
    }
    way.clears();
    let back = tokio::time::Instant::now();
    for mail in &people {
        let arrived = async || (!server.mails_to(mail).is_empty()).then_some(());
        tests::embedded::until("what waited", arrived).await;
    }
    assert!(back.elapsed() < Duration::from_secs(45), "{:?}", back.elapsed());
    let db = town.databases.open(&town.data, "notify").await;
    let counted = "SELECT CAST(sum(attempts) AS BIGINT) FROM letters";
    let counted = db.query_one_raw(Statement::from_string(db.get_database_backend(), counted)).await.expect("counted");
    let tries: i64 = counted.expect("a row").try_get_by_index(0).expect("a number");
    assert!(tries < 20, "nobody is asked all the time who is not there: {tries} times");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_was_refused_is_shown_and_can_be_sent_again() {
    let server = MailServer::start().await;
    let town = Town::with(&server.settings()).await;
    asks_for_a_code(&town, "550@example.com").await;
    let keeper = town.officer_api("admin-system").await;
    let failed = town.until("the failed letter in the log", async || {
        let listed = keeper.get("/api/notify/v1/letters?state=failed&name=mail-code").await.is(200);
        listed.body["items"].as_array().filter(|items| !items.is_empty()).map(|items| items[0].clone())
    });
    let failed = failed.await;
    assert_eq!((&failed["attempts"], &failed["recipient"]), (&json!(1), &json!("5***0@example.com")));
    assert_eq!(failed["met"], "refused");
    let trouble = failed["trouble"].as_str().expect("the server's words");
    assert!(trouble.contains("550") && trouble.contains("no such person") && !trouble.contains("550@"), "{trouble}");
    assert_eq!(server.tries("550@example.com"), 1);

    let auditor = town.officer_api("auditor").await;
    let path = format!("/api/notify/v1/letters/{}", failed["id"].as_str().expect("an id"));
    let version = auditor.get(&path).await.is(200).version().to_owned();
    let again = format!("{path}/resending");
    let why = json!({ "reason": "the mailbox is there now" });
    auditor.change(Method::POST, &again, &version, &why).await.is(403);
    keeper.change(Method::POST, &again, "\"v1\"", &why).await.is(412);
    keeper.change(Method::POST, &again, &version, &json!({})).await.is(400);
    let blank = keeper.change(Method::POST, &again, &version, &json!({ "reason": " " })).await.is(422);
    assert_eq!(blank.text("code"), "resending-reason");
    let once = |request: reqwest::RequestBuilder| request.header("Idempotency-Key", "again-1").json(&why);
    for _ in 0..2 {
        let request = keeper.request(Method::POST, &again).header("If-Match", &version);
        keeper.answer(once(request)).await.is(200);
    }
    tried(&town, &server, "550@example.com", 2).await;
    let day = town.until("its second end", async || {
        let shown = keeper.get(&path).await.is(200).body;
        (shown["state"] == "failed" && shown["attempts"] == 2).then(|| shown["accepted"].clone())
    });
    assert!(day.await.is_string());
    assert_eq!(server.tries("550@example.com"), 2, "the same key asks once");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_staff_page_shows_who_was_not_reached_and_asks_again() {
    let (server, clock) = (MailServer::start().await, Ahead::default());
    let town = Town::at(&server.settings(), Arc::new(clock.clone())).await;
    asks_for_a_code(&town, "550@example.com").await;
    let keeper = town.officer("admin-system", Language::Zh).await;
    let page = town.until("the letter on the page", async || {
        let page = keeper.browser.open("/staff/letters").await.is_ok().clone();
        page.body.contains("5***0@example.com").then_some(page)
    });
    let page = page.await;
    page.shows("登录验证码").shows("没有送到").shows("no such person");
    let asking = keeper.browser.follow(&page.links().find(|link| link.contains("/resending")).expect("a link")).await;
    let refused = keeper.browser.send(asking.is_ok(), &[("reason", " ")]).await;
    assert_eq!(refused.status, 422);
    refused.shows("写明再发的理由");
    keeper.browser.send(&refused, &[("reason", "地址已核对")]).await.is_ok().shows("已要求再发");
    tried(&town, &server, "550@example.com", 2).await;
    let again = town.until("its second end", async || {
        let page = keeper.browser.open("/staff/letters").await;
        (!page.body.contains("已要求再发")).then_some(page)
    });
    again.await.shows("5***0@example.com");

    let auditor = town.officer("auditor", Language::Zh).await;
    auditor.browser.open("/staff/audit?deed=letter.ask-again").await.is_ok().shows("理由：地址已核对");

    let secretary = town.officer("secretary", Language::En).await;
    let read = secretary.browser.open("/staff/letters").await;
    read.is_ok().shows("Sign-in code").shows("Not delivered");
    assert!(!read.body.contains("/resending"), "a secretary reads and does not ask");
    let unit = town.officer("unit-hospital", Language::Zh).await;
    assert_eq!(unit.browser.open("/staff/letters").await.status, 403);
    assert!(!unit.browser.open("/staff").await.body.contains("/staff/letters"));
}
