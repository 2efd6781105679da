//! Moving the databases of all services to another engine: from one place to an empty one, compared table by table.

use std::sync::Arc;

use futures_util::TryStreamExt;
use kit::copies::{self, Filling, Snapshot, Summing};
use kit::{By, Fault, SystemRng};

use crate::commands::Db;
use crate::trouble::Trouble;
use crate::{SERVICES, houses, print, settings};

pub async fn run(db: Db) -> Result<(), Trouble> {
    match db {
        Db::Copy { from, to } => copy(from.as_deref(), &to).await,
    }
}

async fn copy(from: Option<&str>, to: &str) -> Result<(), Trouble> {
    let here = settings(&SystemRng)?;
    let locks = houses::locked(&here)?;
    let there = Arc::new(here.elsewhere(to)?);
    let here = Arc::new(from.map_or_else(|| Ok(here.clone()), |from| here.elsewhere(from))?);
    let sources = houses::every_of(here).await?;
    let mut targets = Vec::new();
    for service in SERVICES {
        let house = houses::open(service, there.clone()).await?;
        copies::refuse_filled(&house).await?;
        targets.push(house);
    }
    let (snapshots, ()) = copies::moment(&sources, || Ok(())).await?;
    let mut rows = 0;
    for (((service, source), target), snapshot) in sources.iter().zip(&targets).zip(&snapshots) {
        let filled = copies::fill(target, *service, &snapshot.migrations, &snapshot.tables, async |filling| {
            rows += fill(filling, snapshot).await?;
            Ok(())
        });
        filled.await?;
        target.act(&By::operator(), "database.copy", source.service).await?.commit(&()).await?;
    }
    let moved_on = copies::moment(&sources, || Ok(())).await?.0;
    if moved_on.iter().zip(&snapshots).any(|(now, then)| now.standing != then.standing) {
        return Err(Trouble::new(
            "somebody wrote in the old databases while they were copied: stop every process, empty the new ones, and copy again",
        ));
    }
    drop(locks);
    Ok(print::line(format_args!(
        "copied {rows} rows of {} services, each table as it was\n  set [database] to the new place, or nothing changes",
        SERVICES.len()
    ))?)
}

/// Every table, read and written at once; how many rows.
async fn fill(filling: &Filling, snapshot: &Snapshot) -> Result<u64, Fault> {
    let (service, mut rows) = (&snapshot.standing.service, 0);
    for table in &snapshot.tables {
        let mut summing = Summing::default();
        let lines = snapshot.lines(table).inspect_ok(|some| {
            for line in some {
                summing.take(line.as_bytes());
                summing.take(b"\n");
            }
        });
        let found = filling.table(table, lines).await?;
        if found != summing.end() {
            return Err(Fault::new(format!("{} of {service} came out otherwise", table.name)));
        }
        print::table(service, &table.name, found.lines);
        rows += found.lines;
    }
    Ok(rows)
}
