//! The catalogue by API.

use actix_web::{HttpResponse, get, web};
use contract::{Page, Problem};
use domain::{Post, Refusal};
use kit::{DeskError, Paging, PagingParams, Shared};
use serde::Deserialize;
use utoipa::IntoParams;

use super::choice::{Choice, FacetName};
use super::counted::PostCounts;
use super::desk::Catalogue;
use super::filter::Filter;
use super::order::Order;
use super::search::{LONGEST, Query};

/// What to list. Several codes of one filter are separated by commas.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListParams {
    /// Words that are looked for, in Chinese or English; what means the same is found too.
    #[param(max_length = 100, example = "畜牧 博士")]
    q: Option<String>,
    /// `closing` (the usual one), `newest`, or with `q` `relevance` (then the usual one).
    #[param(example = "newest")]
    sort: Option<String>,
    /// Sectors of Article 3, by their codes.
    #[param(example = "modern-livestock,biopharmaceuticals")]
    sector: Option<String>,
    /// How soon a post closes: `week`, `month`, `until-filled`.
    #[param(example = "week")]
    closing: Option<String>,
    /// Modes of Article 6, by their codes.
    #[param(example = "open-recruitment")]
    mode: Option<String>,
    /// Kinds of employing unit (Article 4), by their codes.
    #[param(example = "public-institution")]
    kind: Option<String>,
    /// Employing units, by their ids.
    unit: Option<String>,
    /// The lowest degree that a post names: `bachelor`, `master`, `doctor`, `unnamed`.
    #[param(example = "bachelor,master")]
    degree: Option<String>,
    /// Categories of Articles 10 and 11 that a post is open under, by their clauses.
    #[param(example = "10(4)")]
    category: Option<String>,
    /// The least pay of a year that a post states: `under-100k`, `100k-200k`, `200k-300k`, `from-300k`, `unstated`.
    #[param(example = "200k-300k,from-300k")]
    pay: Option<String>,
}

impl ListParams {
    fn filter(&self) -> Result<Filter, DeskError> {
        let given = |name: FacetName| match name {
            FacetName::Sector => &self.sector,
            FacetName::Closing => &self.closing,
            FacetName::Mode => &self.mode,
            FacetName::Kind => &self.kind,
            FacetName::Unit => &self.unit,
            FacetName::Degree => &self.degree,
            FacetName::Category => &self.category,
            FacetName::Pay => &self.pay,
        };
        let mut choices = Vec::new();
        for name in FacetName::ALL {
            let read = |code: &str| Choice::read(name, code);
            choices.extend(codes(given(name).as_deref(), read, &format!("/{}", name.code()))?);
        }
        Ok(Filter::of(self.query()?, choices))
    }

    fn query(&self) -> Result<Option<Query>, Refusal> {
        let Some(words) = self.q.as_deref().filter(|words| !words.trim().is_empty()) else { return Ok(None) };
        let count = words.chars().count();
        if count > LONGEST {
            return Err(Refusal::content("too-long").with("most", LONGEST).with("count", count).at("/q"));
        }
        Query::read(words).map(Some).ok_or_else(|| Refusal::content("nothing-to-search").at("/q"))
    }

    fn order(&self, filter: &Filter) -> Result<Order, Refusal> {
        let read = |code: &str| Order::possible(filter).find(|order| order.code() == code);
        Ok(codes(self.sort.as_deref(), read, "/sort")?.first().copied().unwrap_or(Order::usual(filter)))
    }
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct PostParams {
    /// The post's number.
    #[param(example = "2026-037")]
    number: String,
}

/// The posts open today.
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
        let order = params.order(&filter).map_err(DeskError::from)?;
        let reached = shelf.seek(&filter).await?;
        let listed = reached.page(order, &paging.at()?, paging.limit).map_err(DeskError::from)?;
        Ok::<_, actix_web::Error>(paging.answer(listed)?)
    };
    shared.answer(shelf.version(), make).await
}

/// How many of the posts open today each filter would list.
#[utoipa::path(
    operation_id = "count_posts", tag = "catalogue", params(ListParams), security(()),
    responses(
        (status = 200, description = "The numbers", body = PostCounts),
        (status = 304, description = "What `If-None-Match` names is still true"),
        (status = "4XX", description = "A bad question", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/post-counts")]
pub async fn count_posts(
    shared: Shared,
    catalogue: web::Data<Catalogue>,
    params: web::Query<ListParams>,
) -> Result<HttpResponse, DeskError> {
    let shelf = catalogue.shelf().await?;
    let make = async || {
        let filter = params.filter()?;
        let reached = shelf.seek(&filter).await?;
        Ok::<_, DeskError>(HttpResponse::Ok().json(PostCounts::of(&reached)?))
    };
    shared.answer(shelf.version(), make).await
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
        let post = catalogue.find_by_number(&shelf, &params.number).await?.ok_or(DeskError::Missing)?;
        Ok::<_, DeskError>(HttpResponse::Ok().json(post))
    };
    shared.answer(shelf.version(), make).await
}

fn codes<T>(given: Option<&str>, read: impl Fn(&str) -> Option<T>, at: &str) -> Result<Vec<T>, Refusal> {
    let one = |code: &str| read(code).ok_or_else(|| Refusal::content("code-unknown").with("code", code).at(at));
    given.unwrap_or_default().split(',').map(str::trim).filter(|code| !code.is_empty()).map(one).collect()
}
