//! What carries an event between services: CloudEvents 1.0 with our sequence and trace.
//! The same JSON in the outbox, on every bus and in the committed samples.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::event::Event;

/// One event as it travels. `(source, subject, sequence)` orders what happened to one thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Envelope {
    #[schema(example = "1.0")]
    pub specversion: String,
    /// UUIDv7; a consumer takes each id once.
    pub id: Uuid,
    /// The service it comes from.
    #[schema(example = "portal")]
    pub source: String,
    /// The thing it happened to, such as `case/YC26-…`.
    pub subject: String,
    /// 1, 2, 3 … within the subject, without gaps.
    pub sequence: i64,
    /// RFC 3339, UTC.
    pub time: String,
    /// The id of the request that caused it.
    pub trace: String,
    #[serde(flatten)]
    pub event: Event,
}
