//! Where whoever finds a weakness reports it (RFC 9116); nothing where the city names no such place.

use std::time::Duration;

use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpResponse, web};

use crate::clock::Instant;
use crate::fault::DeskError;
use crate::html::Porch;

const PATH: &str = "/.well-known/security.txt";
const KEPT: &str = "public, max-age=3600";
/// Counted anew each day: a copy of half a year ago is not to be believed any more.
const HOLDS: Duration = Duration::from_secs(180 * 24 * 3600);

pub(crate) fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource(PATH).get(show));
}

async fn show(porch: web::Data<Porch>) -> Result<HttpResponse, DeskError> {
    let contact = porch.city.security.as_ref().ok_or(DeskError::Missing)?.uri();
    let expires = Instant::midnight(porch.clock.today()).plus(HOLDS).rfc3339();
    let text = format!(
        "Contact: {contact}\nExpires: {expires}\nPreferred-Languages: zh, en\nCanonical: {}{PATH}\n",
        porch.url
    );
    Ok(HttpResponse::Ok().insert_header((CACHE_CONTROL, KEPT)).content_type("text/plain; charset=utf-8").body(text))
}
