//! The load: so many connections that ask again as soon as they are answered, over plain HTTP/1.1.
//! An answer with another status than the expected one ends the bench: it would be a fast wrong answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::process::Server;

/// What is sent, in turn, and the status that every answer must have. Whoever asks again goes on where the last one stopped:
/// nothing is asked twice before all the others were, so what is more than a server keeps is made anew each time.
#[derive(Clone)]
pub struct Questions {
    requests: Arc<Vec<Vec<u8>>>,
    next: Arc<AtomicUsize>,
    status: u16,
}

impl Questions {
    /// GETs of the paths with more header lines.
    pub fn get(paths: &[String], more: &str, status: u16) -> Questions {
        let request = |path: &String| format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{more}\r\n").into_bytes();
        Questions::raw(paths.iter().map(request).collect(), status)
    }

    pub fn raw(requests: Vec<Vec<u8>>, status: u16) -> Questions {
        Questions { requests: Arc::new(requests), next: Arc::default(), status }
    }

    fn next(&self) -> &[u8] {
        &self.requests[self.next.fetch_add(1, Ordering::Relaxed) % self.requests.len()]
    }
}

/// A server and what it is asked.
#[derive(Clone)]
pub struct Asked<'a> {
    pub server: &'a Server,
    /// Where it is asked, which need not be the server's own.
    pub door: &'a str,
    pub questions: Questions,
}

impl<'a> Asked<'a> {
    pub fn at(server: &'a Server, paths: &[String]) -> Asked<'a> {
        Asked::with(server, Questions::get(paths, "", 200))
    }

    pub fn with(server: &'a Server, questions: Questions) -> Asked<'a> {
        Asked { server, door: &server.address, questions }
    }

    /// The same through another door.
    pub fn through(self, door: &'a str) -> Asked<'a> {
        Asked { door, ..self }
    }
}

/// What a server did under load.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    pub answers: usize,
    pub per_second: f64,
    pub p50: Duration,
    pub p99: Duration,
    /// CPU time of the server for one answer.
    pub cpu: Duration,
}

pub async fn ask(asked: &Asked<'_>, connections: usize, time: Duration) -> Figures {
    let server = asked.server;
    let (began, cpu) = (Instant::now(), server.cpu());
    let mut asking = JoinSet::new();
    for _ in 0..connections {
        let (door, questions) = (asked.door.to_owned(), asked.questions.clone());
        asking.spawn(async move { one(&door, &questions, time).await });
    }
    let mut took: Vec<Duration> = asking.join_all().await.concat();
    let (elapsed, cpu) = (began.elapsed(), server.cpu().saturating_sub(cpu));
    took.sort_unstable();
    let answers = took.len();
    let at = |part: usize| took.get(answers * part / 100).copied().unwrap_or_default();
    let answered = u32::try_from(answers).unwrap_or(u32::MAX).max(1);
    Figures {
        answers,
        per_second: answers as f64 / elapsed.as_secs_f64(),
        p50: at(50),
        p99: at(99),
        cpu: cpu / answered,
    }
}

/// One connection; they share the requests out among them.
async fn one(door: &str, questions: &Questions, time: Duration) -> Vec<Duration> {
    let began = Instant::now();
    let mut stream = TcpStream::connect(door).await.expect("a connection");
    stream.set_nodelay(true).expect("no delay");
    let (mut buffer, mut took) = (Vec::with_capacity(64 * 1024), Vec::new());
    while began.elapsed() < time {
        let asked = Instant::now();
        stream.write_all(questions.next()).await.expect("sent");
        let status = answer(&mut stream, &mut buffer).await;
        took.push(asked.elapsed());
        assert_eq!(status, questions.status, "{}", String::from_utf8_lossy(&buffer));
    }
    took
}

/// Reads one whole answer into the buffer; its status.
async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> u16 {
    buffer.clear();
    let head = loop {
        if let Some(end) = buffer.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
            break end + 4;
        }
        assert!(stream.read_buf(buffer).await.expect("read") > 0, "the server closed the connection");
    };
    let text = String::from_utf8_lossy(&buffer[..head]).to_ascii_lowercase();
    let status = text.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
    let chunked = text.contains("transfer-encoding: chunked");
    let length = text.split_once("content-length: ").and_then(|(_, rest)| rest.split_once('\r'));
    let length: usize = length.and_then(|(length, _)| length.parse().ok()).unwrap_or_default();
    let whole = |buffer: &Vec<u8>| match (status, chunked) {
        (304 | 204, _) => true,
        (_, true) => buffer.ends_with(b"0\r\n\r\n"),
        (_, false) => buffer.len() >= head + length,
    };
    while !whole(buffer) {
        assert!(stream.read_buf(buffer).await.expect("read") > 0, "the server closed the connection");
    }
    status
}
