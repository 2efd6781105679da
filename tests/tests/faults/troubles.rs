//! How each trouble is made, how long it lasts, and how it is over.

use std::time::Duration;

use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, TransactionTrait};
use tests::apart::{Apart, Way};
use tests::embedded::until;
use tests::ledger::Finding;
use tests::proxy::Weather;
use tests::town::SERVICES;

use super::scene::COMES_WITHIN;
use super::table::Trouble;

const ABORT: i32 = 6;
const A_MOMENT: Duration = Duration::from_millis(50);
/// A lease is taken for twelve seconds.
const LONGER_THAN_A_LEASE: Duration = Duration::from_secs(14);

/// A trouble under way.
pub struct Troubled<'a> {
    trouble: &'a Trouble,
    held: Option<(DatabaseConnection, DatabaseTransaction)>,
}

pub async fn begin<'a>(town: &mut Apart, trouble: &'a Trouble) -> Troubled<'a> {
    let mut held = None;
    match trouble {
        Trouble::Crash(service, point) => town.start(service, &[("CRASH_POINT", point)]),
        Trouble::Killed(services, _) => services.iter().for_each(|service| kill(town, service)),
        Trouble::Stopped(services) => {
            for service in *services {
                let stopped = town.processes.get_mut(service).expect("it runs").stop();
                assert!(stopped.success(), "{service} did not stop well: {stopped}");
            }
        }
        Trouble::Frozen(service, _) => town.processes[service].signal("STOP"),
        Trouble::Weather(ways, weather, _) => ways.iter().for_each(|way| town.way(*way).turns(weather.clone())),
        Trouble::Cut(ways) => ways.iter().for_each(|way| town.way(*way).cut()),
        Trouble::SessionsEnded => {
            for service in SERVICES {
                let name = town.databases.name(service);
                town.databases.administer(&format!(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
                ));
            }
        }
        Trouble::LockHeld(service, _) => {
            let db = town.databases.open(&town.data, service).await;
            let tx = db.begin().await.expect("a transaction");
            let lock = format!("SELECT pg_advisory_xact_lock({LOCK})");
            tx.execute_unprepared(&lock).await.expect("the lock of those who write");
            held = Some((db, tx));
        }
        Trouble::RedisWiped => town.redis.does::<()>(&["FLUSHALL"]).await,
        Trouble::RedisGone(_) => town.redis.kill(),
        Trouble::RedisFrozen(_) => town.redis.signal("STOP"),
        Trouble::RedisFull(_) => {
            town.redis.does::<()>(&["CONFIG", "SET", "maxmemory-policy", "noeviction"]).await;
            town.redis.does::<()>(&["CONFIG", "SET", "maxmemory", "1"]).await;
        }
        Trouble::StreamTrimmed | Trouble::EntryDeleted => {
            for consumer in ["review", "notify"] {
                town.way(Way::Bus(consumer)).turns(Weather::Closed);
            }
        }
        Trouble::ToldAgain { consumer, .. } => kill(town, consumer),
        Trouble::Second(service, _) => town.start_second(service).await,
        Trouble::Overtaken(service, signal) => {
            town.start_second(service).await;
            town.processes[service].signal(signal);
        }
        Trouble::AllButThePortal(_) => {
            kill(town, "review");
            kill(town, "notify");
            town.redis.kill();
            town.way(Way::Mail).turns(Weather::Closed);
        }
    }
    Troubled { trouble, held }
}

/// The lock of writers, as `kit` takes it.
const LOCK: i64 = 0x0079_696e_6361_6901;

fn kill(town: &mut Apart, service: &str) {
    town.processes.get_mut(service).expect("it runs").kill();
}

