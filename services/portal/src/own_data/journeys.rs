//! What a person reads and takes along of their own, as the doors answer it.

use std::time::Duration;

use actix_web::http::header::{AUTHORIZATION, CONTENT_TYPE};
use actix_web::test::{TestRequest, init_service};
use contract::Letter;
use futures_util::future::LocalBoxFuture;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use crate::nominations::pages::door::{Browser, Door, Page, WANG};

#[actix_web::test]
async fn a_person_reads_everything_about_themselves_and_takes_it_along_and_nobody_elses() {
    let door = Door::open().await;
    let server = init_service(door.product.app()).await;
    let call = |request: TestRequest| -> LocalBoxFuture<'_, Page> {
        Box::pin(async { Page::of(request.send_request(&server).await).await })
    };
    let mut wang = Browser::new(&call);
    let person = "/nominate/2026-037/person";
    let asks = wang.enter(&door, WANG, person).await;
    wang.send(person, &asks, &[("name", "买买提·吐尔逊"), ("phone", "+86 139 0000 0000"), ("do", "leave")]).await;

    let page = wang.open("/own-data").await;
    for said in ["买买提·吐尔逊", "+86 139 0000 0000", WANG, "草稿", "90天", "心血管内科学科带头人"]
    {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    let export = wang.open("/own-data/export").await;
    let export: Value = serde_json::from_str(&export.body).expect("JSON");
    assert_eq!(export["nominations"][0]["nomination"]["filing"]["name"], "买买提·吐尔逊");
    assert_eq!((export["mail"].as_str(), export["sessions"].as_array().map(Vec::len)), (Some(WANG), Some(1)));

    let export = wang.open("/en/own-data/export").await;
    let export: Value = serde_json::from_str(&export.body).expect("JSON");
    assert_eq!(export["language"], "zh-CN", "letters are not written in another language by that");

    let mut li = Browser::new(&call);
    let page = li.enter(&door, "li@example.com", "/own-data").await;
    assert!(page.status == 200 && !page.body.contains("买买提"), "{}", page.body);
    assert!(!li.open("/own-data/export").await.body.contains("买买提"));
    assert!(Browser::new(&call).open("/own-data/export").await.location.starts_with("/sign-in"));
    assert!(li.open("/en/own-data").await.body.contains("<h1>My data</h1>"));
}

#[actix_web::test]
async fn whoever_erases_themselves_is_told_what_stays_and_is_nobody_afterwards() {
    let door = Door::open().await;
    let server = init_service(door.product.app()).await;
    let call = |request: TestRequest| -> LocalBoxFuture<'_, Page> {
        Box::pin(async { Page::of(request.send_request(&server).await).await })
    };
    let mut wang = Browser::new(&call);
    let person = "/nominate/2026-037/person";
    let asks = wang.enter(&door, WANG, person).await;
    wang.send(person, &asks, &[("name", "买买提·吐尔逊"), ("do", "leave")]).await;

    let asks = wang.open("/own-data/erasure").await;
    assert!(asks.body.contains("什么都不留") && !asks.body.contains('⟦'), "{}", asks.body);
    assert!(!wang.open("/en/own-data/erasure").await.body.contains('⟦'));
    let unsure = wang.send("/own-data/erasure", &asks, &[]).await;
    assert!(unsure.status == 422 && unsure.body.contains("href=\"#sure\""), "{}", unsure.body);
    let gone = wang.send("/own-data/erasure", &unsure, &[("sure", "yes")]).await;
    assert_eq!((gone.status, gone.location.as_str()), (303, "/erased"));
    for page in ["/erased", "/en/erased"] {
        let page = wang.open(page).await;
        assert!(page.status == 200 && !page.body.contains('⟦'), "{}", page.body);
    }
    assert!(wang.open("/track").await.location.starts_with("/sign-in"));
    let last = door.letters().await.into_iter().next().expect("a letter");
    assert!(last.to == WANG && matches!(last.letter, Letter::AccountErased(it) if it.receipts.is_empty()));

    let mut again = Browser::new(&call);
    let page = again.enter(&door, WANG, "/own-data").await;
    assert!(page.status == 200 && !page.body.contains("买买提"), "{}", page.body);
}

