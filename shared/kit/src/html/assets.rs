//! The style sheet and the emblem, embedded in the program. The sheet's name has its hash, so that it can be kept for ever.

use std::sync::LazyLock;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, LOCATION};
use actix_web::{HttpResponse, web};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::fault::DeskError;

pub(crate) const STYLE: &str = include_str!("../../static/style.css");
const EMBLEM: &str = include_str!("../../static/emblem.svg");
const EMBLEM_PATH: &str = "/static/emblem.svg";

static STYLE_PATH: LazyLock<String> =
    LazyLock::new(|| format!("/static/style.{}.css", &HEXLOWER.encode(&Sha256::digest(STYLE))[..12]));

pub fn style_path() -> &'static str {
    &STYLE_PATH
}

pub(crate) fn routes(routes: &mut web::ServiceConfig) {
    routes
        .route(
            style_path(),
            web::get().to(async || served("text/css; charset=utf-8", "public, max-age=31536000, immutable", STYLE)),
        )
        .route(EMBLEM_PATH, web::get().to(async || served("image/svg+xml", "public, max-age=86400", EMBLEM)))
        .route("/favicon.ico", web::get().to(favicon))
        .route("/static/{name:.*}", web::get().to(absent));
}

fn served(kind: &'static str, kept: &'static str, content: &'static str) -> HttpResponse {
    let headers: [(HeaderName, &str); 2] = [(CONTENT_TYPE, kind), (CACHE_CONTROL, kept)];
    let mut answer = HttpResponse::Ok();
    for header in headers {
        answer.insert_header(header);
    }
    answer.body(content)
}

async fn favicon() -> HttpResponse {
    HttpResponse::MovedPermanently().insert_header((LOCATION, EMBLEM_PATH)).finish()
}

/// Otherwise the public door's pages would be asked for it.
async fn absent() -> Result<HttpResponse, DeskError> {
    Err(DeskError::Missing)
}
