//! The relay: one per producer. Gives committed events contiguous positions and hands them to the bus.

use std::sync::Arc;
use std::time::Duration;

use tracing::error;

use super::store;
use crate::bus::Bus;
use crate::fault::Fault;
use crate::house::House;

const AT_ONCE: u64 = 500;
/// How long an event can lie when the bell was missed.
const ROUND: Duration = Duration::from_secs(1);
const AFTER_A_FAULT: Duration = Duration::from_millis(500);

/// Runs until its task is dropped.
pub async fn run(house: House, bus: Arc<dyn Bus>) {
    loop {
        match relay(&house, &*bus).await {
            Ok(true) => {}
            Ok(false) => {
                let rung = house.bell.notified();
                tokio::time::timeout(ROUND, rung).await.ok();
            }
            Err(fault) => {
                error!(service = house.service, %fault, "the relay could not go on");
                tokio::time::sleep(AFTER_A_FAULT).await;
            }
        }
    }
}

/// One round; whether there may be more at once.
async fn relay(house: &House, bus: &dyn Bus) -> Result<bool, Fault> {
    let fresh = store::unplaced(house.reader(), AT_ONCE).await?;
    if fresh.is_empty() {
        bus.publish(house.service, store::last_position(house.reader()).await?).await?;
        return Ok(false);
    }
    let writing = house.database.write().await?;
    let mut position = store::last_position(&writing.tx).await?;
    for id in &fresh {
        position += 1;
        store::place(&writing.tx, *id, position).await?;
    }
    writing.commit().await?;
    bus.publish(house.service, position).await?;
    Ok(true)
}
