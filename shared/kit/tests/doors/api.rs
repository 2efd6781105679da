//! What an API door is given and what it answers.

use crate::client::{ask, get};

const JSON: (&str, &str) = ("Content-Type", "application/json");

#[test]
fn a_call_brings_its_body_key_language_and_id() {
    let headers = [JSON, ("Idempotency-Key", "k-1"), ("Accept-Language", "en"), ("X-Request-Id", "0123456789abcdef")];
    let answer = ask("POST", "/api/toy/v1/things", &headers, r#"{"name":"王芳"}"#);
    assert_eq!(answer.status, 201, "{}", answer.text());
    let body = answer.json();
    assert_eq!((&body["name"], &body["key"], &body["furnished"]), (&"王芳".into(), &"k-1".into(), &true.into()));
    assert_eq!((&body["actor"], &body["language"]), (&"127.0.0.1".into(), &"en".into()));
    assert_eq!(body["trace"], "0123456789abcdef");
    assert_eq!(answer.header("x-request-id"), "0123456789abcdef");
}

#[test]
fn behind_a_trusted_hop_the_real_client_acts() {
    let headers = [JSON, ("Idempotency-Key", "k-3"), ("X-Forwarded-For", "198.51.100.1, 203.0.113.9")];
    let answer = ask("POST", "/api/toy/v1/things", &headers, r#"{"name":"王芳"}"#);
    assert_eq!(answer.json()["actor"], "203.0.113.9");
}

#[test]
fn a_change_names_the_version_it_was_made_from() {
    let change = |headers: &[(&str, &str)]| ask("PUT", "/api/toy/v1/things/1", headers, r#"{"name":"x"}"#);
    assert_eq!(change(&[JSON]).status, 428);
    assert_eq!(change(&[JSON, ("If-Match", "W/\"v3\"")]).status, 400);
    assert_eq!(change(&[JSON, ("If-Match", "\"v2\"")]).status, 412);
    let changed = change(&[JSON, ("If-Match", "\"v3\"")]);
    assert_eq!((changed.status, changed.header("etag")), (200, "\"v4\""));
}

#[test]
fn a_key_stands_alone_where_there_is_no_body() {
    let answer = ask("POST", "/api/toy/v1/things/1/move", &[("Idempotency-Key", "k-2")], "");
    assert_eq!(answer.json()["key"], "k-2");
    let refused = ask("POST", "/api/toy/v1/things/1/move", &[("Idempotency-Key", "k 2")], "");
    assert_eq!((refused.status, refused.json()["code"].as_str()), (400, Some("key-unreadable")));
}

#[test]
fn head_is_answered_as_get_without_its_body() {
    let shown = get("/api/toy/v1/things/1");
    let head = ask("HEAD", "/api/toy/v1/things/1", &[], "");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), shown.header("content-length"));
    assert_eq!(head.header("etag"), "\"v3\"");
}

#[test]
fn every_answer_carries_the_headers_of_the_house() {
    for path in ["/api/toy/v1/things/1", "/", "/no-such-page", "/health/live"] {
        let answer = get(path);
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("x-request-id").len(), 36, "{path}");
    }
    assert_eq!(get("/kept").header("cache-control"), "public, max-age=60");
}

#[test]
fn readiness_names_each_service_and_no_secret() {
    assert_eq!(get("/health/live").json()["status"], "live");
    let ready = get("/health/ready");
    assert_eq!(ready.status, 503);
    assert_eq!(ready.json()["services"], serde_json::json!({ "toy": "ok", "attic": "fault" }));
    assert_eq!(ready.json()["wrong"][0]["what"], "service");
    let advice = ready.json()["wrong"][0]["advice"].as_str().expect("words").to_owned();
    assert!(advice.contains("attic"), "{advice}");
    assert!(!ready.text().contains("leaks"));
}

#[test]
fn the_document_is_gathered_from_the_routes() {
    let document = kit::web::document::document(&crate::house::Toy);
    assert_eq!(document.info.title, "Toy");
    assert!(document.paths.paths.contains_key("/api/toy/v1/things/{id}"));
    assert_eq!(document.paths.paths.len(), 7);
}

#[test]
fn a_list_is_walked_by_what_it_gives_out() {
    let first = get("/api/toy/v1/things?limit=200&word=%E5%8C%BB");
    let page = first.json();
    assert_eq!((page["items"].as_array().map(Vec::len), &page["prev"]), (Some(200), &serde_json::Value::Null));
    let next = page["next"].as_str().expect("more");
    let link = format!("</api/toy/v1/things?limit=200&word=%E5%8C%BB&cursor={next}>; rel=\"next\"");
    assert_eq!(first.header("link"), link);
    let last = get(&format!("/api/toy/v1/things?limit=200&cursor={next}")).json();
    assert_eq!((&last["items"][0], &last["items"][99], &last["next"]), (&201.into(), &300.into(), &page["prev"]));
    let back = get(&format!("/api/toy/v1/things?cursor={}", last["prev"].as_str().expect("a page before"))).json();
    assert_eq!((&back["items"][0], &back["items"][19]), (&181.into(), &200.into()));
    for (query, code) in [("limit=0", "bad-limit"), ("limit=201", "bad-limit"), ("limit=x", "bad-limit")] {
        let answer = get(&format!("/api/toy/v1/things?{query}"));
        assert_eq!((answer.status, answer.json()["code"].as_str()), (400, Some(code)), "{query}");
    }
    let broken = get(&format!("/api/toy/v1/things?cursor={}", next.replace(&next[..1], "x")));
    assert_eq!((broken.status, broken.json()["code"].as_str()), (400, Some("bad-cursor")));
}
