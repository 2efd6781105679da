//! The log of a service, for its operator: published once more after Redis was lost, replaced, or belongs to another day.

use kit::{By, bus};

use crate::commands::Outbox;
use crate::trouble::Trouble;
use crate::{SERVICES, houses, named, print};

pub async fn run(outbox: Outbox) -> Result<(), Trouble> {
    match outbox {
        Outbox::Replay { service, from } => replay(&service, from).await,
    }
}

async fn replay(service: &str, from: i64) -> Result<(), Trouble> {
    let (_, house) = houses::one(named(service)?.name()).await?;
    let Some(bus) = bus::apart(&SERVICES.map(|service| service.name()), &house)? else {
        return Err(Trouble::usage(
            "[bus] url is not set: the services read the log itself, so there is nothing to publish",
        ));
    };
    house.act(&By::operator(), "outbox.replay", house.service).await?.commit(&()).await?;
    let told = |position: i64| print::progress(format_args!("{service}: published up to {position}"));
    let published = bus.replay(house.service, from - 1, told).await?;
    Ok(print::line(format_args!("{service}: {published} events published again; nobody takes one twice"))?)
}
