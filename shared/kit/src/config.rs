//! Settings, read once: defaults in the program, `yincai.toml` in the data folder, then the environment.
//! `YINCAI_LISTEN` sets `listen`; `YINCAI_PORTAL__CODE_MINUTES` sets `code_minutes` of `[portal]`.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER_PERMISSIVE;
use figment::Figment;
use figment::providers::{Env, Format, Toml};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::rng::Rng;

pub(crate) const DEFAULTS: &str = include_str!("../default.toml");
const PREFIX: &str = "YINCAI_";

/// Why the program cannot start with these settings, in words for its operator.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct BadSettings(String);

impl BadSettings {
    pub fn new(what: impl Into<String>) -> BadSettings {
        BadSettings(what.into())
    }
}

impl From<figment::Error> for BadSettings {
    fn from(error: figment::Error) -> BadSettings {
        BadSettings(error.to_string())
    }
}

/// What every service needs to know; each reads its own section beside it.
#[derive(Clone)]
pub struct Settings {
    pub listen: SocketAddr,
    /// The public address, without a slash at its end.
    pub url: String,
    pub data: PathBuf,
    /// Whether empty houses are filled with the demo.
    pub demo: bool,
    /// The secret that all keys are derived from.
    pub master: [u8; 32],
    sections: Figment,
}

#[derive(Deserialize)]
struct Basics {
    listen: SocketAddr,
    data: PathBuf,
    demo: bool,
    url: Option<String>,
}

impl Settings {
    /// `defaults` are the services' own; the data folder and its secret are made when they are not there.
    pub fn read(defaults: &[&str], rng: &dyn Rng) -> Result<Settings, BadSettings> {
        let environment = || Env::prefixed(PREFIX).split("__");
        let mut figment = Figment::from(Toml::string(DEFAULTS));
        for text in defaults {
            figment = figment.merge(Toml::string(text));
        }
        let data: PathBuf = figment.clone().merge(environment()).extract_inner("data")?;
        let figment = figment.merge(Toml::file(data.join("yincai.toml"))).merge(environment());
        let basics: Basics = figment.extract()?;
        Settings::settle(basics, figment, rng)
    }

    /// Settings given as text, for tests: no file and no environment has a say.
    pub fn given(defaults: &[&str], text: &str, rng: &dyn Rng) -> Result<Settings, BadSettings> {
        let mut figment = Figment::from(Toml::string(DEFAULTS));
        for defaults in defaults {
            figment = figment.merge(Toml::string(defaults));
        }
        let figment = figment.merge(Toml::string(text));
        let basics: Basics = figment.extract()?;
        Settings::settle(basics, figment, rng)
    }

    fn settle(basics: Basics, sections: Figment, rng: &dyn Rng) -> Result<Settings, BadSettings> {
        let Basics { listen, data, demo, url } = basics;
        if !listen.ip().is_loopback() {
            return Err(BadSettings(format!(
                "YINCAI_LISTEN is {listen}: the embedded mode listens on this machine only; write 127.0.0.1:{}",
                listen.port()
            )));
        }
        if !data.exists() {
            std::fs::create_dir_all(&data)
                .and_then(|()| restrict(&data, 0o700))
                .map_err(|error| BadSettings(format!("YINCAI_DATA: cannot make {}: {error}", data.display())))?;
        }
        let master = secret(&data.join("secret"), rng)?;
        let url = url.unwrap_or_else(|| format!("http://{listen}"));
        Ok(Settings { listen, url: url.trim_end_matches('/').to_owned(), data, demo, master, sections })
    }

    /// The settings of one service.
    pub fn section<T: DeserializeOwned>(&self, service: &str) -> Result<T, BadSettings> {
        Ok(self.sections.extract_inner(service)?)
    }
}

/// Reads the secret, or makes it: written aside first, so that a program killed here leaves all of it or none.
fn secret(path: &Path, rng: &dyn Rng) -> Result<[u8; 32], BadSettings> {
    let trouble = |error: std::io::Error| BadSettings(format!("cannot keep the secret {}: {error}", path.display()));
    if !path.exists() {
        let aside = path.with_extension("new");
        std::fs::write(&aside, HEXLOWER_PERMISSIVE.encode(&rng.bytes::<32>())).map_err(trouble)?;
        restrict(&aside, 0o600).map_err(trouble)?;
        std::fs::File::open(&aside).and_then(|file| file.sync_all()).map_err(trouble)?;
        std::fs::rename(&aside, path).map_err(trouble)?;
    }
    let written = std::fs::read_to_string(path).map_err(trouble)?;
    HEXLOWER_PERMISSIVE
        .decode(written.trim().as_bytes())
        .ok()
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or_else(|| BadSettings(format!("{} must hold 64 hexadecimal digits", path.display())))
}

/// Nobody else on the machine reads it: letters and databases lie there.
#[cfg(unix)]
fn restrict(path: &Path, mode: u32) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn restrict(_path: &Path, _mode: u32) -> std::io::Result<()> {
    Ok(())
}
