//! The work of its own: letters are sent as soon as they are accepted, and again when their time has come.
//! Several at a time, so that one recipient's slow server holds up nobody else's letter.

use std::collections::HashSet;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use kit::Held;
use tokio::time::Instant;
use tracing::error;
use uuid::Uuid;

use super::desk::Desk;

/// How long a letter whose time has come can lie.
const ROUND: Duration = Duration::from_secs(5);
/// How long nobody is asked who was not there.
const REST: Duration = Duration::from_secs(10);

/// Runs until its task is dropped; once the program ends it begins no other letter.
pub async fn run(desk: &Desk, held: &Held) {
    let mut under_way = FuturesUnordered::new();
    let (mut ids, rounds) = (HashSet::new(), desk.closing.rounds());
    let mut rests_until = Instant::now();
    loop {
        let free = if Instant::now() < rests_until { 0 } else { rounds.room(ids.len(), desk.at_once()) };
        if free > 0 {
            for id in due(desk, &ids, free).await {
                ids.insert(id);
                under_way.push(send(desk, id, held));
            }
        }
        rounds.has(ids.len());
        tokio::select! {
            Some(done) = under_way.next() => {
                ids.remove(&done);
                if desk.is_away() {
                    rests_until = Instant::now() + REST;
                }
            }
            () = desk.bell.notified(), if free > 0 => {}
            () = tokio::time::sleep(ROUND) => {}
        }
    }
}

async fn due(desk: &Desk, under_way: &HashSet<Uuid>, free: usize) -> Vec<Uuid> {
    desk.due(under_way, free).await.unwrap_or_else(|fault| {
        error!(%fault, "the letters could not be looked up");
        Vec::new()
    })
}

/// One that met trouble of our own rests for a round.
async fn send(desk: &Desk, id: Uuid, held: &Held) -> Uuid {
    if let Err(trouble) = desk.send(id, held).await {
        error!(letter = %id, %trouble, "could not be sent and waits for the next round");
        tokio::time::sleep(ROUND).await;
    }
    id
}
