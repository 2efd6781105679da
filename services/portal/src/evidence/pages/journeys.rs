//! A scanner that says nothing: the file is not kept, and nothing that was typed beside it is lost.

use actix_web::http::header::{AUTHORIZATION, CONTENT_TYPE};
use actix_web::test::{TestRequest, init_service};
use futures_util::future::LocalBoxFuture;
use serde_json::Value;
use tokio::net::TcpListener;

use crate::nominations::pages::door::{Browser, Door, Page, WANG};

const CLAUSES: &str = "/nominate/2026-037/clauses";
const PDF: &[u8] = b"%PDF-1.7\n";

#[actix_web::test]
async fn while_the_scanner_is_silent_a_file_is_not_taken_and_the_form_comes_back_as_it_was_typed() {
    // Connections are taken by the system, and nobody reads what is said there.
    let clamd = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = clamd.local_addr().expect("an address");
    let door = Door::open_with(&format!("[files]\nscanner = \"{address}\"\nscanner_seconds = 1")).await;
    let server = init_service(door.product.app()).await;
    let call = |request: TestRequest| -> LocalBoxFuture<'_, Page> {
        Box::pin(async { Page::of(request.send_request(&server).await).await })
    };
    let mut wang = Browser::new(&call);
    let asks = wang.enter(&door, WANG, CLAUSES).await;
    let files = wang.send(CLAUSES, &asks, &[("claimed[]", "10(4)"), ("do", "continue")]).await.location;
    assert!(files.ends_with("/evidence"), "{files}");

    for (language, said) in [("", "现在查不了病毒"), ("/en", "cannot be checked for viruses")] {
        let path = format!("{language}{files}");
        let page = wang.open(&path).await;
        let typed = [("shows", "10(4)"), ("label", "第1页")];
        let told = wang.send_file(&path, &page, &typed, ("证书.pdf", PDF)).await;
        assert_eq!((told.status, told.again_after), (503, Some(60)), "{}", told.body);
        for said in [said, "value=\"第1页\"", "href=\"#file.10(4)\"", "enctype=\"multipart/form-data\""] {
            assert!(told.body.contains(said), "{said}: {}", told.body);
        }
        assert!(!told.body.contains("证书.pdf"), "{}", told.body);
    }

    let token = format!("Bearer {}", wang.cookies["yincai_applicant"]);
    let sent = TestRequest::post().uri(&format!("/api/portal/v1{files}?shows=other&name=a.pdf"));
    let sent = sent.insert_header((AUTHORIZATION, token)).insert_header((CONTENT_TYPE, "application/pdf"));
    let told = call(sent.set_payload(PDF)).await;
    let problem: Value = serde_json::from_str(&told.body).expect("JSON");
    assert_eq!((told.status, told.again_after, problem["code"].as_str()), (503, Some(60), Some("unscanned")));
}
