//! Who serves a service from a data folder: one program at a time where its database is a file there, and several where a
//! server keeps it. The system lets go of it when the program ends, however.

use std::fs::{File, TryLockError};
use std::path::Path;

use crate::config::Settings;
use crate::fault::Fault;
use crate::house;

/// Held as long as it lives.
pub struct Lock(#[expect(dead_code, reason = "the lock is the open file")] File);

impl Lock {
    /// Beside others where a server keeps the database, which they share.
    pub fn take(settings: &Settings, service: &str) -> Result<Lock, Fault> {
        Lock::of(&settings.data, service, house::place(settings, service)?.is_served())
    }

    /// With no program beside it.
    pub fn alone(data: &Path, service: &str) -> Result<Lock, Fault> {
        Lock::of(data, service, false)
    }

    fn of(data: &Path, service: &str, shared: bool) -> Result<Lock, Fault> {
        let file = open(data, service)?;
        match if shared { file.try_lock_shared() } else { file.try_lock() } {
            Ok(()) => Ok(Lock(file)),
            Err(TryLockError::WouldBlock) => Err(Fault::new(format!(
                "another program serves {service} from {}: stop it first, or name another folder by YINCAI_DATA",
                data.display()
            ))),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    pub fn is_held(data: &Path, service: &str) -> bool {
        open(data, service).is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
    }
}

fn open(data: &Path, service: &str) -> Result<File, Fault> {
    let path = data.join(format!("{service}.lock"));
    let opened = File::options().create(true).truncate(false).write(true).open(&path);
    opened.map_err(|error| Fault::new(format!("{}: {error}", path.display())))
}
