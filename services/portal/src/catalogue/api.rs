//! The catalogue by API.

use actix_web::{HttpResponse, get, web};
use chrono::NaiveDate;
use contract::{LARGEST_PAGE, Page, Problem};
use domain::{Mode, Post, Refusal, Sector, UnitKind};
use kit::DeskError;
use serde::Deserialize;
use utoipa::IntoParams;

use super::desk::{Catalogue, From};
use super::store::{Filter, Place};

const USUAL_PAGE: u16 = 20;

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
    /// From an earlier answer.
    cursor: Option<String>,
    /// 1 to 200.
    limit: Option<u16>,
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
    operation_id = "list_posts", tag = "catalogue", params(ListParams), security(()),
    responses(
        (status = 200, description = "Some posts", body = Page<Post>),
        (status = "4XX", description = "A bad question", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/posts")]
pub async fn list_posts(
    catalogue: web::Data<Catalogue>,
    params: web::Query<ListParams>,
) -> Result<HttpResponse, DeskError> {
    let limit = params.limit.unwrap_or(USUAL_PAGE).clamp(1, LARGEST_PAGE);
    let filter = Filter {
        sectors: codes(params.sector.as_deref(), Sector::from_code, "/sector")?,
        modes: codes(params.mode.as_deref(), Mode::from_code, "/mode")?,
        kinds: codes(params.kind.as_deref(), UnitKind::from_code, "/kind")?,
    };
    let from = params.cursor.as_deref().map_or(Ok(From::Start), place)?;
    let listed = catalogue.list(&filter, &from, limit).await?;
    let next = listed.after.as_ref().map(|place| cursor("after", place));
    let prev = listed.before.as_ref().map(|place| cursor("before", place));
    Ok(HttpResponse::Ok().json(Page { items: listed.posts, next, prev }))
}

/// One post of the catalogue.
#[utoipa::path(
    operation_id = "show_post", tag = "catalogue", params(PostParams), security(()),
    responses(
        (status = 200, description = "The post", body = Post),
        (status = "4XX", description = "No such post", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/posts/{number}")]
pub async fn show_post(
    catalogue: web::Data<Catalogue>,
    params: web::Path<PostParams>,
) -> Result<HttpResponse, DeskError> {
    let post = catalogue.find_by_number(&params.number).await?.ok_or(DeskError::Missing)?;
    Ok(HttpResponse::Ok().json(post))
}

fn codes<T>(given: Option<&str>, read: impl Fn(&str) -> Option<T>, at: &str) -> Result<Vec<T>, Refusal> {
    let one = |code: &str| read(code).ok_or_else(|| Refusal::content("code-unknown").with("code", code).at(at));
    given.unwrap_or_default().split(',').map(str::trim).filter(|code| !code.is_empty()).map(one).collect()
}

/// The opaque cursor of a place in the list.
pub fn cursor(way: &str, place: &Place) -> String {
    format!("{way}_{}_{}", place.closes, place.number)
}

pub fn place(cursor: &str) -> Result<From, Refusal> {
    let read = || {
        let mut parts = cursor.splitn(3, '_');
        let way = parts.next()?;
        let closes = parts.next()?.parse::<NaiveDate>().ok()?.to_string();
        let place = Place { closes, number: parts.next()?.to_owned() };
        match way {
            "after" => Some(From::After(place)),
            "before" => Some(From::Before(place)),
            _ => None,
        }
    };
    read().ok_or_else(|| Refusal::content("cursor-form").at("/cursor"))
}
