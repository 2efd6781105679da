//! A log that an operator publishes again to Redis.

use tests::command::{bad, good};
use tests::town::SERVICES;

use super::house::Apart;

#[tokio::test(flavor = "multi_thread")]
async fn a_log_that_is_published_again_is_taken_by_nobody_twice() {
    let Some(apart) = Apart::start(1).await else { return };
    let first = apart.files("first@example.com").await;
    let officer = apart.officer_at(0).await;
    let arrives = async |receipt: &str, mail: &str| {
        apart.until("the case", async || (apart.cases(&officer, receipt).await == 1).then_some(())).await;
        apart.until("a code and a receipt", async || (apart.mails(mail).await.len() == 2).then_some(())).await;
    };
    arrives(&first, "first@example.com").await;
    for service in SERVICES {
        let said = good(&apart.data, &["outbox", "replay", "--service", service]);
        let count = |line: &str| {
            let told = line.strip_prefix(&format!("{service}: "))?;
            told.strip_suffix(" events published again; nobody takes one twice")?.parse::<u32>().ok()
        };
        assert!(said.lines().find_map(count).is_some_and(|count| count > 0 || service == "notify"), "{said}");
    }
    let said = bad(&apart.data, &["outbox", "replay", "--service", "portal", "--from", "1000000"], 1);
    assert!(said.contains("has told no more than"), "{said}");
    // Whoever takes what comes now has read all that came again before it.
    let second = apart.files("second@example.com").await;
    arrives(&second, "second@example.com").await;
    assert_eq!((apart.cases(&officer, &first).await, apart.mails("first@example.com").await.len()), (1, 2));
}
