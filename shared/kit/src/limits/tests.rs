//! What holds for every limit, in memory and on the Redis server that `YINCAI_TEST_REDIS` names; and what only one does.

use super::*;
use crate::bus::streams;
use crate::clock::{Instant, SetClock};
use crate::keys::SealKey;
use crate::rng::{Rng, SystemRng};

const MINUTE: Duration = Duration::from_secs(60);

fn clock() -> SetClock {
    SetClock::at(Instant(1_770_000_000_000_000))
}

fn in_memory(clock: &SetClock, per: u32) -> Limit {
    Limit::new("tries", Arc::new(clock.clone()), per, MINUTE)
}

/// A product's keys on a server; every process has such a one.
fn process(url: &str, name: &str, clock: &SetClock) -> Arc<Server> {
    let client = streams::client(url).expect("an address");
    Arc::new(Server::new(client, name.to_owned(), SealKey::from_bytes([7; 32]), Arc::new(clock.clone())))
}

/// A server and a name there that no other test has.
fn redis() -> Option<(String, String)> {
    let url = databases::redis();
    if url.is_none() {
        println!("not tested: YINCAI_TEST_REDIS names no Redis server");
    }
    let rng: &dyn Rng = &SystemRng;
    Some((url?, format!("limits-{}", rng.secret())))
}

fn on(server: &Arc<Server>, clock: &SetClock, per: u32, purpose: Purpose) -> Limit {
    Limit::on(Some(server.clone()), "tries", Arc::new(clock.clone()), per, MINUTE, purpose)
}

async fn wait(limit: &Limit, key: &str) -> Option<u64> {
    match limit.check(key).await {
        Ok(()) => None,
        Err(DeskError::TooMany(seconds)) => Some(seconds),
        Err(other) => panic!("{other}"),
    }
}

async fn grows_back_with_time(limit: &Limit, clock: &SetClock) {
    for _ in 0..3 {
        assert_eq!(wait(limit, "wang").await, None);
    }
    assert_eq!(wait(limit, "wang").await, Some(20));
    clock.advance(Duration::from_millis(19_001));
    assert_eq!(wait(limit, "wang").await, Some(1));
    clock.advance(Duration::from_secs(1));
    assert_eq!(wait(limit, "wang").await, None);
    assert_eq!(wait(limit, "wang").await, Some(20));
    clock.advance(MINUTE);
    for is_refused in [false, false, false, true] {
        assert_eq!(wait(limit, "wang").await.is_some(), is_refused);
    }
}

async fn one_key_takes_nothing_from_another(limit: &Limit) {
    assert_eq!(wait(limit, "wang").await, None);
    assert_eq!(wait(limit, "wang").await, Some(60));
    assert_eq!(wait(limit, "li").await, None);
}

async fn whoever_is_counted_is_told_what_is_left(limit: &Limit) {
    let (_, met) = noting(async { [wait(limit, "wang").await, wait(limit, "wang").await] }).await;
    let told: Vec<_> = met.iter().map(|met| (met.policy.name, met.left, met.reset)).collect();
    assert_eq!(told, [("tries", 2, 20), ("tries", 1, 40)]);
}

#[tokio::test]
async fn a_limit_in_memory_keeps_the_rules() {
    let clock = clock();
    grows_back_with_time(&in_memory(&clock, 3), &clock).await;
    one_key_takes_nothing_from_another(&in_memory(&clock, 1)).await;
    whoever_is_counted_is_told_what_is_left(&in_memory(&clock, 3)).await;
}

#[tokio::test]
async fn a_limit_on_a_server_keeps_the_same_rules() {
    let Some((url, name)) = redis() else { return };
    let clock = clock();
    let limit = |part: &str, per| on(&process(&url, &format!("{name}-{part}"), &clock), &clock, per, Purpose::Protects);
    grows_back_with_time(&limit("a", 3), &clock).await;
    one_key_takes_nothing_from_another(&limit("b", 1)).await;
    whoever_is_counted_is_told_what_is_left(&limit("c", 3)).await;
}

#[tokio::test]
async fn all_processes_count_together_on_a_server() {
    let Some((url, name)) = redis() else { return };
    let clock = clock();
    let servers = [process(&url, &name, &clock), process(&url, &name, &clock)];
    let limits = servers.each_ref().map(|server| on(server, &clock, 3, Purpose::Protects));
    for limit in [&limits[0], &limits[1], &limits[0]] {
        assert_eq!(wait(limit, "wang").await, None);
    }
    assert_eq!([wait(&limits[0], "wang").await, wait(&limits[1], "wang").await], [Some(20); 2]);
    let known = servers.map(|server| Known::on(Some(server)));
    known[0].remember("wang").await;
    assert!(known[1].knows("wang").await && !known[1].knows("li").await);
}

#[tokio::test]
async fn what_is_kept_on_a_server_names_nobody_and_goes_by_itself() {
    let Some((url, name)) = redis() else { return };
    let clock = clock();
    let server = process(&url, &name, &clock);
    wait(&on(&server, &clock, 3, Purpose::Protects), "wang@example.com").await;
    Known::on(Some(server)).remember("wang@example.com").await;
    let mut line = streams::client(&url).expect("a client").get_multiplexed_async_connection().await.expect("a line");
    let keys: Vec<String> = redis::cmd("KEYS").arg(format!("{name}:*")).query_async(&mut line).await.expect("keys");
    assert_eq!(keys.len(), 2, "{keys:?}");
    for key in keys {
        let left: i64 = redis::cmd("PTTL").arg(&key).query_async(&mut line).await.expect("a time");
        assert!(!key.contains("wang") && left > 0, "{key}: {left}");
    }
}

#[tokio::test]
async fn while_nobody_can_be_counted_what_protects_lets_nobody_in_and_what_smooths_goes_on() {
    let clock = clock();
    let gone = process("redis://127.0.0.1:9", "gone", &clock);
    let protects = on(&gone, &clock, 1, Purpose::Protects);
    assert!(matches!(protects.check("wang").await, Err(DeskError::Uncounted(COUNTED_AGAIN))));
    let smooths = on(&gone, &clock, 1, Purpose::Smooths);
    assert_eq!([wait(&smooths, "wang").await, wait(&smooths, "wang").await], [None, Some(60)]);
    let known = Known::on(Some(gone));
    known.remember("wang").await;
    assert!(!known.knows("wang").await);
}

#[tokio::test]
async fn a_flood_of_keys_takes_no_more_than_its_places_and_passes() {
    let clock = clock();
    let limit = in_memory(&clock, 1);
    for key in 0..OWN_PLACES {
        assert_eq!(wait(&limit, &key.to_string()).await, None);
    }
    let mut refused = 0;
    for key in 0..OWN_PLACES {
        refused += usize::from(wait(&limit, &format!("more {key}")).await.is_some());
    }
    assert!(refused >= OWN_PLACES - memory::SHARED_PLACES as usize);
    assert!(limit.memory.places() <= OWN_PLACES + memory::SHARED_PLACES as usize);

    clock.advance(2 * MINUTE);
    assert_eq!(wait(&limit, "wang").await, None);
    assert_eq!(limit.memory.places(), 1);
}
