//! The databases of several services as they were at one moment: nobody wrote in any of them while it was taken, so that
//! none has taken an event which the copy of its producer lacks. Whoever writes waits for a few statements, not for the copy.

use futures_util::{Stream, TryStreamExt, stream};
use sea_orm::DatabaseTransaction;

use super::standing::{self, Standing};
use super::store;
use super::sum::{Sum, Summing};
use super::table::Table;
use crate::fault::Fault;
use crate::house::House;
use crate::service::Service;
use crate::{migrations, outbox};

/// One database at that moment, for as long as it is held.
pub struct Snapshot {
    pub standing: Standing,
    /// The names of the migrations that made its tables.
    pub migrations: Vec<String>,
    pub tables: Vec<Table>,
    tx: DatabaseTransaction,
}

/// All of them at once, and what else has to be seen while nobody writes.
pub async fn moment<T>(
    houses: &[(&'static dyn Service, House)],
    meanwhile: impl FnOnce() -> Result<T, Fault>,
) -> Result<(Vec<Snapshot>, T), Fault> {
    let mut turns = Vec::new();
    for (_, house) in houses {
        turns.push(house.database.write().await?);
    }
    let mut begun = Vec::new();
    for (_, house) in houses {
        let tx = house.database.snapshot().await?;
        // It is of the moment of its first query.
        outbox::store::last_position(&tx).await?;
        begun.push(tx);
    }
    let seen = meanwhile()?;
    for turn in turns {
        turn.commit().await?;
    }
    let mut snapshots = Vec::new();
    for ((service, house), tx) in houses.iter().zip(begun) {
        let standing = standing::of(&tx, house.service).await?;
        let migrations = migrations::applied(&tx, *service).await?;
        let tables = store::tables(&tx).await?;
        snapshots.push(Snapshot { standing, migrations, tables, tx });
    }
    Ok((snapshots, seen))
}

impl Snapshot {
    /// The lines of a table, some at a time.
    pub fn lines(&self, table: &Table) -> impl Stream<Item = Result<Vec<String>, Fault>> {
        lines(&self.tx, table)
    }
}

pub(super) fn lines(tx: &DatabaseTransaction, table: &Table) -> impl Stream<Item = Result<Vec<String>, Fault>> {
    stream::try_unfold(Vec::new(), move |after| async move {
        let mut rows = store::rows(tx, table, &after).await?;
        let Some(last) = rows.last_mut() else { return Ok(None) };
        let after = std::mem::take(&mut last.key);
        Ok(Some((rows.into_iter().map(|row| row.line).collect(), after)))
    })
}

/// A table as it lies there.
pub(super) async fn sum(tx: &DatabaseTransaction, table: &Table) -> Result<Sum, Fault> {
    let (mut summing, mut lines) = (Summing::default(), std::pin::pin!(lines(tx, table)));
    while let Some(some) = lines.try_next().await? {
        for line in some {
            summing.take(line.as_bytes());
            summing.take(b"\n");
        }
    }
    Ok(summing.end())
}
