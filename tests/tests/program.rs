//! The program as its operator meets it: ports, stopping, and some services without the others.

use std::net::TcpListener;
use std::process::{Command, Output};

use domain::Language;
use tests::Town;
use tests::applicant::receipt;
use tests::program::program;

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
