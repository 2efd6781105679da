//! While Redis is away nobody is let in uncounted, and everybody who is held up is told so; what is public goes on.

use domain::Language;
use reqwest::Client;
use serde_json::{Value, json};
use tests::program::Process;
use tests::town::empty_house;
use tests::{Api, Browser};

const NOBODY: &str = "redis://127.0.0.1:9";

#[tokio::test(flavor = "multi_thread")]
async fn without_redis_codes_and_sign_in_are_refused_with_words_and_the_catalogue_is_open() {
    let (data, databases) = empty_house();
    let process = Process::start_with(&data, &[("YINCAI_BUS__URL", NOBODY)]);
    let client = Client::new();
    while reqwest::get(format!("{}/health/live", process.url)).await.is_err() {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    for (language, words) in [(Language::Zh, "没有做任何改动"), (Language::En, "Nothing was changed")] {
        let staff = json!({ "login": "secretary", "password": "a password that is long", "code": "123456" });
        for (path, typed) in [
            ("/api/portal/v1/mail-codes", json!({ "mail": "lin@example.com" })),
            ("/api/portal/v1/sessions", json!({ "mail": "lin@example.com", "code": "123456" })),
            ("/api/review/v1/tokens", staff),
        ] {
            let asked = client.post(format!("{}{path}", process.url)).header("Accept-Language", language.tag());
            let refused = asked.json(&typed).send().await.expect("an answer");
            assert!(refused.status() == 503 && refused.headers()["retry-after"] == "10", "{path}: {refused:?}");
            let problem: Value = refused.json().await.expect("a problem");
            let detail = problem["detail"].as_str().expect("a detail");
            assert!(problem["code"] == "uncounted" && detail.contains(words), "{path}: {problem}");
        }
    }
    let browser = Browser::new(&process.url, Language::En);
    let page = browser.open("/sign-in").await;
    let answer = browser.send(&page, &[("mail", "lin@example.com")]).await;
    assert_eq!(answer.status, 503);
    answer.shows("Nothing was changed").shows("lin@example.com");
    browser.open("/posts").await.is_ok();
    Api::new(&process.url, Language::Zh).get("/api/portal/v1/posts").await.is(200);
    drop((process, databases));
    std::fs::remove_dir_all(&data).ok();
}
