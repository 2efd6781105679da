//! Rows 9, 10 and 11: how soon the first page comes, how much memory it takes to stand there, what a page weighs.

use std::path::Path;
use std::time::Duration;

use tests::town::SERVICES;

use crate::Wanted;
use crate::house::House;
use crate::load::{Asked, ask};
use crate::process::{Folder, Server};
use crate::report::{Report, Target};
use crate::rounds::median;

const SETTLED: Duration = Duration::from_secs(2);
const STARTS: usize = 7;
const PAGES: [&str; 4] = ["/posts", "/measures", "/sign-in", "/en/posts"];
const MIB: f64 = 1024.0 * 1024.0;

pub async fn measure(wanted: &Wanted, report: &mut Report) {
    cold(report).await;
    weigh(wanted, report).await;
}

async fn cold(report: &mut Report) {
    let (mut first, mut again) = (Vec::new(), Vec::new());
    for number in 0..STARTS {
        let folder = Folder::empty(&format!("cold-{number}"));
        first.push(start(&folder.0).await);
        again.push(start(&folder.0).await);
    }
    first.sort_unstable();
    again.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    report.figure(9, "first page, started again", ms(median(&again)), "ms", Target::AtMost(200.0));
    report.figure(9, "first page, empty disk with schema and demo", ms(median(&first)), "ms", Target::AtMost(1500.0));
}

/// From the start of the process to the first list of posts with a post on it.
async fn start(data: &Path) -> Duration {
    let server = Server::product(data, &[], &[]);
    server.shows("/posts", "/posts/2026-").await
}

async fn weigh(wanted: &Wanted, report: &mut Report) {
    let paths: Vec<String> = PAGES.iter().map(|path| (*path).to_owned()).collect();
    let time = Duration::from_secs(wanted.seconds * 3);
    if let Some(apart) = House::apart("idle-apart", &[]) {
        apart.opened().await;
        tokio::time::sleep(SETTLED).await;
        for service in SERVICES {
            let resident = apart.server(service).resident() as f64 / MIB;
            report.figure(10, &format!("memory, {service} apart, idle"), resident, "MiB", Target::AtMost(30.0));
        }
        let portal = apart.server("portal");
        ask(&Asked::at(portal, &paths), 64, time).await;
        let resident = portal.resident() as f64 / MIB;
        report.figure(10, "memory, portal apart, loaded by 64 readers", resident, "MiB", Target::AtMost(120.0));
    }
    let house = House::embedded("idle", &[]);
    house.opened().await;
    let server = house.server("portal");
    tokio::time::sleep(SETTLED).await;
    report.figure(10, "memory, idle with the demo", server.resident() as f64 / MIB, "MiB", Target::AtMost(40.0));
    ask(&Asked::at(server, &paths), 64, time).await;
    report.figure(10, "memory, loaded by 64 readers", server.resident() as f64 / MIB, "MiB", Target::AtMost(120.0));
    let program = Path::new("target/release/yincai");
    if let Ok(file) = program.metadata() {
        report.figure(10, "the program's size", file.len() as f64 / MIB, "MiB", Target::AtMost(35.0));
    }
    for path in PAGES {
        let weight = page(server, path).await;
        report.figure(
            11,
            &format!("{path} and its style on the wire"),
            weight as f64 / 1024.0,
            "KiB",
            Target::AtMost(35.0),
        );
    }
}

/// The bytes of a page and of the style it links to, as a browser gets them.
async fn page(server: &Server, path: &str) -> usize {
    let get = async |path: &str| {
        let request = reqwest::Client::new().get(format!("http://{}{path}", server.address));
        let answer = request.header("Accept-Encoding", "gzip").send().await.expect("an answer");
        answer.bytes().await.expect("a body").len()
    };
    let plain = reqwest::get(format!("http://{}{path}", server.address)).await.expect("an answer");
    let plain = plain.text().await.expect("a page");
    let style = plain.split_once("rel=\"stylesheet\" href=\"").and_then(|(_, rest)| rest.split_once('"'));
    let style = style.map(|(style, _)| style.to_owned()).expect("a page has a style");
    get(path).await + get(&style).await
}
