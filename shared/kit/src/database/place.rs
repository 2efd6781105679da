//! Where the database of a service lies: a file in the data folder, or a PostgreSQL that `[database]` of the settings
//! names. An address can hold a password: nothing of it is told but what stands beside that.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sea_orm::sqlx::postgres::PgConnectOptions;
use serde::Deserialize;
use url::Url;

use super::server::Server;
use crate::config::{BadSettings, Within, Written};

/// What stands for the name of the service in the address of all.
const SERVICE: &str = "{service}";
/// The part of the settings; every name in it that is none of `Section` is that of a service.
const SECTION: &str = "database";
const URL: &str = "url";
/// What an address may say behind its `?`; anything else would be passed over in silence.
const ASIDES: [&str; 5] = ["sslmode", "sslrootcert", "sslcert", "sslkey", "host"];

#[derive(Clone)]
pub(crate) enum Place {
    /// SQLite.
    File(PathBuf),
    /// PostgreSQL.
    Server(Arc<Server>),
}

#[derive(Clone, Copy, Deserialize)]
pub(super) struct Section {
    readers: Within<1, 100>,
    wait_seconds: Within<1, 60>,
    statement_seconds: Within<1, 600>,
}

impl Section {
    pub fn readers(&self) -> u32 {
        self.readers.get()
    }

    pub fn wait(&self) -> Duration {
        Duration::from_secs(self.wait_seconds.get().into())
    }

    pub fn statement(&self) -> Duration {
        Duration::from_secs(self.statement_seconds.get().into())
    }
}

impl Place {
    /// Whether several processes can share it.
    pub fn is_served(&self) -> bool {
        matches!(self, Place::Server(_))
    }

    pub fn of(written: &Written, data: &Path, service: &str) -> Result<Place, BadSettings> {
        let section: Section = written.section(SECTION)?;
        match address(written, service) {
            None => Ok(Place::File(file(data, service))),
            Some((path, address)) => {
                let options = options(&address).map_err(|what| written.bad(&path, &what))?;
                Ok(Place::Server(Arc::new(Server::new(options, service, section))))
            }
        }
    }
}

/// The setting that names the service's database, and what it says.
fn address(written: &Written, service: &str) -> Option<(String, String)> {
    let paths = [service, URL].map(|name| format!("{SECTION}.{name}"));
    paths.into_iter().find_map(|path| {
        let address = written.text(&path).filter(|address| !address.is_empty())?;
        Some((path, address.replace(SERVICE, service)))
    })
}

/// Refuses a service that stands apart and whose database is not named: a file would be another one in each place.
pub(crate) fn named(written: &Written, service: &str) -> Result<(), BadSettings> {
    if !written.is_apart() || address(written, service).is_some() {
        return Ok(());
    }
    let own = format!("YINCAI_DATABASE__{}", service.to_uppercase());
    Err(BadSettings::new(format!(
        "the database of {service} is not named here, and services that stand apart keep nothing in files: set {own} or \
         {own}_FILE, or YINCAI_DATABASE__URL for all"
    )))
}

/// Whether the part of the settings is well said; connects to nothing.
pub(crate) fn check(written: &Written) -> Result<(), BadSettings> {
    written.section::<Section>(SECTION)?;
    let mut wrong = Vec::new();
    for (name, address) in written.texts(SECTION).filter(|(_, address)| !address.is_empty()) {
        let lacks = name == URL && !database(&address).is_some_and(|database| database.contains(SERVICE));
        let checked = if lacks {
            Err(format!("must name a database for each service: write {SERVICE} into its path, as in {EXAMPLE}"))
        } else {
            options(&address.replace(SERVICE, "service")).map(|_| ())
        };
        wrong.extend(checked.err().map(|what| written.bad(&format!("{SECTION}.{name}"), &what).to_string()));
    }
    if wrong.is_empty() { Ok(()) } else { Err(BadSettings::new(wrong.join("\n"))) }
}

/// What an operator names files in the data folder by.
const FILES: &str = "sqlite";

