//! The houses of all services, for commands: beside a running program they are safe, since a house has one writer at a time.

use std::sync::Arc;

use kit::{House, Service, Settings, SystemClock, SystemRng};

use crate::trouble::Trouble;
use crate::{SERVICES, settings};

/// Those that have a database, with their tables as this program knows them.
pub async fn all() -> Result<Vec<(&'static dyn Service, House)>, Trouble> {
    let mut houses = Vec::new();
    for (service, house) in opened(Arc::new(settings(&SystemRng)?)).await? {
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

/// The house of one service.
pub async fn one(name: &str) -> Result<(&'static dyn Service, House), Trouble> {
    let found = all().await?.into_iter().find(|(service, _)| service.name() == name);
    found.ok_or_else(|| Trouble::new(format!("there is no database of {name} yet: run `yincai migrate` first")))
}

/// Those that have a database, whatever its tables.
pub async fn opened(settings: Arc<Settings>) -> Result<Vec<(&'static dyn Service, House)>, Trouble> {
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
