//! Running a service: what every service needs and no article of the Measures mentions.

#[macro_use]
pub mod crash;

pub mod act;
pub mod agreement;
pub mod audit;
pub mod auth;
pub mod bus;
pub mod clock;
pub mod config;
mod database;
pub mod duty;
mod examined;
pub mod fault;
pub mod files;
mod house;
mod housekeeping;
pub mod html;
mod idempotency;
pub mod ids;
pub mod inbox;
pub mod keys;
pub mod lease;
pub mod limits;
pub mod lock;
pub mod metrics;
mod migrations;
pub mod outbox;
pub mod paging;
mod person_keys;
pub mod rng;
pub mod schedule;
pub mod service;
mod signing;
pub mod telemetry;
pub mod web;
mod tls;

pub use act::{Act, Actor, By, Once};
pub use clock::{Clock, Instant, SetClock, SystemClock};
pub use config::{BadSettings, Settings, Within, Written};
pub use database::Inspected;
pub use duty::{Duties, Duty};
pub use examined::Examined;
pub use fault::{DeskError, Fault};
pub use house::House;
pub use html::{Choice, Form, Frame, Posted, PostedFile, Say, page};
pub use ids::Ids;
pub use inbox::reader::Heard;
pub use keys::{Keys, SealKey, digest};
pub use lease::Held;
pub use metrics::Reading;
pub use paging::{At, Place, Walked, newest_first};
pub use rng::{Rng, SystemRng};
pub use schedule::Due;
pub use service::{Running, Service};
pub use web::{Caller, Given, KeyOnly, Misread, Mounted, Paging, PagingParams, Product, Seen, Shared, Upload, etag};
