//! A house for tests: its tables are made, its clock stands, its folder goes when it is dropped.

use std::path::PathBuf;
use std::sync::Arc;

use actix_web::web::ServiceConfig;
use databases::Databases;
use sea_orm_migration::MigrationTrait;

use crate::clock::{Clock, Instant, SetClock};
use crate::config::{BadSettings, Settings};
use crate::house::House;
use crate::ids::Ids;
use crate::rng::SystemRng;
use crate::service::{Running, Service};

pub struct TestHouse {
    pub house: House,
    pub clock: SetClock,
    folder: PathBuf,
    #[expect(dead_code, reason = "they go with it")]
    databases: Databases,
}

impl TestHouse {
    pub async fn open(service: &'static str) -> TestHouse {
        TestHouse::at(service, "http://127.0.0.1:8080").await
    }

    /// A house with this public address.
    pub async fn at(service: &'static str, url: &str) -> TestHouse {
        let databases = Databases::new(&[service]);
        let named = databases.settings();
        TestHouse::on(service, url, databases, &named).await
    }

    /// A house on databases that its settings name so.
    pub async fn on(service: &'static str, url: &str, databases: Databases, named: &str) -> TestHouse {
        let town = TestHouse::bare(service, url, databases, named).await;
        town.house.migrate(&Bare(service)).await.expect("tables");
        town
    }

    /// A house without any tables.
    pub async fn empty(service: &'static str) -> TestHouse {
        let databases = Databases::new(&[service]);
        let named = databases.settings();
        TestHouse::bare(service, "http://127.0.0.1:8080", databases, &named).await
    }

    async fn bare(service: &'static str, url: &str, databases: Databases, named: &str) -> TestHouse {
        let clock = SetClock::at(Instant(1_770_000_000_000_000));
        let shared: Arc<dyn Clock> = Arc::new(clock.clone());
        let name = Ids::new(shared.clone(), Arc::new(SystemRng)).next();
        let folder = std::env::temp_dir().join(format!("yincai-{name}"));
        let text = format!("data = '{}'\nurl = '{url}'\n{named}", folder.display());
        let settings = Settings::given(&[], &text, &SystemRng).expect("settings");
        let house = House::open(service, shared, Arc::new(SystemRng), Arc::new(settings)).await.expect("a house");
        TestHouse { house, clock, folder, databases }
    }
}

impl Drop for TestHouse {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            eprintln!("{} stays: {error}", self.folder.display());
        }
    }
}

/// A service with no tables, doors or desks of its own.
pub struct Bare(pub &'static str);

impl Service for Bare {
    fn name(&self) -> &'static str {
        self.0
    }

    fn root(&self) -> &'static str {
        ""
    }

    fn defaults(&self) -> &'static str {
        ""
    }

    fn migrations(&self) -> Vec<Box<dyn MigrationTrait>> {
        Vec::new()
    }

    fn api(&self, _routes: &mut utoipa_actix_web::service_config::ServiceConfig) {}

    fn document(&self) -> utoipa::openapi::OpenApi {
        utoipa::openapi::OpenApi::default()
    }

    fn pages(&self, _routes: &mut ServiceConfig) {}

    fn open(&self, _house: House) -> Result<Arc<dyn Running>, BadSettings> {
        Err(BadSettings::new("a bare service has no desks"))
    }
}
