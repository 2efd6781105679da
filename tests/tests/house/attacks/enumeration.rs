//! Who is known here: no answer tells, neither by its words nor by its time.

use std::ops::RangeInclusive;
use std::time::{Duration, Instant};

use domain::Language;
use reqwest::header::HeaderMap;
use serde_json::{Value, json};
use tests::officer::PASSWORD;
use tests::{Answer, Api, Town};

const CODES: &str = "/api/portal/v1/mail-codes";
const ADDRESS_CODES: &str = "/api/portal/v1/address-codes";
const REFERRALS: &str = "/api/portal/v1/referrals";
const TOKENS: &str = "/api/review/v1/tokens";
/// Nobody is told to come again, which takes no time.
const UNHURRIED: &str = "
[review]
sign_in_tries = 1000
[portal]
codes_per_mail = 1000
codes_per_mail_a_day = 10000
codes_per_network = 1000
address_codes_per_person = 1000
referrals_per_referrer = 1000
referrals_per_network = 1000
";
/// More turns where a machine does other things too.
const TURNS: RangeInclusive<usize> = 4..=40;
/// An answer that leaves something out takes a tenth of the time; one that does not, the same within this.
const ALIKE: f64 = 2.0;

/// What an answer says, but for the id of the request and the time.
fn said(answer: Answer) -> (u16, Vec<String>, Value) {
    let Answer { status, headers, mut body, .. } = answer;
    if body.is_object() {
        body["trace_id"].take();
    }
    (status, names(&headers), body)
}

fn names(headers: &HeaderMap) -> Vec<String> {
    let mut names: Vec<String> = headers.keys().map(|name| name.as_str().to_owned()).collect();
    names.sort();
    names
}

async fn took(api: &Api, path: &str, body: &Value) -> Duration {
    let began = Instant::now();
    api.post(path, body).await;
    began.elapsed()
}

/// How much longer the one takes than the other, asked in turn until they are alike. What comes again at each turn for the one has
/// to come again for the other.
async fn ratio(api: &Api, path: &str, one: impl Fn(usize) -> Value, other: impl Fn(usize) -> Value) -> f64 {
    let (mut ones, mut others, mut found) = (Vec::new(), Vec::new(), 0.0);
    for turn in 1..=*TURNS.end() {
        ones.push(took(api, path, &one(turn)).await);
        others.push(took(api, path, &other(turn)).await);
        ones.sort_unstable();
        others.sort_unstable();
        // At their quickest they take what the work takes, unless the machine was free for one of them alone: then in the middle.
        let ratios = [0, turn / 2].map(|place| ones[place].as_secs_f64() / others[place].as_secs_f64());
        found = ratios.into_iter().find(|ratio| are_alike(*ratio)).unwrap_or(ratios[0]);
        if turn >= *TURNS.start() && are_alike(found) {
            break;
        }
    }
    found
}

fn are_alike(ratio: f64) -> bool {
    (1.0 / ALIKE..ALIKE).contains(&ratio)
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_for_a_code_never_tells_who_has_an_account() {
    let town = Town::with(UNHURRIED).await;
    town.applicant_api("mai@example.com", 0).await;
    let api = town.api(Language::Zh);
    let asks = async |mail: &str| said(api.post(CODES, &json!({ "mail": mail })).await.is(202));
    assert_eq!(asks("mai@example.com").await, asks("nobody@example.com").await);
    let known = |_| json!({ "mail": "mai@example.com" });
    let unknown = |_| json!({ "mail": "nobody@example.com" });
    let took = ratio(&api, CODES, known, unknown).await;
    assert!(are_alike(took), "a known address takes {took:.2} times as long");
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_never_tells_which_officers_there_are() {
    let town = Town::with(UNHURRIED).await;
    let api = town.api(Language::Zh);
    let typed = |login: &str, password: &str, code: &str| json!({ "login": login, "password": password, "code": code });
    let refused = async |body: Value| said(api.post(TOKENS, &body).await);
    let unknown = refused(typed("nobody-here", PASSWORD, "000000")).await;
    assert_eq!(unknown.0, 422, "{unknown:?}");
    assert_eq!(refused(typed("secretary", "not the password", &town.code("secretary"))).await, unknown);
    assert_eq!(refused(typed("secretary", PASSWORD, "000000")).await, unknown, "nor that the password was right");
    let known = |_| typed("municipal", "not the password", "000000");
    let nobody = |_| typed("nobody-at-all", "not the password", "000000");
    let took = ratio(&api, TOKENS, known, nobody).await;
    assert!(are_alike(took), "a known name takes {took:.2} times as long");
}

#[tokio::test(flavor = "multi_thread")]
async fn adding_an_address_takes_as_long_whether_it_has_an_account_or_not() {
    let town = Town::with(UNHURRIED).await;
    town.applicant_api("li@example.com", 0).await;
    let mai = town.applicant_api("mai@example.com", 0).await;
    let known = |_| json!({ "mail": "li@example.com" });
    let unknown = |_| json!({ "mail": "nobody@example.com" });
    for asked in [known(0), unknown(0)] {
        mai.post(ADDRESS_CODES, &asked).await.is(202);
    }
    let took = ratio(&mai, ADDRESS_CODES, known, unknown).await;
    assert!(are_alike(took), "a known address takes {took:.2} times as long");
}

fn recommending(post: &str, nominee: &str) -> Value {
    let referral = json!({
        "name": "陈明", "relationship": "other", "why": "x", "agreed": "yes",
        "nominee": { "name": "林知远", "mail": nominee }
    });
    json!({ "post": post, "referral": referral })
}

#[tokio::test(flavor = "multi_thread")]
async fn recommending_never_tells_whether_the_person_is_here_already() {
    let town = Town::new().await;
    town.applicant_api("mai@example.com", 0).await;
    let referrer = town.applicant_api("chen@example.com", 0).await;
    let post = tests::filings::hospital_post(&town).await;
    let recommends = async |nominee: &str| {
        let (status, headers, mut body) = said(referrer.post(REFERRALS, &recommending(&post, nominee)).await.is(201));
        body["id"].take();
        (status, headers, body)
    };
    assert_eq!(recommends("mai@example.com").await, recommends("nobody@example.com").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn recommending_takes_as_long_whether_the_person_is_here_already_or_not() {
    let town = Town::with(UNHURRIED).await;
    // Nobody is recommended twice for one post.
    for turn in 1..=*TURNS.end() {
        town.applicant_api(&format!("known{turn}@example.com"), 0).await;
    }
    let referrer = town.applicant_api("chen@example.com", 0).await;
    let post = tests::filings::hospital_post(&town).await;
    let known = |turn: usize| recommending(&post, &format!("known{turn}@example.com"));
    let unknown = |turn: usize| recommending(&post, &format!("nobody{turn}@example.com"));
    let took = ratio(&referrer, REFERRALS, known, unknown).await;
    assert!(are_alike(took), "somebody known takes {took:.2} times as long");
    let sent = referrer.get(&format!("{REFERRALS}?limit=200")).await.is(200);
    let sent = sent.body["items"].as_array().map_or(0, Vec::len);
    assert!(sent >= 2 * TURNS.start(), "only {sent} were sent");
}
