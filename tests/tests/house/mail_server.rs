//! The mail server that letters are handed to: encrypted as the settings want it, signed in to, and told of in words that
//! help where it is not as it should be.

use std::sync::Arc;
use std::time::Duration;

use data_encoding::BASE64;
use domain::Language;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use tests::ahead::Ahead;
use tests::program::Process;
use tests::smtp::{Account, Encryption, MailServer};
use tests::town::empty_house;
use tests::{Api, Town, embedded};

const PASSWORD: &str = "correct-horse-battery";
const USER: &str = "yincai";

fn account(mechanism: &'static str) -> Option<Account> {
    Some(Account { mechanism, user: USER, password: PASSWORD })
}

async fn asks_for_a_code(town: &Town, mail: &str) {
    town.api(Language::Zh).post("/api/portal/v1/mail-codes", &json!({ "mail": mail })).await.is(202);
}

/// The one letter of the log, once an attempt with it has ended so many times.
async fn tried(town: &Town, keeper: &Api, times: u64) -> Value {
    town.until("the letter that waits", async || {
        let listed = keeper.get("/api/notify/v1/letters").await.is(200);
        let letter = listed.body["items"].get(0)?.clone();
        (letter["state"] == "waiting" && letter["attempts"] == times).then_some(letter)
    })
    .await
}

fn trouble(letter: &Value) -> &str {
    letter["trouble"].as_str().unwrap_or_else(|| panic!("no trouble: {letter}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_goes_through_every_kind_of_session() {
    for (encryption, account) in [
        (Encryption::Whole, account("PLAIN")),
        (Encryption::Whole, None),
        (Encryption::Begun, account("LOGIN")),
        (Encryption::Begun, None),
    ] {
        let server = MailServer::with(encryption, account.clone()).await;
        let town = Town::with(&server.settings()).await;
        asks_for_a_code(&town, "wang@example.com").await;
        let taken = town.until("the mail", async || server.mails_to("wang@example.com").pop()).await;
        assert!(taken.encrypted, "{encryption:?}");
        assert_eq!(taken.signed_in.as_deref(), account.map(|account| account.user), "{encryption:?}");
    }
}

/// What notify keeps, as whoever copies it gets it.
async fn stored(town: &Town) -> Vec<Vec<u8>> {
    if !town.databases.are_served() {
        let files = ["notify.db", "notify.db-wal"].map(|file| town.data.join(file));
        return files.map(|file| std::fs::read(file).expect("a file")).into();
    }
    let db = town.databases.open(&town.data, "notify").await;
    let rows = Statement::from_string(db.get_database_backend(), "SELECT CAST(letters AS text) FROM letters");
    let rows = db.query_all_raw(rows).await.expect("rows");
    assert!(!rows.is_empty());
    rows.iter().map(|row| row.try_get_by_index::<String>(0).expect("a row").into_bytes()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_is_told_with_what_to_do_and_shown_to_nobody() {
    const WRONG: &str = "staple-of-yesterday";
    for mechanism in ["PLAIN", "LOGIN"] {
        let server = MailServer::with(Encryption::Begun, account(mechanism)).await;
        let clock = Ahead::default();
        let town = Town::at(&server.settings().replace(PASSWORD, WRONG), Arc::new(clock.clone())).await;
        asks_for_a_code(&town, "wang@example.com").await;
        let keeper = town.officer_api("admin-system").await;
        let letter = tried(&town, &keeper, 1).await;
        let said = trouble(&letter);
        assert!(said.contains("sign-in") && said.contains("535") && said.contains("password_file"), "{said}");
        let plain = format!("\0{USER}\0{WRONG}");
        let secrets = [WRONG.to_owned(), BASE64.encode(WRONG.as_bytes()), BASE64.encode(plain.as_bytes())];
        let shown = letter.to_string();
        let kept = stored(&town).await;
        for secret in secrets {
            assert!(!shown.contains(&secret), "{shown}");
            for bytes in &kept {
                assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()), "{secret} is stored");
            }
        }
        assert!(server.mails_to("wang@example.com").is_empty());
        clock.advance(Duration::from_secs(61));
        tried(&town, &keeper, 2).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_nobody_vouches_for_is_sent_nothing() {
    for encryption in [Encryption::Whole, Encryption::Begun] {
        let server = MailServer::with(encryption, None).await;
        let town = Town::with(&server.settings_in(encryption)).await;
        asks_for_a_code(&town, "wang@example.com").await;
        let keeper = town.officer_api("admin-system").await;
        let letter = tried(&town, &keeper, 1).await;
        let said = trouble(&letter);
        assert!(said.contains("certificate") && said.contains("ca_file"), "{encryption:?}: {said}");
        assert_eq!(server.tries("wang@example.com"), 0, "{encryption:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_encryption_is_wanted_and_not_offered_nothing_is_sent_in_the_open() {
    let server = MailServer::start().await;
    for (wanted, told) in [(Encryption::Begun, "STARTTLS"), (Encryption::Whole, "speaks no TLS")] {
        let town = Town::with(&server.settings_in(wanted)).await;
        asks_for_a_code(&town, "wang@example.com").await;
        let keeper = town.officer_api("admin-system").await;
        let letter = tried(&town, &keeper, 1).await;
        let said = trouble(&letter);
        assert!(said.contains(told) && said.contains("`tls`"), "{wanted:?}: {said}");
        assert_eq!(server.tries("wang@example.com"), 0, "{wanted:?}");
    }
}

/// The client library writes a mail's end apart from the mail: a stream that collects small writes stalls there for 40 ms.
#[tokio::test(flavor = "multi_thread")]
async fn on_a_warm_session_a_mail_takes_a_few_milliseconds() {
    for encryption in [Encryption::No, Encryption::Begun, Encryption::Whole] {
        let server = MailServer::with(encryption, None).await;
        let town = Town::with(&format!("{}sessions = 1\n", server.settings())).await;
        let mut took = Vec::new();
        for number in 0..12 {
            let mail = format!("warm{number}@example.com");
            asks_for_a_code(&town, &mail).await;
            took.push(town.until("the mail", async || server.mails_to(&mail).pop()).await.took);
        }
        assert_eq!(server.sessions(), 1, "each mail went over the session of the one before");
        took.sort_unstable();
        assert!(took[took.len() / 2] < Duration::from_millis(20), "{encryption:?}: {took:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_under_way_is_brought_to_its_end_before_the_program_is() {
    const SLOW: &str = "slow-dot@example.com";
    let (server, (data, databases)) = (MailServer::start().await, empty_house());
    std::fs::write(data.join("yincai.toml"), format!("{}{}", databases.settings(), server.settings()))
        .expect("written");
    let mut process = Process::start(&data);
    embedded::answers(&process.url).await;
    let asked = json!({ "mail": SLOW });
    Api::new(&process.url, Language::Zh).post("/api/portal/v1/mail-codes", &asked).await.is(202);
    embedded::until("the mail", async || server.mails_to(SLOW).pop()).await;
    assert!(process.stop().success());
    let db = databases.open(&data, "notify").await;
    let ended = "SELECT stage || ' ' || CAST(attempts AS text) FROM letters";
    let ended = db.query_one_raw(Statement::from_string(db.get_database_backend(), ended)).await.expect("a row");
    let ended: String = ended.expect("a letter").try_get_by_index(0).expect("a text");
    assert_eq!((&*ended, server.mails_to(SLOW).len()), ("handed-over 1", 1));
    std::fs::remove_dir_all(&data).ok();
}
