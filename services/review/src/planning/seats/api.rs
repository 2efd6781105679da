//! Asking a further seat by API.

use actix_web::{HttpResponse, post, web};
use contract::{Problem, Versioned};
use domain::Seat;
use kit::DeskError;
use kit::web::{Given, Seen, etag};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::officers::Officer;
use crate::planning::api::PlanParams;
use crate::planning::desk::{Acted, Planning};

/// A seat that is asked for its opinion.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeatRequest {
    pub seat: Seat,
    /// Why it is asked though nothing concerns it. At most 2000 characters.
    pub words: String,
}

/// Ask a further seat for its opinion: the plan waits for it, at the conclusion with the group again, also where it was returned to the secretary.
#[utoipa::path(
    operation_id = "ask_seat", tag = "plans", params(PlanParams, Seen), security(("officer" = [])), request_body = SeatRequest,
    responses(
        (status = 200, description = "Asked", body = Versioned),
        (status = "4XX", description = "Not the secretary, not with the group, asked already, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/plans/{id}/asked-seats")]
pub async fn ask_seat(
    officer: Officer,
    planning: web::Data<Planning>,
    params: web::Path<PlanParams>,
    seen: Seen,
    given: Given<SeatRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: SeatRequest { seat, words }, once } = given;
    let asked = planning.ask_seat(&officer.once(once), params.id.into(), seen.0, seat, Some(words)).await?;
    let Acted { id, version } = asked;
    Ok(HttpResponse::Ok().insert_header(etag(version)).json(Versioned { id, version }))
}
