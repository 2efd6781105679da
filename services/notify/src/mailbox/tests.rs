//! The mailbox as programs and people read it.

use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_SECURITY_POLICY;
use actix_web::test::{TestRequest, call_service, init_service, read_body, read_body_json};
use askama::Template;
use contract::Language;
use kit::{At, Frame, Mounted, Product, Service, Walked};
use serde_json::Value;

use super::desk::Placed;
use super::mail::{Mail, sample};
use super::pages::{Mails, OneMail};
use crate::Notify;
use crate::letters::tests::office::Office;
use crate::letters::tests::samples;
use crate::words::say;

fn received() -> contract::Letter {
    samples::named("nomination-received", Language::Zh)
}

fn product(office: &Office) -> Product {
    let running = Notify.open(office.house.clone()).expect("open");
    Product::new(&office.house, vec![Mounted::new(&Notify, running)]).expect("a product")
}

#[tokio::test]
async fn the_mailbox_is_walked_both_ways() {
    let office = Office::open().await;
    for number in 0..5 {
        office
            .owed(received())
            .to(if number == 2 { "Other@example.com" } else { "wang.fang@example.com" })
            .told()
            .await;
    }
    office.round().await;
    let all = office.mails().await;
    assert!(all.windows(2).all(|pair| pair[0].id > pair[1].id), "the newest first");
    let list = async |to: Option<&str>, at| office.mailbox.list(to, &at, 2).await.expect("a page");
    let ids = |page: &Walked<Mail, Placed>| page.items.iter().map(|mail| mail.id).collect::<Vec<_>>();
    let after = |page: &Walked<Mail, Placed>| At::After(page.after.expect("more"));
    let before = |page: &Walked<Mail, Placed>| At::Before(page.before.expect("more"));
    let first = list(None, At::Start).await;
    assert_eq!((ids(&first), first.before), (vec![all[0].id, all[1].id], None));
    let second = list(None, after(&first)).await;
    assert_eq!(ids(&second), [all[2].id, all[3].id]);
    let last = list(None, after(&second)).await;
    assert_eq!((ids(&last), last.after), (vec![all[4].id], None));
    let back = list(None, before(&last)).await;
    assert_eq!(ids(&back), ids(&second));
    let front = list(None, before(&back)).await;
    assert_eq!((ids(&front), front.before), (ids(&first), None));
    assert_eq!(ids(&list(Some("other@example.com"), At::Start).await), [all[2].id]);
}

#[actix_web::test]
async fn programs_list_and_read_mails() {
    let office = Office::open().await;
    let app = init_service(product(&office).app()).await;
    let id = office.owed(received()).told().await;
    office.owed(received()).to("li.lei@example.com").told().await;
    office.round().await;
    let get = async |path: &str| call_service(&app, TestRequest::get().uri(path).to_request()).await;
    let list: Value = read_body_json(get("/api/notify/v1/mailbox?to=wang.fang@example.com&limit=1").await).await;
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
    assert_eq!((&list["next"], &list["prev"]), (&Value::Null, &Value::Null));
    let mail: Value = read_body_json(get(&format!("/api/notify/v1/mailbox/{id}")).await).await;
    assert_eq!(mail, list["items"][0]);
    assert_eq!(mail["at"], "2026-11-24T02:30:00Z");
    for (path, status) in [
        ("/api/notify/v1/mailbox?limit=0", StatusCode::BAD_REQUEST),
        ("/api/notify/v1/mailbox?limit=201", StatusCode::BAD_REQUEST),
        ("/api/notify/v1/mailbox?cursor=x", StatusCode::BAD_REQUEST),
        ("/api/notify/v1/mailbox/x", StatusCode::BAD_REQUEST),
        ("/api/notify/v1/mailbox/0193f6a0-0000-7000-8000-000000000000", StatusCode::NOT_FOUND),
    ] {
        let answer = get(path).await;
        assert_eq!(answer.status(), status, "{path}");
        let problem: contract::Problem = read_body_json(answer).await;
        assert_eq!(problem.status, status.as_u16());
    }
}

#[actix_web::test]
async fn people_read_a_mail_and_its_styled_part_is_shut_in() {
    let office = Office::open().await;
    let app = init_service(product(&office).app()).await;
    let id = office.owed(received()).told().await;
    office.round().await;
    let get = async |path: &str| call_service(&app, TestRequest::get().uri(path).to_request()).await;
    let body = async |path: &str| String::from_utf8(read_body(get(path).await).await.to_vec()).expect("UTF-8");
    assert!(body("/dev/mail?to=wang.fang%40example.com").await.contains(&format!("/dev/mail/{id}\"")));
    assert!(body("/en/dev/mail?to=nobody@example.com").await.contains("No letters to nobody@example.com"));
    let page = body(&format!("/dev/mail/{id}")).await;
    assert!(page.contains("王芳，您好：") && page.contains(&format!("/dev/mail/{id}/html")));
    let answer = get(&format!("/dev/mail/{id}/html")).await;
    let policy = answer.headers().get(CONTENT_SECURITY_POLICY).expect("a policy").to_str().expect("text");
    assert!(policy.starts_with("sandbox; default-src 'none'; style-src 'unsafe-inline'"), "{policy}");
    assert_eq!(get("/dev/mail/0193f6a0-0000-7000-8000-000000000000").await.status(), StatusCode::NOT_FOUND);
}

#[test]
fn every_page_has_all_its_words_in_both_languages() {
    for language in Language::ALL {
        let frame = || Frame::sample(language, "/dev/mail");
        let place = || Some(Placed(sample().id));
        let full = Walked { items: vec![sample()], before: place(), after: place() };
        let none = Walked::default();
        let mails = |to: &str, walked| Mails::of(frame(), to.to_owned(), walked).expect("a page");
        for page in [
            mails("", full).render(),
            mails("", none.clone()).render(),
            mails("wang.fang@example.com", none).render(),
            OneMail { frame: frame(), say: say(language), mail: sample() }.render(),
        ] {
            let page = page.expect("rendered");
            assert!(!page.contains('⟦'), "{page}");
        }
    }
}

#[test]
fn every_operation_is_documented() {
    let document = serde_json::to_value(kit::web::document::document(&Notify)).expect("JSON");
    assert_eq!(document["info"]["title"], "Yincai notify");
    for (path, id) in [("/mailbox", "list_mailbox"), ("/mailbox/{id}", "show_mailbox_mail")] {
        let operation = &document["paths"][format!("/api/notify/v1{path}")]["get"];
        assert_eq!(operation["operationId"], id);
        assert!(operation["summary"].is_string() && operation["tags"].is_array() && operation["security"].is_array());
        let schema = &operation["responses"]["4XX"]["content"]["application/problem+json"]["schema"]["$ref"];
        assert_eq!(schema, "#/components/schemas/Problem");
        assert!(operation["responses"]["200"]["content"]["application/json"]["example"].is_object(), "{operation}");
    }
}
