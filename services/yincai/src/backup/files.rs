//! The evidence files of a backup, sealed as they lie in the store. None is ever changed, and one goes only after its row went:
//! what there is while nobody can write is all that the rows name, and a file that was opened then can be read to its end.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use kit::Fault;
use kit::copies::Sum;
use serde::{Deserialize, Serialize};

use super::folder::{self, Writing};
use super::{FILES, LIST};
use crate::print;
use crate::trouble::Trouble;

/// Fewer new ones than this are opened at once.
const FEW: usize = 100;
/// How often a line tells of the progress.
const STEP: usize = 1000;

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    pub file: String,
    pub bytes: u64,
    pub sha256: String,
}

/// Copies from a store into a backup.
pub struct Copying {
    store: PathBuf,
    backup: PathBuf,
    copied: BTreeMap<String, Sum>,
}

impl Copying {
    pub fn begin(store: &Path, backup: &Path) -> Result<Copying, Trouble> {
        let copies = backup.join(FILES);
        folder::make(&copies)?;
        Ok(Copying { store: store.to_owned(), backup: backup.to_owned(), copied: BTreeMap::new() })
    }

    /// Copies what is there, again until little is new.
    pub fn most(&mut self) -> Result<(), Trouble> {
        loop {
            let fresh = self.fresh()?;
            let enough = fresh.len() < FEW;
            for name in fresh {
                match File::open(self.store.join(&name)) {
                    Ok(file) => self.copy(name, file)?,
                    // Its row went before it: nothing that is copied later names it.
                    Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                    Err(error) => return Err(folder::trouble(&self.store.join(&name), &error)),
                }
            }
            if enough {
                return Ok(());
            }
        }
    }

    /// Opens the rest, while nobody can write.
    pub fn open_rest(&self) -> Result<Vec<(String, File)>, Fault> {
        let fresh = self.fresh().map_err(|trouble| Fault::new(trouble.to_string()))?;
        let opened = fresh.into_iter().map(|name| File::open(self.store.join(&name)).map(|file| (name, file)));
        Ok(opened.collect::<Result<_, _>>()?)
    }

    /// Copies what was opened; the sum of the list of all.
    pub fn end(mut self, rest: Vec<(String, File)>) -> Result<(Sum, Held), Trouble> {
        for (name, file) in rest {
            self.copy(name, file)?;
        }
        folder::flush(&self.backup.join(FILES))?;
        let list = self.backup.join(LIST);
        let mut writing = Writing::begin(&list)?;
        let mut held = Held::default();
        for (file, sum) in self.copied {
            held.count += 1;
            held.bytes += sum.bytes;
            let listed = Listed { file, bytes: sum.bytes, sha256: sum.sha256 };
            let line = serde_json::to_string(&listed).map_err(|error| Trouble::new(error.to_string()))?;
            writing.write(format!("{line}\n").as_bytes())?;
        }
        Ok((writing.end()?, held))
    }

    fn copy(&mut self, name: String, file: File) -> Result<(), Trouble> {
        let sum = Writing::begin(&self.backup.join(FILES).join(&name))?.copy(file)?;
        self.copied.insert(name, sum);
        if self.copied.len().is_multiple_of(STEP) {
            print::progress(format_args!("files: {}", self.copied.len()));
        }
        Ok(())
    }

    fn fresh(&self) -> Result<Vec<String>, Trouble> {
        let mut names = whole(&self.store)?;
        names.retain(|name| !self.copied.contains_key(name));
        Ok(names)
    }
}

/// How much it is.
#[derive(Default)]
pub struct Held {
    pub count: u64,
    pub bytes: u64,
}

/// The names of the files that are whole; those on their way in have another kind of name.
pub fn whole(store: &Path) -> Result<Vec<String>, Trouble> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(store).map_err(|error| folder::trouble(store, &error))? {
        let name = entry.map_err(|error| folder::trouble(store, &error))?.file_name();
        names.extend(name.to_str().filter(|name| is_id(name)).map(str::to_owned));
    }
    Ok(names)
}

/// The list of a backup.
pub fn listed(backup: &Path) -> Result<Vec<Listed>, Trouble> {
    let list = backup.join(LIST);
    let text = std::fs::read_to_string(&list).map_err(|error| folder::trouble(&list, &error))?;
    let read = |line: &str| serde_json::from_str::<Listed>(line).ok().filter(|listed| is_id(&listed.file));
    let lines =
        text.lines().map(|line| read(line).ok_or_else(|| Trouble::data(format!("{LIST}: {line:?} is no file"))));
    lines.collect()
}

/// Takes them back into an empty store.
pub fn restore(backup: &Path, store: &Path) -> Result<Held, Trouble> {
    let mut held = Held::default();
    for Listed { file, sha256, .. } in listed(backup)? {
        let from = backup.join(FILES).join(&file);
        let opened = File::open(&from).map_err(|error| folder::trouble(&from, &error))?;
        let sum = Writing::begin(&store.join(&file))?.copy(opened)?;
        if sum.sha256 != sha256 {
            return Err(Trouble::data(format!("{} changed while it was restored", from.display())));
        }
        held.count += 1;
        held.bytes += sum.bytes;
    }
    folder::flush(store)?;
    Ok(held)
}

fn is_id(name: &str) -> bool {
    name.len() == 36 && name.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}
