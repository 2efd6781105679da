//! The checker of the ledger is tested itself: what goes wrong behind the product's back is named, each by its name, and where
//! nothing went wrong nothing is found.

use std::collections::BTreeSet;
use std::path::PathBuf;

use databases::Databases;
use domain::Language;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;
use tests::Town;
use tests::embedded::{code_by_mailbox, hospital_post, settles, until};
use tests::ledger::{self, Act, Books, Filer, Finding, Line, Outcome, Teller};
use tests::officer::PASSWORD;
use tests::tampering;
use tests::town::empty_folder;

/// A town in which two people filed and an officer passed one case on twice.
struct Told {
    town: Town,
    line: Line,
    receipts: [String; 2],
}

impl Told {
    async fn of_two_filings() -> Told {
        let (mut town, line) = (Town::apart().await, Line::default());
        let post = hospital_post(&town.url).await;
        let mut receipts = Vec::new();
        for mail in ["one@example.com", "two@example.com"] {
            let filer = Filer::signs_in(&line, &town.url, mail, code_by_mailbox(&town.url, mail)).await;
            receipts.push(filer.files(&post).await.expect("a receipt"));
        }
        let login = "unit-hospital";
        let typed = json!({ "login": login, "password": PASSWORD, "code": town.code(login) });
        let officer = Teller::signs_in(&line, &town.url, typed).await;
        let case = until("the case", async || officer.finds(&receipts[0]).await).await;
        assert!(officer.moves(&case).await && officer.moves(&case).await);
        settles(async || found(&town.data, &town.databases, &line).await)
            .await
            .unwrap_or_else(|found| panic!("{found:#?}"));
        until("the seals", async || (!has_unsealed(&town, "portal").await).then_some(())).await;
        town.api(Language::Zh).get("/health/ready").await.is(200);
        assert!(town.stop());
        Told { town, line, receipts: receipts.try_into().expect("two") }
    }

    /// Plants something in a copy of what is there; what is found then.
    async fn planted(&self, service: &str, statements: &[&str]) -> Vec<Finding> {
        let (data, databases) = self.copied();
        for statement in statements {
            let statement = self.worded(statement);
            assert!(
                tampering::execute(&databases, &data, service, &statement).await > 0,
                "nothing planted: {statement}"
            );
        }
        let found = found(&data, &databases, &self.line).await;
        std::fs::remove_dir_all(&data).ok();
        found
    }

    /// Names in a statement: the first receipt, and the nomination of it.
    fn worded(&self, statement: &str) -> String {
        let entries = self.line.ledger.read();
        let nomination = entries.iter().find_map(|entry| match (&entry.act, &entry.outcome) {
            (Act::Submit { nomination, .. }, Outcome::Done(receipt)) if *receipt == self.receipts[0] => {
                Some(nomination)
            }
            _ => None,
        });
        let nomination = nomination.expect("the first submission");
        let id = nomination.replace('-', "");
        let id = if self.town.databases.are_served() { format!("'{nomination}'") } else { format!("X'{id}'") };
        statement.replace("{receipt}", &self.receipts[0]).replace("{nomination}", nomination).replace("{id}", &id)
    }

    fn copied(&self) -> (PathBuf, Databases) {
        let data = empty_folder();
        tests::swept::copy(&self.town.data, &data);
        let databases = self.town.databases.copied();
        tests::town::furnish(&data, &databases);
        (data, databases)
    }
}

/// A row of the trail has its number when it is sealed, a moment after it was written.
async fn has_unsealed(town: &Town, service: &str) -> bool {
    let db = town.databases.open(&town.data, service).await;
    let unsealed =
        Statement::from_string(db.get_database_backend(), "SELECT id FROM audit WHERE number IS NULL LIMIT 1");
    db.query_one_raw(unsealed).await.expect("an answer").is_some()
}

async fn found(data: &std::path::Path, databases: &Databases, line: &Line) -> Vec<Finding> {
    let books = Books::read(data, databases).await.expect("the databases can be read").with_mailbox(data);
    ledger::check(&line.ledger.read(), &books, &BTreeSet::new())
}

