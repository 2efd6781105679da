//! Each error in both forms: a problem for programs, a page for people.

use crate::client::{Answer, ask, get};

const JSON: (&str, &str) = ("Content-Type", "application/json");
const ENGLISH: (&str, &str) = ("Accept-Language", "en");

fn is_problem(answer: &Answer, status: u16, code: &str) {
    assert_eq!(answer.status, status, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let problem = answer.json();
    assert_eq!((&problem["code"], &problem["status"]), (&code.into(), &status.into()));
    assert_eq!(problem["type"], format!("/problems/{code}"));
    assert_eq!(problem["trace_id"], answer.header("x-request-id"));
    assert!(!answer.text().contains('⟦'), "{}", answer.text());
}

fn is_page(answer: &Answer, status: u16) {
    assert_eq!(answer.status, status, "{}", answer.text());
    assert!(answer.header("content-type").starts_with("text/html"), "{}", answer.text());
    let prefix = if answer.header("content-language") == "en" { "Error: " } else { "有误：" };
    assert!(answer.text().contains(&format!("<title>{prefix}")), "{}", answer.text());
    assert!(answer.text().contains(answer.header("x-request-id")));
    assert!(!answer.text().contains('⟦'), "{}", answer.text());
}

#[test]
fn a_refusal_has_the_status_of_its_kind() {
    let fail = |how: &str| ask("GET", &format!("/api/toy/v1/fail/{how}"), &[ENGLISH], "");
    is_problem(&fail("stage"), 409, "closed");
    assert_eq!(fail("stage").json()["article"], "10(4)");
    is_problem(&fail("seat"), 403, "no-seat");
    let content = fail("content");
    is_problem(&content, 422, "no-year");
    assert_eq!(content.json()["errors"].as_array().map(Vec::len), Some(1));
    assert_eq!(content.json()["errors"][0]["pointer"], "/education/0/year");
    assert_eq!(content.json()["detail"], "no-year; no-name");
}

#[test]
fn what_fails_says_so_in_the_callers_language() {
    let fail = |how: &str| ask("GET", &format!("/api/toy/v1/fail/{how}"), &[], "");
    is_problem(&fail("sign-in"), 401, "not-signed-in");
    assert_eq!(fail("sign-in").json()["title"], "请先登录");
    assert_eq!(fail("sign-in").header("www-authenticate"), "Bearer");
    is_problem(&fail("many"), 429, "too-many");
    assert_eq!(fail("many").header("retry-after"), "7");
    is_problem(&fail("uncounted"), 503, "uncounted");
    assert_eq!(fail("uncounted").header("retry-after"), "9");
    is_problem(&fail("preparing"), 503, "preparing");
    assert_eq!(fail("preparing").header("retry-after"), "5");
    is_problem(&fail("unscanned"), 503, "unscanned");
    assert_eq!(fail("unscanned").header("retry-after"), "60");
    is_problem(&fail("empty"), 404, "not-found");
}

#[test]
fn a_fault_and_a_panic_tell_no_secret() {
    let fault = get("/api/toy/v1/fail/fault");
    is_problem(&fault, 503, "unavailable");
    assert!(!fault.text().contains("secret"));
    let panic = get("/api/toy/v1/fail/panic");
    is_problem(&panic, 500, "broken");
    assert!(!panic.text().contains("as it was told"));
    assert!(panic.header("content-security-policy").contains("default-src 'none'"));
    is_page(&get("/failing/fault"), 503);
    is_page(&get("/failing/panic"), 500);
    is_page(&get("/en/failing/panic"), 500);
}

#[test]
fn a_wrong_path_and_a_wrong_method_are_told_apart() {
    is_problem(&get("/api/toy/v1/nothing"), 404, "not-found");
    is_problem(&get("/api/none/v1/things"), 404, "not-found");
    let wrong = ask("DELETE", "/api/toy/v1/things/1", &[ENGLISH], "");
    is_problem(&wrong, 405, "wrong-method");
    assert_eq!(wrong.header("allow"), "GET, HEAD, PUT");
    is_page(&get("/nothing"), 404);
    is_page(&get("/en/nothing"), 404);
    is_page(&get("/static/nothing.css"), 404);
    is_problem(&ask("GET", "/nothing", &[("Accept", "application/json")], ""), 404, "not-found");
}

#[test]
fn what_cannot_be_read_is_refused_with_the_place() {
    let add = |kind: &str, body: &str| ask("POST", "/api/toy/v1/things", &[("Content-Type", kind), ENGLISH], body);
    let malformed = add("application/json", "{\"name\":\n 1}");
    is_problem(&malformed, 400, "malformed");
    assert!(malformed.json()["detail"].as_str().is_some_and(|detail| detail.contains("line 2, column 2")));
    let unknown = add("application/json", r#"{"name":"x","age":1}"#);
    is_problem(&unknown, 400, "malformed");
    let list = add("application/json", " [\"a\"]");
    is_problem(&list, 400, "malformed");
    assert!(list.json()["detail"].as_str().is_some_and(|detail| detail.contains("an object is expected")));
    assert!(unknown.json()["detail"].as_str().is_some_and(|detail| detail.contains("“age” cannot be given")));
    is_problem(&add("text/plain", "x"), 415, "wrong-type");
    is_problem(&add("application/json", &" ".repeat(300 * 1024)), 413, "too-large");
    is_problem(&ask("GET", "/api/toy/v1/things/x", &[], ""), 400, "bad-address");
    is_problem(&ask("PUT", "/api/toy/v1/things/1", &[JSON], "{}"), 428, "version-missing");
    is_page(&ask("POST", "/form", &[("Content-Type", "text/plain")], "x"), 415);
}

#[test]
fn a_form_that_is_too_large_is_read_to_its_end_so_that_its_answer_is_seen() {
    let form = [("Content-Type", "application/x-www-form-urlencoded")];
    let page = ask("POST", "/en/form", &form, &"x".repeat(64 << 20));
    is_page(&page, 413);
    assert!(page.text().contains("At most 1 MB") && page.text().contains("Back button"), "{}", page.text());
}

#[test]
fn pages_of_errors_have_the_bar_of_their_door() {
    for (path, link) in [
        ("/nothing", "<a href=\"/things\">things</a>"),
        ("/en/nothing", "<a href=\"/en/things\">things</a>"),
        ("/en/problems/stale", "<a href=\"/en/things\">things</a>"),
        ("/staff/nothing", "<a href=\"/staff/boxes\">boxes</a>"),
    ] {
        let page = get(path).text();
        assert!(page.contains(link), "{path}: {page}");
    }
    assert!(get("/things/nothing").text().contains("<a href=\"/things\" aria-current=\"page\">"));
}

#[test]
fn a_stranger_is_led_to_the_door_he_knocked_at() {
    for (path, location) in [
        ("/private?a=1", "/sign-in?back=%2Fprivate%3Fa%3D1"),
        ("/en/private", "/en/sign-in?back=%2Fen%2Fprivate"),
        ("/staff/private", "/staff/sign-in?back=%2Fstaff%2Fprivate"),
    ] {
        let answer = get(path);
        assert_eq!((answer.status, answer.header("location")), (303, location));
    }
    is_problem(&ask("GET", "/private", &[("Accept", "application/json")], ""), 401, "not-signed-in");
}

#[test]
fn a_problem_type_is_a_page() {
    let page = get("/en/problems/stale");
    assert_eq!(page.status, 200);
    assert!(page.text().contains("Somebody changed this after you opened it"), "{}", page.text());
    assert!(get("/problems/closed").text().contains("规则不允许"));
    assert_eq!(get("/problems/A%20b").status, 404);
}
