//! Answers that are pages: rendered, shown again after a refusal, or elsewhere after an act.

use std::cell::Cell;
use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, ContentType, HeaderValue, LOCATION, RETRY_AFTER, VARY};
use actix_web::{HttpResponse, ResponseError};
use askama::Template;

use crate::fault::{DeskError, Fault};

/// What a thread holds ready to write the next page on; a page that made it larger does not leave it so.
const LARGEST_SHEET: usize = 128 * 1024;

thread_local! {
    /// Pages are written on it and copied off: a text that begins small is moved several times until it is a page.
    static SHEET: Cell<String> = const { Cell::new(String::new()) };
}

/// The page, which nobody keeps.
pub fn show(template: &impl Template) -> Result<HttpResponse, DeskError> {
    rendered(template, StatusCode::OK)
}

/// The form again, with what was typed and what is wrong with it.
pub fn refused(template: &impl Template) -> Result<HttpResponse, DeskError> {
    rendered(template, StatusCode::UNPROCESSABLE_ENTITY)
}

/// The page of what is not ready yet, with what can be done meanwhile; after so many seconds it may be there.
pub fn later(template: &impl Template, seconds: u64) -> Result<HttpResponse, DeskError> {
    Ok(come_again(rendered(template, StatusCode::SERVICE_UNAVAILABLE)?, seconds))
}

/// The page for whoever is held up by a limit: its status, and when to come again.
pub fn held_up(mut answer: HttpResponse, error: &DeskError) -> Result<HttpResponse, DeskError> {
    *answer.status_mut() = error.status_code();
    Ok(come_again(answer, error.again_after().unwrap_or_default()))
}

fn come_again(mut answer: HttpResponse, seconds: u64) -> HttpResponse {
    answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    answer
}

/// A page without a form and without anything personal, which the reader's own browser may keep for so long.
pub fn kept(template: &impl Template, kept: Duration) -> Result<HttpResponse, DeskError> {
    let words = part(template)?;
    Ok(HttpResponse::Ok()
        .content_type(ContentType::html())
        .insert_header((CACHE_CONTROL, format!("private, max-age={}", kept.as_secs())))
        .insert_header((VARY, "Cookie"))
        .body(words))
}

/// A part of a page that stands in several.
pub fn part(template: &impl Template) -> Result<String, Fault> {
    // A part within a page finds no sheet and takes a new one.
    let mut sheet = SHEET.take();
    sheet.clear();
    template.render_into(&mut sheet).map_err(unrendered)?;
    let words = sheet.as_str().to_owned();
    if sheet.capacity() <= LARGEST_SHEET {
        SHEET.set(sheet);
    }
    Ok(words)
}

/// After an act: the page that shows what it did.
pub fn see_other(location: impl AsRef<str>) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, location.as_ref())).finish()
}

/// Whether an address that came with a request leads to a page of ours.
pub fn is_own(back: &str) -> bool {
    back.starts_with('/')
        && !back.starts_with("//")
        && back.chars().all(|letter| letter.is_ascii_graphic() && letter != '\\')
}

pub(crate) fn rendered(template: &impl Template, status: StatusCode) -> Result<HttpResponse, DeskError> {
    let words = part(template)?;
    Ok(HttpResponse::build(status).content_type(ContentType::html()).body(words))
}

fn unrendered(error: askama::Error) -> Fault {
    Fault::new(format!("a page could not be rendered: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_ours_are_gone_back_to() {
        for own in ["/", "/posts?q=%E5%8C%BB", "/en/status#now"] {
            assert!(is_own(own), "{own}");
        }
        for other in ["", "posts", "//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nSet-Cookie:x"] {
            assert!(!is_own(other), "{other}");
        }
    }
}