/// The settings with the databases at another place; nothing of where they were is left, nor that their services stand apart.
pub(crate) fn elsewhere(written: &Written, place: &str) -> Result<Written, BadSettings> {
    let named = written.texts(SECTION).map(|(name, _)| name).chain([URL.to_owned()]);
    let nowhere: String = named.collect::<BTreeSet<_>>().iter().map(|name| format!("{name} = \"\"\n")).collect();
    let nowhere = written.under(Path::new(FILES), &format!("[bus]\nurl = \"\"\n[{SECTION}]\n{nowhere}"))?;
    let there = if place == FILES {
        nowhere
    } else if place.contains("://") {
        let address = serde_json::to_string(place).map_err(|error| BadSettings::new(error.to_string()))?;
        nowhere.under(Path::new("the address given"), &format!("[{SECTION}]\n{URL} = {address}\n"))?
    } else {
        let text = std::fs::read_to_string(place).map_err(|error| {
            BadSettings::new(format!(
                "{place:?} is neither {FILES:?} nor an address such as {EXAMPLE}, and cannot be read as a file of settings: \
                 {error}"
            ))
        })?;
        nowhere.under(Path::new(place), &text)?
    };
    check(&there).map(|()| there)
}

const EXAMPLE: &str = "postgres://yincai_{service}:password@db.example/yincai_{service}";

pub(super) fn file(data: &Path, service: &str) -> PathBuf {
    data.join(format!("{service}.db"))
}

fn database(address: &str) -> Option<String> {
    let (_, rest) = address.split('?').next()?.split_once("://")?;
    rest.rsplit_once('/').map(|(_, path)| path.to_owned())
}

