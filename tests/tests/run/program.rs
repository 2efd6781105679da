//! The program as its operator meets it: ports, stopping, and some services without the others.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Command, Output, Stdio};

use domain::Language;
use reqwest::Method;
use serde_json::json;
use tests::applicant::receipt;
use tests::program::program;
use tests::{Town, filings};

const LIN: &str = "lin@example.com";

fn run_on(listen: &str) -> Output {
    let port = listen.rsplit(':').next().expect("a port");
    let data = std::env::temp_dir().join(format!("yincai-program-{}-{port}", std::process::id()));
    let ran = Command::new(program()).env("YINCAI_LISTEN", listen).env("YINCAI_DATA", &data).output();
    std::fs::remove_dir_all(&data).ok();
    ran.expect("the program runs")
}

#[test]
fn a_taken_port_is_an_error_that_names_the_setting() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let ran = run_on(&taken.local_addr().expect("its address").to_string());
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(!ran.status.success() && said.contains("YINCAI_LISTEN"), "{said}");
}

#[test]
fn an_address_that_others_can_reach_is_refused() {
    let ran = run_on("0.0.0.0:0");
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(!ran.status.success() && said.contains("YINCAI_LISTEN") && said.contains("127.0.0.1"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn told_to_stop_it_ends_well() {
    let mut town = Town::apart().await;
    assert!(town.stop());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_service_tells_waits_until_the_others_run() {
    let mut town = Town::apart().await;
    let person = town.applicant("林知远", "lin@example.com", Language::Zh);
    let form = person.open_signed_in(&town, &format!("/nominate/{}", town.hospital_post().await), 0).await;
    town.kill_and_serve(&["portal"]).await;
    let receipt = receipt(&person.submits(&form).await);
    person.browser.open(&format!("/track/{receipt}")).await.is_ok().shows(&receipt);
    assert_eq!(person.browser.open("/staff").await.status, 404);

    town.kill_and_start().await;
    town.mails_when(&person.mail, 2).await;
    let unit = town.officer("unit-hospital", Language::Zh).await;
    town.until("the case in the inbox", async || unit.find(&receipt).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recommendation_that_crosses_with_the_end_of_the_case_joins_nothing() {
    let mut town = Town::apart().await;
    let (lin, chen) = (town.applicant_api(LIN, 0).await, town.applicant_api("chen@example.com", 0).await);
    let unit = town.officer_api("unit-hospital").await;
    let filed = filings::files(&town, &lin).await;
    let case = format!("/api/review/v1/cases/{}", filings::case_of(&town, &unit, &filed).await);
    town.mails_when(LIN, 2).await;
    let words = json!({ "name": "陈明", "relationship": "mentorship", "why": "我的学生", "agreed": "yes",
        "nominee": { "name": "林知远", "mail": LIN } });
    let referral = json!({ "post": filings::hospital_post(&town).await, "referral": words });
    chen.post("/api/portal/v1/referrals", &referral).await.is(201);
    let link = filings::invitation(&town, LIN, 3).await;

    town.kill_and_serve(&["review"]).await;
    let reason = json!({ "reason": "conditions-not-met" });
    unit.act(&case, Method::POST, &format!("{case}/rejection"), &reason).await.is(200);
    town.kill_and_serve(&["portal"]).await;
    let accepting = json!({ "token": filings::token(&link), "sharing": "filed" });
    let accepted = lin.post("/api/portal/v1/referrals/acceptances", &accepting).await.is(201);
    assert_eq!(accepted.text("nomination"), filed.id, "the portal has not been told yet");
    let after = filings::files_as(&town, &chen, "陈明").await;

    town.kill_and_start().await;
    filings::case_of(&town, &unit, &after).await;
    let ended = unit.get(&case).await.is(200);
    assert_eq!(
        (&ended.body["stage"], &ended.body["voices"]),
        (&json!("not-successful"), &json!([])),
        "{:#}",
        ended.body
    );
}

fn ask(arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let command = &mut Command::new(program());
    command.args(arguments).envs(environment.iter().copied()).output().expect("the program runs")
}

#[test]
fn settings_are_checked_without_making_anything() {
    let folder = std::env::temp_dir().join(format!("yincai-unmade-{}", std::process::id()));
    let data = folder.display().to_string();
    let good = ask(&["config", "check"], &[("YINCAI_DATA", &data)]);
    assert!(good.status.success(), "{}", String::from_utf8_lossy(&good.stderr));
    let bad = [("YINCAI_DATA", &*data), ("YINCAI_PORTL__CODE_MINUTES", "5"), ("YINCAI_REVIEW__SESSION_HOURS", "0")];
    for command in [&["config", "check"][..], &["serve"]] {
        let refused = ask(command, &bad);
        let said = String::from_utf8_lossy(&refused.stderr);
        assert_eq!(refused.status.code(), Some(2), "{said}");
        assert!(said.contains("did you mean YINCAI_PORTAL__CODE_MINUTES"), "{said}");
    }
    let refused = ask(&["config", "check"], &[("YINCAI_REVIEW__SESSION_HOURS", "0"), ("YINCAI_URL", "talent")]);
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(said.contains("a whole number from 1 to 24") && said.contains("YINCAI_URL"), "{said}");
    assert!(!folder.exists());
}

#[test]
fn the_settings_are_shown_with_their_source_and_without_their_secrets() {
    let secret = "0123456789abcdef".repeat(4);
    let shown = ask(&["config", "dump"], &[("YINCAI_MASTER", &secret), ("YINCAI_PORTAL__CODE_MINUTES", "5")]);
    let said = String::from_utf8_lossy(&shown.stdout);
    assert!(shown.status.success() && !said.contains(&secret), "{said}");
    for line in ["master = \"…\"  # environment", "portal.code_minutes = 5  # environment", "# url is not set"] {
        assert!(said.contains(line), "{line} is not in:\n{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_program_on_the_same_files_is_told_so() {
    let town = Town::apart().await;
    if town.databases.are_served() {
        return;
    }
    let ran = Command::new(program()).env("YINCAI_LISTEN", "127.0.0.1:0").env("YINCAI_DATA", &town.data).output();
    let ran = ran.expect("the program runs");
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(1), "{said}");
    assert!(said.contains("another program serves review") && said.contains("YINCAI_DATA"), "{said}");
    town.officer("secretary", Language::Zh).await;
}

/// What the program prints at its start, before it says how staff sign in.
fn announced(environment: &[(&str, &str)]) -> String {
    let folder = std::env::temp_dir().join(format!("yincai-start-{}-{}", std::process::id(), environment.len()));
    let mut command = Command::new(program());
    command.env("YINCAI_LISTEN", "127.0.0.1:0").env("YINCAI_DATA", &folder).envs(environment.iter().copied());
    let mut running = command.stdout(Stdio::piped()).spawn().expect("the program starts");
    let lines = BufReader::new(running.stdout.take().expect("its words")).lines();
    let lines = lines.map_while(Result::ok).take_while(|line| !line.contains("staff sign-ins"));
    let said = lines.collect::<Vec<_>>().join("\n");
    running.kill().and_then(|()| running.wait()).expect("gone");
    std::fs::remove_dir_all(&folder).ok();
    said
}

#[test]
fn at_its_start_it_says_where_letters_go() {
    let kept_here = announced(&[]);
    assert!(kept_here.contains("/dev/mail") && kept_here.contains("/staff"), "{kept_here}");
    let sent = announced(&[("YINCAI_NOTIFY__TRANSPORT", "smtp"), ("YINCAI_NOTIFY__SMTP__HOST", "mail.example")]);
    assert!(sent.contains("mail.example port 25, encrypted by STARTTLS") && !sent.contains("/dev/mail"), "{sent}");
}
