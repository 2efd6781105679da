//! One's own sessions by API.

use actix_web::{HttpResponse, delete, get, post, web};
use contract::{Page, Problem};
use kit::html::sessions::SessionItem;
use kit::{Caller, DeskError, KeyOnly, Seen};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::officers::{Officer, Officers};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct StaffSessionParams {
    /// The session's id.
    id: Uuid,
}

/// Where the caller is signed in, by browser and by program, the one used last first.
#[utoipa::path(
    operation_id = "list_staff_sessions", tag = "officers", security(("officer" = [])),
    responses(
        (status = 200, description = "All of them", body = Page<SessionItem>),
        (status = "4XX", description = "Not signed in", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/sessions")]
pub async fn list_staff_sessions(
    officer: Officer,
    caller: Caller,
    officers: web::Data<Officers>,
) -> Result<HttpResponse, DeskError> {
    let listed = officers.sessions(&officer).await?;
    let items = listed.into_iter().map(|one| SessionItem::of(one, officer.session, caller.language)).collect();
    Ok(HttpResponse::Ok().json(Page { items, next: None, prev: None }))
}

/// End one of them, with its refresh token and its access tokens.
#[utoipa::path(
    operation_id = "end_staff_session", tag = "officers", params(StaffSessionParams, Seen), security(("officer" = [])),
    responses(
        (status = 204, description = "Ended"),
        (status = "4XX", description = "Not signed in, or not a session of the caller", body = Problem, content_type = "application/problem+json"),
    )
)]
#[delete("/sessions/{id}")]
pub async fn end_staff_session(
    officer: Officer,
    officers: web::Data<Officers>,
    params: web::Path<StaffSessionParams>,
    seen: Seen,
    once: KeyOnly,
) -> Result<HttpResponse, DeskError> {
    officers.end_session(&officer.once(once.0), params.id, seen.0).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// End all of them but the one that asks.
#[utoipa::path(
    operation_id = "end_other_staff_sessions", tag = "officers", security(("officer" = [])),
    responses(
        (status = 204, description = "Ended"),
        (status = "4XX", description = "Not signed in", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/sessions/ending")]
pub async fn end_other_staff_sessions(
    officer: Officer,
    officers: web::Data<Officers>,
    once: KeyOnly,
) -> Result<HttpResponse, DeskError> {
    officers.end_other_sessions(&officer.once(once.0)).await?;
    Ok(HttpResponse::NoContent().finish())
}
