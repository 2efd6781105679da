//! The secret that all keys are derived from: the embedded mode makes its own and keeps it in the data folder.

use std::path::Path;

use data_encoding::HEXLOWER_PERMISSIVE;

use super::BadSettings;
use crate::rng::Rng;

/// Reads the secret, or makes it: written aside first, so that a program killed here leaves all of it or none, and put in
/// place only where there is none, so that of several programs that start at once the first one's is everybody's.
pub(super) fn kept(path: &Path, rng: &dyn Rng) -> Result<[u8; 32], BadSettings> {
    let trouble = |error: std::io::Error| BadSettings(format!("cannot keep the secret {}: {error}", path.display()));
    if !path.exists() {
        let aside = path.with_extension(HEXLOWER_PERMISSIVE.encode(&rng.bytes::<8>()));
        std::fs::write(&aside, HEXLOWER_PERMISSIVE.encode(&rng.bytes::<32>())).map_err(trouble)?;
        restrict(&aside, 0o600).map_err(trouble)?;
        std::fs::File::open(&aside).and_then(|file| file.sync_all()).map_err(trouble)?;
        let placed = std::fs::hard_link(&aside, path);
        std::fs::remove_file(&aside).map_err(trouble)?;
        placed.or_else(|error| if path.exists() { Ok(()) } else { Err(error) }).map_err(trouble)?;
    }
    read(path)
}

/// Reads the secret that the program made.
pub(super) fn read(path: &Path) -> Result<[u8; 32], BadSettings> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| BadSettings(format!("cannot read the secret {}: {error}", path.display())))?;
    parse(&path.display().to_string(), &text)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::SystemRng;

    #[test]
    fn programs_that_start_at_once_share_the_first_ones_secret() {
        let folder = std::env::temp_dir().join(format!("yincai-secret-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join("secret");
        let kept = || kept(&path, &SystemRng).expect("a secret");
        let secrets: Vec<_> = std::thread::scope(|scope| {
            let starting: Vec<_> = (0..8).map(|_| scope.spawn(kept)).collect();
            starting.into_iter().map(|start| start.join().expect("no panic")).collect()
        });
        assert!(secrets.iter().all(|secret| *secret == secrets[0]));
        let left: Vec<_> = std::fs::read_dir(&folder).expect("a folder").collect();
        assert_eq!(left.len(), 1, "nothing is left aside");
        std::fs::remove_dir_all(&folder).expect("removed");
    }
}
