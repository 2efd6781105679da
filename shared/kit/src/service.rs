//! A service: what the program mounts, runs and tells of. Tests mount the same values.

use std::sync::Arc;

use actix_web::web::ServiceConfig;
use async_trait::async_trait;
use contract::event::{EventParked, EventReleased};
use sea_orm_migration::MigrationTrait;

use crate::act::Act;
use crate::config::{BadSettings, Settings, Written};
use crate::examined::Examined;
use crate::fault::{DeskError, Fault};
use crate::house::House;
use crate::html::{Frame, Link};
use crate::inbox::reader::Heard;
use crate::lease::Held;
use crate::metrics::Reading;
use crate::schedule::Due;

/// What a service is before it runs.
#[async_trait]
pub trait Service: Send + Sync {
    /// The name of its database, its section of the settings and its part of the API: `/api/<name>/v1`.
    fn name(&self) -> &'static str;

    /// Where its pages hang: `/staff`, or nothing for the public door.
    fn root(&self) -> &'static str;

    /// Its settings with their defaults, which is also their manual.
    fn defaults(&self) -> &'static str;

    /// Whether its settings are well said; asked before anything is made or opened.
    fn check(&self, _written: &Written) -> Result<(), BadSettings> {
        Ok(())
    }

    /// What it depends on besides its database, each as it is found: for `yincai doctor`. Makes nothing.
    async fn examine(&self, _written: &Written) -> Vec<Examined> {
        Vec::new()
    }

    /// A line for whoever starts the program: what it serves, and where that is.
    fn announces(&self, _settings: &Settings) -> Option<String> {
        None
    }

    /// Its own tables; those of `kit` come before.
    fn migrations(&self) -> Vec<Box<dyn MigrationTrait>>;

    /// The operations of its API. Routing is documenting.
    fn api(&self, routes: &mut utoipa_actix_web::service_config::ServiceConfig);

    /// Title and words of its API document.
    fn document(&self) -> utoipa::openapi::OpenApi;

    /// The pages below its root.
    fn pages(&self, routes: &mut ServiceConfig);

    /// What the bar on its pages offers to anybody, also where one of them failed.
    fn bar(&self, _frame: &Frame) -> Vec<Link> {
        Vec::new()
    }

    /// Commands of its own for the operator of the machine.
    fn commands(&self) -> Vec<clap::Command> {
        Vec::new()
    }

    /// Its desks, in the house they stand in.
    fn open(&self, house: House) -> Result<Arc<dyn Running>, BadSettings>;
}

/// A service at work.
#[async_trait]
pub trait Running: Send + Sync {
    /// Gives its desks to its doors.
    fn furnish(&self, routes: &mut ServiceConfig);

    /// Takes one event: at most one act, begun with `heard.by`; what does not concern it, it leaves.
    async fn hear(&self, heard: Heard) -> Result<(), DeskError>;

    /// Takes what fell due: at most one act, begun with `due.by`. Asked again after a fault, parked when it refuses.
    async fn fall_due(&self, due: Due) -> Result<(), DeskError> {
        Err(Fault::new(format!("nobody here knows what to do when {} falls due", due.kind)).into())
    }

    /// Learns in the act that parks it that something of its own is parked. The others are told by event.
    async fn parked(&self, _act: &Act, _told: &EventParked) -> Result<(), Fault> {
        Ok(())
    }

    /// Learns in the act that releases it that something of its own is parked no longer.
    async fn released(&self, _act: &Act, _told: &EventReleased) -> Result<(), Fault> {
        Ok(())
    }

    /// Fills an empty house with the demo. Asked at every start, also after one that broke off.
    async fn seed(&self) -> Result<(), DeskError> {
        Ok(())
    }

    /// Does what one of its commands was typed for, and says what to print.
    async fn operate(&self, _command: &str, _given: &clap::ArgMatches) -> Result<String, DeskError> {
        Err(DeskError::Missing)
    }

    /// Work of its own, which one process does, for as long as it has the duty. What it writes, it writes under that.
    async fn work(&self, _held: Held) {
        std::future::pending().await
    }

    /// The program ends: what the work has begun and cannot break off without loss is brought to its end.
    async fn finish(&self) {}

    /// Numbers of its own for whoever runs it.
    async fn readings(&self) -> Result<Vec<Reading>, Fault> {
        Ok(Vec::new())
    }

    /// Whether it can serve; the fault names what it lacks.
    async fn ready(&self) -> Result<(), Fault>;
}
