//! The porch: what the doors of all services of one process share, whichever service a request is for.

use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::web::Data;
use figment::Figment;
use figment::providers::{Format, Toml};
use serde::Deserialize;

use super::city::City;
use crate::auth::TokenKeys;
use crate::clock::{Clock, Instant, SetClock};
use crate::config::{BadSettings, DEFAULTS, Within, Written};
use crate::house::House;
use crate::ids::Ids;
use crate::keys::{Keys, SealKey};
use crate::metrics::Counted;
use crate::rng::{Rng, SystemRng};
use crate::service::Service;
use crate::web::hops::Hops;
use crate::web::hosts::Hosts;
use crate::web::kept::Kept;
use crate::web::under_way::UnderWay;
use crate::web::upload::{Floor, Pace};

pub struct Porch {
    pub city: City,
    /// The public address, without a slash at its end.
    pub url: String,
    pub ids: Ids,
    pub(crate) rng: Arc<dyn Rng>,
    /// Makes the forms' tokens.
    pub(crate) csrf: SealKey,
    /// Checks the cursors of lists.
    pub(crate) cursors: SealKey,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) tokens: TokenKeys,
    pub(crate) counted: Counted,
    pub(crate) hosts: Hosts,
    pub(crate) hops: Hops,
    pub(crate) under_way: Arc<UnderWay>,
    pub(crate) kept: Kept,
    /// How fast files have to come.
    pub(crate) pace: Pace,
    /// Those of this process.
    services: Vec<&'static dyn Service>,
}

/// The settings of the server's doors; `default.toml` is their manual.
#[derive(Deserialize)]
struct Edges {
    hosts: Vec<String>,
    requests_under_way: Within<4, 100_000>,
    upload: Floor,
}

impl Porch {
    /// Any house of the process will do: what is taken from it is the same for all.
    pub fn of(house: &House) -> Result<Porch, BadSettings> {
        let edges: Edges = house.settings.section("edges")?;
        Ok(Porch {
            clock: house.clock.clone(),
            tokens: TokenKeys::of(&house.keys, &house.settings.url),
            counted: Counted::default(),
            hosts: Hosts::of(&house.settings.url, &edges.hosts),
            hops: house.settings.section("gateway")?,
            under_way: UnderWay::at_most(edges.requests_under_way.get() as usize),
            kept: Kept::default(),
            pace: edges.upload.into(),
            services: Vec::new(),
            city: house.settings.section("city")?,
            url: house.settings.url.clone(),
            ids: house.ids.clone(),
            rng: house.rng.clone(),
            csrf: house.keys.derive("csrf"),
            cursors: house.keys.derive("cursors"),
        })
    }

    /// The same, before these services.
    pub(crate) fn before(self, services: Vec<&'static dyn Service>) -> Porch {
        Porch { services, ..self }
    }

    /// The one whose pages hang there.
    pub(crate) fn service_at(&self, root: &str) -> Option<&'static dyn Service> {
        self.services.iter().copied().find(|service| service.root() == root.trim_end_matches('/'))
    }

    /// Whether its settings are well said.
    pub(crate) fn check(written: &Written) -> Result<(), BadSettings> {
        written.section::<City>("city")?;
        written.section::<Edges>("edges").map(drop)
    }

    /// A porch without a house, for the samples that templates are tested with.
    pub fn sample() -> Porch {
        let rng: Arc<dyn Rng> = Arc::new(SystemRng);
        let clock: Arc<dyn Clock> = Arc::new(SetClock::at(Instant(0)));
        let keys = Keys::new([0; 32], rng.clone(), "sample");
        let defaults = Figment::from(Toml::string(DEFAULTS));
        let upload: Floor = defaults.extract_inner("edges.upload").expect("our own defaults set a floor");
        Porch {
            city: defaults.extract_inner("city").expect("our own defaults name the city"),
            url: "https://talent.example".to_owned(),
            ids: Ids::new(clock.clone(), rng.clone()),
            tokens: TokenKeys::of(&keys, "https://talent.example"),
            clock,
            counted: Counted::default(),
            hosts: Hosts::of("https://talent.example", &[]),
            hops: Hops::none(),
            under_way: UnderWay::at_most(1),
            kept: Kept::default(),
            pace: upload.into(),
            services: Vec::new(),
            csrf: keys.derive("csrf"),
            cursors: keys.derive("cursors"),
            rng,
        }
    }

    /// Whether people reach the product over TLS.
    pub fn is_secure(&self) -> bool {
        self.url.starts_with("https://")
    }

    pub(crate) fn behind(request: &HttpRequest) -> Arc<Porch> {
        let porch = request.app_data::<Data<Porch>>().expect("Product::mount gives every request a porch");
        porch.clone().into_inner()
    }
}
