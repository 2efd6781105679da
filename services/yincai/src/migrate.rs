//! Making the tables ahead of the start, and asking which are missing.

use std::sync::Arc;

use kit::{House, SystemRng};

use crate::trouble::Trouble;
use crate::{SERVICES, houses, print, settings};

/// Makes what is missing in every service's database.
pub async fn run() -> Result<(), Trouble> {
    let settings = Arc::new(settings(&SystemRng)?);
    houses::named(&settings)?;
    for service in SERVICES {
        let house = houses::open(service, settings.clone()).await?;
        let pending = house.pending(service).await?;
        house.migrate(service).await?;
        print::line(format_args!("{}: {}", service.name(), said(&pending, "made")))?;
    }
    Ok(())
}

/// Says what is missing and makes nothing; trouble where something is.
pub async fn status() -> Result<(), Trouble> {
    let settings = Arc::new(settings(&SystemRng)?);
    let mut missing = Vec::new();
    for service in SERVICES {
        if let Err(bad) = settings.names_database(service.name()) {
            missing.push(bad.to_string());
            continue;
        }
        if !House::is_there(&settings, service.name())? {
            missing.push(format!("{}: no database yet", service.name()));
            continue;
        }
        let pending = houses::open(service, settings.clone()).await?.pending(service).await?;
        match pending.is_empty() {
            true => print::line(format_args!("{}: up to date", service.name()))?,
            false => missing.push(format!("{}: {}", service.name(), said(&pending, "missing"))),
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    Err(Trouble::new(format!("{}\n`yincai migrate` or the next start makes them", missing.join("\n"))))
}

fn said(names: &[String], what: &str) -> String {
    if names.is_empty() { "up to date".to_owned() } else { format!("{what} {}", names.join(", ")) }
}
