//! The edges of the gateway: TLS, sizes, times, how often, who asked; and what every answer carries, once.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tests::Town;
use tests::gateway::{Answer, Before, Gateway};

const ENGLISH: &str = "Accept-Language: en-GB, zh;q=0.5";
const EVIDENCE: &str = "/api/portal/v1/nominations/0190b6a0-5c4e-7c3a-9b1d-2f7d1c9e8a10/evidence";

async fn behind(gateway: &mut Gateway, settings: &str, requests: &str) -> Town {
    let town = Town::with(&format!("{}{settings}", gateway.settings())).await;
    gateway.open(Before { requests, ..Before::all(&[&town.url]) });
    town
}

#[tokio::test(flavor = "multi_thread")]
async fn the_site_is_reached_over_tls_and_http_2_alone() {
    let Some(mut gateway) = Gateway::choose() else { return };
    let _town = behind(&mut gateway, "", "1000r/s").await;
    assert_eq!(gateway.get("/posts").version, "HTTP/2");
    assert_eq!(gateway.ask("/posts", &["--http1.1"]).version, "HTTP/1.1");
    let code = |address: &str, more: &[&str]| {
        gateway.curl(address, &[&["-o", "/dev/null", "-w", "%{http_code} %{redirect_url}"], more].concat())
    };
    assert_eq!(code(&gateway.address("/posts"), &["--tlsv1.2", "--tls-max", "1.2"]), "200 ");
    assert_eq!(
        code(&gateway.address("/posts"), &["--tlsv1.0", "--tls-max", "1.1", "--ciphers", "DEFAULT@SECLEVEL=0"]),
        "000 "
    );
    assert_eq!(code(&gateway.plain("/en/posts?page=2"), &[]), "308 https://localhost/en/posts?page=2");
    let spoken_plainly = gateway.address("/").replace("https:", "http:");
    assert!(code(&spoken_plainly, &[]).starts_with("308 https://localhost/"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_large_is_refused_in_the_callers_language() {
    let Some(mut gateway) = Gateway::choose() else { return };
    let town = behind(&mut gateway, "", "1000r/s").await;
    let large = town.data.join("large");
    std::fs::write(&large, vec![b'x'; 2 << 20]).expect("written");
    let body = format!("@{}", large.display());
    let problem = gateway.ask("/api/portal/v1/mail-codes", &["--data-binary", &body, "-H", ENGLISH]);
    assert_eq!((problem.status, problem.header("content-type")), (413, "application/problem+json"));
    assert_eq!(problem.json()["title"], "The content is too large");
    assert_eq!(problem.json()["trace_id"], problem.header("x-request-id"));
    let page = gateway.ask("/sign-in", &["--data-binary", &body]);
    assert!(page.status == 413 && page.body.contains("内容太大"), "{} {}", page.status, page.body);
    // What the service itself refuses has the service's words.
    std::fs::write(&large, vec![b'x'; 300 << 10]).expect("written");
    let json = ["--data-binary", &body, "-H", "Content-Type: application/json", "-H", ENGLISH];
    let own = gateway.ask("/api/portal/v1/mail-codes", &json);
    assert!(own.status == 413 && own.body.contains("256 KB"), "{} {}", own.status, own.body);
    // A file is let through to whoever measures it.
    std::fs::write(&large, vec![b'x'; 9 << 20]).expect("written");
    let file = format!("file=@{}", large.display());
    assert_eq!(gateway.ask(EVIDENCE, &["--form", &file]).status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_too_often_is_told_when_to_come_again() {
    let Some(mut gateway) = Gateway::choose() else { return };
    let _town = behind(&mut gateway, "", "1r/s").await;
    let many = gateway.address("/static/emblem.svg?[1-240]");
    let codes = gateway.curl(&many, &["--output", "/dev/null", "--write-out", "%{http_code}\n"]);
    let count = |code: &str| codes.lines().filter(|line| *line == code).count();
    assert!((200..=215).contains(&count("200")) && count("200") + count("429") == 240, "{codes}");
    let page = gateway.get("/en/posts");
    assert!(page.status == 429 && page.body.contains("Too many requests"), "{} {}", page.status, page.body);
    let problem = gateway.get("/api/portal/v1/posts");
    assert_eq!((problem.status, problem.header("retry-after")), (429, "1"));
    assert_eq!(
        (&problem.json()["code"], &problem.json()["title"]),
        (&"too-many".into(), &"次数太多，请稍后再试".into())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_a_network_of_the_sixth_version_is_counted_as_one() {
    let Some(mut gateway) = Gateway::choose() else { return };
    let town = Town::with(&gateway.settings()).await;
    gateway.open(Before { requests: "1r/s", hops: "set_real_ip_from 127.0.0.1;", ..Before::all(&[&town.url]) });
    let many = gateway.address("/static/emblem.svg?[1-150]");
    let refused = |from: &str| {
        let from = format!("X-Forwarded-For: {from}");
        let codes = gateway.curl(&many, &["-H", &from, "--output", "/dev/null", "--write-out", "%{http_code}\n"]);
        codes.lines().filter(|code| *code == "429").count()
    };
    for (one, same, other) in [
        ("2001:db8:1:2::1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:3::1"),
        ("2001:db8:5::1", "2001:db8:5:0:3:4:5:6", "2001:db8:5:1::1"),
        ("2001:db9::1", "2001:db9:0:0:3:0:0:6", "2001:db9:0:1::1"),
        ("2600::7:1:2:3:4", "2600:0:0:7::4", "2600::4"),
    ] {
        assert_eq!((refused(one), refused(other)), (0, 0), "{one} and {other} are two");
        assert!(refused(same) > 0, "{one} and {same} are one");
    }
}

/// Sends a head, the beginning of its body, and then nothing more: what comes back, and after how long.
fn stalled(gateway: &Gateway, path: &str, headers: &[&str]) -> (Option<Answer>, Duration) {
    let began = Instant::now();
    let mut client = Command::new("openssl")
        .args(["s_client", "-quiet", "-connect", &format!("127.0.0.1:{}", gateway.port())])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("openssl runs");
    let mut sending = client.stdin.take().expect("its input");
    let head = [&format!("POST {path} HTTP/1.1"), "Host: localhost", "Content-Length: 100000", ENGLISH];
    let body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7";
    let sent = [&head, headers, &["", body]].concat().join("\r\n");
    sending.write_all(sent.as_bytes()).and_then(|()| sending.flush()).expect("sent");
    let ended = client.wait_with_output().expect("it ends");
    drop(sending);
    (Answer::read(&String::from_utf8_lossy(&ended.stdout)), began.elapsed())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let Some(mut gateway) = Gateway::choose() else { return };
    let _town = behind(&mut gateway, "", "1000r/s").await;
    let (answer, took) = stalled(&gateway, "/api/portal/v1/mail-codes", &["Content-Type: application/json"]);
    assert!(answer.is_none() && took < Duration::from_secs(15), "no service was kept waiting; cut off after {took:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_says_for_himself_where_he_comes_from() {
    let Some(mut gateway) = Gateway::choose() else { return };
    let town = behind(&mut gateway, "[portal]\ncodes_per_network = 2\n", "1000r/s").await;
    let asked = |number: u32, url: &str, forged: &str| {
        let body = format!(r#"{{"mail":"forger{number}@example.com"}}"#);
        let headers = [format!("X-Forwarded-For: {forged}"), format!("Idempotency-Key: forger-{number}")];
        let json = "Content-Type: application/json";
        gateway.curl(
            &format!("{url}/api/portal/v1/mail-codes"),
            &["-d", &body, "-H", &headers[0], "-H", &headers[1], "-H", json, "-o", "/dev/null", "-w", "%{http_code}"],
        )
    };
    let through = gateway.address("");
    let codes: Vec<_> = (0..3).map(|number| asked(number, &through, &format!("203.0.113.{number}"))).collect();
    assert_eq!(codes, ["202", "202", "429"]);
    // The gateway itself is believed: other clients are not counted with that one.
    assert_eq!(asked(3, &town.url, "198.51.100.7"), "202");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_has_one_id_from_the_gateway_to_the_problem() {
    let Some(mut gateway) = Gateway::choose() else { return };
    let town = behind(&mut gateway, "", "1000r/s").await;
    let answer = gateway.ask("/api/portal/v1/nominations", &["-H", "X-Request-Id: 0123456789abcdef"]);
    let id = answer.header("x-request-id");
    assert!(answer.status == 401 && id.len() == 32, "{} {id}", answer.status);
    assert_eq!(answer.json()["trace_id"], id);
    assert_eq!(gateway.logged(&answer)["from"], "127.0.0.1");
    let direct =
        gateway.curl(&format!("{}/api/portal/v1/nominations", town.url), &["-H", "X-Request-Id: 0123456789abcdef"]);
    assert!(direct.contains("0123456789abcdef"), "the gateway's address is a trusted hop: {direct}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_carries_the_headers_of_security_once() {
    let Some(mut gateway) = Gateway::choose() else { return };
    let _town = behind(&mut gateway, "", "1000r/s").await;
    const ONCE: [&str; 5] = [
        "content-security-policy",
        "x-content-type-options",
        "referrer-policy",
        "cross-origin-opener-policy",
        "strict-transport-security",
    ];
    let values = |answer: &Answer| ONCE.map(|name| answer.all(name).map(str::to_owned).collect::<Vec<_>>());
    let own = values(&gateway.get("/dev/mail"));
    for path in ["/posts", "/posts", "/no-such-page", "/staff/sign-in", "/api/portal/v1/posts", "/metrics"] {
        let answer = gateway.get(path);
        assert_eq!(values(&answer), own, "{path}");
        assert!(own.iter().all(|values| values.len() == 1), "{own:?}");
        for name in ["x-request-id", "cache-control", "content-type"] {
            assert_eq!(answer.all(name).count(), 1, "{name} of {path}");
        }
        assert_eq!(answer.header("server"), "nginx", "no version");
    }
}
