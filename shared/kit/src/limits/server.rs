//! Limits in the Redis server that all processes share: one key for each place, which goes when it has grown back. The time
//! is that of whoever asks; the machines' clocks agree within seconds, or the program does not start.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use redis::aio::ConnectionManager;
use redis::{Client, RedisResult};
use tokio::sync::OnceCell;
use tokio::time::{Instant, timeout};

use super::{Rule, Taken};
use crate::bus::streams::line;
use crate::clock::Clock;
use crate::fault::Fault;
use crate::keys::SealKey;

/// Whoever signs in waits for it.
const ANSWERS_WITHIN: Duration = Duration::from_secs(1);
/// After a fault nobody asks for so long, or all would wait for one that is away.
const RESTS: Duration = Duration::from_secs(1);
/// A flood of keys takes no more places than these for each limit, at about 100 bytes; who shares one shares what is left.
const PLACES: u64 = 1 << 20;
/// For how long it is known that somebody was let in.
const KNOWN: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Takes one where there is one: how many are left, and how long until there is one again. The key holds the time at which
/// all will have grown back, in microseconds, and is there until then.
const TAKE: &str = "\
local now, each, quota = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local full = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now) + each
local over = full - now - quota * each
if over > 0 then return {0, over} end
redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000))
return {math.floor(-over / each), 0}";

/// Keys are told to the server as keyed hashes only.
pub(crate) struct Server {
    client: Client,
    /// It connects anew by itself.
    line: OnceCell<ConnectionManager>,
    rests_until: Mutex<Option<Instant>>,
    name: String,
    key: SealKey,
    clock: Arc<dyn Clock>,
}

impl Server {
    /// `name` sets the product's keys apart from others there. It does not connect yet.
    pub fn new(client: Client, name: String, key: SealKey, clock: Arc<dyn Clock>) -> Server {
        Server { client, line: OnceCell::new(), rests_until: Mutex::default(), name, key, clock }
    }

    pub(super) async fn take(&self, rule: &Rule, key: &str) -> Result<Taken, Fault> {
        let name = rule.policy.name;
        let mut take = redis::cmd("EVAL");
        take.arg(TAKE).arg(1).arg(format!("{}:limit:{name}:{}", self.name, self.hash(name, key) % PLACES));
        take.arg(self.clock.now().0).arg(micros(rule.each())).arg(rule.policy.quota);
        let (left, over): (u32, u64) = self.ask(take).await?;
        Ok(if over > 0 { Taken::Again(Duration::from_micros(over)) } else { Taken::Left(left) })
    }

    pub async fn remember(&self, key: &str) -> Result<(), Fault> {
        let mut set = redis::cmd("SET");
        set.arg(self.known(key)).arg(1).arg("EX").arg(KNOWN.as_secs());
        self.ask(set).await
    }

    pub async fn knows(&self, key: &str) -> Result<bool, Fault> {
        let mut exists = redis::cmd("EXISTS");
        exists.arg(self.known(key));
        self.ask(exists).await
    }

    fn known(&self, key: &str) -> String {
        format!("{}:known:{:016x}", self.name, self.hash("known", key))
    }

    fn hash(&self, name: &str, key: &str) -> u64 {
        let mac = self.key.mac(format!("{name} {key}").as_bytes());
        u64::from_be_bytes(*mac.first_chunk().expect("a mac is longer than that"))
    }

    async fn ask<T: redis::FromRedisValue>(&self, asked: redis::Cmd) -> Result<T, Fault> {
        if self.rests().is_some_and(|until| Instant::now() < until) {
            return Err(Fault::new("the limits: the server was away a moment ago"));
        }
        let answering = async { asked.query_async(&mut self.line().await?).await };
        let answered = match timeout(ANSWERS_WITHIN, answering).await {
            Ok(answered) => answered.map_err(|error| Fault::new(format!("the limits: {error}"))),
            Err(_) => Err(Fault::new("the limits: the server does not answer")),
        };
        *self.rests_until.lock().unwrap_or_else(PoisonError::into_inner) =
            answered.is_err().then(|| Instant::now() + RESTS);
        answered
    }

    fn rests(&self) -> Option<Instant> {
        *self.rests_until.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn line(&self) -> RedisResult<ConnectionManager> {
        Ok(self.line.get_or_try_init(|| line(&self.client, ANSWERS_WITHIN)).await?.clone())
    }
}

fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX).max(1)
}
