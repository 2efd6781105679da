//! A backup that is made under traffic is of one moment, tells what was done to it, and goes on elsewhere as if nothing had
//! been: nothing lost, nothing twice.

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use databases::Databases;
use domain::Language;
use reqwest::Method;
use sea_orm::{ConnectionTrait, DbBackend};
use tests::command::{bad, good};
use tests::swept::drained;
use tests::tables::{self, texts};
use tests::town::{SERVICES, empty_folder, empty_house};
use tests::{Api, Town, filings, swept};
use tokio::task::JoinHandle;

/// Of what was acknowledged, in its order.
type Receipts = Arc<Mutex<Vec<String>>>;

fn place(town: &Town) -> PathBuf {
    town.data.with_extension("backup")
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path")
}

/// One after the other files for the hospital's post until it is told to stop; writes down the receipts that it was given.
fn files_on(applicants: Vec<Api>, post: String, receipts: &Receipts, stop: &Arc<AtomicBool>) -> JoinHandle<()> {
    let (receipts, stop) = (receipts.clone(), stop.clone());
    tokio::spawn(async move {
        for applicant in applicants {
            let id = filings::drafts(&applicant, &post).await;
            let receipt = filings::submits(&applicant, id).await.receipt;
            receipts.lock().expect("receipts").push(receipt);
            if stop.load(Ordering::SeqCst) {
                break;
            }
        }
    })
}

/// The ids of the letters that are at these stages.
async fn letters(databases: &Databases, data: &Path, stages: &str) -> BTreeSet<String> {
    let db = databases.open(data, "notify").await;
    let id = if db.get_database_backend() == DbBackend::Postgres { "id::text" } else { "lower(hex(id))" };
    let found = texts(&db, &format!("SELECT {id} FROM letters WHERE stage IN ({stages})")).await;
    db.close().await.expect("closed");
    found.into_iter().map(|id| id.replace('-', "")).collect()
}

/// The ids of the letters in the local mailbox.
fn mailed(data: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(data.join("mail")).into_iter().flatten();
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    names.filter_map(|name| Some(name.strip_suffix(".eml")?.replace('-', ""))).collect()
}

