//! The published interpretations by API.

use actix_web::{HttpResponse, get, web};
use contract::{Page, Problem};
use domain::interpretation::Published;
use kit::{DeskError, Shared};

use super::desk::Interpretations;

/// The published interpretations of the Measures, by their first clause; those that hold no more too.
#[utoipa::path(
    operation_id = "list_published_interpretations", tag = "measures", security(()),
    responses(
        (status = 200, description = "All of them", body = Page<Published>),
        (status = 304, description = "What `If-None-Match` names is still true"),
        (status = "4XX", description = "Too many requests", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/interpretations")]
pub async fn list_published_interpretations(
    shared: Shared,
    interpretations: web::Data<Interpretations>,
) -> Result<HttpResponse, DeskError> {
    let items = interpretations.list().await?;
    let version = kit::digest(&items)?;
    let page = async || Ok(HttpResponse::Ok().json(Page { items, next: None, prev: None }));
    shared.answer(&version, page).await
}
