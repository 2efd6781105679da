//! The product whole: one process on embedded engines, or a process for each service on PostgreSQL and Redis.

use databases::Databases;
use tests::engines;
use tests::town::{SERVICES, furnish};

use crate::process::{Folder, Server};

pub struct House {
    servers: Vec<Server>,
    pub folder: Folder,
    /// They go with it.
    pub databases: Option<Databases>,
    pub mode: &'static str,
}

impl House {
    pub fn embedded(name: &str, settings: &[(&str, String)]) -> House {
        let folder = Folder::empty(name);
        let servers = vec![Server::product(&folder.0, &[], settings)];
        House { servers, folder, databases: None, mode: "embedded" }
    }

    /// None, and a line that says so, where no servers are named.
    pub fn apart(name: &str, settings: &[(&str, String)]) -> Option<House> {
        let folder = Folder::empty(name);
        let databases = Databases::new(&SERVICES);
        if !databases.are_served() || databases::redis().is_none() {
            println!("not measured apart: YINCAI_TEST_POSTGRES and YINCAI_TEST_REDIS name no servers");
            return None;
        }
        furnish(&folder.0, &databases);
        let settings = [engines::environment(&folder.0), settings.to_vec()].concat();
        let servers = SERVICES.iter().map(|service| Server::product(&folder.0, &[service], &settings)).collect();
        Some(House { servers, folder, databases: Some(databases), mode: "apart" })
    }

    /// The process that answers for a service.
    pub fn server(&self, service: &str) -> &Server {
        let place = SERVICES.iter().position(|name| *name == service).expect("a service");
        &self.servers[place % self.servers.len()]
    }

    /// The beginning of every address of a service's API.
    pub fn api(&self, service: &str) -> String {
        format!("http://{}/api/{service}/v1", self.server(service).address)
    }

    /// Until the public can see the demo's posts.
    pub async fn opened(&self) {
        self.server("portal").shows("/posts", "/posts/2026-").await;
        for service in SERVICES {
            self.server(service).shows("/health/live", "").await;
        }
    }
}
