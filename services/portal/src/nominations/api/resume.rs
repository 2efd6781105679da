//! A JSON Resume by API: the filing that it gives. A draft is made with that afterwards, like with any other.

use actix_web::{HttpResponse, post, web};
use contract::Problem;
use domain::resume::{ReadResume, Resume};
use kit::DeskError;
use kit::web::Given;

use crate::accounts::Applicant;
use crate::nominations::desk::Nominations;

/// What a JSON Resume answers of a filing. Nothing is kept; sections that nothing is taken from are named.
#[utoipa::path(
    operation_id = "read_resume", tag = "nominations", request_body = Resume, security(("applicant" = [])),
    responses(
        (status = 200, description = "The filing, to be looked over", body = ReadResume),
        (status = "4XX", description = "Not signed in, or nothing in it can be used", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/resume-readings")]
pub async fn read_resume(
    _applicant: Applicant,
    nominations: web::Data<Nominations>,
    given: Given<Resume>,
) -> Result<HttpResponse, DeskError> {
    Ok(HttpResponse::Ok().json(given.value.read(nominations.today())?))
}
