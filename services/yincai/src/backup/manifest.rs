//! What a backup holds: two lines, the second with the sum and the seal of the first.
//! The sum finds what was damaged, by anybody; the seal what was put in its place, by whoever has the secret.

use std::path::Path;

use data_encoding::HEXLOWER;
use kit::SealKey;
use kit::copies::{Standing, Sum, Summing, Table};
use serde::{Deserialize, Serialize};

use super::folder;
use crate::trouble::Trouble;

pub const NAME: &str = "manifest.jsonl";
const FORMAT: &str = "yincai-backup-1";

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    pub format: String,
    /// The version of the program that made it.
    pub program: String,
    /// RFC 3339, UTC.
    pub made: String,
    pub services: Vec<Service>,
    /// Of the list of files.
    pub files: Sum,
}

/// The database of one service.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    pub standing: Standing,
    /// What made its tables, by name.
    pub migrations: Vec<String>,
    pub tables: Vec<Kept>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    pub table: Table,
    pub sum: Sum,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ending {
    sha256: String,
    seal: String,
}

/// A manifest that is as it was written, so far as its sum tells.
pub struct Read {
    pub manifest: Manifest,
    line: String,
    seal: String,
}

impl Manifest {
    pub fn new(made: String, services: Vec<Service>, files: Sum) -> Manifest {
        let program = env!("CARGO_PKG_VERSION").to_owned();
        Manifest { format: FORMAT.to_owned(), program, made, services, files }
    }

    /// Writes it last: a backup without one broke off.
    pub fn write(&self, backup: &Path, key: &SealKey) -> Result<(), Trouble> {
        let line = json(self)?;
        let ending = json(&Ending { sha256: sha256(&line), seal: seal(key, &line) })?;
        folder::keep(&backup.join(NAME), format!("{line}\n{ending}\n").as_bytes())?;
        folder::flush(backup)
    }

    pub fn rows(&self) -> u64 {
        self.services.iter().flat_map(|service| &service.tables).map(|kept| kept.sum.lines).sum()
    }
}

impl Read {
    pub fn from(backup: &Path) -> Result<Read, Trouble> {
        let path = backup.join(NAME);
        let text = std::fs::read_to_string(&path).map_err(|error| {
            Trouble::data(format!("{}: {error}; a backup that broke off has no manifest", path.display()))
        })?;
        let changed = || Trouble::data(format!("{} is not as it was written", path.display()));
        let (line, rest) = text.split_once('\n').ok_or_else(changed)?;
        let ending: Ending =
            rest.strip_suffix('\n').and_then(|rest| serde_json::from_str(rest).ok()).ok_or_else(changed)?;
        if ending.sha256 != sha256(line) || json(&ending)? != rest.trim_end_matches('\n') {
            return Err(changed());
        }
        let format = serde_json::from_str::<serde_json::Value>(line).ok();
        let format = format.as_ref().and_then(|said| said["format"].as_str()).ok_or_else(changed)?;
        if format != FORMAT {
            return Err(Trouble::data(format!("{}: the format is {format:?}, not {FORMAT}", path.display())));
        }
        let manifest = serde_json::from_str(line).map_err(|_| changed())?;
        Ok(Read { manifest, line: line.to_owned(), seal: ending.seal })
    }

    /// Whether it was sealed under this secret.
    pub fn fits(&self, key: &SealKey) -> bool {
        seal(key, &self.line) == self.seal
    }
}

fn seal(key: &SealKey, line: &str) -> String {
    HEXLOWER.encode(&key.mac(line.as_bytes()))
}

fn sha256(line: &str) -> String {
    let mut summing = Summing::default();
    summing.take(line.as_bytes());
    summing.end().sha256
}

fn json(value: &impl Serialize) -> Result<String, Trouble> {
    serde_json::to_string(value).map_err(|error| Trouble::new(error.to_string()))
}
