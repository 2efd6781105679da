//! The porch: what the doors of all services of one process share, whichever service a request is for.

use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::web::Data;
use figment::Figment;
use figment::providers::{Format, Toml};

use super::city::City;
use crate::clock::{Instant, SetClock};
use crate::config::{BadSettings, DEFAULTS};
use crate::house::House;
use crate::ids::Ids;
use crate::keys::{Keys, SealKey};
use crate::rng::{Rng, SystemRng};

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
}

impl Porch {
    /// Any house of the process will do: what is taken from it is the same for all.
    pub fn of(house: &House) -> Result<Porch, BadSettings> {
        Ok(Porch {
            city: house.settings.section("city")?,
            url: house.settings.url.clone(),
            ids: house.ids.clone(),
            rng: house.rng.clone(),
            csrf: house.keys.derive("csrf"),
            cursors: house.keys.derive("cursors"),
        })
    }

    /// A porch without a house, for the samples that templates are tested with.
    pub fn sample() -> Porch {
        let rng: Arc<dyn Rng> = Arc::new(SystemRng);
        let keys = Keys::new([0; 32], rng.clone(), "sample");
        let defaults = Figment::from(Toml::string(DEFAULTS));
        Porch {
            city: defaults.extract_inner("city").expect("our own defaults name the city"),
            url: "https://talent.example".to_owned(),
            ids: Ids::new(Arc::new(SetClock::at(Instant(0))), rng.clone()),
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
