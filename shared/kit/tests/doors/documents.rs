//! What programs read before they call: the documents, their reader, the keys; and where a weakness is reported.

use crate::client::{ask, get};

#[test]
fn the_documents_are_read_in_a_browser_without_another_host() {
    let moved = get("/docs");
    assert_eq!((moved.status, moved.header("location")), (308, "/docs/"));
    let page = get("/docs/");
    assert_eq!((page.status, page.header("content-type")), (200, "text/html"));
    assert!(page.header("content-security-policy").contains("connect-src 'self'"));
    let initial = get("/docs/swagger-initializer.js").text();
    assert!(initial.contains("/openapi/toy.json") && initial.contains("/openapi/attic.json"), "{initial}");
    for text in [page.text(), initial] {
        assert!(!text.contains("https://") && !text.contains("src=\"//"), "{text}");
    }
    assert_eq!(get("/docs/nothing.js").status, 404);
}

#[test]
fn a_document_stays_at_its_address_and_has_a_tag() {
    let document = get("/openapi/toy.json");
    assert_eq!(document.json()["info"]["title"], "Toy");
    let known = ask("GET", "/openapi/toy.json", &[("If-None-Match", document.header("etag"))], "");
    assert_eq!(known.status, 304);
    assert!(get("/openapi/events.json").json().is_object());
    assert_eq!(get("/openapi/nothing.json").json()["code"], "not-found");
}

#[test]
fn a_document_declares_the_headers_that_its_operations_read_and_answer() {
    let document = get("/openapi/toy.json").json();
    let headers = |path: &str, method: &str| -> Vec<(String, bool)> {
        let told = document["paths"][path][method]["parameters"].as_array().cloned().unwrap_or_default();
        let told = told.iter().filter(|one| one["in"] == "header");
        told.map(|one| (one["name"].as_str().expect("a name").to_owned(), one["required"] == true)).collect()
    };
    let thing = "/api/toy/v1/things/{id}";
    let [seen, once, language] = [("If-Match", true), ("Idempotency-Key", false), ("Accept-Language", false)]
        .map(|(name, must)| (name.to_owned(), must));
    assert_eq!(headers(thing, "put"), [seen, once, language.clone()]);
    assert_eq!(headers(thing, "get"), [language]);
    let answered = |method: &str| document["paths"][thing][method]["responses"]["200"]["headers"].clone();
    assert!(answered("get")["Content-Language"].is_object());
    assert!(answered("put")["Idempotency-Replayed"].is_object() && answered("get")["Idempotency-Replayed"].is_null());
}

#[test]
fn the_keys_that_sign_tokens_are_public() {
    let keys = get("/.well-known/jwks.json");
    assert_eq!(keys.header("cache-control"), "public, max-age=3600");
    let set = keys.json();
    let known = set["keys"].as_array().expect("keys");
    assert_eq!(known.len(), 3);
    assert!(known.iter().all(|key| key["kty"] == "OKP" && key.get("d").is_none()), "{set}");
}

#[test]
fn whoever_finds_a_weakness_reads_where_to_report_it() {
    let told = get("/.well-known/security.txt");
    assert_eq!((told.status, told.header("content-type")), (200, "text/plain; charset=utf-8"));
    let text = told.text();
    let lines: Vec<(&str, &str)> = text.lines().filter_map(|line| line.split_once(": ")).collect();
    assert_eq!(
        lines.iter().map(|(name, _)| *name).collect::<Vec<_>>(),
        ["Contact", "Expires", "Preferred-Languages", "Canonical"]
    );
    assert_eq!(lines[0].1, "mailto:it@talent.example");
    assert!(lines[1].1.starts_with("20") && lines[1].1.ends_with('Z'), "{text}");
}
