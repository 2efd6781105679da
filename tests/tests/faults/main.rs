//! Everything that can fail by itself fails, one after the other, and nothing that was promised is lost or doubled.
//! Without `YINCAI_TEST_POSTGRES` and redis-server there is nothing to fail.

mod at_random;
mod embedded;
mod report;
mod scene;
mod table;
mod troubles;

use scene::Stage;
use table::{CRASHES, Fault, LEASES, TROUBLES};

/// The towns of one test are enough for two cores.
static TURN: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// All of some faults, in one town.
async fn plays(faults: &[&'static [Fault]]) -> Option<Vec<report::Row>> {
    let mut stage = Stage::open().await?;
    let mut rows = Vec::new();
    for fault in faults.iter().copied().flatten() {
        rows.push(stage.play(fault).await);
    }
    stage.town.is_whole().await;
    Some(rows)
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_fails_what_was_promised_arrives_once_and_in_order() {
    let _turn = TURN.lock().await;
    let (crashes, troubles) = tokio::join!(plays(&[CRASHES, LEASES]), plays(&[TROUBLES]));
    let (Some(mut rows), Some(troubles)) = (crashes, troubles) else { return };
    rows.extend(troubles);
    rows.extend(embedded::plays().await);
    report::keep(&rows);
}

#[test]
fn every_fault_stands_in_the_document() {
    let names = [CRASHES, LEASES, TROUBLES].into_iter().flatten().map(|fault| fault.name).chain(embedded::NAMES);
    let names: Vec<String> = names.map(str::to_owned).collect();
    assert!(names.len() >= 40, "{} faults", names.len());
    assert_eq!(report::written(), names, "YINCAI_TEST_FAULTS=write has the run write it anew");
}
