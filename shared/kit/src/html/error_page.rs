//! The page of an error: what happened, what to do, and the request's number. It is in the frame of every page.

use actix_web::HttpResponse;
use askama::Template;
use contract::Problem;

use super::frame::Frame;
use super::page;
use crate::fault::DeskError;

#[derive(Template)]
#[template(path = "error.html")]
pub(crate) struct ErrorPage {
    pub frame: Frame,
    pub problem: Problem,
    /// What to send again, with a fresh token.
    pub again: Option<Vec<(String, String)>>,
}

impl ErrorPage {
    pub(crate) fn answer(&self) -> Result<HttpResponse, DeskError> {
        let status = actix_web::http::StatusCode::from_u16(self.problem.status).unwrap_or_default();
        page::rendered(self, status)
    }
}

/// What a problem's `type` leads to.
#[derive(Template)]
#[template(path = "problem.html")]
pub(crate) struct ProblemPage {
    pub frame: Frame,
    pub code: String,
    pub title: String,
    pub detail: String,
}
