//! The relay: one per producer. Gives committed events contiguous positions and hands them to the bus.

use std::sync::Arc;
use std::time::Duration;

use super::store;
use crate::bus::Bus;
use crate::duty::Duty;
use crate::fault::Fault;
use crate::house::House;
use crate::lease::Held;

const AT_ONCE: u64 = 500;
/// How long an event can lie when the bell was missed.
const ROUND: Duration = Duration::from_secs(1);
const AFTER_A_FAULT: Duration = Duration::from_millis(500);

/// Runs until its task is dropped.
pub async fn run(house: House, bus: Arc<dyn Bus>, duty: Duty, held: Held) {
    loop {
        match relay(&house, &*bus, &held).await {
            Ok(true) => duty.goes_well(),
            Ok(false) => {
                duty.goes_well();
                let rung = house.bell.notified();
                tokio::time::timeout(ROUND, rung).await.ok();
            }
            Err(fault) => {
                duty.fails(&fault);
                tokio::time::sleep(AFTER_A_FAULT).await;
            }
        }
    }
}

/// One round; whether there may be more at once.
pub(crate) async fn relay(house: &House, bus: &dyn Bus, held: &Held) -> Result<bool, Fault> {
    if !store::has_unplaced(house.reader()).await? {
        bus.publish(house.service, store::last_position(house.reader()).await?).await?;
        return Ok(false);
    }
    let writing = held.write(house).await?;
    let position = store::place(writing.tx(), AT_ONCE).await?;
    writing.commit().await?;
    crash_point!("relay.placed");
    bus.publish(house.service, position).await?;
    crash_point!("relay.published");
    Ok(true)
}
