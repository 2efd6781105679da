//! The words of an error for whoever asked: a problem for a program, a page for a person, the way in for a stranger.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::error::Error;
use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, HeaderMap, HeaderValue, LOCATION, RETRY_AFTER, WWW_AUTHENTICATE};
use contract::{PROBLEM_JSON, Problem};

use super::asked::Asked;
use super::misread::Misread;
use super::problem;
use crate::fault::DeskError;
use crate::html::error_page::ErrorPage;
use crate::html::visitor::Visitor;
use crate::html::{Frame, Porch};

/// After how many seconds it is worth trying again what failed without anybody's fault.
const AFTER_A_FAULT: u64 = 30;

#[derive(Clone, Copy)]
pub(crate) struct Amends<'a> {
    pub asked: &'a Arc<Asked>,
    pub porch: &'a Arc<Porch>,
}

impl Amends<'_> {
    pub(crate) fn for_error(self, error: &Error, visitor: Arc<Visitor>) -> HttpResponse {
        let desk = error.as_error::<DeskError>();
        if matches!(desk, Some(DeskError::NotSignedIn)) && !self.asked.machine {
            return self.to_sign_in(visitor);
        }
        let misread = error.as_error::<Misread>();
        let again = match misread {
            Some(Misread::PageTooOld(typed)) => Some(typed.clone()),
            _ => None,
        };
        let problem = problem::of_error(error, self.asked.language, &self.asked.trace);
        let mut answer = self.say(problem, again, visitor);
        let headers = answer.headers_mut();
        if let Some(seconds) = desk.and_then(DeskError::again_after) {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        match (desk, misread) {
            (_, Some(Misread::Busy(seconds))) => {
                headers.insert(RETRY_AFTER, HeaderValue::from(*seconds));
            }
            (Some(DeskError::Fault(_)), _) | (_, Some(Misread::TooSlow)) => {
                headers.insert(RETRY_AFTER, HeaderValue::from(AFTER_A_FAULT));
            }
            (Some(DeskError::NotSignedIn), _) => {
                headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            (_, Some(Misread::WrongMethod(methods))) => {
                if let Ok(methods) = HeaderValue::from_str(&methods.join(", ")) {
                    headers.insert(ALLOW, methods);
                }
            }
            _ => {}
        }
        answer
    }

    /// `given` are the headers of the empty answer; what they allow is kept.
    pub(crate) fn for_status(self, status: StatusCode, given: &HeaderMap, visitor: Arc<Visitor>) -> HttpResponse {
        if let Some(methods) = given.get(ALLOW).and_then(|methods| methods.to_str().ok()) {
            let methods = methods.split(',').map(|method| method.trim().to_owned()).collect();
            return self.for_error(&Misread::WrongMethod(methods).into(), visitor);
        }
        self.say(problem::of_status(status, self.asked.language, &self.asked.trace), None, visitor)
    }

    fn say(self, problem: Problem, again: Option<Vec<(String, String)>>, visitor: Arc<Visitor>) -> HttpResponse {
        let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        if self.asked.machine {
            return HttpResponse::build(status).insert_header(("Content-Type", PROBLEM_JSON)).json(problem);
        }
        let page = ErrorPage { frame: self.frame(visitor), problem, again };
        page.answer().unwrap_or_else(|error| {
            tracing::error!(trace = self.asked.trace, %error, "the page of an error failed");
            HttpResponse::build(status).finish()
        })
    }

    /// Back here after signing in.
    fn to_sign_in(self, visitor: Arc<Visitor>) -> HttpResponse {
        let frame = self.frame(visitor);
        let back = serde_html_form::to_string([("back", frame.here())]).unwrap_or_default();
        let root = frame.to(self.asked.root());
        let location = format!("{}/sign-in?{back}", root.trim_end_matches('/'));
        HttpResponse::SeeOther().insert_header((LOCATION, location)).finish()
    }

    fn frame(self, visitor: Arc<Visitor>) -> Frame {
        Frame::around(self.asked.clone(), self.porch.clone(), visitor)
    }
}
