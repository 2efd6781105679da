//! What only a PostgreSQL can do wrong, as its operator meets it. Without `YINCAI_TEST_POSTGRES` there is none to look at.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use databases::Databases;
use domain::Language;
use sea_orm::{ConnectionTrait, DatabaseConnection};
use serde_json::json;
use tests::Town;
use tests::certificate::Certificate;
use tests::given::MASTER;
use tests::program::{Process, program};
use tests::town::{SERVICES, empty_folder, empty_house, furnish};

/// The program on a folder, with these settings over those of the folder.
fn ask(data: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> (Option<i32>, String) {
    let settings = settings.iter().map(|(name, value)| (format!("YINCAI_DATABASE__{name}"), *value));
    let command = &mut Command::new(program());
    command.args(arguments).env("YINCAI_DATA", data).env("YINCAI_LISTEN", "127.0.0.1:0").envs(settings);
    let Output { status, stdout, stderr } = command.output().expect("the program runs");
    (status.code(), format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr)))
}

#[test]
fn the_doctor_says_what_is_wrong_with_a_server_and_what_to_do() {
    let (data, databases) = empty_house();
    let Some(url) = databases.address() else { return };
    std::fs::set_permissions(&data, std::fs::Permissions::from_mode(0o700)).expect("set");
    let (code, said) = ask(&data, &["migrate"], &[]);
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = ask(&data, &["doctor"], &[]);
    assert!(code == Some(0) && said.contains("database portal: whole") && said.contains("PostgreSQL "), "{said}");

    let place = databases.place().expect("a server");
    let own = |service: &str| url.replace("{service}", service);
    let (portal, review) = (databases.name("portal"), databases.name("review"));
    let sorted = format!("{portal}_sorted");
    databases.administer(&format!("DROP DATABASE IF EXISTS {sorted}"));
    databases.administer(&format!(
        "CREATE DATABASE {sorted} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'zh'"
    ));
    for ((name, value), trouble, what_to_do) in [
        (("URL", url.replace("p%40ss", "hunter2")), "refuses the account or its password", "pg_hba.conf"),
        (("URL", url.replace(&place, "127.0.0.1:9")), "cannot reach", "see that it runs"),
        (("PORTAL", own("portal") + "_gone"), "there is no database", "TEMPLATE template0 ENCODING 'UTF8'"),
        (("PORTAL", own("review")), "is that of review", "name another"),
        (("PORTAL", own("portal") + "_sorted"), "sorts by a language", "LC_COLLATE 'C'"),
    ] {
        for command in ["doctor", "serve"] {
            let (code, said) = ask(&data, &[command], &[(name, &value)]);
            assert!(code == Some(1) && said.contains(trouble) && said.contains(what_to_do), "{name} {value}: {said}");
            assert!(!said.contains("p@ss") && !said.contains("p%40ss") && !said.contains("hunter2"), "{said}");
        }
    }
    databases.administer(&format!("DROP DATABASE {sorted}"));

    databases.administer(&format!("GRANT CONNECT ON DATABASE {review} TO PUBLIC"));
    let (code, said) = ask(&data, &["doctor"], &[]);
    let advised = format!("REVOKE CONNECT ON DATABASE \"{review}\" FROM PUBLIC");
    assert!(code == Some(1) && said.contains(&advised) && said.contains("database review: whole"), "{said}");
    databases.administer(&format!("ALTER ROLE {portal} SUPERUSER"));
    assert!(ask(&data, &["doctor"], &[]).1.contains("superuser"));
    std::fs::remove_dir_all(&data).ok();
}

#[test]
fn an_address_is_checked_before_anything_is_opened_and_never_shown_whole() {
    let folder = std::env::temp_dir().join(format!("yincai-addressed-{}", std::process::id()));
    let (code, said) = ask(&folder, &["config", "check"], &[("URL", "postgres://all:hunter2@db/yincai")]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("YINCAI_DATABASE__URL must name a database for each service"), "{said}");
    assert!(!said.contains("hunter2"), "{said}");
    let (_, said) = ask(&folder, &["config", "dump"], &[("NOTIFY", "postgres://letters:hunter2@db/letters")]);
    assert!(said.contains("database.notify = \"postgres://letters:…@db/letters\"  # environment"), "{said}");
    assert!(!folder.exists());
}

