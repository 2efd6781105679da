//! Holding a backup against its manifest: needs nothing of the product but the program, and the secret only to say whether
//! it is the right one.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use kit::copies::{self, Sum};

use super::files::{self, Listed};
use super::manifest::{self, Manifest, Read};
use super::{FILES, LIST, create, folder};
use crate::trouble::Trouble;
use crate::{print, written};

pub fn run(backup: &Path) -> Result<(), Trouble> {
    let read = whole(backup)?;
    let Manifest { program, made, services, .. } = &read.manifest;
    let sealed = match written()?.master()? {
        None => "no master secret is set here to hold it against".to_owned(),
        Some(master) if read.fits(&super::seal_key(master)) => {
            "made under the master secret that is set here".to_owned()
        }
        Some(_) => return Err(Trouble::data(other_secret(backup))),
    };
    print::line(format_args!(
        "{}: whole, {} rows of {} services as of {made}, by yincai {program}\n  {sealed}",
        backup.display(),
        read.manifest.rows(),
        services.len()
    ))?;
    for service in services {
        let standing = &service.standing;
        let sealed =
            standing.sealed.as_ref().map_or("no row".to_owned(), |(number, hash)| format!("row {number}, {hash}"));
        print::line(format_args!("  {}: {} events told; trail sealed to {sealed}", standing.service, standing.told))?;
    }
    Ok(())
}

pub fn other_secret(backup: &Path) -> String {
    format!(
        "{} was made under another master secret than the one that is set here, or its manifest was changed",
        backup.display()
    )
}

/// The manifest of a backup that is whole; everything that is not is told at once.
pub fn whole(backup: &Path) -> Result<Read, Trouble> {
    let read = Read::from(backup)?;
    let manifest = &read.manifest;
    let mut wrong = copies::ahead(manifest.services.iter().map(|service| &service.standing));
    let mut known = BTreeSet::from([PathBuf::from(manifest::NAME), PathBuf::from(LIST)]);
    for service in &manifest.services {
        for kept in &service.tables {
            let path = Path::new(&service.standing.service).join(create::file(&kept.table.name));
            wrong.extend(compared(backup, &path, &kept.sum)?);
            known.insert(path);
        }
        print::progress(format_args!("{}: {} tables read", service.standing.service, service.tables.len()));
    }
    let list = compared(backup, Path::new(LIST), &manifest.files)?;
    let is_listed = list.is_none();
    wrong.extend(list);
    if is_listed {
        for Listed { file, bytes, sha256 } in files::listed(backup)? {
            let path = Path::new(FILES).join(file);
            let found = folder::sum(&backup.join(&path))?.map(|sum| (sum.bytes, sum.sha256));
            wrong.extend(difference(&path, found.as_ref(), &(bytes, sha256)));
            known.insert(path);
        }
        let strays = inside(backup)?.into_iter().filter(|path| !known.contains(path));
        wrong.extend(strays.map(|path| format!("{} is not of this backup", path.display())));
    }
    if wrong.is_empty() { Ok(read) } else { Err(Trouble::data(wrong.join("\n"))) }
}

fn compared(backup: &Path, path: &Path, wanted: &Sum) -> Result<Option<String>, Trouble> {
    let found = folder::sum(&backup.join(path))?;
    Ok(difference(path, found.as_ref(), wanted).map(|what| match found {
        Some(found) if found.lines != wanted.lines => format!("{what}: {} rows of {}", found.lines, wanted.lines),
        _ => what,
    }))
}

fn difference<T: PartialEq>(path: &Path, found: Option<&T>, wanted: &T) -> Option<String> {
    match found {
        None => Some(format!("{} is missing", path.display())),
        Some(found) if found != wanted => Some(format!("{} was changed", path.display())),
        Some(_) => None,
    }
}

/// Every file in it, by its path in it.
fn inside(backup: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let (mut found, mut folders) = (Vec::new(), vec![backup.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).map_err(|error| folder::trouble(&folder, &error))? {
            let path = entry.map_err(|error| folder::trouble(&folder, &error))?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.extend(path.strip_prefix(backup).map(Path::to_owned));
            }
        }
    }
    found.sort_unstable();
    Ok(found)
}
