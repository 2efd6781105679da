//! Row 5: a nomination with a PDF of 200 KB, filed as evidence and submission, durable, all rows; a thousand of them at once;
//! and that all that was acknowledged is there afterwards, once and byte for byte.

use std::ops::Range;
use std::process::Command;
use std::time::{Duration, Instant};

use tests::smtp::MailServer;
use tokio::task::JoinSet;

use crate::api::{Api, PDF_BYTES, Person, pdf};
use crate::floor;
use crate::house::House;
use crate::load::{Asked, Questions, ask};
use crate::machine;
use crate::process::{Role, Server};
use crate::report::{Report, Target};
use crate::rounds::median;

const ALONE: usize = 60;
const TOGETHER: usize = 320;
const CROWD: usize = 1_000;
/// Nobody but the bench files so many nominations from one address, nor so many in one moment.
const MANY: [(&str, &str); 3] = [
    ("YINCAI_PORTAL__CODES_PER_NETWORK", "10000"),
    ("YINCAI_PORTAL__CODES_PER_MAIL", "1000"),
    ("YINCAI_EDGES__REQUESTS_UNDER_WAY", "4096"),
];

pub async fn measure(report: &mut Report) {
    let mail = MailServer::start().await;
    let settings = settings(&mail);
    let embedded = House::embedded("submit", &settings);
    let (least, alone) = (3, Duration::from_millis(3));
    let ours = filed(&embedded, &mail, report, 16, (least, alone)).await;
    let floor = floor(&embedded).await;
    report.figure(5, "embedded, submit, 16 at once", ours / floor, "of F", Target::AtLeast(0.3));
    println!("{ours:.0} of ours and {floor:.0} of F in a second");
    crowd(&embedded, &mail, report, machine::commits(&embedded.folder.0)).await;
    drop(embedded);
    let Some(apart) = House::apart("submit-apart", &settings) else { return };
    let ours = filed(&apart, &mail, report, 32, (4, Duration::from_millis(4))).await;
    match pgbench(&apart) {
        Some(most) => {
            report.figure(5, "apart, submit, 32 at once", ours / most, "of pgbench", Target::AtLeast(0.12));
            println!("{ours:.0} of ours and {most:.0} of pgbench in a second");
            crowd(&apart, &mail, report, most).await;
        }
        None => println!("no pgbench beside: {ours:.0} of ours in a second, 32 at once"),
    }
}

/// Letters go to this mail server, and nobody is held up by a limit.
pub fn settings(mail: &MailServer) -> Vec<(&'static str, String)> {
    let many = MANY.map(|(name, value)| (name, value.to_owned()));
    let smtp = [
        ("YINCAI_NOTIFY__TRANSPORT", "smtp".to_owned()),
        ("YINCAI_NOTIFY__SMTP__HOST", mail.address.ip().to_string()),
        ("YINCAI_NOTIFY__SMTP__PORT", mail.address.port().to_string()),
        ("YINCAI_NOTIFY__SMTP__TLS", "none".to_owned()),
    ];
    many.into_iter().chain(smtp).collect()
}

/// Submissions a second of so many at once; one alone may take so many flushes and so much more.
async fn filed(
    house: &House,
    mail: &MailServer,
    report: &mut Report,
    connections: usize,
    (flushes, more): (u32, Duration),
) -> f64 {
    house.opened().await;
    let api = Api::of(house);
    let mut people = drafts(&api, mail, 0..ALONE + TOGETHER).await;
    let together = people.split_off(ALONE);
    let flush = machine::flush(&house.folder.0);
    let (mut alone, mut files) = (Vec::new(), Vec::new());
    for person in &people {
        let filed = api.file(person).await;
        alone.push(filed.took);
        files.push(filed.file);
    }
    alone.sort_unstable();
    files.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let what = format!("{}, submit with a PDF of 200 KB, alone, p50", house.mode);
    report.figure(5, &what, ms(median(&alone)), "ms", Target::AtMost(ms(flush * flushes + more)));
    report.figure(5, &format!("{}, the file of it", house.mode), ms(median(&files)), "ms", Target::None);

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

async fn drafts(api: &Api, mail: &MailServer, numbers: Range<usize>) -> Vec<Person> {
    let post = api.post_id().await;
    let mut people = Vec::new();
    for number in numbers {
        people.push(api.draft(&post, number, mail).await);
    }
    people
}

/// A thousand people who file in one moment, beside how many rows the same database commits one by one.
async fn crowd(house: &House, mail: &MailServer, report: &mut Report, commits: f64) {
    let api = Api::of(house);
    let people = drafts(&api, mail, ALONE + TOGETHER..ALONE + TOGETHER + CROWD).await;
    let (began, mut filing) = (Instant::now(), JoinSet::new());
    for person in people {
        let api = api.clone();
        filing.spawn(async move {
            let filed = api.file(&person).await;
            (person, filed.receipt)
        });
    }
    let (people, told): (Vec<_>, Vec<_>) = filing.join_all().await.into_iter().unzip();
    let ours = CROWD as f64 / began.elapsed().as_secs_f64();
    let mut there = api.all_are_there(&people).await;
    assert_eq!(told, there, "another receipt than was told");
    api.all_have_crossed(&api.officer(house).await, &told).await;
    there.sort_unstable();
    there.dedup();
    let what = |what: &str| format!("{}, {CROWD} nominations at once, {what}", house.mode);
    let all = Target::AtLeast(CROWD as f64);
    report.figure(5, &what("there, once, with the same bytes"), there.len() as f64, "of them", all);
    report.figure(5, &what("filed in a second"), ours, "nominations", Target::None);
    report.figure(5, &what("beside raw commits of a row and its outbox row"), ours / commits, "of them", Target::None);
}

fn share(people: Vec<Person>, among: usize) -> Vec<Vec<Person>> {
    let mut shares: Vec<Vec<Person>> = (0..among).map(|_| Vec::new()).collect();
    people.into_iter().enumerate().for_each(|(at, person)| shares[at % among].push(person));
    shares
}

async fn floor(house: &House) -> f64 {
    let file = house.folder.0.join("floor.db");
    floor::fill(&file, 1);
    let server = Server::limit(Role::Floor, &[&file.to_string_lossy(), "0", "0"]);
    server.shows("/posts", "岗位").await;
    let mut request =
        format!("POST /submit HTTP/1.1\r\nHost: localhost\r\nContent-Length: {PDF_BYTES}\r\n\r\n").into_bytes();
    request.extend(pdf(0));
    let questions = Questions::raw(vec![request], 201);
    ask(&Asked::with(&server, questions), 16, Duration::from_secs(3)).await.per_second
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
