//! How the Redis server is, for whoever runs the product: asked on a connection of its own. Makes nothing.

use std::time::Duration;

use redis::{Client, InfoDict, RedisResult};
use tokio::time::timeout;

use super::Way;
use super::streams::instant;
use crate::agreement::agree;
use crate::clock::{Clock, Instant, SystemClock};
use crate::config::Settings;
use crate::examined::Examined;

const WITHIN: Duration = Duration::from_secs(5);
/// What the product is tested on; older ones know less of streams.
const OLDEST: u32 = 7;
/// The one way of making room that takes nothing away which is needed.
const KEEPS_ALL: &str = "noeviction";

const REACH: &str = "see that it runs, listens there, takes the password of bus.url, and that nothing keeps this \
                     machine away";

/// Of the server that the settings name; `None` where there is one process.
pub async fn examine(settings: &Settings) -> Option<Examined> {
    let way = settings.section::<Way>("bus").and_then(|way| way.client());
    let found = match way {
        Ok(None) => return None,
        Ok(Some(client)) => look(&client).await,
        Err(bad) => Err(bad.to_string()),
    };
    Some(Examined::new("redis", found))
}

async fn look(client: &Client) -> Result<String, String> {
    let place = client.get_connection_info().addr().to_string();
    let asked = SystemClock.now();
    let (info, theirs) = match timeout(WITHIN, ask(client)).await {
        Ok(Ok(told)) => told,
        Ok(Err(error)) => return Err(format!("{place}: {error}; {REACH}")),
        Err(_) => return Err(format!("{place} does not answer; {REACH}")),
    };
    agree("Redis", asked, theirs, SystemClock.now()).map_err(|fault| fault.to_string())?;
    let version: String = info.get("redis_version").unwrap_or_default();
    if version.split('.').next().and_then(|major| major.parse().ok()).is_some_and(|major: u32| major < OLDEST) {
        return Err(format!("{place} is Redis {version}, but must be {OLDEST} or newer"));
    }
    let policy: String = info.get("maxmemory_policy").unwrap_or_default();
    let most: u64 = info.get("maxmemory").unwrap_or_default();
    if most > 0 && policy != KEEPS_ALL {
        return Err(format!(
            "{place} drops what it holds when it is full ({policy}): set maxmemory-policy {KEEPS_ALL}, or events have to be \
             published again and again"
        ));
    }
    Ok(format!("Redis {version} at {place}"))
}

async fn ask(client: &Client) -> RedisResult<(InfoDict, Instant)> {
    let mut line = client.get_multiplexed_async_connection().await?;
    let info: InfoDict = redis::cmd("INFO").query_async(&mut line).await?;
    let time: (i64, i64) = redis::cmd("TIME").query_async(&mut line).await?;
    Ok((info, instant(time)))
}
