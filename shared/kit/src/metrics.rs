//! How the program is doing, in the format of Prometheus, on a listener of its own: it is for whoever runs it.
//! No label holds anything of a person, and none takes a value that a caller makes up.

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::{App, HttpResponse, HttpServer, web};
use futures_util::future::join_all;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use crate::bus::Bus;
use crate::fault::{DeskError, Fault};
use crate::house::House;
use crate::lease::Whose;
use crate::web::Product;
use crate::{inbox, outbox};

const KIND: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
/// Seconds, from what memory answers to what a slow disk makes of a submission.
const BUCKETS: [f64; 9] = [0.0005, 0.002, 0.005, 0.02, 0.05, 0.2, 1.0, 5.0, 30.0];
const STOP_WITHIN_SECONDS: u64 = 2;
/// Whoever asks for the metrics gives up after a few seconds.
const BUS_ANSWERS_WITHIN: Duration = Duration::from_secs(1);

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

/// The houses of this process, and what carries events between all services of the product.
pub struct Measured {
    pub houses: Vec<House>,
    pub services: Vec<&'static str>,
    pub bus: Arc<dyn Bus>,
}

/// Serves `/metrics` until the returned server is stopped or the process is told to end.
pub fn serve(product: &Product, measured: Measured, listener: TcpListener) -> std::io::Result<Server> {
    let (product, measured) = (web::Data::new(product.clone()), web::Data::new(measured));
    let app = move || {
        App::new().app_data(product.clone()).app_data(measured.clone()).service(web::resource("/metrics").get(tell))
    };
    let server = HttpServer::new(app).workers(1).shutdown_timeout(STOP_WITHIN_SECONDS).listen(listener)?;
    Ok(server.run())
}

async fn tell(product: web::Data<Product>, measured: web::Data<Measured>) -> HttpResponse {
    match written(&product, &measured).await {
        Ok(text) => HttpResponse::Ok().content_type(KIND).body(text),
        Err(error) => {
            tracing::error!(%error, "the metrics could not be read");
            HttpResponse::ServiceUnavailable().finish()
        }
    }
}

async fn written(product: &Product, measured: &Measured) -> Result<String, DeskError> {
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
    let placed = placed(measured).await;
    for house in &measured.houses {
        readings.extend(of_house(house, measured, &placed).await?);
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

/// Up to where each producer's log is placed. Without the bus there is still everything else to tell.
async fn placed(measured: &Measured) -> BTreeMap<&'static str, i64> {
    let asked = measured
        .services
        .iter()
        .map(|producer| tokio::time::timeout(BUS_ANSWERS_WITHIN, measured.bus.placed(producer)));
    let told = join_all(asked).await.into_iter().map(|told| told.ok()?.ok()?);
    measured.services.iter().copied().zip(told).filter_map(|(producer, placed)| Some((producer, placed?))).collect()
}

/// What every service has: acts, an outbox, an inbox for each producer.
async fn of_house(
    house: &House,
    measured: &Measured,
    placed: &BTreeMap<&'static str, i64>,
) -> Result<Vec<Reading>, Fault> {
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
    for producer in measured.services.iter().copied().filter(|producer| *producer != house.service) {
        let labels = || [service(), ("producer", producer.to_owned())];
        let parked = inbox::store::parked_of(house.reader(), producer).await?;
        readings.push(reading("inbox_parked", "Events that wait for a person", labels(), parked));
        if let Some(placed) = placed.get(producer) {
            // Who reads on meanwhile is ahead of what was told.
            let lag = (placed - inbox::store::position(house.reader(), producer).await?).max(0);
            readings.push(reading("inbox_lag", "Events passed on and not read yet", labels(), lag));
        }
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

#[cfg(test)]
mod tests {
    use async_trait::async_trait;

    use super::*;
    use crate::auth::test_house::TestHouse;
    use crate::bus::conformance_tests::tells;
    use crate::bus::{LocalBus, Placed};

    const SERVICES: [&str; 2] = ["portal", "review"];

    async fn lag_and_parked(house: &House, bus: LocalBus) -> [Vec<(String, i64)>; 2] {
        let measured = Measured { houses: Vec::new(), services: SERVICES.into(), bus: Arc::new(bus) };
        let readings = of_house(house, &measured, &placed(&measured).await).await.expect("readings");
        ["inbox_lag", "inbox_parked"].map(|name| {
            let of_name = readings.iter().filter(|reading| reading.name == name);
            of_name.map(|reading| (reading.labels[1].1.clone(), reading.value)).collect()
        })
    }

    /// Nobody answers on it.
    struct Mute;

    #[async_trait]
    impl Bus for Mute {
        fn carries(&self, _: &str) -> bool {
            true
        }

        async fn publish(&self, _: &'static str, _: i64) -> Result<(), Fault> {
            std::future::pending().await
        }

        async fn placed(&self, _: &str) -> Result<Option<i64>, Fault> {
            std::future::pending().await
        }

        async fn read_by_all(&self, _: &'static str) -> Result<i64, Fault> {
            std::future::pending().await
        }

        async fn after(&self, _: &'static str, _: &'static str, _: i64) -> Result<Vec<Placed>, Fault> {
            std::future::pending().await
        }

        async fn start(&self, _: &str) -> Result<i64, Fault> {
            std::future::pending().await
        }

        async fn between(&self, _: &str, _: &str, _: i64, _: i64) -> Result<Vec<Placed>, Fault> {
            std::future::pending().await
        }
    }

    #[tokio::test]
    async fn a_bus_that_does_not_answer_is_waited_for_once_and_not_long() {
        let services = vec!["portal", "review", "notify", "more", "others"];
        let measured = Measured { houses: Vec::new(), services, bus: Arc::new(Mute) };
        let told = tokio::time::timeout(BUS_ANSWERS_WITHIN * 3, placed(&measured)).await;
        assert_eq!(told.ok(), Some(BTreeMap::new()));
    }

    #[tokio::test]
    async fn a_process_of_one_service_tells_what_it_has_parked_and_how_far_it_is_behind_the_bus() {
        let (portal, review) = (TestHouse::open("portal").await, TestHouse::open("review").await);
        let whole = || LocalBus::between(&SERVICES, [&portal.house, &review.house]);
        tells(&whole(), &portal.house, &["a", "b"]).await;
        let of = |number: i64| vec![("portal".to_owned(), number)];
        assert_eq!(lag_and_parked(&review.house, whole()).await, [of(2), of(0)]);
        let alone = LocalBus::between(&SERVICES, [&review.house]);
        assert_eq!(lag_and_parked(&review.house, alone).await, [Vec::new(), of(0)]);
    }
}
