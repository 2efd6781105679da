//! Forms: only from a page of ours that is open in the same browser, and nothing typed is lost.

use crate::client::{Answer, ask, get};

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

fn send(headers: &[(&str, &str)], fields: &[(&str, &str)]) -> Answer {
    let body = serde_html_form::to_string(fields).expect("a form");
    ask("POST", "/en/form?step=1", &[&[FORM], headers].concat(), &body)
}

#[test]
fn a_form_from_its_own_page_is_taken() {
    let page = get("/en/form");
    assert!(page.header("set-cookie").contains("HttpOnly; SameSite=Lax; Path=/"), "{}", page.header("set-cookie"));
    let token = page.field("csrf");
    let fields = [("csrf", token.as_str()), ("person.name", "王芳"), ("claimed[]", "10(4)"), ("claimed[]", "10(5)")];
    let sent = send(&[("Cookie", page.cookie())], &fields);
    assert_eq!((sent.status, sent.header("location")), (303, "/en/done/2"), "{}", sent.text());
}

#[test]
fn a_refused_form_keeps_what_was_typed() {
    let page = get("/en/form");
    let sent = send(&[("Cookie", page.cookie())], &[("csrf", &page.field("csrf")), ("person.name", "")]);
    assert_eq!(sent.status, 422);
    assert!(sent.text().contains("<title>Error: Form"), "{}", sent.text());
    assert!(sent.text().contains("href=\"#person.name\""));
}

#[test]
fn a_form_from_another_site_is_refused() {
    let page = get("/form");
    let fields = [("csrf", page.field("csrf")), ("person.name", "x".to_owned())];
    let fields = fields.each_ref().map(|(name, text)| (*name, text.as_str()));
    for header in [("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example"), ("Origin", "null")] {
        let sent = send(&[("Cookie", page.cookie()), header], &fields);
        assert_eq!(sent.status, 403, "{header:?}");
        assert!(!sent.text().contains("<form"), "{header:?}");
    }
    let own = [("Cookie", page.cookie()), ("Origin", "http://talent.example"), ("Sec-Fetch-Site", "same-origin")];
    assert_eq!(send(&own, &fields).status, 303);
}

#[test]
fn a_page_open_too_long_can_be_sent_again() {
    let late = send(&[], &[("csrf", "old"), ("once", "o-1"), ("person.name", "王\"芳"), ("code", "123456")]);
    assert_eq!(late.status, 403);
    let page = late.text();
    assert!(page.contains("<form action=\"/en/form?step=1\" method=\"post\">"), "{page}");
    assert!(!page.contains("123456"), "{page}");
    assert_eq!((late.field("once").as_str(), late.field("person.name").as_str()), ("o-1", "王&#34;芳"));
    let again = send(&[("Cookie", late.cookie())], &[("csrf", &late.field("csrf")), ("person.name", "王芳")]);
    assert_eq!(again.status, 303, "{}", again.text());
}

#[test]
fn a_letter_that_is_none_is_refused_in_every_form() {
    let page = get("/en/form");
    let token = page.field("csrf");
    for (name, text) in [("person.name", "王\0芳"), ("claimed\0", "10(4)")] {
        let sent = send(&[("Cookie", page.cookie())], &[("csrf", &token), ("person.name", "王芳"), (name, text)]);
        assert_eq!(sent.status, 400, "{name:?}: {}", sent.text());
    }
    let kind = ("Content-Type", "multipart/form-data; boundary=b");
    for part in ["name=\"label\"\r\n\r\na\0b", "name=\"file\"; filename*=UTF-8''a%00.pdf\r\n\r\n%PDF-1.7"] {
        let body = format!("--b\r\nContent-Disposition: form-data; {part}\r\n--b--\r\n");
        let sent = ask("POST", "/api/toy/v1/weight", &[kind], &body);
        assert_eq!(sent.status, 400, "{part:?}: {}", sent.text());
    }
}
