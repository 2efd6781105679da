//! What an act answers: the thing that it was done to, and no more of it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// What an act was done to, and the version that is in now, which goes into the If-Match of the next.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
pub struct Versioned {
    pub id: Uuid,
    pub version: i64,
}
