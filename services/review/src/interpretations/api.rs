//! Interpretations by API.

use actix_web::{HttpResponse, get, post, put, web};
use contract::{Page, Problem, Versioned};
use domain::{Interpretation, InterpretationInput};
use kit::DeskError;
use kit::web::{Given, KeyOnly, Seen, etag};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::desk::{Interpretations, Kept, Ruling};
use crate::officers::Officer;
use crate::planning::api::OpinionRequest;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct InterpretationParams {
    /// The interpretation's id.
    id: Uuid,
}

/// Why an interpretation holds no more.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InterpretationEnding {
    /// For the file. At most 2000 characters.
    #[serde(default)]
    pub words: Option<String>,
}

/// The interpretations, drafts too, the latest first.
#[utoipa::path(
    operation_id = "list_interpretations", tag = "interpretations", security(("officer" = [])),
    responses(
        (status = 200, description = "All of them", body = Page<Interpretation>),
        (status = "4XX", description = "Not signed in, or with no part in them", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/interpretations")]
pub async fn list_interpretations(
    officer: Officer,
    interpretations: web::Data<Interpretations>,
) -> Result<HttpResponse, DeskError> {
    let items = interpretations.list(&officer).await?;
    Ok(HttpResponse::Ok().json(Page { items, next: None, prev: None }))
}

/// One interpretation.
#[utoipa::path(
    operation_id = "show_interpretation", tag = "interpretations", params(InterpretationParams), security(("officer" = [])),
    responses(
        (status = 200, description = "The interpretation; its ETag goes into If-Match", body = Interpretation),
        (status = "4XX", description = "Not signed in, with no part in them, or no such interpretation", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/interpretations/{id}")]
pub async fn show_interpretation(
    officer: Officer,
    interpretations: web::Data<Interpretations>,
    params: web::Path<InterpretationParams>,
) -> Result<HttpResponse, DeskError> {
    let shown = interpretations.show(&officer, params.id.into()).await?;
    Ok(HttpResponse::Ok().insert_header(etag(shown.version)).json(shown))
}

/// Draft an interpretation; the seats that it names are asked for their opinion.
#[utoipa::path(
    operation_id = "draft_interpretation", tag = "interpretations", security(("officer" = [])), request_body = InterpretationInput,
    responses(
        (status = 201, description = "Drafted", body = Versioned),
        (status = "4XX", description = "Not the secretary, or something is wrong with it", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/interpretations")]
pub async fn draft_interpretation(
    officer: Officer,
    interpretations: web::Data<Interpretations>,
    given: Given<InterpretationInput>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    let Kept { id, version } = interpretations.draft(&officer.once(once), &value).await?;
    Ok(HttpResponse::Created().insert_header(etag(version)).json(Versioned { id: id.uuid(), version }))
}

/// Write a draft anew; the seats speak on it again.
#[utoipa::path(
    operation_id = "change_interpretation", tag = "interpretations", params(InterpretationParams, Seen), security(("officer" = [])), request_body = InterpretationInput,
    responses(
        (status = 200, description = "Changed", body = Versioned),
        (status = "4XX", description = "Not the secretary, published before, something is wrong with it, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[put("/interpretations/{id}")]
pub async fn change_interpretation(
    officer: Officer,
    interpretations: web::Data<Interpretations>,
    params: web::Path<InterpretationParams>,
    seen: Seen,
    given: Given<InterpretationInput>,
) -> Result<HttpResponse, DeskError> {
    let Given { value, once } = given;
    kept(interpretations.change(&officer.once(once), params.id.into(), seen.0, &value).await?)
}

/// Give the opinion of one's seat on a draft that concerns it.
#[utoipa::path(
    operation_id = "opine_on_interpretation", tag = "interpretations", params(InterpretationParams, Seen), security(("officer" = [])), request_body = OpinionRequest,
    responses(
        (status = 200, description = "Given", body = Versioned),
        (status = "4XX", description = "No seat that it concerns, spoken before, published, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/interpretations/{id}/opinions")]
pub async fn opine_on_interpretation(
    officer: Officer,
    interpretations: web::Data<Interpretations>,
    params: web::Path<InterpretationParams>,
    seen: Seen,
    given: Given<OpinionRequest>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: OpinionRequest { opinion, words }, once } = given;
    let ruling = Ruling::Opine(opinion, words);
    kept(interpretations.rule(&officer.once(once), params.id.into(), seen.0, ruling).await?)
}

/// Publish a draft that each seat concerned agrees to; the public reads it from now on.
#[utoipa::path(
    operation_id = "publish_interpretation", tag = "interpretations", params(InterpretationParams, Seen), security(("officer" = [])),
    responses(
        (status = 200, description = "Published", body = Versioned),
        (status = "4XX", description = "Not the secretary, not agreed, the day on which it begins to hold has passed, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/interpretations/{id}/publication")]
pub async fn publish_interpretation(
    officer: Officer,
    interpretations: web::Data<Interpretations>,
    params: web::Path<InterpretationParams>,
    seen: Seen,
    once: KeyOnly,
) -> Result<HttpResponse, DeskError> {
    kept(interpretations.rule(&officer.once(once.0), params.id.into(), seen.0, Ruling::Publish).await?)
}

/// End an interpretation: it holds no more from today, and what was decided under it stands.
#[utoipa::path(
    operation_id = "end_interpretation", tag = "interpretations", params(InterpretationParams, Seen), security(("officer" = [])), request_body = InterpretationEnding,
    responses(
        (status = 200, description = "Ended", body = Versioned),
        (status = "4XX", description = "Not the secretary, not in force, or changed meanwhile", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/interpretations/{id}/ending")]
pub async fn end_interpretation(
    officer: Officer,
    interpretations: web::Data<Interpretations>,
    params: web::Path<InterpretationParams>,
    seen: Seen,
    given: Given<InterpretationEnding>,
) -> Result<HttpResponse, DeskError> {
    let Given { value: InterpretationEnding { words }, once } = given;
    kept(interpretations.rule(&officer.once(once), params.id.into(), seen.0, Ruling::End(words)).await?)
}

fn kept(Kept { id, version }: Kept) -> Result<HttpResponse, DeskError> {
    Ok(HttpResponse::Ok().insert_header(etag(version)).json(Versioned { id: id.uuid(), version }))
}
