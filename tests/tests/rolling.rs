//! Two processes of each service behind nginx, each restarted twice while people read and file: whoever asks gets an answer, and
//! nothing that was promised is lost or doubled.

use std::collections::BTreeMap;
use std::time::Duration;

use tests::front::Front;
use tests::ledger::{Filer, Line};
use tests::town::SERVICES;
use tests::tunnel::Tunnel;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep};

const LASTS: Duration = Duration::from_secs(60);
/// Between two requests, of which every third is a POST under a key.
const EACH: Duration = Duration::from_millis(20);
/// Each files for every open post.
const PEOPLE: usize = 9;

const READ: [&str; 3] = ["/posts", "/api/portal/v1/posts?limit=20", "/en/measures"];

#[tokio::test(flavor = "multi_thread")]
async fn each_process_restarted_twice_under_load_gives_only_expected_answers() {
    let Some(mut front) = Front::open().await else { return };
    let door = Tunnel::to(front.port()).await;
    let town = &mut front.town;

    let officer = town.officer().await.at(&door.url());
    let mut people = Vec::new();
    for _ in 0..PEOPLE {
        people.push(town.newcomer().await.at(&door.url()));
    }
    let (hospital, mut posts) = (town.post().await, town.open_posts().await);
    posts.retain(|post| *post != hospital);
    posts.insert(0, hospital);
    town.line.seen();

    let people = people.iter();
    let wanted: Vec<(Filer, String)> =
        posts.iter().flat_map(|post| people.clone().map(move |person| (person.clone(), post.clone()))).collect();
    let (filed, mut to_pass_on) = mpsc::unbounded_channel();
    let load = tokio::spawn(load(town.line.clone(), door.url(), wanted, filed));
    let passing = tokio::spawn(async move {
        let mut passed = 0;
        while let Some(receipt) = to_pass_on.recv().await {
            let case = loop {
                match officer.finds(&receipt).await {
                    Some(case) => break case,
                    None => sleep(Duration::from_millis(200)).await,
                }
            };
            assert!(officer.moves(&case).await, "the officer's act was refused");
            passed += 1;
        }
        passed
    });
    let began = Instant::now();
    let turns = 2 * 2 * SERVICES.len() as u32;
    for turn in 0..turns {
        sleep((LASTS * turn / (turns + 2)).saturating_sub(began.elapsed())).await;
        let (service, round) = (SERVICES[turn as usize % SERVICES.len()], turn as usize / SERVICES.len());
        town.restarts(service, round % 2 == 1).await;
    }
    assert!(began.elapsed() <= LASTS, "the restarts took {:?}", began.elapsed());
    let asked = load.await.expect("no panic");
    let passed = passing.await.expect("no panic");
    let (tally, took) = (town.line.tally(), began.elapsed().as_secs_f64());
    println!("{asked} requests in {took:.0} s, {:.0} a second; {passed} cases passed on", f64::from(asked) / took);
    tally.iter().for_each(|((what, said), times)| println!("  {what}: {said}: {times}"));
    only_expected(&tally);
    town.settles().await.unwrap_or_else(|found| panic!("{found:#?}"));
    town.is_whole().await;
    assert!(town.line.ledger.receipts().len() > 100, "{} nominations", town.line.ledger.receipts().len());
    assert_eq!(passed, PEOPLE, "cases passed on");
}

/// Asks at an even pace, whether earlier requests were answered or not; how many were asked for the first time. The first
/// nomination of each person is told besides.
async fn load(line: Line, url: String, wanted: Vec<(Filer, String)>, filed: mpsc::UnboundedSender<String>) -> u32 {
    let (drafted, mut drafts) = mpsc::unbounded_channel::<(Filer, String, String, bool)>();
    let mut wanted = wanted.into_iter().enumerate();
    let (mut asked, mut under_way, mut pace) = (0, JoinSet::new(), interval(EACH));
    pace.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let ends = Instant::now() + LASTS;
    while Instant::now() < ends {
        pace.tick().await;
        while under_way.try_join_next().is_some() {}
        asked += 1;
        if asked % 3 > 0 {
            let (line, url, path) = (line.clone(), url.clone(), READ[asked as usize % READ.len()]);
            under_way.spawn(async move {
                line.get("reads", &url, path).await;
            });
        } else if let Ok((filer, id, version, is_first)) = drafts.try_recv() {
            let filed = filed.clone();
            under_way.spawn(async move {
                let receipt = filer.submits(&id, &version).await.expect("a receipt");
                if is_first {
                    filed.send(receipt).expect("somebody passes them on");
                }
            });
        } else if let Some((number, (filer, post))) = wanted.next() {
            let drafted = drafted.clone();
            under_way.spawn(async move {
                let (id, version) = filer.drafts(&post).await.expect("a draft");
                drafted.send((filer, id, version, number < PEOPLE)).ok();
            });
        }
    }
    under_way.join_all().await;
    asked
}

/// Whoever reads is answered. Whoever acts is answered, or told to come again, and then answered: what was sent is never
/// sent twice by the gateway.
fn only_expected(tally: &BTreeMap<(&'static str, String), u32>) {
    for ((what, said), times) in tally {
        let is_act = ["drafts", "files", "passes a case on"].contains(what);
        let is_expected = said == "done" || (is_act && said.starts_with("503"));
        assert!(is_expected, "{what}: {said}, {times} times");
    }
}
