//! Row 5: a nomination with a PDF of 200 KB, filed as evidence and submission, durable, all rows; and that all
//! that was acknowledged is there afterwards.

use std::process::Command;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::api::{Api, PDF_BYTES, Person, pdf};
use crate::floor;
use crate::house::House;
use crate::load::{Questions, ask};
use crate::machine;
use crate::process::{Role, Server};
use crate::report::{Report, Target};
use crate::rounds::median;

const ALONE: usize = 60;
const TOGETHER: usize = 320;
/// Nobody but the bench files so many nominations from one address.
pub const MANY: [(&str, &str); 2] =
    [("YINCAI_PORTAL__CODES_PER_NETWORK", "1000"), ("YINCAI_PORTAL__CODES_PER_MAIL", "1000")];

pub async fn measure(report: &mut Report) {
    let many = MANY.map(|(name, value)| (name, value.to_owned()));
    let embedded = House::embedded("submit", &many);
    let (least, alone) = (3, Duration::from_millis(3));
    let ours = filed(&embedded, report, 16, (least, alone)).await;
    let floor = floor(&embedded).await;
    report.figure(5, "embedded, submit, 16 at once", ours / floor, "of F", Target::AtLeast(0.3));
    println!("{ours:.0} of ours and {floor:.0} of F in a second");
    drop(embedded);
    let Some(apart) = House::apart("submit-apart", &many) else { return };
    let ours = filed(&apart, report, 32, (4, Duration::from_millis(4))).await;
    match pgbench(&apart) {
        Some(most) => {
            report.figure(5, "apart, submit, 32 at once", ours / most, "of pgbench", Target::AtLeast(0.12));
            println!("{ours:.0} of ours and {most:.0} of pgbench in a second");
        }
        None => println!("no pgbench beside: {ours:.0} of ours in a second, 32 at once"),
    }
}

/// Submissions a second of so many at once; one alone may take so many flushes and so much more.
async fn filed(house: &House, report: &mut Report, connections: usize, (flushes, more): (u32, Duration)) -> f64 {
    house.opened().await;
    let api = Api::of(house);
    let post = api.post_id().await;
    let mut people = Vec::new();
    for number in 0..ALONE + TOGETHER {
        people.push(api.draft(&post, number, async |mail| api.mailed_code(mail).await).await);
    }
    let together = people.split_off(ALONE);
    let flush = machine::flush(&house.folder.0);
    let mut alone = Vec::new();
    for person in &people {
        alone.push(api.file(person).await.took);
    }
    alone.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let what = format!("{}, submit with a PDF of 200 KB, alone, p50", house.mode);
    report.figure(5, &what, ms(median(&alone)), "ms", Target::AtMost(ms(flush * flushes + more)));

    let (began, count) = (Instant::now(), together.len());
    let mut filing = JoinSet::new();
    for people in share(together, connections) {
        let api = api.clone();
        filing.spawn(async move {
            for person in &people {
                api.file(person).await;
            }
            people
        });
    }
    people.extend(filing.join_all().await.into_iter().flatten());
    let ours = count as f64 / began.elapsed().as_secs_f64();
    api.all_are_there(&people).await;
    ours
}

fn share(people: Vec<Person>, among: usize) -> Vec<Vec<Person>> {
    let mut shares: Vec<Vec<Person>> = (0..among).map(|_| Vec::new()).collect();
    people.into_iter().enumerate().for_each(|(at, person)| shares[at % among].push(person));
    shares
}

async fn floor(house: &House) -> f64 {
    let file = house.folder.0.join("floor.db");
    floor::fill(&file, 1);
    let server = Server::limit(Role::Floor, &[&file.to_string_lossy()]);
    server.shows("/posts", "岗位").await;
    let mut request =
        format!("POST /submit HTTP/1.1\r\nHost: localhost\r\nContent-Length: {PDF_BYTES}\r\n\r\n").into_bytes();
    request.extend(pdf());
    let questions = Questions::raw(vec![request], 201);
    ask(&server, &questions, 16, Duration::from_secs(3)).await.per_second
}

/// A row and its outbox row in a transaction, by 32 clients of the database's own bench; none where it is not installed.
fn pgbench(house: &House) -> Option<f64> {
    const TABLES: &str =
        "CREATE TABLE bench_row (id bigserial, body text); CREATE TABLE bench_outbox (id bigserial, event text)";
    const ACT: &str = "BEGIN; INSERT INTO bench_row (body) VALUES (repeat('x', 500)); \
                       INSERT INTO bench_outbox (event) VALUES (repeat('y', 300)); COMMIT;\n";
    let databases = house.databases.as_ref()?;
    let url = databases.address()?.replace("{service}", "portal");
    let script = house.folder.0.join("act.sql");
    std::fs::write(&script, ACT.replace("; ", ";\n")).expect("written");
    let made = Command::new("psql").args([&url, "-qc", TABLES]).status().ok()?;
    let tool = ["/usr/lib/postgresql/15/bin/pgbench", "pgbench"]
        .into_iter()
        .find(|tool| Command::new(tool).arg("--version").output().is_ok_and(|ran| ran.status.success()))?;
    let ran = Command::new(tool).args(["-n", "-c", "32", "-j", "2", "-T", "5", "-f"]).arg(&script).arg(&url).output();
    let printed = String::from_utf8_lossy(&ran.ok().filter(|_| made.success())?.stdout).into_owned();
    let line = printed.lines().find_map(|line| line.strip_prefix("tps = "))?;
    line.split(' ').next()?.parse().ok()
}
