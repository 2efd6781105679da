//! A program at work: its services opened, their relays and readers running, one server before them.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use kit::agreement;
use kit::audit::sealer;
use kit::bus::{self, Bus};
use kit::copies::{self, SET_BACK};
use kit::inbox::reader::{self, Reader};
use kit::lock::Lock;
use kit::metrics::{self, Measured};
use kit::outbox::relay;
use kit::schedule::rounds;
use kit::web::{Mounted, Product};
use kit::{Clock, Duties, House, Rng, Running, Service, Settings};
use tokio::task::JoinSet;
use tracing::{info, warn};

use crate::trouble::Trouble;

/// Dropped, its work ends where it is; what was committed is kept.
pub struct Program {
    pub settings: Arc<Settings>,
    server: actix_web::dev::Server,
    houses: Vec<(House, Arc<dyn Running>)>,
    work: JoinSet<()>,
    locks: Vec<Lock>,
}

/// How long what has been begun has to come to its end, after the last answer was given.
const FINISHED_WITHIN: Duration = Duration::from_secs(8);

/// Takes the port first, so that a second program touches no data.
pub fn listen(address: SocketAddr) -> Result<TcpListener, Trouble> {
    TcpListener::bind(address).map_err(|error| {
        Trouble::new(format!(
            "cannot listen on {address}: {error}. Is it running already? YINCAI_LISTEN sets another address, \
             for example YINCAI_LISTEN=127.0.0.1:{}",
            address.port().saturating_add(1)
        ))
    })
}

pub async fn start(
    services: &[&'static dyn Service],
    settings: Settings,
    clock: Arc<dyn Clock>,
    rng: Arc<dyn Rng>,
    listener: TcpListener,
) -> Result<Program, Trouble> {
    let settings = Arc::new(settings);
    let locked = services.iter().map(|service| Lock::take(&settings, service.name()));
    let locks = locked.collect::<Result<Vec<_>, _>>()?;
    let (mut houses, mut mounted) = (Vec::new(), Vec::new());
    for service in services {
        let house = House::open(service.name(), clock.clone(), rng.clone(), settings.clone()).await?;
        agreement::of_house(&house).await?;
        house.migrate(*service).await?;
        let running = service.open(house.clone())?;
        if settings.demo {
            running.seed().await.map_err(|error| Trouble::new(format!("{}: {error}", service.name())))?;
        }
        houses.push((house, running.clone()));
        mounted.push(Mounted::new(*service, running));
    }
    let all: Vec<House> = houses.iter().map(|(house, _)| house.clone()).collect();
    let set_back = copies::set_back(&all).await?;
    if !set_back.is_empty() {
        return Err(Trouble::data(format!("{}; {SET_BACK}", set_back.join("\n"))));
    }
    let Some((house, _)) = houses.first() else {
        return Err(Trouble::new("no service to serve"));
    };
    let names = crate::SERVICES.map(|service| service.name());
    let bus = bus::between(&names, houses.iter().map(|(house, _)| house), &settings)?;
    agreement::of_bus(&*bus).await?;
    agreement::of_files(house, &*bus).await?;
    let duties = Duties::default();
    let product = Product::new(house, mounted)?.documenting(&crate::SERVICES)?.watching(duties.clone(), all.clone());
    let mut work = JoinSet::new();
    if let Some(address) = settings.metrics_listen {
        let listener = TcpListener::bind(address)
            .map_err(|error| Trouble::new(format!("cannot listen on {address} for the metrics: {error}")))?;
        let measured = Measured { houses: all, services: names.into(), bus: bus.clone() };
        let server = metrics::serve(&product, measured, listener)?;
        work.spawn(async move {
            if let Err(error) = server.await {
                tracing::error!(%error, "the metrics are not served any more");
            }
        });
    }
    let server = product.serve(listener)?;
    set_to_work(&mut work, &houses, &bus, &duties);
    Ok(Program { settings, server, houses, work, locks })
}

/// A relay per producer, a reader per consumer and producer, what falls due, the sealer and the services' own work: each
/// by the one process that has the lease of it.
fn set_to_work(work: &mut JoinSet<()>, houses: &[(House, Arc<dyn Running>)], bus: &Arc<dyn Bus>, duties: &Duties) {
    for (house, running) in houses {
        let (leases, duty) = (|| house.leases.clone(), |name: &str| duties.duty(house.service, name));
        let (relayed, relayed_to) = (house.clone(), bus.clone());
        work.spawn(
            leases().keep(duty("relay"), move |duty, held| relay::run(relayed.clone(), relayed_to.clone(), duty, held)),
        );
        let (scheduled, asked, log) = (house.clone(), running.clone(), bus.clone());
        work.spawn(leases().keep(duty("schedule"), move |duty, held| {
            rounds::run(scheduled.clone(), asked.clone(), log.clone(), duty, held)
        }));
        let sealed = house.clone();
        work.spawn(leases().keep(duty("sealer"), move |duty, _| sealer::run(sealed.clone(), duty)));
        let own = running.clone();
        work.spawn(leases().keep(duty("work"), move |_, held| {
            let own = own.clone();
            async move { own.work(held).await }
        }));
        // What the first reader would wait for is made before.
        let (service, warmed) = (house.service, running.clone());
        work.spawn(async move {
            if let Err(fault) = warmed.ready().await {
                warn!(service, %fault, "not ready yet");
            }
        });
        let producers = crate::SERVICES.iter().map(|service| service.name());
        for producer in producers.filter(|producer| *producer != house.service && bus.carries(producer)) {
            let (house, service, bus) = (house.clone(), running.clone(), bus.clone());
            let reader = Arc::new(Reader { house, service, bus, producer });
            let reading = duty(&format!("reader of {producer}"));
            work.spawn(leases().keep(reading, move |duty, held| reader::run(reader.clone(), duty, held)));
        }
        let kept = leases();
        work.spawn(duty("leases").keep(move |duty| kept.clone().run(duty)));
        let (compared, carried) = (house.clone(), bus.clone());
        work.spawn(duty("clock").keep(move |duty| agreement::keep_time(compared.clone(), carried.clone(), duty)));
        let (seen, carried) = (house.clone(), bus.clone());
        work.spawn(duty("files").keep(move |duty| agreement::keep_files(seen.clone(), carried.clone(), duty)));
    }
}

impl Program {
    /// Serves until it is told to stop; requests under way are finished, events wait in the outbox. What cannot be broken
    /// off without loss is finished too, then others may do the duties at once.
    pub async fn until_stopped(self) -> Result<(), Trouble> {
        let Program { server, houses, mut work, locks, .. } = self;
        server.await?;
        info!("stopping");
        let finished = join_all(houses.iter().map(|(_, running)| running.finish()));
        if tokio::time::timeout(FINISHED_WITHIN, finished).await.is_err() {
            warn!("what was begun is broken off, and tried again by whoever comes next");
        }
        work.shutdown().await;
        join_all(houses.iter().map(|(house, _)| house.leases.hand_back())).await;
        drop(locks);
        Ok(())
    }

    /// How to stop it from elsewhere.
    pub fn handle(&self) -> actix_web::dev::ServerHandle {
        self.server.handle()
    }
}
