//! How the program is doing, in the format of Prometheus, on a listener of its own: it is for whoever runs it.
//! No label holds anything of a person, and none takes a value that a caller makes up.

use std::net::TcpListener;
use std::sync::atomic::Ordering;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::{App, HttpResponse, HttpServer, web};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use crate::fault::{DeskError, Fault};
use crate::house::House;
use crate::lease::Whose;
use crate::web::Product;
use crate::{inbox, outbox};

const KIND: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
/// Seconds, from what memory answers to what a slow disk makes of a submission.
const BUCKETS: [f64; 9] = [0.0005, 0.002, 0.005, 0.02, 0.05, 0.2, 1.0, 5.0, 30.0];
const STOP_WITHIN_SECONDS: u64 = 2;

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    route: String,
    method: &'static str,
    class: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

/// What is counted as it happens.
#[derive(Clone)]
pub(crate) struct Counted {
    requests: Family<Answered, Counter>,
    seconds: Family<Route, Histogram, fn() -> Histogram>,
}

/// A number that is read when it is asked for.
#[derive(Clone, Debug)]
pub struct Reading {
    pub name: &'static str,
    pub help: &'static str,
    pub labels: Vec<(&'static str, String)>,
    pub value: i64,
}

impl Default for Counted {
    fn default() -> Counted {
        let histogram: fn() -> Histogram = || Histogram::new(BUCKETS);
        Counted { requests: Family::default(), seconds: Family::new_with_constructor(histogram) }
    }
}

impl Counted {
    /// `route` is the template of the path, never the path.
    pub(crate) fn answered(&self, route: &str, method: &str, status: u16, took: Duration) {
        let method = match method {
            "GET" => "GET",
            "HEAD" => "HEAD",
            "POST" => "POST",
            "PUT" => "PUT",
            "PATCH" => "PATCH",
            "DELETE" => "DELETE",
            _ => "other",
        };
        let class = match status / 100 {
            2 => "2xx",
            3 => "3xx",
            4 => "4xx",
            _ => "5xx",
        };
        let route = if route.is_empty() { "none" } else { route };
        self.requests.get_or_create(&Answered { route: route.to_owned(), method, class }).inc();
        self.seconds.get_or_create(&Route { route: route.to_owned() }).observe(took.as_secs_f64());
    }
}

/// Serves `/metrics` until the returned server is stopped or the process is told to end.
pub fn serve(product: &Product, houses: Vec<House>, listener: TcpListener) -> std::io::Result<Server> {
    let (product, houses) = (web::Data::new(product.clone()), web::Data::new(houses));
    let app = move || {
        App::new().app_data(product.clone()).app_data(houses.clone()).service(web::resource("/metrics").get(tell))
    };
    let server = HttpServer::new(app).workers(1).shutdown_timeout(STOP_WITHIN_SECONDS).listen(listener)?;
    Ok(server.run())
}

async fn tell(product: web::Data<Product>, houses: web::Data<Vec<House>>) -> HttpResponse {
    match written(&product, &houses).await {
        Ok(text) => HttpResponse::Ok().content_type(KIND).body(text),
        Err(error) => {
            tracing::error!(%error, "the metrics could not be read");
            HttpResponse::ServiceUnavailable().finish()
        }
    }
}

async fn written(product: &Product, houses: &[House]) -> Result<String, DeskError> {
    let porch = product.porch();
    let mut registry = Registry::with_prefix("yincai");
    registry.register("requests", "Requests answered, by the template of their path", porch.counted.requests.clone());
    registry.register("request_seconds", "How long answers took", porch.counted.seconds.clone());
    let mut readings = vec![
        reading("requests_under_way", "Requests under way", [], count(porch.under_way.now())),
        reading("requests_shed", "Requests sent away since the start because too many were under way", [], {
            i64::try_from(porch.under_way.shed()).unwrap_or(i64::MAX)
        }),
    ];
    readings.extend(memory().map(|bytes| reading("resident_bytes", "Memory of the process", [], bytes)));
    for house in houses {
        readings.extend(of_house(house, houses).await?);
    }
    for mounted in product.mounted() {
        readings.extend(mounted.running.readings().await?);
    }
    readings.sort_by_key(|reading| reading.name);
    for of_one_name in readings.chunk_by(|one, other| one.name == other.name) {
        let family = Family::<Vec<(&'static str, String)>, Gauge>::default();
        for reading in of_one_name {
            family.get_or_create(&reading.labels).set(reading.value);
        }
        registry.register(of_one_name[0].name, of_one_name[0].help, family);
    }
    let mut text = String::new();
    encode(&mut text, &registry).map_err(|error| Fault::new(error.to_string()))?;
    Ok(text)
}

/// What every service has: acts, an outbox, an inbox for each producer.
async fn of_house(house: &House, houses: &[House]) -> Result<Vec<Reading>, Fault> {
    let service = || ("service", house.service.to_owned());
    let acts = i64::try_from(house.acts.load(Ordering::Relaxed)).unwrap_or(i64::MAX);
    let unplaced = outbox::store::waiting(house.reader()).await?;
    let mut readings = vec![
        reading("acts", "Acts committed since the start", [service()], acts),
        reading("outbox_unplaced", "Events told and not passed on yet", [service()], unplaced),
    ];
    readings.extend(house.leases.whose().into_iter().map(|(duty, whose)| {
        let is_ours = i64::from(whose == Whose::Ours);
        reading("duties_here", "Whether this process does the duty", [service(), ("duty", duty)], is_ours)
    }));
    for producer in houses.iter().filter(|producer| producer.service != house.service) {
        let last = outbox::store::last_position(producer.reader()).await?;
        let read = inbox::store::position(house.reader(), producer.service).await?;
        let parked = inbox::store::parked_of(house.reader(), producer.service).await?;
        let labels = || [service(), ("producer", producer.service.to_owned())];
        readings.push(reading("inbox_lag", "Events passed on and not read yet", labels(), last - read));
        readings.push(reading("inbox_parked", "Events that wait for a person", labels(), parked));
    }
    Ok(readings)
}

fn reading<const N: usize>(
    name: &'static str,
    help: &'static str,
    labels: [(&'static str, String); N],
    value: i64,
) -> Reading {
    Reading { name, help, labels: labels.into(), value }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Where the system tells it: the pages in memory are the second number.
fn memory() -> Option<i64> {
    const PAGE: i64 = 4096;
    let told = std::fs::read_to_string("/proc/self/statm").ok()?;
    told.split(' ').nth(1)?.parse::<i64>().ok().map(|pages| pages * PAGE)
}
