//! Answers that are the same for everybody: kept once asked for again, told apart by their tags, never with anybody's token in
//! them.

use crate::client::{ask, get};

#[test]
fn what_is_the_same_for_everybody_is_kept_once_asked_for_again_and_not_sent_twice() {
    const SHARED: &str = "/api/toy/v1/shared?of=one";
    let alone = get(SHARED);
    let first = get(SHARED);
    assert_ne!(alone.json(), first.json(), "made again for the second who asks");
    assert_eq!((first.status, get(SHARED).json()), (200, first.json()), "and kept from then on");
    assert_eq!(first.header("cache-control"), "public, no-cache");
    let tag = first.header("etag");
    for tags in [tag.to_owned(), format!("\"other\", {tag}"), format!("W/{tag}"), "*".to_owned()] {
        let known = ask("GET", SHARED, &[("If-None-Match", &tags)], "");
        assert_eq!((known.status, known.body.len(), known.header("etag")), (304, 0, tag), "{tags}");
    }
    assert_eq!(ask("HEAD", SHARED, &[("If-None-Match", tag)], "").status, 304);
    assert_eq!(ask("GET", SHARED, &[("If-None-Match", "\"other\"")], "").json(), first.json());
}

#[test]
fn each_encoding_has_a_tag_of_its_own() {
    const SHARED: &str = "/api/toy/v1/shared?of=another";
    let (_, kept) = (get(SHARED), get(SHARED));
    let zipped = ask("GET", SHARED, &[("Accept-Encoding", "gzip")], "");
    assert_eq!(zipped.header("content-encoding"), "gzip");
    assert!(zipped.body.starts_with(&[0x1f, 0x8b]));
    assert_ne!(zipped.header("etag"), kept.header("etag"));
    assert!(zipped.header("vary").contains("Accept-Encoding"));
}

#[test]
fn a_page_with_a_token_is_nobody_elses() {
    let [_, one, other] = [(); 3].map(|()| get("/shared-form"));
    assert_ne!(one.field("csrf"), other.field("csrf"));
    assert_eq!((one.header("cache-control"), one.header("etag")), ("no-store", ""));
}

#[test]
fn a_version_is_for_changes_and_stands_for_no_answer() {
    let read = ask("GET", "/api/toy/v1/things/1", &[("If-None-Match", "\"v3\"")], "");
    assert_eq!((read.status, read.header("etag"), read.header("cache-control")), (200, "\"v3\"", "no-store"));
}
