//! Delegations by API.

use actix_web::{HttpResponse, get, post, web};
use chrono::NaiveDate;
use contract::{Page, Problem, Versioned};
use domain::{DelegationId, Text};
use kit::DeskError;
use kit::web::{Given, KeyOnly, Seen, etag};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::desk::{Delegated, Delegating, Delegations, Named};
use crate::officers::Officer;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct DelegationParams {
    /// The delegation's id.
    id: Uuid,
}

/// Who stands in, and on which days.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DelegationRequest {
    /// The sign-in name of a colleague of another hand, seat or municipal department who sees the whole plan; for a unit's officer
    /// that of somebody of the department that supervises the unit.
    #[schema(example = "prefecture")]
    pub to: String,
    #[schema(value_type = String, format = Date)]
    pub from: NaiveDate,
    /// The last day; at most 60 in all.
    #[schema(value_type = String, format = Date)]
    pub until: NaiveDate,
}

/// A delegation that the officer made or holds.
#[derive(Serialize, ToSchema)]
pub struct DelegationItem {
    pub id: DelegationId,
    /// Who is away.
    pub of: Text,
    /// Who acts meanwhile.
    pub to: Text,
    #[schema(value_type = String, format = Date)]
    pub from: NaiveDate,
    #[schema(value_type = String, format = Date)]
    pub until: NaiveDate,
    /// The first day on which it holds no more, where it was ended before.
    #[schema(value_type = Option<String>, format = Date)]
    pub ended_on: Option<NaiveDate>,
    pub version: i64,
}

impl From<Named> for DelegationItem {
    fn from(Named { delegation, of, to }: Named) -> DelegationItem {
        let domain::Delegation { id, from, until, ended_on, version, .. } = delegation;
        DelegationItem { id, of, to, from, until, ended_on, version }
    }
}

/// The delegations that the officer made or holds, the latest first.
#[utoipa::path(
    operation_id = "list_delegations", tag = "delegations", security(("officer" = [])),
    responses(
        (status = 200, description = "All of them", body = Page<DelegationItem>),
        (status = "4XX", description = "Not signed in, or at no hand of a plan", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/delegations")]
pub async fn list_delegations(
    officer: Officer,
    delegations: web::Data<Delegations>,
) -> Result<HttpResponse, DeskError> {
    let items = delegations.list(&officer).await?.into_iter().map(DelegationItem::from).collect();
    Ok(HttpResponse::Ok().json(Page { items, next: None, prev: None }))
}

/// Have a colleague stand in at the officer's hand of the plans while the officer is away; for a unit's officer on the unit's cases
/// too.
#[utoipa::path(
    operation_id = "make_delegation", tag = "delegations", security(("officer" = [])), request_body = DelegationRequest,
    responses(
        (status = 201, description = "Made", body = Versioned),
        (status = "4XX", description = "At no hand of a plan, nobody who can stand in, or not on these days", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/delegations")]
pub async fn make_delegation(
    officer: Officer,
    delegations: web::Data<Delegations>,
    given: Given<DelegationRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: DelegationRequest { to, from, until }, once } = given;
    let Delegated { id, version } = delegations.make(&officer.once(once), Delegating { to, from, until }).await?;
    Ok(HttpResponse::Created().insert_header(etag(version)).json(Versioned { id: id.uuid(), version }))
}

/// End a delegation before its last day.
#[utoipa::path(
    operation_id = "end_delegation", tag = "delegations", params(DelegationParams, Seen), security(("officer" = [])),
    responses(
        (status = 200, description = "Ended", body = Versioned),
        (status = "4XX", description = "Not the officer's own, over, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/delegations/{id}/ending")]
pub async fn end_delegation(
    officer: Officer,
    delegations: web::Data<Delegations>,
    params: web::Path<DelegationParams>,
    seen: Seen,
    once: KeyOnly,
) -> Result<HttpResponse, DeskError> {
    let Delegated { id, version } = delegations.end(&officer.once(once.0), params.id.into(), seen.0).await?;
    Ok(HttpResponse::Ok().insert_header(etag(version)).json(Versioned { id: id.uuid(), version }))
}