#[test]
fn several_programs_may_make_the_tables_at_once() {
    let (data, databases) = empty_house();
    if !databases.are_served() {
        return;
    }
    // As on machines of their own, with the secret that they share.
    std::fs::write(data.join("secret"), MASTER).expect("written");
    let folders: Vec<_> = (0..4).map(|_| empty_folder()).collect();
    std::thread::scope(|scope| {
        for folder in &folders {
            furnish(folder, &databases);
            std::fs::write(folder.join("secret"), MASTER).expect("written");
            scope.spawn(move || {
                let (code, said) = ask(folder, &["migrate"], &[]);
                assert_eq!(code, Some(0), "{said}");
                std::fs::remove_dir_all(folder).ok();
            });
        }
    });
    let (code, said) = ask(&data, &["migrate", "--status"], &[]);
    assert!(
        code == Some(0) && SERVICES.iter().all(|service| said.contains(&format!("{service}: up to date"))),
        "{said}"
    );
    std::fs::remove_dir_all(&data).ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_that_were_cut_are_made_anew_and_nobody_notices() {
    let town = Town::new().await;
    if !town.databases.are_served() {
        return;
    }
    for mail in ["one@example.com", "two@example.com"] {
        for service in SERVICES {
            town.databases.administer(&format!(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'",
                town.databases.name(service)
            ));
        }
        let api = town.applicant_api(mail, 0).await;
        let post = api.get(&format!("/api/portal/v1/posts/{}", town.hospital_post().await)).await.is(200);
        let body = json!({ "post": post.body["id"], "filing": tests::filings::filing("林知远") });
        api.post("/api/portal/v1/nominations", &body).await.is(201);
    }
    town.officer("secretary", Language::Zh).await;
}

/// PostgreSQL's own clock is put behind another of its name, which a table sets.
async fn with_a_clock_to_set(databases: &Databases, data: &Path) -> DatabaseConnection {
    let portal = databases.open(data, "portal").await;
    let clock = "CREATE TABLE ahead (seconds integer); INSERT INTO ahead VALUES (0); GRANT SELECT ON ahead TO PUBLIC; \
                 CREATE FUNCTION clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS \
                 'SELECT pg_catalog.clock_timestamp() + make_interval(secs => (SELECT seconds FROM ahead))'";
    portal.execute_unprepared(clock).await.expect("a clock");
    databases.administer(&format!("ALTER DATABASE {} SET search_path = public, pg_catalog", databases.name("portal")));
    portal
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_off_is_refused_at_the_start_and_told_later() {
    let (data, databases) = empty_house();
    if !databases.are_served() {
        return;
    }
    assert_eq!(ask(&data, &["migrate"], &[]).0, Some(0));
    let portal = with_a_clock_to_set(&databases, &data).await;
    let goes_ahead = async |seconds: u32| {
        portal.execute_unprepared(&format!("UPDATE ahead SET seconds = {seconds}")).await.expect("set");
    };
    goes_ahead(3600).await;
    let words = "s behind that of the database: set both by NTP";
    for command in [&["serve", "portal"][..], &["doctor"]] {
        let (code, said) = ask(&data, command, &[]);
        assert!(code == Some(1) && said.contains(words), "{command:?}: {said}");
    }
    goes_ahead(4).await;
    let process = Process::serving(&data, &["portal"]);
    let ready = async || {
        let told = reqwest::get(format!("{}/health/ready", process.url)).await.ok()?;
        Some((told.status().as_u16(), told.text().await.ok()?))
    };
    let until = async |status: u16| {
        for _ in 0..600 {
            match ready().await {
                Some((told, said)) if told == status => return said,
                _ => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        }
        panic!("never {status}: {:?}", ready().await);
    };
    until(200).await;
    goes_ahead(3600).await;
    let said = until(503).await;
    assert!(said.contains("\"what\":\"clock\"") && said.contains("NTP"), "{said}");
    drop(process);
    std::fs::remove_dir_all(&data).ok();
}

#[test]
fn a_program_with_another_secret_than_the_database_was_made_with_is_refused() {
    let (data, _databases) = empty_house();
    let secret = data.join("secret");
    assert_eq!(ask(&data, &["migrate"], &[]).0, Some(0));
    let first = std::fs::read_to_string(&secret).expect("a secret");
    std::fs::write(&secret, MASTER).expect("written");
    for command in ["serve", "doctor"] {
        let (code, said) = ask(&data, &[command], &[]);
        assert!(code == Some(1) && said.contains("made with another secret"), "{said}");
        assert!(!said.contains(MASTER) && !said.contains(&first), "{said}");
    }
    std::fs::write(&secret, first).expect("written");
    assert_eq!(ask(&data, &["migrate"], &[]).0, Some(0));
    std::fs::remove_dir_all(&data).ok();
}

/// The server's encryption, turned on for as long as this lives.
struct Encryption<'a>(&'a Databases);

impl Encryption<'_> {
    fn with<'a>(databases: &'a Databases, certificate: &Certificate) -> Encryption<'a> {
        for (name, pem) in [("server.crt", &certificate.own), ("server.key", &certificate.key)] {
            let lines: Vec<String> = pem.lines().map(|line| format!("('{line}')")).collect();
            // For the server's own user alone, or it would not take the key.
            databases.administer(&format!(
                "DO $do$ BEGIN EXECUTE format($copy$COPY (VALUES {}) TO PROGRAM %L$copy$, \
                 'umask 077; rm -f ' || current_setting('data_directory') || '/{name}; cat > ' || \
                 current_setting('data_directory') || '/{name}'); END $do$",
                lines.join(", ")
            ));
        }
        let encryption = Encryption(databases);
        encryption.is("on");
        encryption
    }

    fn is(&self, set: &str) {
        self.0.administer(&format!("ALTER SYSTEM SET ssl = {set}"));
        self.0.administer("SELECT pg_reload_conf()");
    }
}

