//! A house for tests: it has the tables of this service and its officers; its folder goes when it is dropped.

use std::path::PathBuf;
use std::sync::Arc;

use domain::{Role, Text};
use kit::{By, House, Instant, Service, SetClock, Settings, SystemRng};

use crate::Review;
use crate::officers::Officers;
use crate::officers::desk::OfficerSettings;
use crate::officers::hiring::NewAccount;
use crate::officers::store::Account;

/// Whom it hires.
pub const LOGIN: &str = "new-officer";

pub struct TestHouse {
    pub house: House,
    pub officers: Officers,
    folder: PathBuf,
}

impl TestHouse {
    pub async fn open(name: &str) -> TestHouse {
        let folder = std::env::temp_dir().join(format!("yincai-{name}-{}", std::process::id()));
        let text = format!("data = {folder:?}\nurl = \"http://127.0.0.1:8080\"");
        let settings = Settings::given(&[Review::STANDARD.defaults()], &text, &SystemRng).expect("settings");
        let own: OfficerSettings = settings.section("review").expect("settings of signing in");
        let clock = SetClock::at(Instant(1_770_000_000_000_000));
        let house = House::open("review", Arc::new(clock), Arc::new(SystemRng), Arc::new(settings));
        let house = house.await.expect("a house");
        house.migrate(&Review::STANDARD).await.expect("tables");
        let officers = Officers::new(house.clone(), own);
        TestHouse { house, officers, folder }
    }

    /// Somebody in a role that needs no unit, department or seat; their password.
    pub async fn hire(&self, role: Role) -> String {
        let new = NewAccount {
            login: LOGIN.to_owned(),
            name: Text::new("古丽", "Guli"),
            office: Text::new("州人社局", "Prefecture Office"),
            role,
            seat: None,
            unit: None,
            department: None,
        };
        self.officers.add(&By::operator(), new).await.expect("hired").password
    }

    /// The account of whom it hired.
    pub async fn account(&self) -> Account {
        self.officers.find_by_login(LOGIN).await.expect("read").expect("an account")
    }
}

impl Drop for TestHouse {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            eprintln!("{} stays: {error}", self.folder.display());
        }
    }
}
