//! The product as one HTTP server: each service's API and pages, and what no service owns.
//! A scope does not fall through, so the pages without a root come last.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{Server, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::{self, Data};
use actix_web::{App, Error, HttpServer};

use super::docs::Documents;
use super::document::{document, prefix};
use super::dress::{Routes, dress};
use super::misread::Misread;
use super::unrouted::{Routed, unrouted};
use super::{docs, health, jwks, problems, security};
use crate::config::BadSettings;
use crate::duty::Duties;
use crate::fault::DeskError;
use crate::house::House;
use crate::html::{Porch, assets, size};
use crate::service::{Running, Service};

const WORKERS: usize = 2;
const CONNECTIONS_PER_WORKER: usize = 1000;
const HEAD_WITHIN: Duration = Duration::from_secs(5);
const KEPT_ALIVE: Duration = Duration::from_secs(75);
const STOP_WITHIN_SECONDS: u64 = 15;

/// A service that was opened, with its doors.
pub struct Mounted {
    pub service: &'static dyn Service,
    pub running: Arc<dyn Running>,
    routed: Arc<Routed>,
}

impl Mounted {
    pub fn new(service: &'static dyn Service, running: Arc<dyn Running>) -> Mounted {
        Mounted { service, running, routed: Arc::new(Routed::of(&document(service))) }
    }

    fn api(&self, routes: &mut web::ServiceConfig) {
        let scope = web::scope(&prefix(self.service))
            .configure(|routes| self.running.furnish(routes))
            .configure(|routes| self.service.api(&mut utoipa_actix_web::service_config::ServiceConfig::new(routes)))
            .default_service(unrouted(self.routed.clone()));
        routes.service(scope);
    }

    fn pages(&self, routes: &mut web::ServiceConfig) {
        let scope = web::scope(self.service.root())
            .configure(|routes| self.running.furnish(routes))
            .configure(|routes| self.service.pages(routes));
        routes.service(scope);
    }
}

/// The services of one process.
#[derive(Clone)]
pub struct Product {
    mounted: Arc<Vec<Mounted>>,
    porch: Data<Porch>,
    documents: Data<Documents>,
    duties: Duties,
    houses: Arc<Vec<House>>,
}

impl Product {
    /// Any of the houses will do for what all share.
    pub fn new(house: &House, mounted: Vec<Mounted>) -> Result<Product, BadSettings> {
        let own: Vec<_> = mounted.iter().map(|mounted| mounted.service).collect();
        let documents = Data::new(Documents::of(&own)?);
        let porch = Data::new(Porch::of(house)?.before(own));
        let (mounted, duties) = (Arc::new(mounted), Duties::default());
        Ok(Product { mounted, porch, documents, duties, houses: Arc::default() })
    }

    /// The same, not ready while one of these duties does not go well, and telling what is parked in these houses.
    pub fn watching(self, duties: Duties, houses: Vec<House>) -> Product {
        Product { duties, houses: Arc::new(houses), ..self }
    }

    pub(crate) fn houses(&self) -> &[House] {
        &self.houses
    }

    /// The same, showing the documents of these services, of which others may run elsewhere.
    pub fn documenting(self, services: &[&'static dyn Service]) -> Result<Product, BadSettings> {
        Ok(Product { documents: Data::new(Documents::of(services)?), ..self })
    }

    pub(crate) fn duties(&self) -> &Duties {
        &self.duties
    }

    pub(crate) fn porch(&self) -> &Porch {
        &self.porch
    }

    pub fn mounted(&self) -> &[Mounted] {
        &self.mounted
    }

    /// Everything the server answers; tests call it without a server.
    pub fn app(
        &self,
    ) -> App<
        impl ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<impl MessageBody + use<>>,
            Error = Error,
            InitError = (),
        > + use<>,
    > {
        App::new().configure(|routes| self.mount(routes)).wrap(from_fn(dress)).wrap(Compress::default())
    }

    fn mount(&self, routes: &mut web::ServiceConfig) {
        let refuse = |error: String| Error::from(Misread::bad_address(error));
        routes
            .app_data(Data::new(self.clone()))
            .app_data(self.porch.clone())
            .app_data(Routes::default())
            .app_data(web::PathConfig::default().error_handler(move |error, _| refuse(error.to_string())))
            .app_data(web::QueryConfig::default().error_handler(move |error, _| refuse(error.to_string())))
            .configure(health::routes)
            .configure(jwks::routes)
            .configure(security::routes)
            .configure(docs::routes(self.documents.clone()))
            .configure(assets::routes)
            .configure(size::routes)
            .configure(problems::routes);
        self.mounted.iter().for_each(|mounted| mounted.api(routes));
        let (last, first): (Vec<_>, Vec<_>) = self.mounted.iter().partition(|one| one.service.root().is_empty());
        first.into_iter().chain(last).for_each(|mounted| mounted.pages(routes));
        routes.default_service(web::to(async || Err::<String, _>(DeskError::Missing)));
    }

    /// Serves on the listener until the returned server is stopped or the process is told to end.
    pub fn serve(&self, listener: TcpListener) -> std::io::Result<Server> {
        let product = self.clone();
        let server = HttpServer::new(move || product.app())
            .workers(WORKERS)
            .max_connections(CONNECTIONS_PER_WORKER)
            .keep_alive(KEPT_ALIVE)
            .client_request_timeout(HEAD_WITHIN)
            .shutdown_timeout(STOP_WITHIN_SECONDS)
            .listen(listener)?;
        Ok(server.run())
    }
}
