//! Running a service: what every service needs and no article of the Measures mentions.

pub mod act;
mod audit;
pub mod auth;
pub mod bus;
pub mod clock;
pub mod config;
mod database;
pub mod fault;
mod house;
pub mod html;
mod idempotency;
pub mod ids;
pub mod inbox;
pub mod keys;
pub mod limits;
mod migrations;
pub mod outbox;
mod person_keys;
pub mod rng;
pub mod schedule;
pub mod service;
pub mod telemetry;
pub mod web;

pub use act::{Act, Actor, By, Once};
pub use clock::{Clock, Instant, SetClock, SystemClock};
pub use config::{BadSettings, Settings, Within, Written};
pub use fault::{DeskError, Fault};
pub use house::House;
pub use html::{Choice, Form, Frame, Posted, Say, page};
pub use ids::Ids;
pub use inbox::reader::Heard;
pub use keys::{Keys, SealKey, digest};
pub use rng::{Rng, SystemRng};
pub use schedule::Due;
pub use service::{Running, Service};
pub use web::{Caller, Given, KeyOnly, Misread, Mounted, Product, Seen, etag};
