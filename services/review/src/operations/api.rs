//! Operations by API.

use actix_web::{HttpResponse, get, post, web};
use contract::event::Ruling;
use contract::{Page, Problem, Versioned};
use kit::web::{KeyOnly, Seen, etag};
use kit::{DeskError, Paging, PagingParams};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::desk::{Asked, Operations};
use super::store::Parked;
use crate::officers::Officer;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ParkedParams {
    /// Its id in the list.
    id: Uuid,
}

/// Something that a service could not do.
#[derive(Serialize, ToSchema)]
pub struct ParkedItem {
    pub id: Uuid,
    /// The id of the event, or of what fell due, under which the log of the service tells more.
    pub event: Uuid,
    /// Where it is parked.
    #[schema(example = "notify")]
    pub service: String,
    /// Who told the event; the service itself where something fell due.
    #[schema(example = "portal")]
    pub producer: String,
    pub subject: String,
    /// The type of the event, or the kind of what fell due.
    #[schema(example = "yincai.letter-due.v1")]
    pub kind: String,
    /// `fault`, `unreadable`, `sequence-gap` (events before it are missing), or the codes of the refusal.
    pub why: String,
    /// When it was tried last, RFC 3339.
    pub at: String,
    /// What was decided and is not done yet.
    pub asked: Option<Ruling>,
    /// For `If-Match`, as `"v3"`.
    pub version: i64,
}

impl From<Parked> for ParkedItem {
    fn from(parked: Parked) -> ParkedItem {
        let Parked { id, event, service, producer, subject, kind, why, at, asked, version } = parked;
        ParkedItem { id, event, service, producer, subject, kind, why, at: at.rfc3339(), asked, version }
    }
}

/// What services could not do and parked, the newest first.
#[utoipa::path(
    operation_id = "list_parked_events", tag = "operations", params(PagingParams), security(("officer" = [])),
    responses(
        (status = 200, description = "Some of what is parked", body = Page<ParkedItem>),
        (status = "4XX", description = "Not signed in, or not a system administrator", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/parked-events")]
pub async fn list_parked_events(
    officer: Officer,
    operations: web::Data<Operations>,
    paging: Paging,
) -> actix_web::Result<HttpResponse> {
    let listed = operations.list(&officer, &paging.at()?, paging.limit).await?;
    Ok(paging.answer(listed.map(ParkedItem::from))?)
}

/// One of them.
#[utoipa::path(
    operation_id = "show_parked_event", tag = "operations", params(ParkedParams), security(("officer" = [])),
    responses(
        (status = 200, description = "What is parked; its ETag goes into If-Match", body = ParkedItem),
        (status = "4XX", description = "Not a system administrator, or not parked", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/parked-events/{id}")]
pub async fn show_parked_event(
    officer: Officer,
    operations: web::Data<Operations>,
    params: web::Path<ParkedParams>,
) -> Result<HttpResponse, DeskError> {
    let parked = operations.show(&officer, params.id).await?;
    Ok(HttpResponse::Ok().insert_header(etag(parked.version)).json(ParkedItem::from(parked)))
}

/// Have it tried again; what follows of the same subject is taken behind it.
#[utoipa::path(
    operation_id = "retry_parked_event", tag = "operations", params(ParkedParams, Seen), security(("officer" = [])),
    responses(
        (status = 200, description = "Asked", body = Versioned),
        (status = "4XX", description = "Not a system administrator, not parked, or decided meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/parked-events/{id}/retry")]
pub async fn retry_parked_event(
    officer: Officer,
    operations: web::Data<Operations>,
    params: web::Path<ParkedParams>,
    seen: Seen,
    key: KeyOnly,
) -> Result<HttpResponse, DeskError> {
    ask(&operations, officer.once(key.0), params.id, seen, Ruling::Retry).await
}

/// Leave it undone for good; what follows of the same subject is taken.
#[utoipa::path(
    operation_id = "skip_parked_event", tag = "operations", params(ParkedParams, Seen), security(("officer" = [])),
    responses(
        (status = 200, description = "Asked", body = Versioned),
        (status = "4XX", description = "Not a system administrator, not parked, or decided meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/parked-events/{id}/skip")]
pub async fn skip_parked_event(
    officer: Officer,
    operations: web::Data<Operations>,
    params: web::Path<ParkedParams>,
    seen: Seen,
    key: KeyOnly,
) -> Result<HttpResponse, DeskError> {
    ask(&operations, officer.once(key.0), params.id, seen, Ruling::Skip).await
}

async fn ask(
    operations: &Operations,
    officer: Officer,
    id: Uuid,
    seen: Seen,
    ruling: Ruling,
) -> Result<HttpResponse, DeskError> {
    let Asked { id, version } = operations.ask(&officer, id, seen.0, ruling).await?;
    Ok(HttpResponse::Ok().insert_header(etag(version)).json(Versioned { id, version }))
}