/// What is wrong is said without the address.
fn options(address: &str) -> Result<PgConnectOptions, String> {
    let malformed = || format!("must be an address such as {EXAMPLE}, with % for what is special in a password");
    let url = Url::parse(address).map_err(|_| malformed())?;
    if !["postgres", "postgresql"].contains(&url.scheme()) || url.path().trim_matches('/').is_empty() {
        return Err(malformed());
    }
    for (name, value) in url.query_pairs() {
        if !ASIDES.contains(&&*name) {
            return Err(format!("says {name:?} behind the ?, which is none of {}", ASIDES.join(", ")));
        }
        if name.starts_with("ssl") && name != "sslmode" && !Path::new(&*value).is_file() {
            return Err(format!("names by {name} a file that is not there: {value}"));
        }
    }
    let modes = "must name an sslmode of disable, allow, prefer, require, verify-ca, verify-full";
    PgConnectOptions::from_str(address).map_err(|_| modes.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::rng::SystemRng;

    fn refused(database: &str) -> String {
        let written = Written::given(&[], &format!("[database]\n{database}")).expect("settings");
        let said = written.check().expect_err("refused").to_string();
        assert!(!said.contains("hunter2"), "{said}");
        said
    }

    #[test]
    fn what_is_no_address_is_refused_without_showing_the_password() {
        for (url, word) in [
            ("mysql://u:hunter2@db/x_{service}", "postgres://"),
            ("postgres://u:hunter2@db/yincai", "{service}"),
            ("postgres://yincai_{service}:hunter2@db", "{service}"),
            ("postgres://u:hunter2@db/x_{service}?sslmode=perhaps", "verify-full"),
            ("postgres://u:hunter2@db/x_{service}?sslmod=require", "sslmod"),
            ("postgres://u:hunter2@db/x_{service}?sslrootcert=/nowhere/ca.pem", "/nowhere/ca.pem"),
            ("postgres://u:hun/ter2hunter2@db/x_{service}", "postgres://"),
        ] {
            let said = refused(&format!("url = {url:?}"));
            assert!(said.contains("database.url") && said.contains(word), "{url}: {said}");
        }
        assert!(refused("readers = 0").contains("a whole number from 1 to 100"));
        assert!(refused("wait_seconds = 61").contains("1 to 60"));
    }

    #[test]
    fn each_service_has_the_database_that_its_name_makes_or_one_of_its_own() {
        let folder = std::env::temp_dir().join(format!("yincai-place-{}", std::process::id()));
        let own = "[database]\n# portal = \"postgres://example\"\n";
        let text = format!(
            "data = {folder:?}\n[database]\nurl = \"postgres://y_{{service}}:a%2Fb@db.example:5433/y_{{service}}\"\n\
             portal = \"postgres://p:q@elsewhere/porch\"\n"
        );
        let settings = Settings::given(&[own], &text, &SystemRng).expect("settings");
        let of = |service: &str| match Place::of(&settings.written, &folder, service).expect("a place") {
            Place::Server(server) => server.address(),
            Place::File(path) => path.display().to_string(),
        };
        assert_eq!(of("review"), "y_review@db.example:5433/y_review");
        assert_eq!(of("portal"), "p@elsewhere:5432/porch");
        let file = Settings::given(&[own], &format!("data = {folder:?}\n"), &SystemRng).expect("settings");
        let place = Place::of(&file.written, &folder, "portal").expect("a place");
        assert!(matches!(place, Place::File(path) if path == folder.join("portal.db")));
        std::fs::remove_dir_all(&folder).ok();
    }

    #[test]
    fn databases_that_move_leave_nothing_of_where_they_were() {
        let folder = std::env::temp_dir().join(format!("yincai-elsewhere-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let own = "[database]\n# portal = \"postgres://example\"\n";
        let text = format!("data = {folder:?}\n[database]\nportal = \"postgres://p:q@here/porch\"\nreaders = 3\n");
        let settings = Settings::given(&[own], &text, &SystemRng).expect("settings");
        let file = folder.join("there.toml");
        std::fs::write(&file, "[database]\nurl = \"postgres://y:hunter2@db/y_{service}\"\n").expect("written");
        let of = |place: &str| {
            let there = settings.elsewhere(place).map_err(|bad| bad.to_string())?;
            Ok::<_, String>(match Place::of(&there.written, &folder, "portal").expect("a place") {
                Place::Server(server) => server.address(),
                Place::File(path) => path.display().to_string(),
            })
        };
        assert_eq!(of("sqlite"), Ok(folder.join("portal.db").display().to_string()));
        assert_eq!(of("postgres://x:hunter2@db/x_{service}"), Ok("x@db:5432/x_portal".to_owned()));
        assert_eq!(of(&file.display().to_string()), Ok("y@db:5432/y_portal".to_owned()));
        for (place, word) in [("postgres://x:hunter2@db/x", "{service}"), ("elswhere", "neither")] {
            let said = of(place).expect_err(place);
            assert!(said.contains(word) && !said.contains("hunter2"), "{said}");
        }
        std::fs::remove_dir_all(&folder).ok();
    }

    #[test]
    fn services_apart_keep_nothing_in_files() {
        let folder = std::env::temp_dir().join(format!("yincai-named-{}", std::process::id()));
        let own = "[database]\n# portal = \"postgres://example\"\n";
        let rest = "[bus]\nurl = \"redis://bus:6379\"\n[database]\nportal = \"postgres://p:q@db/porch\"\n";
        let given = |demo: &str| {
            let text = format!("data = {folder:?}\ndemo = {demo}\n{rest}");
            Settings::given(&[own], &text, &SystemRng).expect("settings")
        };
        let (apart, trial) = (given("false"), given("true"));
        assert!(apart.names_database("portal").is_ok() && trial.names_database("review").is_ok());
        let said = apart.names_database("review").expect_err("refused").to_string();
        assert!(said.contains("YINCAI_DATABASE__REVIEW_FILE"), "{said}");
        let moved = apart.elsewhere("sqlite").expect("files");
        assert!(moved.names_database("portal").is_ok(), "whoever moves to files says so");
        std::fs::remove_dir_all(&folder).ok();
    }

    #[test]
    fn an_address_is_shown_without_its_password() {
        let url = "postgres://y_{service}:hunter2@db/y_{service}?sslmode=require";
        let written = Written::given(&[], &format!("[database]\nurl = \"{url}\"\n")).expect("settings");
        let shown = written.shown().into_iter().find(|shown| shown.path == "database.url").expect("shown");
        let value = shown.value.expect("a value");
        assert_eq!(value, "\"postgres://y_{service}:…@db/y_{service}?sslmode=require\"");
    }
}
