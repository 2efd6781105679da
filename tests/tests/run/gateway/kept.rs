//! The catalogue is kept for everybody by its validators, and nothing that is somebody's is ever kept.

use std::time::Duration;

use tests::Town;
use tests::gateway::{Answer, Before, Gateway};

/// As long as the gateway does not ask whether a page still holds.
const HOLDS: Duration = Duration::from_millis(2100);

async fn town(gateway: &mut Gateway) -> Town {
    let town = Town::with(&gateway.settings()).await;
    gateway.open(Before::all(&[&town.url]));
    town
}

fn kept(answer: &Answer) -> &str {
    answer.header("x-gateway-cache")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_anonymous_page_is_kept_and_asked_after_by_its_tag() {
    let Some(mut gateway) = Gateway::choose() else { return };
    let _town = town(&mut gateway).await;
    for path in ["/posts", "/en/posts?page=2", "/measures", "/api/portal/v1/posts"] {
        let (first, second) = (gateway.get(path), gateway.get(path));
        assert_eq!((kept(&first), kept(&second)), ("MISS", "HIT"), "{path}");
        assert_eq!((first.status, &first.body), (200, &second.body), "{path}");
        assert_ne!(first.header("x-request-id"), second.header("x-request-id"), "an id belongs to one request");
        let tag = format!("If-None-Match: {}", first.header("etag"));
        let known = gateway.ask(path, &["-H", &tag]);
        assert_eq!((known.status, known.body.as_str()), (304, ""), "{path}");
        tokio::time::sleep(HOLDS).await;
        let later = gateway.get(path);
        assert_eq!((kept(&later), later.header("etag")), ("REVALIDATED", first.header("etag")), "{path}");
        assert_eq!(gateway.logged(&later)["answered"], "304", "{path}");
    }
    let zipped = gateway.ask("/posts", &["-H", "Accept-Encoding: gzip", "-o", "/dev/null", "-D", "-"]);
    assert_eq!((zipped.header("content-encoding"), kept(&zipped)), ("gzip", "MISS"));
    assert_eq!(gateway.get("/posts").header("content-encoding"), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_somebodys_is_never_kept() {
    let Some(mut gateway) = Gateway::choose() else { return };
    let _town = town(&mut gateway).await;
    let tag = format!("If-None-Match: {}", gateway.get("/posts").header("etag"));
    for header in ["Cookie: size=large", "Cookie: __Host-applicant=x", "Authorization: Bearer x"] {
        for _ in 0..2 {
            assert_eq!(kept(&gateway.ask("/posts", &["-H", header])), "BYPASS", "{header}");
        }
        let conditional = gateway.ask("/posts", &["-H", header, "-H", &tag]);
        let same = header != "Cookie: size=large";
        assert_eq!(conditional.status == 304, same, "{header}: its own tag still holds");
    }
    for (path, what) in [
        ("/sign-in", "a form's token"),
        ("/staff/sign-in", "a form's token"),
        ("/no-such-page", "an error"),
        ("/health/ready", "a state"),
        ("/api/portal/v1/nominations", "a refusal"),
    ] {
        let answers = [gateway.get(path), gateway.get(path)];
        assert!(answers.iter().all(|answer| !["HIT", "REVALIDATED"].contains(&kept(answer))), "{what} of {path}");
        assert!(answers.iter().all(|answer| answer.header("cache-control") == "no-store"), "{what} of {path}");
    }
    let cookies = [gateway.get("/sign-in"), gateway.get("/sign-in")];
    let cookies = cookies.each_ref().map(|answer| answer.header("set-cookie"));
    assert!(!cookies[0].is_empty() && cookies[0] != cookies[1], "{cookies:?}");
}

/// Asks for the path twenty times at once: how many seconds each took, and what the gateway did.
fn at_once(gateway: &Gateway, path: &str) -> Vec<(f64, String)> {
    let told = ["--output", "/dev/null", "--write-out", "%{time_total} %header{x-gateway-cache}\n"];
    let told = gateway.curl(&gateway.address(&format!("{path}#[1-20]")), &[&["--parallel"], &told[..]].concat());
    let told = told.lines().filter_map(|line| line.split_once(' '));
    told.map(|(took, kept)| (took.parse().expect("seconds"), kept.to_owned())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_waits_for_another_and_one_request_asks_whether_a_page_still_holds() {
    let Some(mut gateway) = Gateway::choose() else { return };
    let _town = town(&mut gateway).await;
    let mut passed = at_once(&gateway, "/sign-in");
    passed.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    assert_eq!(passed.len(), 20);
    assert!(passed[10].0 < 1.5, "{passed:?}");
    gateway.get("/posts");
    tokio::time::sleep(HOLDS).await;
    let read = at_once(&gateway, "/posts");
    let asked = read.iter().filter(|(_, kept)| !["HIT", "UPDATING"].contains(&kept.as_str())).count();
    assert!(read.len() == 20 && (1..=4).contains(&asked), "{read:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_is_answered_in_its_own_language_from_what_is_kept() {
    let Some(mut gateway) = Gateway::choose() else { return };
    let _town = town(&mut gateway).await;
    let asked = |language: &str| gateway.ask("/api/portal/v1/posts", &["-H", &format!("Accept-Language: {language}")]);
    for language in ["zh-CN", "en", "en;q=0.1, zh", "zh-CN", "en"] {
        let expected = if language == "en" { "en" } else { "zh-CN" };
        assert_eq!(asked(language).header("content-language"), expected, "{language}");
    }
    assert_eq!(kept(&asked("en")), "HIT");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_catalogue_is_read_as_it_last_was_when_no_portal_answers() {
    let Some(mut gateway) = Gateway::choose() else { return };
    let town = town(&mut gateway).await;
    let seen = gateway.get("/posts");
    drop(town);
    tokio::time::sleep(HOLDS).await;
    let last = gateway.get("/posts");
    assert_eq!((last.status, kept(&last), &last.body), (200, "STALE", &seen.body));
    assert_eq!(gateway.get("/posts?page=2").status, 503);
}
