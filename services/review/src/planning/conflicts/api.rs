//! Conflicts of interest by API.

use actix_web::{HttpResponse, post, web};
use contract::{Problem, Versioned};
use kit::DeskError;
use kit::web::{Given, Seen, etag};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::officers::Officer;
use crate::planning::api::PlanParams;
use crate::planning::desk::{Acted, Planning};

/// A conflict of interest.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConflictRequest {
    /// What the interest is. At most 2000 characters.
    pub words: String,
}

/// Declare a conflict of interest: the officer takes no part in the plan from now on.
#[utoipa::path(
    operation_id = "declare_plan_conflict", tag = "plans", params(PlanParams, Seen), security(("officer" = [])), request_body = ConflictRequest,
    responses(
        (status = 200, description = "Declared", body = Versioned),
        (status = "4XX", description = "At no hand of the plan, declared before, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/plans/{id}/conflicts")]
pub async fn declare_plan_conflict(
    officer: Officer,
    planning: web::Data<Planning>,
    params: web::Path<PlanParams>,
    seen: Seen,
    given: Given<ConflictRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: ConflictRequest { words }, once } = given;
    let declared = planning.declare_conflict(&officer.once(once), params.id.into(), seen.0, Some(words)).await?;
    let Acted { id, version } = declared;
    Ok(HttpResponse::Ok().insert_header(etag(version)).json(Versioned { id, version }))
}
