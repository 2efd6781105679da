//! The work of its own: letters are sent as soon as they are accepted, and again when their time has come.

use std::time::Duration;

use tracing::error;

use super::desk::Desk;

/// How long a letter whose time has come can lie.
const ROUND: Duration = Duration::from_secs(5);

/// Runs until its task is dropped.
pub async fn run(desk: &Desk) {
    loop {
        match desk.round().await {
            Ok(moved) if moved > 0 => {}
            Ok(_) => pause(desk).await,
            Err(fault) => {
                error!(%fault, "the letters could not be looked up");
                pause(desk).await;
            }
        }
    }
}

async fn pause(desk: &Desk) {
    tokio::time::timeout(ROUND, desk.bell.notified()).await.ok();
}
