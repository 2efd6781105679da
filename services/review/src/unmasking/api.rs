//! Looking at what is masked, by API.

use actix_web::{HttpResponse, post, web};
use contract::Problem;
use domain::CaseId;
use kit::DeskError;
use kit::web::Given;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::Unmasking;
use super::purpose::{Masked, Purpose};
use crate::officers::Officer;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct CaseParams {
    /// The case's id.
    id: Uuid,
}

/// What is looked at, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnmaskingRequest {
    pub purpose: Purpose,
    /// At least one.
    #[schema(min_items = 1)]
    pub fields: Vec<Masked>,
}

/// The values asked for; the others are absent.
#[derive(Default, Serialize, ToSchema)]
pub struct Unmasked {
    pub document_number: Option<String>,
    pub phone: Option<String>,
    pub mail: Option<String>,
}

/// Look at what is masked, for a purpose that the trail keeps. Needs a step-up.
#[utoipa::path(
    operation_id = "unmask_case", tag = "cases", params(CaseParams), security(("officer" = [])), request_body = UnmaskingRequest,
    responses(
        (status = 200, description = "The values, once", body = Unmasked),
        (status = "4XX", description = "Not stepped up, no such case within the officer's scope, or no such purpose", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/cases/{id}/unmasking")]
pub async fn unmask_case(
    officer: Officer,
    unmasking: web::Data<Unmasking>,
    params: web::Path<CaseParams>,
    given: Given<UnmaskingRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: UnmaskingRequest { purpose, fields }, once } = given;
    let officer = officer.once(once);
    let mut unmasked = Unmasked::default();
    for (field, value) in unmasking.unmask(&officer, CaseId::from(params.id), purpose, &fields).await? {
        match field {
            Masked::DocumentNumber => unmasked.document_number = Some(value),
            Masked::Phone => unmasked.phone = Some(value),
            Masked::Mail => unmasked.mail = Some(value),
        }
    }
    Ok(HttpResponse::Ok().json(unmasked))
}
