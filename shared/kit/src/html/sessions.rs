//! Where somebody is signed in, as their own page and the API list it; the page's macro is `session-list.html`.

use actix_web::HttpResponse;
use contract::Language;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::date::{self, When};
use super::{Frame, Posted, page};
use crate::auth::Session;
use crate::auth::sessions::VERSION;
use crate::fault::DeskError;

/// A session on the page where its owner ends it.
pub struct SessionRow {
    pub id: Uuid,
    pub device: String,
    pub since: When,
    pub seen: When,
    pub is_this: bool,
}

/// `this` is the one that asks.
pub fn rows(sessions: Vec<Session>, this: Uuid, language: Language) -> Vec<SessionRow> {
    let row = |session: Session| SessionRow {
        id: session.id,
        device: session.device.say(language),
        since: date::moment(session.begun, language),
        seen: date::moment(session.seen, language),
        is_this: session.id == this,
    };
    sessions.into_iter().map(row).collect()
}

/// What the pressed button names is ended, and the list shown again. One that has ended meanwhile is gone from it,
/// which is what was wanted.
pub async fn end(
    frame: &Frame,
    posted: &Posted,
    one: impl AsyncFnOnce(Uuid) -> Result<(), DeskError>,
    others: impl AsyncFnOnce() -> Result<(), DeskError>,
) -> Result<HttpResponse, DeskError> {
    let ended = match posted.text("end") {
        "others" => others().await,
        id => match id.parse() {
            Ok(id) => one(id).await,
            Err(_) => Err(DeskError::Missing),
        },
    };
    match ended {
        Ok(()) | Err(DeskError::Missing) => Ok(page::see_other(frame.here())),
        Err(error) => Err(error),
    }
}

/// A session of the caller.
#[derive(Serialize, ToSchema)]
pub struct SessionItem {
    pub id: Uuid,
    /// In the caller's language.
    #[schema(example = "Chrome on a Windows computer")]
    pub device: String,
    #[schema(format = DateTime)]
    pub since: String,
    /// When it was last used, to within a few minutes.
    #[schema(format = DateTime)]
    pub seen: String,
    #[schema(format = DateTime)]
    pub ends: String,
    /// Whether it is the one that asks.
    pub is_this: bool,
    /// For `If-Match`, as `"v1"`.
    pub version: i64,
}

impl SessionItem {
    pub fn of(session: Session, this: Uuid, language: Language) -> SessionItem {
        SessionItem {
            id: session.id,
            device: session.device.say(language),
            since: session.begun.rfc3339(),
            seen: session.seen.rfc3339(),
            ends: session.ends.rfc3339(),
            is_this: session.id == this,
            version: VERSION,
        }
    }
}