impl Drop for Encryption<'_> {
    fn drop(&mut self) {
        self.is("off");
    }
}

#[test]
fn the_way_to_a_server_is_encrypted_and_only_the_right_server_is_believed() {
    let (data, databases) = empty_house();
    let (Some(url), Some(place)) = (databases.address(), databases.place()) else { return };
    std::fs::set_permissions(&data, std::fs::Permissions::from_mode(0o700)).expect("set");
    let (certificate, other) = (Certificate::made(), Certificate::made());
    let (right, wrong) = (data.join("right.pem"), data.join("wrong.pem"));
    std::fs::write(&right, &certificate.authority).expect("written");
    std::fs::write(&wrong, &other.authority).expect("written");
    let by = |mode: &str, authority: &Path| format!("{url}?sslmode={mode}&sslrootcert={}", authority.display());

    let encryption = Encryption::with(&databases, &certificate);
    let deadline = Instant::now() + Duration::from_secs(20);
    while ask(&data, &["migrate"], &[("URL", &by("verify-full", &right))]).0 != Some(0) {
        assert!(Instant::now() < deadline, "{:?}", ask(&data, &["migrate"], &[("URL", &by("verify-full", &right))]));
    }
    let (code, said) = ask(&data, &["doctor"], &[("URL", &by("verify-full", &right))]);
    assert!(code == Some(0) && said.matches(", encrypted").count() == SERVICES.len(), "{said}");
    let elsewhere = by("verify-full", &right).replace(&place, &place.replace("127.0.0.1", "localhost"));
    for believed_by in [by("verify-full", &wrong), by("verify-ca", &wrong), elsewhere] {
        let (code, said) = ask(&data, &["doctor"], &[("URL", &believed_by)]);
        assert!(code == Some(1) && said.contains("does not prove who it is"), "{believed_by}: {said}");
        assert!(said.contains("sslrootcert") && !said.contains("p@ss") && !said.contains("p%40ss"), "{said}");
    }
    drop(encryption);
    let deadline = Instant::now() + Duration::from_secs(20);
    let plain = loop {
        let (code, said) = ask(&data, &["doctor"], &[("URL", &by("verify-full", &right))]);
        if code == Some(1) || Instant::now() > deadline {
            break said;
        }
    };
    assert!(plain.contains("find no common encryption"), "{plain}");
    std::fs::remove_dir_all(&data).ok();
}
