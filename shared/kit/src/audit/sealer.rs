//! The sealer, one per service: numbers and chains what was committed, in that order, and signs where the chain stands.
//! It does not go on over a trail that was changed: that would hide the change.

use std::time::Duration;

use super::chain::{Head, Line, Signed, genesis, key, link};
use super::rows::entry;
use super::store;
use crate::duty::Duty;
use crate::fault::Fault;
use crate::house::House;
use crate::signing;

const AT_ONCE: u64 = 500;
const ROUND: Duration = Duration::from_secs(1);
const AFTER_A_FAULT: Duration = Duration::from_secs(30);

/// Runs until its task is dropped.
pub async fn run(house: House, duty: Duty) {
    loop {
        let pause = match seal(&house).await {
            Ok(()) => {
                duty.goes_well();
                ROUND
            }
            Err(fault) => {
                duty.fails(&fault);
                AFTER_A_FAULT
            }
        };
        tokio::time::sleep(pause).await;
    }
}

/// Seals all that is committed.
pub async fn seal(house: &House) -> Result<(), Fault> {
    while !store::unsealed(house.reader(), 1).await?.is_empty() {
        round(house).await?;
    }
    Ok(())
}

async fn round(house: &House) -> Result<(), Fault> {
    let key = key(&house.keys);
    let public = signing::public(&key);
    let writing = house.database.write().await?;
    let tx = writing.tx();
    let head = store::head(tx, house.service, &public).await?;
    let (mut number, mut hash) = standing(house, head, store::last(tx).await?)?;
    let mut rows = store::unsealed(tx, AT_ONCE).await?;
    if rows.is_empty() {
        return Ok(());
    }
    for row in &mut rows {
        number += 1;
        hash = link(&hash, &serde_json::to_string(&line(row, number))?);
        (row.number, row.hash) = (Some(number), Some(hash.clone()));
    }
    store::seal(tx, rows).await?;
    let head = Head { service: house.service.to_owned(), number, hash, at: house.clock.now().rfc3339(), key: public };
    store::keep_head(tx, &head.sign(&key)?).await?;
    writing.commit().await
}

/// Where the chain goes on: at its signed head, which must be that of its last row.
fn standing(house: &House, head: Option<Signed>, last: Option<(i64, String)>) -> Result<(i64, String), Fault> {
    match (head, last) {
        (None, None) => Ok((0, genesis(house.service))),
        (Some(signed), Some((number, hash)))
            if signed.holds() && signed.head.number == number && signed.head.hash == hash =>
        {
            Ok((number, hash))
        }
        (head, last) => Err(Fault::new(format!(
            "the trail of {} was changed: its head is that of row {}, its last row is {}",
            house.service,
            head.map_or(0, |signed| signed.head.number),
            last.map_or(0, |(number, _)| number),
        ))),
    }
}

pub(super) fn line(row: &entry::Model, number: i64) -> Line {
    Line {
        number,
        id: row.id,
        at: crate::clock::Instant(row.at).rfc3339(),
        actor_kind: row.actor_kind.clone(),
        actor_id: row.actor_id.clone(),
        deed: row.deed.clone(),
        subject: row.subject.clone(),
        detail: row.detail.clone(),
        trace: row.trace.clone(),
    }
}
