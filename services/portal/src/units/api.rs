//! The units by API.

use actix_web::{HttpResponse, get, web};
use contract::{Page, Problem};
use domain::UnitRef;
use kit::DeskError;

use super::desk::Units;

/// The employing units that one can nominate oneself to without a post, by kind and name.
#[utoipa::path(
    operation_id = "list_units", tag = "catalogue", security(()),
    responses(
        (status = 200, description = "All of them", body = Page<UnitRef>),
        (status = "4XX", description = "Too many requests", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/units")]
pub async fn list_units(units: web::Data<Units>) -> Result<HttpResponse, DeskError> {
    Ok(HttpResponse::Ok().json(Page { items: units.list().await?, next: None, prev: None }))
}
