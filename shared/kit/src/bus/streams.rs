//! The bus of services that run apart: a Redis stream per producer, a copy of its outbox whose entries have the event's position
//! for their id. So nothing is there twice, what is there is in order, and a consumer needs to remember no more than its
//! own database does; each service's group stands where that service has read to, for trimming and for whoever looks.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

use async_trait::async_trait;
use redis::aio::{ConnectionManager, ConnectionManagerConfig, MultiplexedConnection};
use redis::streams::{
    StreamId, StreamInfoGroupsReply, StreamInfoStreamReply, StreamRangeReply, StreamReadOptions, StreamReadReply,
};
use redis::{AsyncCommands, AsyncConnectionConfig, Client, ErrorKind, RedisError, RedisResult};
use tokio::sync::OnceCell;
use tracing::{info, warn};
use uuid::Uuid;

use super::{Bus, Placed};
use crate::clock::Instant;
use crate::config::BadSettings;
use crate::database::Database;
use crate::fault::Fault;
use crate::house::House;
use crate::outbox::store;
use crate::tls;

/// Entries of one pipeline and of one reading.
const AT_ONCE: usize = 200;
/// A reading that meets nothing ends after this, so that a reader says now and then how far it is.
const WAITS: Duration = Duration::from_secs(5);
const ANSWERS_WITHIN: Duration = Duration::from_secs(5);
/// Entries that all have read go when so many more have come.
const TRIMMED_EVERY: i64 = 1000;
/// The relay looks about once a second whether it is asked for its log again.
const AGAIN_WITHIN: Duration = Duration::from_millis(500);
/// For so long the folder of files is that of the last process that told of it.
const MARK_SECONDS: i64 = 60;

pub struct RedisBus {
    client: Client,
    /// For all that answers at once. It connects anew by itself.
    line: OnceCell<ConnectionManager>,
    /// For readings, which wait: each has a connection of its own meanwhile.
    idle: Mutex<Vec<MultiplexedConnection>>,
    name: String,
    services: Vec<&'static str>,
    /// Of the producers that run in this process.
    logs: BTreeMap<&'static str, Database>,
}

/// A client of the server at this address; it does not connect yet.
pub(crate) fn client(url: &str) -> Result<Client, BadSettings> {
    tls::settle();
    Client::open(url).map_err(|error| {
        BadSettings::new(format!("bus.url must be an address such as redis://bus.example:6379/0: {}", error.category()))
    })
}

/// A line that connects anew by itself; whoever asks on it is answered in time or has an error.
pub(crate) async fn line(client: &Client, within: Duration) -> RedisResult<ConnectionManager> {
    let config = ConnectionManagerConfig::new()
        .set_response_timeout(Some(within))
        .set_connection_timeout(Some(within))
        .set_number_of_retries(1);
    client.get_connection_manager_with_config(config).await
}

impl RedisBus {
    /// Between these houses and those of other processes, of a product that has these services. `name` sets the
    /// product's keys apart from others on the same server.
    pub fn between<'a>(
        services: &[&'static str],
        houses: impl IntoIterator<Item = &'a House>,
        client: Client,
        name: String,
    ) -> RedisBus {
        let logs = houses.into_iter().map(|house| (house.service, house.database.clone())).collect();
        RedisBus { client, line: OnceCell::new(), idle: Mutex::default(), name, services: services.to_vec(), logs }
    }

    async fn line(&self) -> RedisResult<ConnectionManager> {
        Ok(self.line.get_or_try_init(|| line(&self.client, ANSWERS_WITHIN)).await?.clone())
    }

    fn stream(&self, producer: &str) -> String {
        format!("{}:log:{producer}", self.name)
    }

    /// Where a consumer asks for the log again: what it lies behind, by producer.
    fn wanted(&self) -> String {
        format!("{}:wanted", self.name)
    }

    /// Where the relay writes down from where on it has the log, once it was asked for more.
    fn kept(&self) -> String {
        format!("{}:kept", self.name)
    }

    fn log(&self, producer: &str) -> Result<&Database, Fault> {
        self.logs.get(producer).ok_or_else(|| Fault::new(format!("{producer} does not run in this process")))
    }

