//! Settings, read once: defaults in the program, `yincai.toml` in the data folder, then the environment.
//! `YINCAI_LISTEN` sets `listen`; `YINCAI_PORTAL__CODE_MINUTES` sets `code_minutes` of `[portal]`.

mod layers;
mod manual;
mod reach;
mod secret;
mod within;
mod written;

use std::net::SocketAddr;
use std::path::PathBuf;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::bus;
use crate::database;
use crate::files::Scanner;
use crate::housekeeping::Retention;
use crate::html::Porch;
use crate::rng::Rng;
use crate::web::hops::Hops;

pub use within::Within;
pub use written::{Shown, Written};

pub(crate) const DEFAULTS: &str = include_str!("../../default.toml");

/// Where the program keeps the secret that it made, in the data folder.
const SECRET: &str = "secret";

/// Why the program cannot start with these settings, in words for its operator.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct BadSettings(String);

impl BadSettings {
    pub fn new(what: impl Into<String>) -> BadSettings {
        BadSettings(what.into())
    }
}

/// What every service needs to know; each reads its own section beside it.
#[derive(Clone)]
pub struct Settings {
    pub listen: SocketAddr,
    /// Where `/metrics` is served, if anywhere.
    pub metrics_listen: Option<SocketAddr>,
    /// The public address, without a slash at its end.
    pub url: String,
    pub data: PathBuf,
    /// Whether empty houses are filled with the demo.
    pub demo: bool,
    /// The secret that all keys are derived from.
    pub master: [u8; 32],
    pub written: Written,
}

#[derive(Deserialize)]
struct Basics {
    listen: SocketAddr,
    metrics_listen: String,
    data: PathBuf,
    demo: bool,
    url: Option<String>,
    master: Option<String>,
    gateway: Hops,
    bus: bus::Way,
}

impl Basics {
    /// Whether its services stand apart in earnest. With the demo, and where only this machine can reach it, it is a trial.
    fn is_apart(&self) -> bool {
        self.bus.is_apart() && !(self.demo && self.listen.ip().is_loopback())
    }
}

impl Settings {
    /// `defaults` are the services' own; the data folder and its secret are made when they are not there.
    pub fn read(defaults: &[&str], rng: &dyn Rng) -> Result<Settings, BadSettings> {
        Written::read(defaults)?.settle(rng)
    }

    /// Settings given as text, for tests: no file and no environment has a say.
    pub fn given(defaults: &[&str], text: &str, rng: &dyn Rng) -> Result<Settings, BadSettings> {
        Written::given(defaults, text)?.settle(rng)
    }

    /// The same with the databases elsewhere: `sqlite` for files in the data folder, an address of a PostgreSQL, or a file
    /// with the part `[database]` of the settings.
    pub fn elsewhere(&self, place: &str) -> Result<Settings, BadSettings> {
        Ok(Settings { written: database::elsewhere(&self.written, place)?, ..self.clone() })
    }

    /// Refuses a service that stands apart from the others and whose database these settings do not name.
    pub fn names_database(&self, service: &str) -> Result<(), BadSettings> {
        database::named(&self.written, service)
    }

    /// The settings of one service.
    pub fn section<T: DeserializeOwned>(&self, service: &str) -> Result<T, BadSettings> {
        self.written.section(service)
    }
}

impl Written {
    /// Whether what the whole product needs is well said; makes and opens nothing.
    pub fn check(&self) -> Result<(), BadSettings> {
        let basics = self.basics()?;
        reach::served(self, &basics)?;
        self.section::<Retention>("retention")?;
        Scanner::configured(self)?;
        database::check(self)?;
        Porch::check(self)
    }

    /// Makes the data folder and its secret where they are not there.
    pub fn settle(self, rng: &dyn Rng) -> Result<Settings, BadSettings> {
        let basics = self.basics()?;
        let metrics_listen = metrics(&basics)?;
        let Basics { listen, data, demo, url, master, .. } = basics;
        if !data.exists() {
            std::fs::create_dir_all(&data)
                .and_then(|()| secret::restrict(&data, 0o700))
                .map_err(|error| BadSettings(format!("YINCAI_DATA: cannot make {}: {error}", data.display())))?;
        }
        let master = match master {
            Some(written) => secret::parse("master", &written)?,
            None => secret::kept(&data.join(SECRET), rng)?,
        };
        let url = url.unwrap_or_else(|| format!("http://{listen}"));
        Ok(Settings {
            listen,
            metrics_listen,
            url: url.trim_end_matches('/').to_owned(),
            data,
            demo,
            master,
            written: self,
        })
    }

    /// The secret that all keys are derived from, where there is one already; makes nothing.
    pub fn master(&self) -> Result<Option<[u8; 32]>, BadSettings> {
        let Basics { data, master, .. } = self.basics()?;
        let kept = data.join(SECRET);
        match master {
            Some(written) => secret::parse("master", &written).map(Some),
            None if kept.exists() => secret::read(&kept).map(Some),
            None => Ok(None),
        }
    }

    /// Where the program that runs with these settings is asked.
    pub fn listen(&self) -> Result<SocketAddr, BadSettings> {
        Ok(self.basics()?.listen)
    }

    /// Whether others than this machine can reach the program, so far as its settings can be read.
    pub fn is_open(&self) -> bool {
        self.whole().is_ok_and(|basics: Basics| !basics.listen.ip().is_loopback())
    }

    /// Whether its services stand apart in earnest, so far as its settings can be read.
    pub fn is_apart(&self) -> bool {
        self.whole().is_ok_and(|basics: Basics| basics.is_apart())
    }

    /// The data folder, whether it is there or not.
    pub fn data(&self) -> Result<PathBuf, BadSettings> {
        Ok(self.basics()?.data)
    }

    fn basics(&self) -> Result<Basics, BadSettings> {
        let basics: Basics = self.whole()?;
        reach::open(&basics)?;
        metrics(&basics)?;
        if let Some(url) = basics.url.as_ref().filter(|url| !is_address(url)) {
            return Err(BadSettings(format!(
                "YINCAI_URL is {url:?}, but must be an address such as https://talent.example"
            )));
        }
        basics.bus.client()?;
        if let Some(master) = &basics.master {
            secret::parse("master", master)?;
        }
        Ok(basics)
    }
}

/// They are for whoever runs it: on this machine, and on others only where services stand apart behind a wall of their own.
fn metrics(basics: &Basics) -> Result<Option<SocketAddr>, BadSettings> {
    let listen = &basics.metrics_listen;
    if listen.is_empty() {
        return Ok(None);
    }
    let address: Option<SocketAddr> = listen.parse().ok();
    let allowed = |address: &SocketAddr| address.ip().is_loopback() || basics.is_apart();
    address.filter(allowed).map(Some).ok_or_else(|| {
        BadSettings(format!(
            "YINCAI_METRICS_LISTEN is {listen:?}, but must be an address and a port of this machine, such as 127.0.0.1:9100"
        ))
    })
}

fn is_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.trim_matches('/').is_empty() && !rest.contains(char::is_whitespace))
}
