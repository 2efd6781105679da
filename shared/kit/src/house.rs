//! What every desk of one service stands in: its database, clock, ids, keys and address.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use sea_orm::{ConnectionTrait, DatabaseConnection};
use tokio::sync::Notify;
use uuid::Uuid;

use crate::act::{Act, By};
use crate::clock::{Clock, Instant};
use crate::config::Settings;
use crate::database::{self, Database, Inspected, Place};
use crate::fault::{DeskError, Fault};
use crate::files::{Darkroom, Files, Scanner};
use crate::ids::Ids;
use crate::keys::{Keys, SealKey};
use crate::lease::{self, Leases};
use crate::limits::{self, Known, Limit, Purpose};
use crate::rng::Rng;
use crate::service::Service;
use crate::{migrations, person_keys};

#[derive(Clone)]
pub struct House {
    pub service: &'static str,
    pub clock: Arc<dyn Clock>,
    pub rng: Arc<dyn Rng>,
    pub ids: Ids,
    pub keys: Keys,
    /// Shared by the services.
    pub files: Files,
    pub settings: Arc<Settings>,
    pub(crate) database: Database,
    /// Rung when an act has told something, so that the relay need not wait for its next round.
    pub(crate) bell: Arc<Notify>,
    /// Rung when an act has written down what falls due.
    pub(crate) alarm: Arc<Notify>,
    /// Which duties of the service this process does.
    pub leases: Leases,
    /// What all processes count on together, where services stand apart.
    counter: Option<Arc<limits::Server>>,
    /// How many acts were committed since the start.
    pub(crate) acts: Arc<AtomicU64>,
}

impl House {
    /// Opens the service's database, where the settings say that it lies; refuses that of another service.
    pub async fn open(
        service: &'static str,
        clock: Arc<dyn Clock>,
        rng: Arc<dyn Rng>,
        settings: Arc<Settings>,
    ) -> Result<House, Fault> {
        let database = Database::open(place(&settings, service)?).await?;
        if let Some(owner) = migrations::owner(database.reader()).await?.filter(|owner| owner != service) {
            return Err(Fault::new(format!("the database named for {service} is that of {owner}: name another")));
        }
        let ids = Ids::new(clock.clone(), rng.clone());
        let keys = Keys::new(settings.master, rng.clone(), service);
        if migrations::mark(database.reader()).await?.is_some_and(|left| left != mark(&keys)) {
            return Err(Fault::new(format!(
                "the database of {service} was made with another secret: give this program the one that it was made with, \
                 by `master` or as the file `secret` of the data folder; nothing personal can be read without it"
            )));
        }
        let counter = limits::server(&settings, &keys, clock.clone()).map_err(|bad| Fault::new(bad.to_string()))?;
        let leases = Leases::of(service, &database, settings.listen, ids.next());
        let scanner = Scanner::configured(&settings.written).map_err(|bad| Fault::new(bad.to_string()))?;
        let darkroom = Darkroom::configured(&settings.written).map_err(|bad| Fault::new(bad.to_string()))?;
        let files = Files::open(&settings.data.join("files"), ids.clone(), rng.clone(), scanner, darkroom)?;
        Ok(House {
            service,
            ids,
            leases,
            files,
            keys,
            counter,
            clock,
            rng,
            settings,
            database,
            bell: Arc::default(),
            acts: Arc::default(),
            alarm: Arc::default(),
        })
    }

    /// Makes the tables: those every service has, then its own.
    pub async fn migrate(&self, service: &dyn Service) -> Result<(), Fault> {
        let mark = mark(&self.keys);
        let make = async |db: &DatabaseConnection| {
            migrations::run(db, service).await?;
            Ok(migrations::leave_mark(db, &mark).await?)
        };
        self.database.alone(make).await
    }

    /// The time by the clock of the server that keeps its database; a file has none of its own.
    pub(crate) async fn clock_of_database(&self) -> Result<Option<Instant>, Fault> {
        if self.database.is_served() { Ok(Some(database::now(self.reader()).await?)) } else { Ok(None) }
    }

    /// The names of the migrations that its database lacks.
    pub async fn pending(&self, service: &dyn Service) -> Result<Vec<String>, Fault> {
        Ok(migrations::pending(self.database.reader(), service).await?)
    }

    /// Whether the service has a database: a file is there once a program has run, and is none of a service that stands apart;
    /// one of a server is always named.
    pub fn is_there(settings: &Settings, service: &str) -> Result<bool, Fault> {
        match place(settings, service)? {
            Place::File(path) => Ok(settings.names_database(service).is_ok() && path.exists()),
            Place::Server(_) => Ok(true),
        }
    }

    /// Looks at its database, and whether its account could open those of the other services.
    pub async fn inspect(&self, others: &[&str]) -> Result<Inspected, Fault> {
        let others = others.iter().map(|other| place(&self.settings, other)).collect::<Result<Vec<_>, _>>()?;
        self.database.inspect(&others).await
    }

    /// Who does which of its duties, where several processes can: each with the name of whoever does it, if anybody.
    pub async fn holders(&self) -> Result<Vec<(String, Option<String>)>, Fault> {
        if self.database.is_served() { lease::holders(self.reader()).await } else { Ok(Vec::new()) }
    }

    pub fn reader(&self) -> &DatabaseConnection {
        self.database.reader()
    }

    /// Begins a unit of work: `deed` and `subject` are what the audit trail will say of it.
    pub async fn act(&self, by: &By, deed: &'static str, subject: impl ToString) -> Result<Act, DeskError> {
        Act::begin(self, by, deed, subject.to_string()).await
    }

    /// A limit that all processes of the service keep together: `per` at once, each growing back in its part of `within`.
    pub fn limit(&self, name: &'static str, per: u32, within: Duration, purpose: Purpose) -> Limit {
        Limit::on(self.counter.clone(), name, self.clock.clone(), per, within, purpose)
    }

    /// Keys that all processes of the service remember together.
    pub fn known(&self) -> Known {
        Known::on(self.counter.clone())
    }

    /// The key that this person's data rests under; `None` once the person was erased.
    pub async fn person_key(&self, db: &impl ConnectionTrait, person: Uuid) -> Result<Option<SealKey>, Fault> {
        person_keys::load(db, &self.keys, person).await
    }

    /// The keys of several people by one query; whoever was erased is left out.
    pub async fn person_keys(
        &self,
        db: &impl ConnectionTrait,
        people: impl IntoIterator<Item = Uuid>,
    ) -> Result<HashMap<Uuid, SealKey>, Fault> {
        person_keys::load_all(db, &self.keys, people).await
    }

    /// The public address of the product, without a slash at its end.
    pub fn url(&self) -> &str {
        &self.settings.url
    }
}

/// What tells one secret from another, and nothing else of it.
fn mark(keys: &Keys) -> String {
    keys.fingerprint("house", "mark")
}

pub(crate) fn place(settings: &Settings, service: &str) -> Result<Place, Fault> {
    Place::of(&settings.written, &settings.data, service).map_err(|bad| Fault::new(bad.to_string()))
}