/// A folder with nothing but the old secret, and databases with nothing.
fn elsewhere(old: &Path) -> (PathBuf, Databases) {
    let (data, databases) = empty_house();
    std::fs::copy(old.join("secret"), data.join("secret")).expect("the secret");
    (data, databases)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_made_under_traffic_goes_on_elsewhere_with_nothing_lost_and_nothing_twice() {
    let mut town = Town::apart().await;
    let post = filings::hospital_post(&town).await;
    let mut applicants = Vec::new();
    for number in 0..24 {
        applicants.push(town.applicant_api(&format!("applicant-{number}@example.com"), 0).await);
    }
    let first = applicants.pop().expect("one");
    let draft = filings::drafts(&first, &post).await;
    let evidence = filings::evidence("10(4)", "证书.pdf", b"%PDF-1.7\n of somebody".to_vec());
    let sent = first.request(Method::POST, &format!("/api/portal/v1/nominations/{draft}/evidence"));
    first.answer(sent.multipart(evidence)).await.is(201);
    let before = filings::submits(&first, draft.clone()).await.receipt;

    let (backup, stop) = (place(&town), Arc::new(AtomicBool::new(false)));
    let receipts = Receipts::default();
    let filing = files_on(applicants, post, &receipts, &stop);
    let known = || receipts.lock().expect("receipts").clone();
    let acknowledged = town.until("some to file", async || Some(known()).filter(|known| known.len() >= 4)).await;
    let made = tokio::task::spawn_blocking({
        let (data, backup) = (town.data.clone(), backup.clone());
        move || good(&data, &["backup", "create", path(&backup)])
    });
    let said = made.await.expect("no panic");
    stop.store(true, Ordering::SeqCst);
    filing.await.expect("no panic");
    let filed = known();
    assert!(said.contains("portal: 1 of house") && said.contains("1 files"), "{said}");
    assert!(bad(&town.data, &["backup", "create", path(&backup)], 1).contains("holds something already"));
    let checked = good(&town.data, &["backup", "verify", path(&backup)]);
    assert!(checked.contains("whole") && checked.contains("the master secret that is set here"), "{checked}");
    drained(&town).await;
    let all = letters(&town.databases, &town.data, "'handed-over'").await;
    assert_eq!(mailed(&town.data), all, "the old town sent what it had to");
    assert!(town.stop());

    let (data, databases) = elsewhere(&town.data);
    let said = good(&data, &["backup", "restore", path(&backup)]);
    assert!(said.contains("and 1 files"), "{said}");
    let due = letters(&databases, &data, "'waiting', 'sending'").await;
    let sent = letters(&databases, &data, "'handed-over'").await;
    assert!(!sent.is_empty());
    let again = Town::found(data, databases).await;
    drained(&again).await;
    let (review, portal) =
        (again.databases.open(&again.data, "review").await, again.databases.open(&again.data, "portal").await);
    let mut cases = texts(&review, "SELECT receipt FROM cases").await;
    let submitted = "SELECT receipt FROM nominations WHERE receipt IS NOT NULL";
    let mut nominations = texts(&portal, submitted).await;
    cases.sort_unstable();
    nominations.sort_unstable();
    assert_eq!(cases, nominations, "each nomination is one case");
    assert!(acknowledged.iter().all(|receipt| cases.contains(receipt)), "{acknowledged:?} of {cases:?}");
    assert!(cases.contains(&before) && cases.windows(2).all(|pair| pair[0] != pair[1]), "{cases:?}");
    assert!(cases.iter().all(|receipt| *receipt == before || filed.contains(receipt)), "{cases:?} of {filed:?}");
    for db in [review, portal] {
        db.close().await.expect("closed");
    }
    let mails = mailed(&again.data);
    assert!(sent.is_disjoint(&mails), "a letter that was handed over went out again");
    assert!(due.is_subset(&mails), "a letter that was due is lost");
    assert_eq!(letters(&again.databases, &again.data, "'waiting', 'sending', 'failed'").await.len(), 0);
    good(&again.data, &["audit", "verify"]);

    let api = again.api(Language::Zh).with_token(first.token().expect("still signed in"));
    let listed = api.get(&format!("/api/portal/v1/nominations/{draft}/evidence")).await.is(200);
    let file = listed.body["items"][0]["id"].as_str().expect("a file").to_owned();
    let got = api.get(&format!("/api/portal/v1/nominations/{draft}/evidence/{file}")).await.is(200);
    assert_eq!(got.bytes, b"%PDF-1.7\n of somebody");
    let next = again.applicant_api("later@example.com", 0).await;
    filings::files(&again, &next).await;
    drained(&again).await;
    std::fs::remove_dir_all(&backup).ok();
}

/// A small product that stands still, and its backup.
async fn still() -> (Town, PathBuf) {
    let mut town = Town::apart().await;
    let applicant = town.applicant_api("still@example.com", 0).await;
    filings::files(&town, &applicant).await;
    drained(&town).await;
    assert!(town.stop());
    let backup = place(&town);
    good(&town.data, &["backup", "create", path(&backup)]);
    (town, backup)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_table_is_in_it_row_by_row_and_nothing_is_written_over() {
    let (town, backup) = still().await;
    assert!(bad(&town.data, &["backup", "restore", path(&backup)], 1).contains("holds rows already"));
    let (data, databases) = elsewhere(&town.data);
    good(&data, &["backup", "restore", path(&backup)]);
    for service in SERVICES {
        let mut wanted = tables::rows(&town.databases, &town.data, service).await;
        *wanted.get_mut("audit").expect("a trail") += 1;
        assert_eq!(
            tables::rows(&databases, &data, service).await,
            wanted,
            "{service}: the restoring itself is one row more"
        );
    }
    assert!(bad(&data, &["backup", "restore", path(&backup)], 1).contains("holds rows already"));
    std::fs::remove_dir_all(&data).ok();

    let (other, none) = empty_house();
    assert!(bad(&other, &["backup", "restore", path(&backup)], 2).contains("YINCAI_MASTER_FILE"));
    std::fs::write(other.join("secret"), "8f".repeat(32)).expect("written");
    assert!(bad(&other, &["backup", "restore", path(&backup)], 2).contains("another master secret"));
    assert!(bad(&other, &["backup", "verify", path(&backup)], 3).contains("another master secret"));
    drop(none);
    std::fs::remove_dir_all(&other).ok();
    let nobody = empty_folder();
    assert!(good(&nobody, &["backup", "verify", path(&backup)]).contains("no master secret is set here"));
    assert!(!nobody.join("secret").exists(), "to verify makes nothing");
    std::fs::remove_dir_all(&nobody).ok();
    std::fs::remove_dir_all(&backup).ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_done_to_a_backup_is_found() {
    let (town, backup) = still().await;
    let cut = |text: String| -> String {
        text.lines().take(text.lines().count() - 1).map(|line| format!("{line}\n")).collect()
    };
    let forge = |text: String| text.replacen("\"told\":", "\"told\":9", 1);
    type Damage<'a> = (&'a str, &'a dyn Fn(String) -> String, &'a str);
    let damages: [Damage; 5] = [
        ("review/cases.jsonl", &|text| text.replacen('4', "5", 1), "review/cases.jsonl was changed"),
        ("review/audit.jsonl", &cut, "review/audit.jsonl was changed: "),
        ("files.jsonl", &|text| format!("{text}\n"), "files.jsonl was changed"),
        ("manifest.jsonl", &forge, "manifest.jsonl is not as it was written"),
        ("manifest.jsonl", &cut, "manifest.jsonl is not as it was written"),
    ];
    for (file, damage, said) in damages {
        let file = backup.join(file);
        let text = std::fs::read_to_string(&file).expect("a file");
        let damaged = damage(text.clone());
        assert_ne!(damaged, text);
        std::fs::write(&file, damaged).expect("written");
        assert!(bad(&town.data, &["backup", "verify", path(&backup)], 3).contains(said), "{said}");
        std::fs::write(&file, text).expect("written");
    }
    let (letters, aside) = (backup.join("notify/letters.jsonl"), backup.join("notify/letters.old"));
    std::fs::rename(&letters, &aside).expect("moved");
    let told = bad(&town.data, &["backup", "verify", path(&backup)], 3);
    assert!(
        told.contains("notify/letters.jsonl is missing") && told.contains("notify/letters.old is not of this backup")
    );
    std::fs::rename(&aside, &letters).expect("moved back");
    good(&town.data, &["backup", "verify", path(&backup)]);
    std::fs::remove_file(backup.join("manifest.jsonl")).expect("removed");
    assert!(bad(&town.data, &["backup", "verify", path(&backup)], 3).contains("broke off"));
    std::fs::remove_dir_all(&backup).ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn one_service_set_back_by_itself_is_refused_at_the_start_and_named_by_the_doctor() {
    let (town, backup) = still().await;
    let portal = town.databases.open(&town.data, "portal").await;
    portal.execute_unprepared("DELETE FROM outbox WHERE position > 1").await.expect("set back");
    portal.close().await.expect("closed");
    let said = bad(&town.data, &["serve"], 3);
    assert!(said.contains("review has read") && said.contains("restore all services from one backup"), "{said}");
    assert!(bad(&town.data, &["doctor"], 1).contains("BAD   events: review has read"));
    let beside = town.data.with_extension("beside");
    assert!(bad(&town.data, &["backup", "create", path(&beside)], 3).contains("review has read"));
    for folder in [backup, beside] {
        std::fs::remove_dir_all(folder).ok();
    }
}

/// Where the databases are made anew beside the old ones: settings in a file, as an operator has them.
fn there(databases: &Databases) -> PathBuf {
    let file = std::env::temp_dir().join(format!("yincai-there-{}.toml", std::process::id()));
    std::fs::write(&file, databases.settings()).expect("written");
    file
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_on_files_moves_to_a_postgresql_and_goes_on() {
    let databases = Databases::new(&SERVICES);
    if !databases.are_served() {
        println!("not tested: YINCAI_TEST_POSTGRES names no server");
        return;
    }
    let mut town = Town::found(empty_folder(), Databases::in_files(&SERVICES)).await;
    let person = town.applicant_api("lin@example.com", 0).await;
    let filed = filings::files(&town, &person).await;
    let officer = town.officer_api("unit-hospital").await;
    let case = filings::case_of(&town, &officer, &filed).await;
    drained(&town).await;
    let there = there(&databases);
    let copy = ["db", "copy", "--to", path(&there)];
    assert!(bad(&town.data, &copy, 1).contains("another program serves"));
    assert!(town.stop());
    assert!(bad(&town.data, &["db", "copy", "--to", "sqlite"], 1).contains("holds rows already"));

    let mut wanted = Vec::new();
    for service in SERVICES {
        wanted.push(tables::rows(&town.databases, &town.data, service).await);
    }
    let said = good(&town.data, &copy);
    assert!(said.contains("review: 1 of cases") && said.contains("copied "), "{said}");
    for (service, mut wanted) in SERVICES.into_iter().zip(wanted) {
        *wanted.get_mut("audit").expect("a trail") += 1;
        assert_eq!(tables::rows(&databases, &town.data, service).await, wanted, "{service}");
        let db = databases.open(&town.data, service).await;
        assert!(texts(&db, "SELECT sequencename::text FROM pg_sequences").await.is_empty(), "nothing counts by itself");
        db.close().await.expect("closed");
    }
    assert!(bad(&town.data, &copy, 1).contains("holds rows already"));
    assert!(
        bad(&town.data, &["db", "copy", "--from", path(&there), "--to", "sqlite"], 1).contains("holds rows already")
    );

    let data = town.data.clone();
    // Its tokens are those of its address.
    let settings = format!("url = \"{}\"\n{}", town.url, databases.settings());
    std::fs::write(data.join("yincai.toml"), settings).expect("written");
    std::fs::set_permissions(&data, std::fs::Permissions::from_mode(0o700)).expect("set");
    let moved = Town::found(data, databases).await;
    assert!(good(&moved.data, &["doctor"]).contains("database review: whole, its tables up to date; PostgreSQL"));
    let officer = moved.api(Language::Zh).with_token(officer.token().expect("still signed in"));
    filings::passes(&officer, &case).await;
    drained(&moved).await;
    let counted = swept::left_behind(&moved.data, &moved.databases).await;
    assert_eq!(counted["review: cases screening 2"], 1, "{counted:#?}");
    let next = moved.applicant_api("next@example.com", 0).await;
    let filed = filings::files(&moved, &next).await;
    filings::case_of(&moved, &officer, &filed).await;
    moved.mails_when("next@example.com", 2).await;
    good(&moved.data, &["audit", "verify"]);
    std::fs::remove_file(&there).ok();
    std::fs::remove_dir_all(&town.data).ok();
}
