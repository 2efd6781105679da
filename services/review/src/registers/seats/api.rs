//! The seats of the coordination group by API.

use actix_web::{HttpResponse, get, post, put, web};
use contract::{Page, Problem, Versioned};
use domain::{Concern, OfficerId, Seat, SeatMember, SeatingInput, Text};
use kit::DeskError;
use kit::web::{Given, KeyOnly, Seen, etag};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::desk::{Seated, Seats, Sitting};
use crate::officers::Officer;
use crate::registers::api::kept;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct SeatMemberParams {
    /// The officer's id.
    id: Uuid,
}

/// A seat of the coordination group and who sits on it.
#[derive(Serialize, ToSchema)]
pub struct SeatView {
    pub seat: Seat,
    /// What of a post may concern it; nothing of the secretary's, who concludes.
    pub concerns: Vec<Concern>,
    /// Empty for a vacant seat.
    pub members: Vec<SittingView>,
}

/// Somebody who sits on a seat.
#[derive(Serialize, ToSchema)]
pub struct SittingView {
    pub id: OfficerId,
    pub name: Text,
    pub office: Text,
}

impl From<Seated> for SeatView {
    fn from(Seated { seat, concerns, members }: Seated) -> SeatView {
        let view = |Sitting { id, name, office }| SittingView { id, name, office };
        SeatView { seat, concerns, members: members.into_iter().map(view).collect() }
    }
}

/// The seats of the coordination group and who sits on them.
#[utoipa::path(
    operation_id = "list_seats", tag = "registers", security(("officer" = [])),
    responses(
        (status = 200, description = "All of them", body = Page<SeatView>),
        (status = "4XX", description = "Not signed in", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/seats")]
pub async fn list_seats(_: Officer, seats: web::Data<Seats>) -> Result<HttpResponse, DeskError> {
    let items = seats.list().await?.into_iter().map(SeatView::from).collect();
    Ok(HttpResponse::Ok().json(Page { items, next: None, prev: None }))
}

/// The accounts that sit on a seat or can, those without one too.
#[utoipa::path(
    operation_id = "list_seat_members", tag = "registers", security(("officer" = [])),
    responses(
        (status = 200, description = "All of them", body = Page<SeatMember>),
        (status = "4XX", description = "Neither the secretary nor an auditor", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/seat-members")]
pub async fn list_seat_members(officer: Officer, seats: web::Data<Seats>) -> Result<HttpResponse, DeskError> {
    Ok(HttpResponse::Ok().json(Page { items: seats.members(&officer).await?, next: None, prev: None }))
}

/// One account that sits on a seat or can.
#[utoipa::path(
    operation_id = "show_seat_member", tag = "registers", params(SeatMemberParams), security(("officer" = [])),
    responses(
        (status = 200, description = "The account; its ETag goes into If-Match", body = SeatMember),
        (status = "4XX", description = "Neither the secretary nor an auditor, or no such account", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/seat-members/{id}")]
pub async fn show_seat_member(
    officer: Officer,
    seats: web::Data<Seats>,
    params: web::Path<SeatMemberParams>,
) -> Result<HttpResponse, DeskError> {
    let member = seats.member(&officer, params.id.into()).await?;
    Ok(HttpResponse::Ok().insert_header(etag(member.version)).json(member))
}

/// Give an account a seat, in the place of the one it had. Whoever is signed in with it acts with the new one at once. Needs a step-up.
#[utoipa::path(
    operation_id = "change_seat_member", tag = "registers", params(SeatMemberParams, Seen), security(("officer" = [])), request_body = SeatingInput,
    responses(
        (status = 200, description = "Seated", body = Versioned),
        (status = "4XX", description = "Not the secretary, not stepped up, something is wrong with it, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/seat-members/{id}")]
pub async fn change_seat_member(
    officer: Officer,
    seats: web::Data<Seats>,
    params: web::Path<SeatMemberParams>,
    seen: Seen,
    given: Given<SeatingInput>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    kept(seats.change(&officer.once(once), params.id.into(), seen.0, &value).await?)
}

/// Let an account sit on no seat any more: it is signed out, and signs in again once it is given one. Needs a step-up.
#[utoipa::path(
    operation_id = "stand_down_seat_member", tag = "registers", params(SeatMemberParams, Seen), security(("officer" = [])),
    responses(
        (status = 200, description = "Stood down; what was said for the seat stays", body = Versioned),
        (status = "4XX", description = "Not the secretary, not stepped up, on no seat, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/seat-members/{id}/standing-down")]
pub async fn stand_down_seat_member(
    officer: Officer,
    seats: web::Data<Seats>,
    params: web::Path<SeatMemberParams>,
    seen: Seen,
    once: KeyOnly,
) -> Result<HttpResponse, DeskError> {
    kept(seats.stand_down(&officer.once(once.0), params.id.into(), seen.0).await?)
}