/// Whether this is found, in these words.
#[track_caller]
fn names(found: &[Finding], words: &str) {
    let said: Vec<String> = found.iter().map(Finding::to_string).collect();
    assert!(said.iter().any(|said| said.contains(words)), "{words:?} is not in {said:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_planted_is_named() {
    let told = Told::of_two_filings().await;
    assert_eq!(
        told.planted("portal", &["UPDATE outbox_subjects SET sequence = sequence"]).await,
        [],
        "nothing is planted"
    );
    let receipt = &told.receipts[0];

    let dropped = "DELETE FROM audit WHERE number = (SELECT max(number) FROM audit WHERE deed = 'nomination.follow' \
                  AND subject = '{receipt}')";
    names(&told.planted("portal", &[dropped]).await, "I3: yincai.case-moved.v1 of case/");

    let plants: [(&str, &[&str], String); 19] = [
        (
            "review",
            &["UPDATE cases SET version = version + 1 WHERE receipt = '{receipt}'"],
            format!("I7: the case of {receipt} is intention at version 4 after 2 acts"),
        ),
        (
            "review",
            &["UPDATE cases SET stage_name = 'filed' WHERE receipt = '{receipt}'"],
            format!("I7: the case of {receipt} is filed at version 3 after 2 acts"),
        ),
        (
            "review",
            &[
                "DELETE FROM audit WHERE deed = 'case.pass' AND number = (SELECT max(number) FROM audit WHERE deed = 'case.pass')",
            ],
            format!("I7: the case of {receipt} is intention at version 3 after 1 acts"),
        ),
        ("review", &["UPDATE cases SET stage_name = 'replied'"], "is for 1 and has 2 official replies".to_owned()),
        ("review", &["DELETE FROM cases WHERE receipt = '{receipt}'"], format!("I1: the case of {receipt} is lost")),
        (
            "review",
            &["UPDATE audit SET trace = 'another' WHERE deed = 'case.open'"],
            "I3: review did case.open 2 times more often".to_owned(),
        ),
        (
            "portal",
            &[
                "UPDATE audit SET number = -1 WHERE number = (SELECT max(number) FROM audit WHERE deed = 'nomination.follow' \
                 AND subject = '{receipt}')",
            ],
            "I5: portal took case/".to_owned(),
        ),
        (
            "review",
            &["UPDATE outbox SET sequence = 9 WHERE subject LIKE 'case/%' AND sequence = 2"],
            "I5: the subject of review case/".to_owned(),
        ),
        (
            "portal",
            &["UPDATE outbox SET position = position + 1000 WHERE position > 3"],
            "the log of portal".to_owned(),
        ),
        (
            "portal",
            &["UPDATE outbox SET position = -position WHERE subject = 'nomination/{nomination}' AND sequence = 2"],
            "I5: portal took nomination/".to_owned(),
        ),
        (
            "review",
            &["UPDATE inbox_subjects SET sequence = sequence - 1 WHERE subject = 'nomination/{nomination}'"],
            "I5: the inbox of review nomination/".to_owned(),
        ),
        (
            "notify",
            &["UPDATE inbox_positions SET position = position - 2 WHERE producer = 'portal'"],
            "notify is 2 events behind portal".to_owned(),
        ),
        ("notify", &["DELETE FROM letters WHERE name = 'nomination-received'"], "I6: the letter of".to_owned()),
        (
            "notify",
            &["UPDATE letters SET stage = 'waiting' WHERE name = 'nomination-received'"],
            "I6: the letter nomination-received".to_owned(),
        ),
        (
            "portal",
            &["DELETE FROM outbox WHERE subject = 'nomination/{nomination}' AND sequence = 2"],
            "I4: nobody asked for the letter of".to_owned(),
        ),
        (
            "portal",
            &["UPDATE nominations SET receipt = NULL, stage_name = 'draft' WHERE id = {id}"],
            format!("I1: the nomination of {receipt} is lost"),
        ),
        ("portal", &["DELETE FROM idempotency WHERE deed = 'nomination.submit'"], "I1: the key of ledger-".to_owned()),
        (
            "portal",
            &["DELETE FROM audit WHERE deed = 'nomination.submit'"],
            format!("I1: the audit row of {receipt} is lost"),
        ),
        (
            "portal",
            &["UPDATE nominations SET receipt = 'YC26-AAAAA-AAAAA-A' WHERE id = {id}"],
            "I4: nobody asked for the case of".to_owned(),
        ),
    ];
    for (service, statements, words) in plants {
        names(&told.planted(service, statements).await, &words);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_arrives_too_often_or_not_at_all_is_named() {
    let told = Told::of_two_filings().await;
    let books = Books::read(&told.town.data, &told.town.databases).await.expect("read");
    let whole = books.with_mailbox(&told.town.data);
    let (none, entries) = (BTreeSet::new(), told.line.ledger.read());
    let check = |books: &Books| ledger::check(&entries, books, &none);
    assert_eq!(check(&whole), []);

    let mail = whole.mails[0].clone();
    let mut books = whole.clone();
    books.mails.remove(0);
    names(&check(&books), &format!("I6: the mail of {} is lost", mail.0));
    let mut books = whole.clone();
    books.mails.push(mail.clone());
    names(&check(&books), &format!("I3: the mail of {} is there 2 times", mail.0));
    assert_eq!(ledger::check(&entries, &books, &BTreeSet::from([mail.0.clone()])), [], "where that is excused");
    let mut books = whole.clone();
    books.mails.push(("unknown".to_owned(), mail.1.clone()));
    names(&check(&books), "I4: nobody asked for the mail of unknown");
    let mut books = whole.clone();
    books.cases.push(whole.cases[0].clone());
    names(&check(&books), &format!("I3: the case of {} is there 2 times", whole.cases[0].receipt));
    let mut books = whole.clone();
    books.trails.push("review: line 7: row 5 was changed".to_owned());
    names(&check(&books), "I9: the audit trail: review: line 7");

    // And what the ledger itself says.
    let refused = |entry: &ledger::Entry| match entry.act {
        Act::Submit { .. } => ledger::Entry { outcome: Outcome::Refused(422), ..entry.clone() },
        _ => entry.clone(),
    };
    let said = ledger::check(&entries.iter().map(refused).collect::<Vec<_>>(), &whole, &none);
    names(&said, &format!("I4: nobody asked for the nomination of {}", told.receipts[0]));
    let open = |entry: &ledger::Entry| ledger::Entry { outcome: Outcome::Open, ..entry.clone() };
    let said = ledger::check(&entries.iter().map(open).collect::<Vec<_>>(), &whole, &none);
    assert!(said.iter().all(|found| matches!(found, Finding::Unanswered { .. })), "it may have been done: {said:#?}");
    let twice = |entry: &ledger::Entry| ledger::Entry { again: vec!["another".to_owned()], ..entry.clone() };
    names(
        &ledger::check(&entries.iter().map(twice).collect::<Vec<_>>(), &whole, &none),
        "I2: ledger-0 was answered twice",
    );
    let more = entries.iter().cloned().chain([ledger::Entry {
        key: "ledger-99".to_owned(),
        act: Act::Draft,
        outcome: Outcome::Done("00000000-0000-7000-8000-000000000000".to_owned()),
        again: Vec::new(),
    }]);
    names(&ledger::check(&more.collect::<Vec<_>>(), &whole, &none), "I1: the draft of 00000000");
    let fewer: Vec<_> = entries.iter().filter(|entry| !matches!(entry.act, Act::Pass { .. })).cloned().collect();
    assert_eq!(ledger::check(&fewer, &whole, &none), []);
}

/// What `yincai audit verify` says is what the books have of the trails.
#[tokio::test(flavor = "multi_thread")]
async fn a_trail_that_was_changed_is_named() {
    let told = Told::of_two_filings().await;
    let books = Books::read(&told.town.data, &told.town.databases).await.expect("read");
    assert_eq!(books.with_trails(&told.town.data).trails, Vec::<String>::new());
    let db = told.town.databases.open(&told.town.data, "review").await;
    let changed = "UPDATE audit SET deed = 'case.look' WHERE number = 5";
    let changed = Statement::from_string(db.get_database_backend(), changed);
    assert_eq!(db.execute_raw(changed).await.expect("changed").rows_affected(), 1);
    db.close().await.expect("closed");
    let books = Books::read(&told.town.data, &told.town.databases).await.expect("read").with_trails(&told.town.data);
    assert!(books.trails.iter().any(|what| what.contains("review") && what.contains("row 5")), "{:?}", books.trails);
}

/// Personal data that somebody forgot to seal is found, as text and as bytes, by the name of the table.
#[tokio::test(flavor = "multi_thread")]
async fn personal_data_that_lies_bare_is_named() {
    let told = Told::of_two_filings().await;
    let personal = told.line.ledger.personal();
    assert_eq!(personal, ["one@example.com", "two@example.com", "林知远"]);
    let (data, databases) = (&told.town.data, &told.town.databases);
    let read = async || {
        let books = Books::read(data, databases).await.expect("read").with_mailbox(data);
        let books = books.with_bare(data, databases, &personal).await;
        ledger::check(&told.line.ledger.read(), &books, &BTreeSet::new())
    };
    assert_eq!(read().await, []);
    let text = "UPDATE officers SET office_zh = '林知远的单位' WHERE login = 'unit-hospital'";
    tampering::execute(databases, data, "review", text).await;
    let bytes = if databases.are_served() {
        "convert_to('two@example.com', 'UTF8')"
    } else {
        "CAST('two@example.com' AS BLOB)"
    };
    tampering::execute(databases, data, "notify", &format!("UPDATE letters SET sealed = {bytes}")).await;
    let found = read().await;
    names(&found, "I10: personal data can be read in officers of review");
    names(&found, "I10: personal data can be read in letters of notify");
}