#[actix_web::test]
async fn what_was_typed_while_a_session_fell_asleep_goes_with_an_erasure_by_api() {
    let door = Door::open().await;
    let server = init_service(door.product.app()).await;
    let call = |request: TestRequest| -> LocalBoxFuture<'_, Page> {
        Box::pin(async { Page::of(request.send_request(&server).await).await })
    };
    let kept = async || {
        let db = door.house.reader();
        let asked = Statement::from_string(db.get_database_backend(), "SELECT subject FROM kept_forms");
        db.query_all_raw(asked).await.expect("rows").len()
    };
    let mut wang = Browser::new(&call);
    let asks = wang.enter(&door, WANG, "/own-data/erasure").await;
    door.clock.advance(Duration::from_secs(25 * 3600));
    wang.send("/own-data/erasure", &asks, &[("sure", "yes")]).await;
    assert_eq!(kept().await, 1);

    let mut awake = Browser::new(&call);
    awake.enter(&door, WANG, "/track").await;
    let token = format!("Bearer {}", awake.cookies["yincai_applicant"]);
    let erasure = TestRequest::post().uri("/api/portal/v1/own-data/erasure").insert_header((AUTHORIZATION, token));
    let gone = call(erasure.set_json(json!({ "sure": "yes" }))).await;
    assert_eq!((gone.status, kept().await), (204, 0), "{}", gone.body);
}

#[actix_web::test]
async fn what_somebody_takes_along_is_in_the_trail_by_page_and_by_api() {
    let door = Door::open().await;
    let server = init_service(door.product.app()).await;
    let call = |request: TestRequest| -> LocalBoxFuture<'_, Page> {
        Box::pin(async { Page::of(request.send_request(&server).await).await })
    };
    let taken = async |deed: &str| {
        let db = door.house.reader();
        let asked = format!("SELECT actor_kind FROM audit WHERE deed = '{deed}'");
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), asked)).await.expect("rows");
        let kinds = rows.iter().map(|row| row.try_get::<String>("", "actor_kind").expect("a kind"));
        kinds.filter(|kind| kind == "applicant").count()
    };
    let mut wang = Browser::new(&call);
    wang.enter(&door, WANG, "/own-data").await;
    assert_eq!(taken("account.export").await, 0, "reading the page takes nothing along");
    let token = format!("Bearer {}", wang.cookies["yincai_applicant"]);
    let api = |request: TestRequest| call(request.insert_header((AUTHORIZATION, token.clone())));
    wang.open("/own-data/export").await;
    api(TestRequest::get().uri("/api/portal/v1/own-data")).await;
    assert_eq!(taken("account.export").await, 2);

    let draft = json!({ "target": { "to": "party-organisation" } });
    let begun = api(TestRequest::post().uri("/api/portal/v1/nominations").set_json(draft)).await;
    let begun: Value = serde_json::from_str(&begun.body).expect("JSON");
    let files = format!("/nominations/{}/evidence", begun["id"].as_str().expect("an id"));
    let sent = TestRequest::post().uri(&format!("/api/portal/v1{files}?shows=other&name=a.pdf"));
    let sent = api(sent.insert_header((CONTENT_TYPE, "application/pdf")).set_payload("%PDF-1.7\n")).await;
    let sent: Value = serde_json::from_str(&sent.body).expect("JSON");
    let file = format!("{files}/{}", sent["id"].as_str().expect("an id"));
    assert_eq!(wang.open(&file).await.status, 200);
    assert_eq!(api(TestRequest::get().uri(&format!("/api/portal/v1{file}"))).await.status, 200);
    assert_eq!(taken("evidence.look").await, 2);
}
