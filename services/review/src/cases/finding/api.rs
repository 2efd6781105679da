//! Finding cases by API.

use actix_web::{HttpResponse, get, post, web};
use contract::{Page, Problem};
use domain::Sought;
use kit::web::{Caller, Given};
use kit::{DeskError, Paging, PagingParams};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::cases::desk::Cases;
use crate::cases::view::CaseItem;
use crate::officers::Officer;
use crate::recommenders::desk::Recommenders;

/// What to find a case by.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchRequest {
    /// The whole name, the number of the identity document or the receipt number, at most 200 characters. Case, accents, spaces,
    /// dots, hyphens and apostrophes do not matter, nor which of the names comes first.
    #[schema(example = "买买提·吐尔逊")]
    pub words: String,
}

/// Find cases by the person's name, the number of their identity document or the receipt number, within the officer's scope,
/// under way or ended, those filed last first. The words are in the body, since addresses are written into logs; the pages
/// beside this one are asked for with the same body.
#[utoipa::path(
    operation_id = "find_cases", tag = "cases", params(PagingParams), security(("officer" = [])), request_body = SearchRequest,
    responses(
        (status = 200, description = "Some of those found", body = Page<CaseItem>),
        (status = "4XX", description = "Not signed in, or nothing to find by", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/cases/search")]
pub async fn find_cases(
    officer: Officer,
    caller: Caller,
    cases: web::Data<Cases>,
    paging: Paging,
    given: Given<SearchRequest>,
) -> actix_web::Result<HttpResponse> {
    let sought = Sought::read(&given.value.words).map_err(DeskError::from)?;
    let found = cases.search(&officer, &sought, &paging.at()?, paging.limit).await?;
    Ok(paging.answer(found.map(|(listed, about)| CaseItem::of(&listed, &about, caller.language)))?)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct RecommendedParams {
    /// The recommender's id.
    id: Uuid,
}

/// What was recommended as this recommender, as whoever recommended stated: the cases within the officer's scope, under way or
/// ended, those filed last first.
#[utoipa::path(
    operation_id = "list_recommended_cases", tag = "cases", params(RecommendedParams, PagingParams), security(("officer" = [])),
    responses(
        (status = 200, description = "Some of them", body = Page<CaseItem>),
        (status = "4XX", description = "Not signed in, no such recommender, or a bad question", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/recommenders/{id}/cases")]
pub async fn list_recommended_cases(
    officer: Officer,
    caller: Caller,
    cases: web::Data<Cases>,
    recommenders: web::Data<Recommenders>,
    params: web::Path<RecommendedParams>,
    paging: Paging,
) -> actix_web::Result<HttpResponse> {
    let recommender = recommenders.find(params.id.into()).await?;
    let sought = Sought::recommended_as(recommender.id);
    let found = cases.search(&officer, &sought, &paging.at()?, paging.limit).await?;
    Ok(paging.answer(found.map(|(listed, about)| CaseItem::of(&listed, &about, caller.language)))?)
}
