//! A family behind one address: under the limits as they come everybody signs in and files within minutes, and whoever guesses is
//! stopped, at home as elsewhere.

use std::sync::Arc;
use std::time::Duration;

use domain::Language;
use reqwest::Method;
use serde_json::json;
use tests::{Ahead, Api, Town, filings};

const CODES: &str = "/api/portal/v1/mail-codes";
const SESSIONS: &str = "/api/portal/v1/sessions";
/// The town believes whoever asks from here where they are.
const BEHIND_A_GATEWAY: &str = "[gateway]\ntrusted = [\"127.0.0.1\"]\n";
const FAMILY: [&str; 6] = ["grandmother", "grandfather", "mother", "father", "daughter", "son"];
/// More guesses than any limit of the manual takes from one network in ten minutes.
const MOST_GUESSES: usize = 100;

fn mail(member: &str, home: &str) -> String {
    format!("{member}@{home}.example")
}

/// Asks for a code, mislays the letter, asks again, types it wrong once, and is in.
async fn signs_in(town: &Town, nobody: &Api, mail: &str, letters: usize) -> Api {
    let mut code = String::new();
    for asked in 1..=2 {
        nobody.post(CODES, &json!({ "mail": mail })).await.is(202);
        code = town.mailed_code(mail, letters + asked).await;
    }
    let mistyped = format!("{:06}", (code.parse::<u32>().expect("digits") + 1) % 1_000_000);
    nobody.post(SESSIONS, &json!({ "mail": mail, "code": mistyped })).await.is(422);
    let signed_in = nobody.post(SESSIONS, &json!({ "mail": mail, "code": code })).await.is(201);
    nobody.with_token(signed_in.text("token"))
}

async fn files(person: &Api, post: &str) -> String {
    let nomination = filings::drafts(person, post).await;
    let evidence = format!("/api/portal/v1/nominations/{nomination}/evidence");
    let form = filings::evidence("10(4)", "证书.pdf", b"%PDF-1.7\n".to_vec());
    person.answer(person.request(Method::POST, &evidence).multipart(form)).await.is(201);
    filings::submits(person, nomination).await.receipt
}

/// Types one code after the other until nobody listens any more; how many were listened to.
async fn guesses(nobody: &Api, mail: &str, from: impl Fn(usize) -> String) -> usize {
    for number in 0..MOST_GUESSES {
        let guess = json!({ "mail": mail, "code": format!("{number:06}") });
        let answer = nobody.at(&from(number)).post(SESSIONS, &guess).await;
        if answer.status == 429 {
            let again = answer.headers["retry-after"].to_str().expect("a number").parse::<u64>().expect("seconds");
            assert!((1..=600).contains(&again), "come again in {again} seconds");
            return number;
        }
        answer.is(422);
    }
    panic!("{MOST_GUESSES} guesses and no end");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_guesses_links_from_one_network_is_stopped_whatever_address_each_guess_comes_from() {
    let town = Town::with(BEHIND_A_GATEWAY).await;
    let nobody = town.api(Language::Zh);
    for (path, home) in [("invitations", "1"), ("acceptances", "2"), ("declines", "3"), ("links", "4")] {
        let mut stopped = None;
        for guess in 0..MOST_GUESSES {
            let mut body = json!({ "token": format!("guess-{guess}") });
            if path == "acceptances" {
                body["sharing"] = json!("nothing");
            }
            let there = nobody.at(&format!("2001:db8:bad:{home}:{guess:x}::1"));
            let answer = there.post(&format!("/api/portal/v1/referrals/{path}"), &body).await;
            if answer.status == 429 {
                stopped = Some(guess);
                break;
            }
            answer.is(404);
        }
        assert!(stopped.is_some(), "{MOST_GUESSES} guesses at {path} and no end");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn recommending_from_one_network_has_a_limit_whatever_address_each_comes_from() {
    let town = Town::with(&format!("{BEHIND_A_GATEWAY}[portal]\nreferrals_per_network = 2\n")).await;
    let referrer = town.applicant_api("chen@example.com", 0).await;
    let post = filings::hospital_post(&town).await;
    for (number, status) in [(1, 201), (2, 201), (3, 429)] {
        let referral = json!({
            "name": "陈明", "relationship": "mentorship", "why": "我的学生", "agreed": "yes",
            "nominee": { "name": "林知远", "mail": format!("lin{number}@example.com") }
        });
        let there = referrer.at(&format!("2001:db8:1:2::{number}"));
        there.post("/api/portal/v1/referrals", &json!({ "post": post, "referral": referral })).await.is(status);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_family_behind_one_address_signs_in_and_files_while_a_guesser_elsewhere_is_stopped() {
    let town = Town::with(BEHIND_A_GATEWAY).await;
    let nobody = town.api(Language::Zh);
    let post = filings::hospital_post(&town).await;
    let mothers = mail("mother", "four");
    nobody.at("203.0.113.7").post(CODES, &json!({ "mail": mothers })).await.is(202);
    let code = town.mailed_code(&mothers, 1).await;
    // Another address of the same network with each guess: it is counted as one.
    let listened = guesses(&nobody, &mothers, |number| format!("2001:db8:bad:0:{number:x}::1")).await;
    assert!(listened >= FAMILY.len() * 4, "fewer than a family needs");
    let late = nobody.at("203.0.113.7").post(SESSIONS, &json!({ "mail": mothers, "code": code })).await.is(422);
    assert_eq!(late.text("code"), "code-wrong", "the guessed code is void: she asks for another");

    for home in ["four", "six"] {
        for (place, member) in FAMILY.into_iter().enumerate() {
            // All share one address of the fourth version; of the sixth each has one of the same network.
            let address = if home == "four" { "203.0.113.7".to_owned() } else { format!("2001:db8:1:2::{place}") };
            let mail = mail(member, home);
            let letters = usize::from(mail == mothers);
            let person = signs_in(&town, &nobody.at(&address), &mail, letters).await;
            let receipt = files(&person, &post).await;
            let own = person.get("/api/portal/v1/nominations").await.is(200);
            assert_eq!(own.body["items"][0]["receipt"], receipt, "{mail}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guesser_in_the_house_is_stopped_and_the_others_go_on_with_what_they_began() {
    let ahead = Ahead::default();
    let town = Town::at(BEHIND_A_GATEWAY, Arc::new(ahead.clone())).await;
    let home = town.api(Language::Zh).at("203.0.113.7");
    let post = filings::hospital_post(&town).await;
    let mother = signs_in(&town, &home, &mail("mother", "four"), 0).await;
    guesses(&home, &mail("father", "four"), |_| "203.0.113.7".to_owned()).await;

    files(&mother, &post).await;
    home.post(CODES, &json!({ "mail": mail("father", "four") })).await.is(429);
    ahead.advance(Duration::from_secs(10 * 60));
    signs_in(&town, &home, &mail("father", "four"), 0).await;
}
