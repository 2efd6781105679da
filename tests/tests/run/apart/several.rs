//! Two processes of each service on one PostgreSQL and one Redis serve one person, whichever answers, and whichever dies.

use std::process::Command;
use std::time::{Duration, Instant};

use domain::Language;
use reqwest::Method;
use serde_json::json;
use tests::filings::filing;
use tests::program::program;
use tests::town::SERVICES;
use tests::{Answer, Api, Browser, engines};

use super::house::Apart;

/// The term of a lease, and a little for whoever comes next to look and to take in what waits.
const TAKEN_OVER_WITHIN: Duration = Duration::from_secs(25);
/// Whoever is told to stop hands back what it has.
const HANDED_OVER_WITHIN: Duration = Duration::from_secs(5);
const MAIL: &str = "lin@example.com";

async fn two_of_each() -> Option<Apart> {
    let apart = Apart::start(2).await?;
    for service in SERVICES {
        holder(&apart, service).await;
    }
    Some(apart)
}

/// The process that does the duties of a service. No duty is both processes'.
async fn holder(apart: &Apart, service: &str) -> usize {
    apart
        .until("somebody who does the duties", async || {
            let (first, second) = (apart.does(service, 0).await, apart.does(service, 1).await);
            assert!(first.iter().all(|duty| !second.contains(duty)), "{first:?} {second:?}");
            [first, second].iter().position(|duties| duties.len() == 6)
        })
        .await
}

/// Signed in at one portal, with the code that the other was asked for; the same token at both.
async fn signs_in(apart: &Apart, mail: &str) -> [Api; 2] {
    let portals = [0, 1].map(|number| apart.api_of("portal", number));
    portals[0].post("/api/portal/v1/mail-codes", &json!({ "mail": mail })).await.is(202);
    let typed = json!({ "mail": mail, "code": apart.code(mail).await });
    let signed_in = portals[1].post("/api/portal/v1/sessions", &typed).await.is(201);
    portals.map(|portal| portal.with_token(signed_in.text("token")))
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_of_each_service_serve_one_person_and_one_of_each_may_die() {
    let Some(mut apart) = two_of_each().await else { return };
    let post = apart.post(&apart.api_of("portal", 1)).await;
    let [here, there] = signs_in(&apart, MAIL).await;
    let body = json!({ "post": post, "filing": filing("林知远") });
    let draft = here.post("/api/portal/v1/nominations", &body).await.is(201);
    let path = format!("/api/portal/v1/nominations/{}", draft.text("id"));
    let seen = there.get(&path).await.is(200);
    assert_eq!(seen.version(), draft.version());
    let submits = async |api: &Api| -> Answer {
        let request = api.request(Method::POST, &format!("{path}/submission")).json(&json!({}));
        api.answer(request.header("If-Match", draft.version()).header("Idempotency-Key", "once")).await.is(200)
    };
    let (one, other) = tokio::join!(submits(&here), submits(&there));
    let receipt = one.text("receipt").to_owned();
    assert_eq!(other.text("receipt"), receipt);

    for service in SERVICES {
        drop(apart.ends(service, holder(&apart, service).await));
    }
    let died = Instant::now();
    let left = |service| usize::from(!apart.serves(service, 0));
    let officer = apart.officer_at(left("review")).await;
    apart.until("the case", async || (apart.cases(&officer, &receipt).await == 1).then_some(())).await;
    apart.until("a code and a receipt", async || (apart.mails(MAIL).await.len() == 2).then_some(())).await;
    assert!(died.elapsed() < TAKEN_OVER_WITHIN, "{:?}", died.elapsed());

    let listed = officer.get("/api/review/v1/cases?limit=200").await.is(200);
    let cases = listed.body["items"].as_array().expect("cases");
    let case = cases.iter().find(|case| case["receipt"] == *receipt).expect("the case");
    let path = format!("/api/review/v1/cases/{}", case["id"].as_str().expect("an id"));
    let shown = officer.get(&path).await.is(200);
    officer
        .change(Method::POST, &format!("{path}/passing"), shown.version(), &json!({ "words": "同意" }))
        .await
        .is(200);
    let mails = apart
        .until("a letter about the move", async || Some(apart.mails(MAIL).await).filter(|mails| mails.len() > 2))
        .await;
    let mut subjects: Vec<&str> = mails.iter().filter_map(|mail| mail["subject"].as_str()).collect();
    subjects.sort_unstable();
    subjects.dedup();
    assert_eq!(subjects.len(), mails.len(), "a letter came twice: {mails:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_begun_on_a_page_of_one_process_goes_on_at_the_other() {
    let Some(apart) = two_of_each().await else { return };
    let here = Browser::new(apart.url("portal", 0), Language::Zh);
    let there = here.at(apart.url("portal", 1));
    let asked = there.send(&here.open("/sign-in").await, &[("mail", MAIL)]).await;
    let code = apart.code(MAIL).await;
    here.send(&asked, &[("code", &code)]).await.is_ok();
    let own = there.open("/sessions").await;
    assert_eq!((own.status, &*own.path), (200, "/sessions"), "signed in at both");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_process_counts_or_ends_holds_at_the_other() {
    let Some(apart) = two_of_each().await else { return };
    let [here, there] = signs_in(&apart, MAIL).await;
    let own = "/api/portal/v1/sessions";
    let listed = here.get(own).await.is(200);
    let session = listed.body["items"][0]["id"].as_str().expect("an id").to_owned();
    let ending = there.request(Method::DELETE, &format!("{own}/{session}")).header("If-Match", "\"v1\"");
    there.answer(ending).await.is(204);
    here.get(own).await.is(401);

    // One code was asked for already, and five are allowed.
    let asks = json!({ "mail": MAIL });
    for portal in [&here, &there, &here, &there] {
        portal.post("/api/portal/v1/mail-codes", &asks).await.is(202);
    }
    for portal in [&here, &there] {
        portal.post("/api/portal/v1/mail-codes", &asks).await.is(429);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_is_told_to_stop_hands_its_duties_over_at_once() {
    let Some(mut apart) = two_of_each().await else { return };
    let doctor = |apart: &Apart| {
        let mut asked = Command::new(program());
        asked.arg("doctor").env("YINCAI_DATA", &apart.data).env("YINCAI_LISTEN", "127.0.0.1:0");
        let said = asked.envs(engines::environment(&apart.data)).output().expect("the program runs");
        String::from_utf8_lossy(&said.stdout).into_owned()
    };
    for service in SERVICES {
        let holder = holder(&apart, service).await;
        let mut ended = apart.ends(service, holder);
        let stopping = Instant::now();
        assert!(ended.stop().success());
        let left = 1 - holder;
        apart.until("the other", async || (apart.does(service, left).await.len() == 6).then_some(())).await;
        assert!(stopping.elapsed() < HANDED_OVER_WITHIN, "{service}: {:?}", stopping.elapsed());
        let place = apart.url(service, left).replace("http://", "");
        let said = doctor(&apart);
        let told = said.lines().find(|line| line.starts_with(&format!("ok    duties {service}: ")));
        assert!(told.is_some_and(|told| told.contains(&place)), "{place} is not in {said}");
        assert!(said.contains("ok    redis: Redis "), "{said}");
    }
}
