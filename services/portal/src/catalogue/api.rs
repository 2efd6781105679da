//! The catalogue by API.

use actix_web::{HttpResponse, get, web};
use contract::{Page, Problem};
use domain::{Mode, Post, Refusal, Sector, UnitKind};
use kit::{DeskError, Paging, PagingParams, Shared};
use serde::Deserialize;
use utoipa::IntoParams;

use super::desk::Catalogue;
use super::store::Filter;

/// What to list. Several codes of one filter are separated by commas.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListParams {
    /// Sectors of Article 3, by their codes.
    #[param(example = "modern-livestock,biopharmaceuticals")]
    sector: Option<String>,
    /// Modes of Article 6, by their codes.
    #[param(example = "open-recruitment")]
    mode: Option<String>,
    /// Kinds of employing unit (Article 4), by their codes.
    #[param(example = "public-institution")]
    kind: Option<String>,
}

impl ListParams {
    fn filter(&self) -> Result<Filter, DeskError> {
        Ok(Filter {
            sectors: codes(self.sector.as_deref(), Sector::from_code, "/sector")?,
            modes: codes(self.mode.as_deref(), Mode::from_code, "/mode")?,
            kinds: codes(self.kind.as_deref(), UnitKind::from_code, "/kind")?,
        })
    }
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct PostParams {
    /// The post's number.
    #[param(example = "2026-037")]
    number: String,
}

/// The posts open today, those closing first first.
#[utoipa::path(
    operation_id = "list_posts", tag = "catalogue", params(ListParams, PagingParams), security(()),
    responses(
        (status = 200, description = "Some posts", body = Page<Post>),
        (status = 304, description = "What `If-None-Match` names is still true"),
        (status = "4XX", description = "A bad question", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/posts")]
pub async fn list_posts(
    shared: Shared,
    catalogue: web::Data<Catalogue>,
    params: web::Query<ListParams>,
    paging: Paging,
) -> actix_web::Result<HttpResponse> {
    let shelf = catalogue.shelf().await.map_err(DeskError::from)?;
    let make = async || {
        let filter = params.filter()?;
        let listed = catalogue.list(&filter, &paging.at()?, paging.limit).await.map_err(DeskError::from)?;
        Ok::<_, actix_web::Error>(paging.answer(listed)?)
    };
    shared.answer(&shelf.version, make).await
}

/// One post of the catalogue.
#[utoipa::path(
    operation_id = "show_post", tag = "catalogue", params(PostParams), security(()),
    responses(
        (status = 200, description = "The post", body = Post),
        (status = 304, description = "What `If-None-Match` names is still true"),
        (status = "4XX", description = "No such post", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/posts/{number}")]
pub async fn show_post(
    shared: Shared,
    catalogue: web::Data<Catalogue>,
    params: web::Path<PostParams>,
) -> Result<HttpResponse, DeskError> {
    let shelf = catalogue.shelf().await?;
    let make = async || {
        let post = catalogue.find_by_number(&params.number).await?.ok_or(DeskError::Missing)?;
        Ok::<_, DeskError>(HttpResponse::Ok().json(post))
    };
    shared.answer(&shelf.version, make).await
}

fn codes<T>(given: Option<&str>, read: impl Fn(&str) -> Option<T>, at: &str) -> Result<Vec<T>, Refusal> {
    let one = |code: &str| read(code).ok_or_else(|| Refusal::content("code-unknown").with("code", code).at(at));
    given.unwrap_or_default().split(',').map(str::trim).filter(|code| !code.is_empty()).map(one).collect()
}
