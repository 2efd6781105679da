//! Stepping up by API.

use actix_web::{HttpResponse, post, web};
use contract::Problem;
use kit::DeskError;
use kit::web::Given;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::StepUps;
use crate::officers::Officer;

/// A new code of the second factor.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StepUpRequest {
    /// Six digits; each holds for 30 seconds and once.
    #[schema(example = "123456")]
    pub code: String,
}

/// For how long the caller's session or token may do what asks for a step-up.
#[derive(Serialize, ToSchema)]
pub struct SteppedUp {
    #[schema(format = DateTime, example = "2026-11-25T08:05:00Z")]
    pub ends: String,
}

/// Prove again who is there, for what is not done lightly.
#[utoipa::path(
    operation_id = "create_step_up", tag = "officers", security(("officer" = [])), request_body = StepUpRequest,
    responses(
        (status = 200, description = "Stepped up for five minutes", body = SteppedUp),
        (status = "4XX", description = "Not signed in, a wrong code, or too often", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/step-ups")]
pub async fn create_step_up(
    officer: Officer,
    step_ups: web::Data<StepUps>,
    given: Given<StepUpRequest>,
) -> Result<HttpResponse, DeskError> {
    let ends = step_ups.step_up(&officer, &given.value.code).await?.rfc3339();
    Ok(HttpResponse::Ok().json(SteppedUp { ends }))
}
