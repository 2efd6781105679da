//! The register of recommenders by API.

use actix_web::{HttpResponse, get, post, put, web};
use contract::{Page, Problem, Versioned};
use domain::recommender::{Recommender, RecommenderInput};
use kit::DeskError;
use kit::web::{Given, KeyOnly, Seen, etag};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::desk::Recommenders;
use crate::officers::Officer;
use crate::registers::desk::Kept;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct RecommenderParams {
    /// The recommender's id.
    id: Uuid,
}

/// The register of recommenders by number, those closed too.
#[utoipa::path(
    operation_id = "list_recommenders", tag = "registers", security(("officer" = [])),
    responses(
        (status = 200, description = "All of them", body = Page<Recommender>),
        (status = "4XX", description = "Not signed in", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/recommenders")]
pub async fn list_recommenders(_: Officer, recommenders: web::Data<Recommenders>) -> Result<HttpResponse, DeskError> {
    Ok(HttpResponse::Ok().json(Page { items: recommenders.list().await?, next: None, prev: None }))
}

/// One recommender.
#[utoipa::path(
    operation_id = "show_recommender", tag = "registers", params(RecommenderParams), security(("officer" = [])),
    responses(
        (status = 200, description = "The recommender; its ETag goes into If-Match", body = Recommender),
        (status = "4XX", description = "Not signed in, or no such recommender", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/recommenders/{id}")]
pub async fn show_recommender(
    _: Officer,
    recommenders: web::Data<Recommenders>,
    params: web::Path<RecommenderParams>,
) -> Result<HttpResponse, DeskError> {
    let shown = recommenders.find(params.id.into()).await?;
    Ok(HttpResponse::Ok().insert_header(etag(shown.version)).json(shown))
}

/// Enter a recommender.
#[utoipa::path(
    operation_id = "add_recommender", tag = "registers", security(("officer" = [])), request_body = RecommenderInput,
    responses(
        (status = 201, description = "Entered", body = Versioned),
        (status = "4XX", description = "Not the secretary, or something is wrong with it", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/recommenders")]
pub async fn add_recommender(
    officer: Officer,
    recommenders: web::Data<Recommenders>,
    given: Given<RecommenderInput>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    let Kept { id, version } = recommenders.add(&officer.once(once), &value).await?;
    Ok(HttpResponse::Created().insert_header(etag(version)).json(Versioned { id, version }))
}

/// Change a recommender.
#[utoipa::path(
    operation_id = "change_recommender", tag = "registers", params(RecommenderParams, Seen), security(("officer" = [])), request_body = RecommenderInput,
    responses(
        (status = 200, description = "Changed", body = Versioned),
        (status = "4XX", description = "Not the secretary, something is wrong with it, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/recommenders/{id}")]
pub async fn change_recommender(
    officer: Officer,
    recommenders: web::Data<Recommenders>,
    params: web::Path<RecommenderParams>,
    seen: Seen,
    given: Given<RecommenderInput>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    kept(recommenders.change(&officer.once(once), params.id.into(), seen.0, &value).await?)
}

/// Close a recommender: the office recommends no more, and its number can be given again.
#[utoipa::path(
    operation_id = "close_recommender", tag = "registers", params(RecommenderParams, Seen), security(("officer" = [])),
    responses(
        (status = 200, description = "Closed", body = Versioned),
        (status = "4XX", description = "Not the secretary, closed before, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/recommenders/{id}/closing")]
pub async fn close_recommender(
    officer: Officer,
    recommenders: web::Data<Recommenders>,
    params: web::Path<RecommenderParams>,
    seen: Seen,
    once: KeyOnly,
) -> Result<HttpResponse, DeskError> {
    kept(recommenders.close(&officer.once(once.0), params.id.into(), seen.0).await?)
}

fn kept(Kept { id, version }: Kept) -> Result<HttpResponse, DeskError> {
    Ok(HttpResponse::Ok().insert_header(etag(version)).json(Versioned { id, version }))
}
