//! The services apart, two processes of each, behind the gateway: as a city with more than one machine runs them.

use crate::apart::Apart;
use crate::gateway::{Before, Gateway};
use crate::town::SERVICES;

pub struct Front {
    gateway: Gateway,
    pub town: Apart,
}

impl Front {
    /// `None`, and a line that says so, where an engine or nginx is missing.
    pub async fn open() -> Option<Front> {
        let mut gateway = Gateway::choose()?;
        let url = gateway.address("");
        let behind = [("YINCAI_URL", url.as_str()), ("YINCAI_GATEWAY__TRUSTED", "[\"127.0.0.1\"]")];
        let mut town = Apart::with(&behind).await?;
        for service in SERVICES {
            town.start_second(service).await;
        }
        let [portal, review, notify] = ["portal", "review", "notify"].map(|service| town.urls(service));
        let lists = [&portal, &review, &notify].map(|urls| urls.iter().map(String::as_str).collect::<Vec<_>>());
        gateway.open(Before { portal: &lists[0], review: &lists[1], notify: &lists[2], ..Before::all(&[]) });
        Some(Front { gateway, town })
    }

    /// The address of the site, with TLS.
    pub fn url(&self) -> String {
        self.gateway.address("")
    }

    pub fn port(&self) -> u16 {
        self.gateway.port()
    }
}
