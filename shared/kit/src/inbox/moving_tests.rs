//! Duties may change hands at any moment, and whoever had one may not know yet: each event has its effect once all the
//! same, and is parked once. Without `YINCAI_TEST_POSTGRES` nothing changes hands.

use std::collections::BTreeMap;
use std::time::Duration;

use contract::event::Ruling;
use sea_orm::{ConnectionTrait, Statement};

use super::reader::tests::{Mood, Pair};
use super::store;
use crate::lease::Leases;

const A_WHILE: Duration = Duration::from_millis(20);
const PATIENCE: usize = 400;

/// The lease of everything runs out and the other takes it, while the first goes on for a while without knowing.
async fn change_hands(pair: &Pair, from: &Leases, to: &Leases) {
    let writing = pair.review.house.database.write().await.expect("a turn");
    writing.tx().execute_unprepared("UPDATE leases SET until = 1").await.expect("ran out");
    writing.commit().await.expect("committed");
    to.look().await.expect("looked");
    tokio::time::sleep(A_WHILE).await;
    from.look().await.expect("looked");
}

async fn deeds(pair: &Pair) -> BTreeMap<String, i64> {
    let db = pair.review.house.reader();
    let counted = "SELECT deed || ' ' || CASE WHEN deed = 'test.take' THEN subject ELSE '' END AS what, count(*) \
                   FROM audit GROUP BY what";
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), counted)).await.expect("rows");
    let row = |row: &sea_orm::QueryResult| {
        (row.try_get_by_index::<String>(0).expect("a deed"), row.try_get_by_index(1).expect("a number"))
    };
    rows.iter().map(row).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_and_parked_while_duties_change_hands_is_taken_and_parked_once() {
    let pair = Pair::idle(Mood::Refuses).await;
    if !pair.review.house.database.is_served() {
        return;
    }
    let (pair, processes) = pair.at_work_twice();
    let [first, second] = &processes;
    for round in 0..12 {
        for subject in ["bad", "other", "other"] {
            pair.issues(subject).await;
        }
        let (from, to) = if round % 2 == 0 { (first, second) } else { (second, first) };
        change_hands(&pair, from, to).await;
    }
    pair.until(|pair| !pair.parked().is_empty()).await;
    pair.is_mended();
    pair.asks(Ruling::Retry).await;
    for round in 0..PATIENCE {
        let (from, to) = if round % 2 == 0 { (first, second) } else { (second, first) };
        change_hands(&pair, from, to).await;
        let taken = store::sequences(pair.review.house.reader(), "portal", &["bad", "other"]).await.expect("read");
        if taken.get("bad") == Some(&12)
            && taken.get("other") == Some(&24)
            && store::parked(pair.review.house.reader()).await.expect("read") == 0
        {
            break;
        }
    }
    let deeds = deeds(&pair).await;
    let of = |deed: &str| deeds.get(deed).copied().unwrap_or_default();
    assert_eq!((of("test.take bad"), of("test.take other")), (12, 24), "{deeds:?}");
    assert_eq!(of("event.park "), 1, "{deeds:?}");
}
