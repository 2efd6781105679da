//! The secret that all keys are derived from: the embedded mode makes its own and keeps it in the data folder.

use std::path::Path;

use data_encoding::HEXLOWER_PERMISSIVE;

use super::BadSettings;
use crate::rng::Rng;

/// Reads the secret, or makes it: written aside first, so that a program killed here leaves all of it or none.
pub(super) fn kept(path: &Path, rng: &dyn Rng) -> Result<[u8; 32], BadSettings> {
    let trouble = |error: std::io::Error| BadSettings(format!("cannot keep the secret {}: {error}", path.display()));
    if !path.exists() {
        let aside = path.with_extension("new");
        std::fs::write(&aside, HEXLOWER_PERMISSIVE.encode(&rng.bytes::<32>())).map_err(trouble)?;
        restrict(&aside, 0o600).map_err(trouble)?;
        std::fs::File::open(&aside).and_then(|file| file.sync_all()).map_err(trouble)?;
        std::fs::rename(&aside, path).map_err(trouble)?;
    }
    parse(&path.display().to_string(), &std::fs::read_to_string(path).map_err(trouble)?)
}

pub(super) fn parse(name: &str, written: &str) -> Result<[u8; 32], BadSettings> {
    HEXLOWER_PERMISSIVE
        .decode(written.trim().as_bytes())
        .ok()
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or_else(|| BadSettings(format!("{name} must hold 64 hexadecimal digits")))
}

/// Nobody else on the machine reads it: letters and databases lie there.
#[cfg(unix)]
pub(super) fn restrict(path: &Path, mode: u32) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
pub(super) fn restrict(_path: &Path, _mode: u32) -> std::io::Result<()> {
    Ok(())
}
