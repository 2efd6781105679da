//! Asking for a rejection to be looked at again, by API.

use actix_web::{HttpResponse, post, web};
use contract::{Problem, Versioned};
use kit::DeskError;
use kit::web::{Given, Seen, etag};
use serde::Deserialize;
use utoipa::ToSchema;

use super::NominationParams;
use crate::accounts::Applicant;
use crate::nominations::desk::{Nominations, Saved};

/// What the applicant says against a rejection.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReconsiderationAskedRequest {
    /// May be left out; at most 2000 characters.
    #[serde(default)]
    pub words: Option<String>,
}

/// Ask for a rejection to be looked at again by another person: once, and within 15 working days.
#[utoipa::path(
    operation_id = "ask_reconsideration", tag = "nominations", params(NominationParams, Seen), request_body = ReconsiderationAskedRequest, security(("applicant" = [])),
    responses(
        (status = 200, description = "Asked", body = Versioned),
        (status = "4XX", description = "Not rejected, reconsidered already, too late, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/nominations/{id}/reconsideration")]
pub async fn ask_reconsideration(
    applicant: Applicant,
    nominations: web::Data<Nominations>,
    params: web::Path<NominationParams>,
    seen: Seen,
    given: Given<ReconsiderationAskedRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    let Saved { id, version } = nominations.contest(&applicant, once, params.id.into(), seen.0, value.words).await?;
    Ok(HttpResponse::Ok().insert_header(etag(version)).json(Versioned { id: id.uuid(), version }))
}
