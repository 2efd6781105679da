//! Pages in both languages and sizes, and what they are dressed with.

use crate::client::{ask, get};

#[test]
fn each_page_is_routed_once_and_said_in_both_languages() {
    assert_eq!(get("/").text(), "home in zh-CN at /");
    assert_eq!(get("/en").text(), "home in en at /");
    assert_eq!(get("/en/").text(), "home in en at /");
    let page = get("/form?a=1").text();
    assert!(page.contains("href=\"/en/form?a=1\" lang=\"en\""), "{page}");
    let page = get("/en/form?a=1&b=2").text();
    assert!(page.contains("href=\"/form?a=1&#38;b=2\" lang=\"zh-CN\""), "{page}");
    assert_eq!(get("/english").status, 404);
}

#[test]
fn the_style_sheet_is_kept_for_ever_and_small() {
    let page = get("/form").text();
    let (_, rest) = page.split_once("rel=\"stylesheet\" href=\"").expect("a style sheet");
    let path = rest.split('"').next().unwrap_or_default();
    let sheet = ask("GET", path, &[("Accept-Encoding", "gzip")], "");
    assert_eq!(sheet.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!((sheet.header("content-encoding"), sheet.header("content-type")), ("gzip", "text/css; charset=utf-8"));
    assert!(sheet.body.len() <= 12 * 1024, "{} bytes", sheet.body.len());
    assert_eq!(get("/static/emblem.svg").header("content-type"), "image/svg+xml");
    assert_eq!(get("/favicon.ico").header("location"), "/static/emblem.svg");
}

#[test]
fn large_text_is_remembered() {
    let chosen = get("/en/size/large?back=%2Fen%2Fform%3Fa%3D1");
    assert_eq!((chosen.status, chosen.header("location")), (303, "/en/form?a=1"));
    let page = ask("GET", "/en/form", &[("Cookie", chosen.cookie())], "").text();
    assert!(page.contains("data-size=\"large\"") && page.contains("/en/size/normal?back="), "{page}");
    assert_eq!(get("/size/large?back=%2F%2Fevil.example").header("location"), "/");
}
