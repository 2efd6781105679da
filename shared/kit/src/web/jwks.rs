//! The public halves of the keys that sign access tokens, for whoever checks one elsewhere.

use actix_web::http::header::{CACHE_CONTROL, ETAG};
use actix_web::{HttpResponse, web};

use crate::digest;
use crate::fault::DeskError;
use crate::html::Porch;

/// A copy may be kept for so long: the next key is told much longer ahead.
const KEPT: &str = "public, max-age=3600";

pub(crate) fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource("/.well-known/jwks.json").get(show));
}

async fn show(porch: web::Data<Porch>) -> Result<HttpResponse, DeskError> {
    let known = porch.tokens.public(&*porch.clock);
    let tag = format!("\"{}\"", digest(&known)?);
    Ok(HttpResponse::Ok().insert_header((CACHE_CONTROL, KEPT)).insert_header((ETAG, tag)).json(known))
}
