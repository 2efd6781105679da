//! 大字: the choice of a larger text, kept in a cookie of the browser.

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::page;

pub(crate) const COOKIE: &str = "size";
pub(crate) const LARGE: &str = "large";

#[derive(Deserialize)]
struct Chosen {
    back: Option<String>,
}

pub(crate) fn routes(routes: &mut web::ServiceConfig) {
    routes
        .service(web::resource("/size/large").get(async |chosen: web::Query<Chosen>| choose(LARGE, &chosen)))
        .service(web::resource("/size/normal").get(async |chosen: web::Query<Chosen>| choose("normal", &chosen)));
}

fn choose(size: &'static str, chosen: &Chosen) -> HttpResponse {
    let back = chosen.back.as_deref().filter(|back| page::is_own(back)).unwrap_or("/");
    let cookie = Cookie::build(COOKIE, size).path("/").http_only(true).same_site(SameSite::Lax);
    let mut answer = page::see_other(back);
    if let Err(error) = answer.add_cookie(&cookie.max_age(Duration::days(365)).finish()) {
        tracing::error!(%error, "a cookie of ours could not be written");
    }
    answer
}