    /// The last position that was ever in the stream; none when there is no stream.
    async fn last(&self, producer: &str) -> RedisResult<Option<i64>> {
        let told: RedisResult<StreamInfoStreamReply> = self.line().await?.xinfo_stream(self.stream(producer)).await;
        match told {
            Ok(told) => Ok(Some(position(&told.last_generated_id)?)),
            Err(error) if is_missing(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Empties the stream where a consumer found that it lacks what follows its position; that position.
    async fn begin_again(&self, producer: &'static str) -> Result<Option<i64>, Fault> {
        let mut line = self.line().await?;
        let wanted: Option<i64> = line.hget(self.wanted(), producer).await?;
        let Some(wanted) = wanted else {
            return Ok(None);
        };
        info!(producer, after = wanted, "publishes the log again");
        self.empty(producer).await?;
        Ok(Some(wanted))
    }

    /// Empties the stream and writes down from where on the log is there to be asked for.
    async fn empty(&self, producer: &'static str) -> Result<(), Fault> {
        let kept = store::start(self.log(producer)?.reader()).await? + 1;
        let mut anew = redis::pipe();
        anew.atomic().del(self.stream(producer)).hdel(self.wanted(), producer).hset(self.kept(), producer, kept);
        Ok(anew.query_async(&mut self.line().await?).await?)
    }

    /// Publishes what the log has behind a position once more, in the place of all that the stream has, and tells how far it
    /// is; how many events. A relay that runs meanwhile does the same and disturbs nothing.
    pub async fn replay(&self, producer: &'static str, after: i64, told: impl Fn(i64)) -> Result<i64, Fault> {
        let log = self.log(producer)?.reader();
        let (up_to, first) = (store::last_position(log).await?, after.max(store::start(log).await?));
        if first > up_to {
            return Err(Fault::new(format!("{producer} has told no more than {up_to} events")));
        }
        self.empty(producer).await?;
        let mut last = first;
        while last < up_to
            && let Some(copied) = self.copy(producer, last, last > first).await?
        {
            last = copied;
            told(last);
        }
        Ok(last - first)
    }

    /// Asks for the log from a position on, where the stream goes on later than that; whether the producer has it at all.
    async fn ask_again(&self, producer: &str, after: i64, first: i64) -> Result<bool, Fault> {
        let mut line = self.line().await?;
        let kept: Option<i64> = line.hget(self.kept(), producer).await?;
        if kept == Some(first) {
            return Ok(false);
        }
        let wanted: Option<i64> = line.hget(self.wanted(), producer).await?;
        if wanted.is_none_or(|wanted| after < wanted) {
            warn!(producer, after, first, "the bus lacks events and is asked for them");
            let _: () = line.hset(self.wanted(), producer, after).await?;
        }
        Ok(true)
    }

    /// Asks for what the stream once had behind a position and has no more, though nothing follows.
    async fn look_behind(&self, producer: &str, after: i64) -> Result<(), Fault> {
        if let Some(last) = self.last(producer).await?.filter(|last| *last > after)
            && self.range(producer, after, 1).await?.is_empty()
        {
            self.ask_again(producer, after, last + 1).await?;
        }
        Ok(())
    }

    /// Copies what follows a position of the outbox into the stream, which may have to be made.
    async fn copy(&self, producer: &'static str, after: i64, is_there: bool) -> Result<Option<i64>, Fault> {
        let placed = store::after(self.log(producer)?.reader(), producer, after, AT_ONCE as u64).await?;
        let Some(last) = placed.last().map(|last| last.position) else {
            return Ok(None);
        };
        let mut adding = redis::pipe();
        for (number, placed) in placed.iter().enumerate() {
            let add = adding.cmd("XADD").arg(self.stream(producer));
            // A stream that was wiped meanwhile is not begun in the middle.
            if is_there || number > 0 {
                add.arg("NOMKSTREAM");
            }
            add.arg(format!("{}-0", placed.position)).arg("envelope").arg(placed.written());
        }
        let added: Vec<RedisResult<Option<String>>> =
            adding.ignore_errors().query_async(&mut self.line().await?).await?;
        for added in added {
            match added {
                Ok(Some(_)) => {}
                Ok(None) => {
                    return Err(Fault::new(format!("the stream of {producer} was deleted while it was written")));
                }
                // Another process of the same service was faster.
                Err(error) if is_older(&error) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(Some(last))
    }

    /// Drops the entries that every service has read; up to where that is.
    async fn trim(&self, producer: &'static str) -> Result<i64, Fault> {
        let read = self.read_by_all(producer).await?;
        if read > 0 {
            let mut trim = redis::cmd("XTRIM");
            trim.arg(self.stream(producer)).arg("MINID").arg(format!("{}-0", read + 1));
            let _: i64 = trim.query_async(&mut self.line().await?).await?;
        }
        Ok(read)
    }

    /// Lets the service's group stand where it has read to.
    async fn stands_at(&self, consumer: &str, producer: &str, position: i64) -> Result<(), Fault> {
        let (mut line, stream, id) = (self.line().await?, self.stream(producer), format!("{position}-0"));
        let moved: RedisResult<()> = line.xgroup_setid(&stream, consumer, &id).await;
        match moved {
            Err(error) if error.code() == Some("NOGROUP") => {
                let made: RedisResult<()> = line.xgroup_create(&stream, consumer, &id).await;
                made.or_else(|error| if error.code() == Some("BUSYGROUP") { Ok(()) } else { Err(error) })?;
            }
            // There is no stream yet to stand in.
            Err(error) if is_missing(&error) => {}
            moved => moved?,
        }
        Ok(())
    }

    /// Some of what the stream has behind a position, at once.
    async fn range(&self, producer: &str, after: i64, count: usize) -> RedisResult<Vec<StreamId>> {
        let (from, to) = (format!("({after}-0"), "+");
        let told: StreamRangeReply = self.line().await?.xrange_count(self.stream(producer), from, to, count).await?;
        Ok(told.ids)
    }

    async fn reading(&self) -> RedisResult<MultiplexedConnection> {
        let idle = self.idle.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).pop();
        if let Some(idle) = idle {
            return Ok(idle);
        }
        let config = AsyncConnectionConfig::new()
            .set_response_timeout(Some(WAITS + ANSWERS_WITHIN))
            .set_connection_timeout(Some(ANSWERS_WITHIN));
        self.client.get_multiplexed_async_connection_with_config(&config).await
    }

    /// What the stream has behind a position, after a while at most.
    async fn read(&self, producer: &str, after: i64) -> RedisResult<Vec<StreamId>> {
        let mut reading = self.reading().await?;
        let options = StreamReadOptions::default().block(WAITS.as_millis() as usize).count(AT_ONCE);
        let read: Option<StreamReadReply> =
            reading.xread_options(&[self.stream(producer)], &[format!("{after}-0")], &options).await?;
        self.idle.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).push(reading);
        Ok(read.into_iter().flat_map(|read| read.keys).flat_map(|key| key.ids).collect())
    }
}

#[async_trait]
impl Bus for RedisBus {
    fn carries(&self, _producer: &str) -> bool {
        true
    }

    async fn publish(&self, producer: &'static str, up_to: i64) -> Result<(), Fault> {
        let again = self.begin_again(producer).await?;
        let there = self.last(producer).await?;
        let mut last = again.or(there).unwrap_or_default();
        if last > up_to && last > store::last_position(self.log(producer)?.reader()).await? {
            return Err(Fault::new(format!(
                "the bus has {last} events of {producer}, more than its database: it was set back, or the bus is that of \
                 another product; set bus.name to a new name, so that the log is published anew"
            )));
        }
        let (first, mut is_there) = (last, there.is_some() && again.is_none());
        while last < up_to {
            match self.copy(producer, last, is_there).await? {
                Some(copied) => (last, is_there) = (copied, true),
                None => break,
            }
        }
        if first / TRIMMED_EVERY < last / TRIMMED_EVERY {
            self.trim(producer).await?;
        }
        Ok(())
    }

    async fn now(&self) -> Result<Option<Instant>, Fault> {
        let time: (i64, i64) = redis::cmd("TIME").query_async(&mut self.line().await?).await?;
        Ok(Some(instant(time)))
    }

    async fn mark(&self, own: Uuid) -> Result<Option<Uuid>, Fault> {
        let (mut line, key) = (self.line().await?, format!("{}:files", self.name));
        let own = own.to_string();
        let mut told = redis::pipe();
        told.cmd("SET").arg(&key).arg(&own).arg("NX").arg("EX").arg(MARK_SECONDS).ignore();
        let (told,): (Option<String>,) = told.atomic().get(&key).query_async(&mut line).await?;
        if told.as_ref() == Some(&own) {
            let _: bool = line.expire(&key, MARK_SECONDS).await?;
        }
        Ok(told.and_then(|told| told.parse().ok()))
    }

    async fn placed(&self, producer: &str) -> Result<Option<i64>, Fault> {
        Ok(self.last(producer).await?)
    }

    async fn read_by_all(&self, producer: &'static str) -> Result<i64, Fault> {
        let told: RedisResult<StreamInfoGroupsReply> = self.line().await?.xinfo_groups(self.stream(producer)).await;
        let groups = match told {
            Ok(told) => told.groups,
            Err(error) if is_missing(&error) => return Ok(0),
            Err(error) => return Err(error.into()),
        };
        let mut read = i64::MAX;
        for consumer in self.services.iter().filter(|service| **service != producer) {
            let group = groups.iter().find(|group| group.name == *consumer);
            read = read.min(group.map_or(Ok(0), |group| position(&group.last_delivered_id))?);
        }
        Ok(if read == i64::MAX { self.last(producer).await?.unwrap_or_default() } else { read })
    }

    async fn let_go(&self, producer: &'static str) -> Result<i64, Fault> {
        self.trim(producer).await
    }

    async fn after(&self, consumer: &'static str, producer: &'static str, after: i64) -> Result<Vec<Placed>, Fault> {
        self.stands_at(consumer, producer, after).await?;
        let entries = self.read(producer, after).await?;
        let mut given: Vec<Placed> = Vec::new();
        for entry in &entries {
            let placed = placed(entry)?;
            let before = given.last().map_or(after, |last| last.position);
            if placed.position > before + 1 {
                // What is missing behind others is asked for by the next reading.
                if !given.is_empty() {
                    break;
                }
                if self.ask_again(producer, after, placed.position).await? {
                    tokio::time::sleep(AGAIN_WITHIN).await;
                    break;
                }
            }
            given.push(placed);
        }
        if entries.is_empty() {
            self.look_behind(producer, after).await?;
        }
        Ok(given)
    }

    async fn start(&self, producer: &str) -> Result<i64, Fault> {
        let first = self.range(producer, 0, 1).await?;
        first.first().map_or(Ok(0), |first| Ok(position(&first.id)? - 1))
    }

    async fn between(&self, producer: &str, subject: &str, after: i64, before: i64) -> Result<Vec<Placed>, Fault> {
        let (mut found, mut at) = (Vec::new(), 0);
        loop {
            let entries = self.range(producer, at, AT_ONCE).await?;
            let Some(last) = entries.last() else {
                return Ok(found);
            };
            at = position(&last.id)?;
            for entry in &entries {
                let placed = placed(entry)?;
                if placed.subject == subject && placed.sequence > after && placed.sequence < before {
                    found.push(placed);
                }
            }
        }
    }
}

/// Seconds and microseconds, as the server tells its time.
pub(super) fn instant((seconds, micros): (i64, i64)) -> Instant {
    Instant(seconds.saturating_mul(1_000_000).saturating_add(micros))
}

fn placed(entry: &StreamId) -> Result<Placed, Fault> {
    let position = position(&entry.id)?;
    let written: Option<String> = entry.get("envelope");
    let written = written.ok_or_else(|| Fault::corrupt("the stream", position, "it has no envelope"))?;
    Placed::read(position, &written).map_err(|why| Fault::corrupt("the stream", position, why))
}

fn position(id: &str) -> RedisResult<i64> {
    let position = id.split_once('-').and_then(|(position, _)| position.parse().ok());
    position.ok_or_else(|| RedisError::from((ErrorKind::UnexpectedReturnType, "an entry whose id is no position")))
}

/// There is no such stream.
fn is_missing(error: &RedisError) -> bool {
    error.detail().is_some_and(|detail| detail.contains("no such key") || detail.contains("requires the key to exist"))
}

/// The stream has the entry already, or one behind it.
fn is_older(error: &RedisError) -> bool {
    error.detail().is_some_and(|detail| detail.contains("equal or smaller"))
}

impl From<RedisError> for Fault {
    fn from(error: RedisError) -> Fault {
        Fault::new(format!("the bus: {error}"))
    }
}

#[cfg(test)]
#[path = "streams_tests.rs"]
mod tests;
