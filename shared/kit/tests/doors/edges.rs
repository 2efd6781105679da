//! The edges: who is answered under which name, how many at once, how slowly, how often.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use crate::client::get;
use crate::house;

/// What comes back for bytes that are sent as they are.
fn raw(sent: &str) -> String {
    raw_to(house::address(), sent)
}

fn raw_to(address: SocketAddr, sent: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("connected");
    stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a limit");
    stream.write_all(sent.as_bytes()).ok();
    let mut came = Vec::new();
    let _cut = stream.read_to_end(&mut came);
    String::from_utf8_lossy(&came).into_owned()
}

#[test]
fn only_names_of_ours_are_answered_to() {
    let asked = |host: &str| raw(&format!("GET /form HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
    for ours in ["talent.example", "localhost:8080", "127.0.0.1", "[::1]:80"] {
        assert!(asked(ours).starts_with("HTTP/1.1 200"), "{ours}");
    }
    let strange = asked("evil.example");
    assert!(strange.starts_with("HTTP/1.1 421") && strange.contains("edges.hosts"), "{strange}");
}

#[test]
fn a_head_that_does_not_come_is_not_waited_for() {
    let began = std::time::Instant::now();
    let answer = raw("GET / HTTP/1.1\r\nHost: talent.example\r\nX-Slow:");
    assert!(began.elapsed() < Duration::from_secs(9), "{answer}");
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
}

#[test]
fn a_head_that_is_malformed_or_too_large_is_refused() {
    assert!(raw("GET / HTTP/9.9\r\n\r\n").starts_with("HTTP/1.1 400"));
    let large = format!("GET / HTTP/1.1\r\nHost: talent.example\r\nX-Large: {}\r\n\r\n", "x".repeat(300_000));
    let answer = raw(&large);
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
}

#[test]
fn whoever_is_limited_is_told_how_much_is_left() {
    let path = "/api/toy/v1/limited";
    let first = get(path);
    assert_eq!(first.header("ratelimit-policy"), "\"toys\";q=2;w=600");
    assert_eq!(first.header("ratelimit"), "\"toys\";r=1;t=300");
    get(path);
    let refused = get(path);
    assert_eq!((refused.status, refused.header("ratelimit")), (429, "\"toys\";r=0;t=600"));
    assert!(refused.header("retry-after").parse::<u64>().is_ok_and(|seconds| (1..=300).contains(&seconds)));
}

#[test]
fn beyond_the_bound_requests_are_sent_away_and_health_is_still_told() {
    let house::Doors { address, metrics } = house::open("crowded", 4);
    let slow: Vec<_> = (0..4)
        .map(|_| {
            let mut stream = TcpStream::connect(address).expect("connected");
            stream.write_all(b"GET /slow HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").expect("sent");
            stream
        })
        .collect();
    let began = std::time::Instant::now();
    while told(metrics, &["yincai_requests_under_way"]) < 4 {
        assert!(began.elapsed() < Duration::from_secs(5), "they are not under way");
        std::thread::sleep(Duration::from_millis(10));
    }
    let asked =
        |path: &str| raw_to(address, &format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
    let shed = asked("/api/toy/v1/things/1");
    assert!(shed.starts_with("HTTP/1.1 503") && shed.contains("\"code\":\"busy\""), "{shed}");
    assert!(shed.contains("retry-after: 2\r\n"), "{shed}");
    assert!(asked("/health/live").starts_with("HTTP/1.1 200"));
    drop(slow);
    assert_eq!(counted(metrics, "/api/toy/v1/things/{id}", "5xx"), 1);
}

#[test]
fn a_city_that_names_no_place_for_reports_has_no_file_that_says_one() {
    let address = house::open("silent", 512).address;
    let sent = "GET /.well-known/security.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assert!(raw_to(address, sent).starts_with("HTTP/1.1 404"));
}

/// How many requests for a route the metrics count with that class of answers.
fn counted(metrics: SocketAddr, route: &str, class: &str) -> u32 {
    told(metrics, &["yincai_requests_total", &format!("route=\"{route}\""), &format!("class=\"{class}\"")])
}

/// The sum of what the metrics tell in all lines with these parts.
fn told(metrics: SocketAddr, parts: &[&str]) -> u32 {
    let told = raw_to(metrics, "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    let lines = told.lines().filter(|line| !line.starts_with('#') && parts.iter().all(|part| line.contains(part)));
    lines.filter_map(|line| line.rsplit(' ').next()?.trim().parse::<u32>().ok()).sum()
}

#[test]
fn a_door_that_panics_and_a_name_that_is_not_ours_are_counted_too() {
    let house::Doors { address, metrics } = house::open("counted", 512);
    let asked = |path: &str, host: &str| {
        raw_to(address, &format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
    };
    assert!(asked("/failing/panic", "localhost").starts_with("HTTP/1.1 500"));
    assert!(asked("/kept", "evil.example").starts_with("HTTP/1.1 421"));
    assert_eq!((counted(metrics, "/failing/{how}", "5xx"), counted(metrics, "/kept", "4xx")), (1, 1));
}

/// Sends the head of a file of so many bytes to a door, and of the file a piece every so often.
fn dripped(kind: &str, around: [&str; 2], piece: usize, every: Duration, pieces: usize) -> String {
    let mut stream = TcpStream::connect(house::address()).expect("connected");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a limit");
    let length = around[0].len() + piece * pieces + around[1].len();
    let head = format!(
        "POST /api/toy/v1/weight HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: {kind}\r\n\
         Content-Length: {length}\r\n\r\n{}",
        around[0]
    );
    stream.write_all(head.as_bytes()).expect("sent");
    let mut sending = stream.try_clone().expect("the same");
    let after = around[1].to_owned();
    std::thread::spawn(move || {
        for _ in 0..pieces {
            std::thread::sleep(every);
            if sending.write_all(&vec![b'x'; piece]).is_err() {
                return;
            }
        }
        sending.write_all(after.as_bytes()).ok();
    });
    let mut came = Vec::new();
    let _cut = stream.read_to_end(&mut came);
    String::from_utf8_lossy(&came).into_owned()
}

const PARTS: [&str; 2] =
    ["--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n", "\r\n--b--\r\n"];

#[test]
fn a_file_that_comes_too_slowly_is_not_waited_for() {
    let (tenth, began) = (Duration::from_millis(100), std::time::Instant::now());
    for (kind, around) in [("application/octet-stream", ["", ""]), ("multipart/form-data; boundary=b", PARTS)] {
        let slow = dripped(kind, around, 100, tenth, 600);
        assert!(slow.starts_with("HTTP/1.1 408") && slow.contains("\"code\":\"body-too-slow\""), "{kind}: {slow}");
    }
    assert!(began.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_file_that_comes_slowly_but_steadily_is_taken() {
    for (kind, around) in [("application/octet-stream", ["", ""]), ("multipart/form-data; boundary=b", PARTS)] {
        let steady = dripped(kind, around, 4096, Duration::from_millis(100), 30);
        assert!(steady.starts_with("HTTP/1.1 200") && steady.contains("122880"), "{kind}: {steady}");
    }
}
