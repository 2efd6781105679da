//! The services in processes of their own, with nothing between them but Redis; without `YINCAI_TEST_REDIS` there is none to run.
//! Whatever dies or is wiped on the way, what was acknowledged arrives, once.

mod counted;
mod house;
mod replayed;
mod several;

use tests::town::SERVICES;

use house::Apart;

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_crosses_redis_once_whatever_dies_or_is_wiped() {
    let Some(mut apart) = Apart::start(1).await else { return };
    let first = apart.files("first@example.com").await;
    let officer = apart.officer_at(0).await;
    apart.until("the first case", async || (apart.cases(&officer, &first).await == 1).then_some(())).await;

    apart.kill("review");
    let second = apart.files("second@example.com").await;
    apart.kill("portal");
    apart.answers("review").await;
    apart.answers("portal").await;
    apart.until("the second case", async || (apart.cases(&officer, &second).await == 1).then_some(())).await;

    let client = redis::Client::open(databases::redis().expect("a server")).expect("an address");
    let mut line = client.get_multiplexed_async_connection().await.expect("a line");
    let name = apart.data.file_name().expect("a name").to_string_lossy().into_owned();
    for producer in SERVICES {
        let _: i64 =
            redis::cmd("DEL").arg(format!("{name}:log:{producer}")).query_async(&mut line).await.expect("gone");
    }
    let third = apart.files("third@example.com").await;
    apart.until("the third case", async || (apart.cases(&officer, &third).await == 1).then_some(())).await;
    for receipt in [first, second] {
        assert_eq!(apart.cases(&officer, &receipt).await, 1, "{receipt}");
    }
    for mail in ["first@example.com", "second@example.com", "third@example.com"] {
        apart.until("a code and a receipt", async || (apart.mails(mail).await.len() == 2).then_some(())).await;
    }
}
