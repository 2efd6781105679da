//! Making a backup, beside the running program or without it.

use std::path::Path;

use futures_util::TryStreamExt;
use kit::By;
use kit::copies::{self, Snapshot};

use super::files::Copying;
use super::folder::{self, Writing};
use super::manifest::{Kept, Manifest, Service};
use crate::trouble::Trouble;
use crate::{houses, print};

pub async fn run(backup: &Path) -> Result<(), Trouble> {
    let houses = houses::every().await?;
    let Some((_, first)) = houses.first() else {
        return Err(Trouble::new("there is no service"));
    };
    folder::make(backup)?;
    for (_, house) in &houses {
        house.act(&By::operator(), "backup.create", house.service).await?.commit(&()).await?;
    }
    print::progress("files: copied first, since none of them is ever changed");
    let mut copying = Copying::begin(first.files.folder(), backup)?;
    copying.most()?;
    let made = first.clock.now().rfc3339();
    let (snapshots, rest) = copies::moment(&houses, || copying.open_rest()).await?;
    let ahead = copies::ahead(snapshots.iter().map(|snapshot| &snapshot.standing));
    if !ahead.is_empty() {
        return Err(Trouble::data(ahead.join("\n")));
    }
    let mut services = Vec::new();
    for snapshot in snapshots {
        services.push(write(backup, snapshot).await?);
    }
    let (list, held) = copying.end(rest)?;
    let manifest = Manifest::new(made, services, list);
    manifest.write(backup, &super::seal_key(first.settings.master))?;
    print::line(format_args!(
        "{}: {} rows of {} services as of {}, {} files ({})\n  it opens under the same master secret only, which is not in it",
        backup.display(),
        manifest.rows(),
        manifest.services.len(),
        manifest.made,
        held.count,
        kit::files::in_words(held.bytes)
    ))?;
    Ok(())
}

async fn write(backup: &Path, snapshot: Snapshot) -> Result<Service, Trouble> {
    let folder = backup.join(&snapshot.standing.service);
    folder::make(&folder)?;
    let mut tables = Vec::new();
    for table in &snapshot.tables {
        let path = folder.join(file(&table.name));
        let mut writing = Writing::begin(&path)?;
        let mut lines = std::pin::pin!(snapshot.lines(table));
        while let Some(some) = lines.try_next().await? {
            for line in some {
                writing.write(line.as_bytes())?;
                writing.write(b"\n")?;
            }
        }
        let sum = writing.end()?;
        print::table(&snapshot.standing.service, &table.name, sum.lines);
        tables.push(Kept { table: table.clone(), sum });
    }
    folder::flush(&folder)?;
    Ok(Service { standing: snapshot.standing, migrations: snapshot.migrations, tables })
}

/// The file of a table.
pub fn file(table: &str) -> String {
    format!("{table}.jsonl")
}
