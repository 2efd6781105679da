//! Backups: all services as they were at one moment, in a folder that any engine can be restored from.
//! The master secret is never in it: whoever has both has the data, and without it nobody can read what is personal.

mod create;
mod files;
mod folder;
mod manifest;
mod restore;
mod verify;

use kit::{Keys, SealKey, SystemRng};
use std::sync::Arc;

use crate::commands::Backup;
use crate::trouble::Trouble;

/// The folder of a backup that holds the evidence files, and the list of them.
const FILES: &str = "files";
const LIST: &str = "files.jsonl";

pub async fn run(backup: Backup) -> Result<(), Trouble> {
    match backup {
        Backup::Create { folder } => create::run(&folder).await,
        Backup::Verify { folder } => verify::run(&folder),
        Backup::Restore { folder } => restore::run(&folder).await,
    }
}

/// What a manifest is sealed with: so it tells whether this secret opens what is in the backup.
fn seal_key(master: [u8; 32]) -> SealKey {
    Keys::new(master, Arc::new(SystemRng), "backup").derive("backup")
}
