//! The units by API.

use actix_web::{HttpResponse, get, web};
use contract::{Page, Problem};
use domain::UnitRef;
use kit::{DeskError, Shared};

use super::desk::Units;

/// The employing units that one can nominate oneself to without a post, by kind and name.
#[utoipa::path(
    operation_id = "list_units", tag = "catalogue", security(()),
    responses(
        (status = 200, description = "All of them", body = Page<UnitRef>),
        (status = 304, description = "What `If-None-Match` names is still true"),
        (status = "4XX", description = "Too many requests", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/units")]
pub async fn list_units(shared: Shared, units: web::Data<Units>) -> Result<HttpResponse, DeskError> {
    let items = units.list().await?;
    let version = kit::digest(&items)?;
    let page = async || Ok(HttpResponse::Ok().json(Page { items, next: None, prev: None }));
    shared.answer(&version, page).await
}