impl Troubled<'_> {
    /// Returns when it is time to end it.
    pub async fn lasts(&mut self, town: &mut Apart) {
        match self.trouble {
            Trouble::Crash(service, point) => {
                let deadline = tokio::time::Instant::now() + COMES_WITHIN;
                let process = town.processes.get_mut(service).expect("it runs");
                let ended = loop {
                    if let Some(ended) = process.ended() {
                        break ended;
                    }
                    assert!(tokio::time::Instant::now() < deadline, "{service} never came to {point}");
                    tokio::time::sleep(A_MOMENT).await;
                };
                let signal = std::os::unix::process::ExitStatusExt::signal(&ended);
                assert_eq!(signal, Some(ABORT), "{service} ended before {point}: {ended}");
            }
            Trouble::Killed(_, time)
            | Trouble::Frozen(_, time)
            | Trouble::Weather(_, _, time)
            | Trouble::LockHeld(_, time)
            | Trouble::RedisGone(time)
            | Trouble::RedisFrozen(time)
            | Trouble::RedisFull(time)
            | Trouble::Second(_, time)
            | Trouble::AllButThePortal(time) => tokio::time::sleep(*time).await,
            Trouble::Overtaken(..) => {
                tokio::time::sleep(LONGER_THAN_A_LEASE).await;
                let is_behind = |found: &Finding| matches!(found, Finding::Behind { .. } | Finding::Stuck { .. });
                until("the other one takes over", async || {
                    (!town.findings().await.iter().any(is_behind)).then_some(())
                })
                .await;
            }
            Trouble::StreamTrimmed | Trouble::EntryDeleted => self.damages(town).await,
            Trouble::ToldAgain { producer, consumer } => {
                let back = format!(
                    "UPDATE inbox_positions SET position = GREATEST(position - 25, 0) WHERE producer = '{producer}'"
                );
                assert_eq!(tests::tampering::execute(&town.databases, &town.data, consumer, &back).await, 1);
                tokio::time::sleep(A_MOMENT).await;
            }
            Trouble::Stopped(_) | Trouble::Cut(_) | Trouble::SessionsEnded | Trouble::RedisWiped => {
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }

    /// Harms the portal's stream once it holds what nobody has read.
    async fn damages(&self, town: &Apart) {
        let stream = format!("{}:log:portal", town.bus_name());
        let begun: u64 = town.redis.does(&["XLEN", &stream]).await;
        until("something nobody has read", async || {
            let length: u64 = town.redis.does(&["XLEN", &stream]).await;
            (length > begun).then_some(())
        })
        .await;
        tokio::time::sleep(4 * A_MOMENT).await;
        match self.trouble {
            Trouble::StreamTrimmed => {
                let _: u64 = town.redis.does(&["XTRIM", &stream, "MAXLEN", "0"]).await;
            }
            _ => {
                let told: Vec<(String, Vec<String>)> =
                    town.redis.does(&["XREVRANGE", &stream, "+", "-", "COUNT", "2"]).await;
                let (id, _) = told.last().expect("an entry");
                let deleted: u64 = town.redis.does(&["XDEL", &stream, id]).await;
                assert_eq!(deleted, 1);
            }
        }
    }

    pub async fn ends(self, town: &mut Apart) {
        match self.trouble {
            Trouble::Crash(service, _) => start(town, &[service]).await,
            Trouble::Killed(services, _) | Trouble::Stopped(services) => start(town, services).await,
            Trouble::Frozen(service, _) => town.processes[service].signal("CONT"),
            Trouble::Weather(ways, weather, _) => {
                ways.iter().for_each(|way| town.way(*way).clears());
                if let Weather::LosesAnswerTo(_) = weather {
                    assert!(ways.iter().all(|way| town.way(*way).resets() > 0), "no answer was lost");
                }
            }
            Trouble::LockHeld(..) => {
                let (db, tx) = self.held.expect("held");
                // By now the server may have ended it.
                tx.rollback().await.ok();
                db.close().await.ok();
            }
            Trouble::RedisGone(_) => town.redis.replace().await,
            Trouble::RedisFrozen(_) => town.redis.signal("CONT"),
            Trouble::RedisFull(_) => town.redis.does::<()>(&["CONFIG", "SET", "maxmemory", "0"]).await,
            Trouble::StreamTrimmed | Trouble::EntryDeleted => {
                for consumer in ["review", "notify"] {
                    town.way(Way::Bus(consumer)).clears();
                }
            }
            Trouble::ToldAgain { consumer, .. } => start(town, &[consumer]).await,
            Trouble::Second(service, _) => town.stop_second(service),
            Trouble::Overtaken(service, signal) => {
                match *signal {
                    "STOP" => town.processes[service].signal("CONT"),
                    _ => start(town, &[service]).await,
                }
                tokio::time::sleep(Duration::from_secs(1)).await;
                town.stop_second(service);
            }
            Trouble::AllButThePortal(_) => {
                town.redis.replace().await;
                town.way(Way::Mail).clears();
                start(town, &["review", "notify"]).await;
            }
            Trouble::Cut(_) | Trouble::SessionsEnded | Trouble::RedisWiped => {}
        }
    }
}

async fn start(town: &mut Apart, services: &[&'static str]) {
    for service in services {
        town.start(service, &[]);
    }
    for service in services {
        town.ready(service).await;
    }
}
