//! Restoring a backup: into an empty place only, all services together. A service set back by itself would tell its events
//! anew under numbers that the others have taken, so that is not offered.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

use futures_util::{Stream, stream};
use kit::copies::{self, Filling};
use kit::{By, Fault, House, SystemRng};

use super::manifest::Service;
use super::{create, files, folder, verify};
use crate::trouble::Trouble;
use crate::{SERVICES, houses, print, written};

/// Lines that are in memory at once.
const AT_ONCE: usize = 250;

pub async fn run(backup: &Path) -> Result<(), Trouble> {
    let written = written()?;
    let Some(master) = written.master()? else {
        return Err(Trouble::usage(format!(
            "without the master secret of the backup nothing personal could be read: set YINCAI_MASTER_FILE, or put the old \
             data folder's `secret` into {}",
            written.data()?.display()
        )));
    };
    let read = verify::whole(backup)?;
    if !read.fits(&super::seal_key(master)) {
        return Err(Trouble::usage(verify::other_secret(backup)));
    }
    let settings = Arc::new(written.settle(&SystemRng)?);
    houses::named(&settings)?;
    let locks = houses::locked(&settings)?;
    // Nothing is written before all of it was found empty.
    let mut targets = Vec::new();
    for kept in &read.manifest.services {
        let service = SERVICES.into_iter().find(|service| service.name() == kept.standing.service);
        let service =
            service.ok_or_else(|| Trouble::data(format!("there is no service {:?}", kept.standing.service)))?;
        let house = houses::open(service, settings.clone()).await?;
        copies::refuse_filled(&house).await?;
        targets.push((service, house, kept));
    }
    let [(_, first, _), ..] = &targets[..] else {
        return Err(Trouble::data("no service is in it"));
    };
    let store = first.files.folder();
    if !files::whole(store)?.is_empty() {
        return Err(Trouble::new(format!("{} holds files already: move them away", store.display())));
    }
    let held = files::restore(backup, store)?;
    for (service, house, kept) in &targets {
        let tables: Vec<_> = kept.tables.iter().map(|kept| kept.table.clone()).collect();
        let filled = copies::fill(house, *service, &kept.migrations, &tables, async |filling| {
            fill(filling, &backup.join(&kept.standing.service), kept).await
        });
        filled.await?;
        note(house, &read.manifest.made).await?;
    }
    drop(locks);
    Ok(print::line(format_args!(
        "restored {} rows and {} files as of {}\n  letters that were sent since then may be sent again",
        read.manifest.rows(),
        held.count,
        read.manifest.made
    ))?)
}

async fn fill(filling: &Filling, folder: &Path, service: &Service) -> Result<(), Fault> {
    for kept in &service.tables {
        let path = folder.join(create::file(&kept.table.name));
        let found = filling.table(&kept.table, lines(&path)?).await?;
        if found != kept.sum {
            return Err(Fault::new(format!("{} of {} came out otherwise", kept.table.name, service.standing.service)));
        }
        print::table(&service.standing.service, &kept.table.name, found.lines);
    }
    Ok(())
}

/// The trail says that the past was put back, and which.
async fn note(house: &House, made: &str) -> Result<(), Trouble> {
    let mut act = house.act(&By::operator(), "backup.restore", house.service).await?;
    act.note(&made)?;
    Ok(act.commit(&()).await?)
}

fn lines(path: &Path) -> Result<impl Stream<Item = Result<Vec<String>, Fault>>, Fault> {
    let file = std::fs::File::open(path).map_err(|error| Fault::new(folder::trouble(path, &error).to_string()))?;
    let mut lines = BufReader::new(file).lines();
    Ok(stream::iter(std::iter::from_fn(move || {
        let some: Result<Vec<String>, _> = lines.by_ref().take(AT_ONCE).collect();
        match some {
            Ok(some) if some.is_empty() => None,
            some => Some(some.map_err(Fault::from)),
        }
    })))
}
