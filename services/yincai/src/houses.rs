//! The houses of all services, for commands: beside a running program they are safe, since a house has one writer at a time.

use std::sync::Arc;

use kit::lock::Lock;
use kit::{House, Service, Settings, SystemClock, SystemRng};

use crate::trouble::Trouble;
use crate::{SERVICES, settings};

pub type Houses = Vec<(&'static dyn Service, House)>;

/// Those that have a database, with their tables as this program knows them.
pub async fn all() -> Result<Houses, Trouble> {
    let settings = Arc::new(settings(&SystemRng)?);
    named(&settings)?;
    current(settings).await
}

/// Trouble where services stand apart and the database of one is not named: it would be passed over.
pub fn named(settings: &Settings) -> Result<(), Trouble> {
    Ok(SERVICES.iter().try_for_each(|service| settings.names_database(service.name()))?)
}

async fn current(settings: Arc<Settings>) -> Result<Houses, Trouble> {
    let mut houses = Vec::new();
    for (service, house) in opened(settings).await? {
        if !house.pending(service).await?.is_empty() {
            return Err(Trouble::new(format!(
                "the tables of {} are not those of this program: run `yincai migrate` first",
                service.name()
            )));
        }
        houses.push((service, house));
    }
    Ok(houses)
}

/// Those of every service, where the settings say.
pub async fn every() -> Result<Houses, Trouble> {
    every_of(Arc::new(settings(&SystemRng)?)).await
}

/// Those of every service; trouble where one is missing.
pub async fn every_of(settings: Arc<Settings>) -> Result<Houses, Trouble> {
    named(&settings)?;
    let houses = current(settings).await?;
    let missing = SERVICES.iter().find(|service| houses.iter().all(|(found, _)| found.name() != service.name()));
    match missing {
        Some(service) => Err(none_yet(service.name())),
        None => Ok(houses),
    }
}

/// Takes the data folder for a command that no program may run beside.
pub fn locked(settings: &Settings) -> Result<Vec<Lock>, Trouble> {
    Ok(SERVICES.iter().map(|service| Lock::alone(&settings.data, service.name())).collect::<Result<_, _>>()?)
}

fn none_yet(service: &str) -> Trouble {
    Trouble::new(format!("there is no database of {service} yet: run `yincai migrate` first"))
}

/// The house of one service.
pub async fn one(name: &str) -> Result<(&'static dyn Service, House), Trouble> {
    let settings = Arc::new(settings(&SystemRng)?);
    settings.names_database(name)?;
    let found = current(settings).await?.into_iter().find(|(service, _)| service.name() == name);
    found.ok_or_else(|| none_yet(name))
}

/// Those that have a database, whatever its tables.
async fn opened(settings: Arc<Settings>) -> Result<Houses, Trouble> {
    let mut houses = Vec::new();
    for service in SERVICES {
        if House::is_there(&settings, service.name())? {
            houses.push((service, open(service, settings.clone()).await?));
        }
    }
    if houses.is_empty() {
        return Err(Trouble::new(format!("there are no databases in {}", settings.data.display())));
    }
    Ok(houses)
}

pub async fn open(service: &dyn Service, settings: Arc<Settings>) -> Result<House, Trouble> {
    Ok(House::open(service.name(), Arc::new(SystemClock), Arc::new(SystemRng), settings).await?)
}
