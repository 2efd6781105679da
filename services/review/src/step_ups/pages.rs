//! Stepping up by page, on the way to what asked for it.

use actix_web::{HttpResponse, web};
use askama::Template;
use kit::DeskError;
use kit::html::{Form, Frame, Posted, Say, page};
use serde::Deserialize;

use super::StepUps;
use super::desk::needed;
use crate::officers::Officer;
use crate::words;

pub fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource("/step-up").get(ask).post(step_up));
}

#[derive(Template)]
#[template(path = "step_ups/templates/step-up.html")]
struct StepUpPage {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    form: Form,
}

impl StepUpPage {
    fn new(frame: Frame, officer: Officer, form: Form) -> StepUpPage {
        StepUpPage { say: words::say(frame.language()), frame, officer: Some(officer), form }
    }
}

#[derive(Deserialize)]
struct Back {
    #[serde(default)]
    back: String,
}

async fn ask(frame: Frame, officer: Officer) -> Result<HttpResponse, DeskError> {
    page::show(&StepUpPage::new(frame, officer, Form::empty()))
}

async fn step_up(
    frame: Frame,
    officer: Officer,
    step_ups: web::Data<StepUps>,
    back: web::Query<Back>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    match step_ups.step_up(&officer, posted.text("code")).await {
        Ok(_) if page::is_own(&back.back) => Ok(page::see_other(&back.back)),
        Ok(_) => Ok(page::see_other(frame.to("/staff"))),
        Err(DeskError::Refused(refusals)) => {
            let form = Form::of(&posted).refused(&refusals, frame.language());
            page::refused(&StepUpPage::new(frame, officer, form))
        }
        Err(other) => Err(other),
    }
}

/// The page to step up on, and back from there; `None` where something else was wrong.
pub fn wanted(frame: &Frame, error: &DeskError, back: &str) -> Option<HttpResponse> {
    match error {
        DeskError::Refused(refusals) if refusals.contains(&needed()) => {
            Some(page::see_other(frame.to(format!("/staff/step-up?back={}", frame.to(back)))))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use domain::{Language, Role};

    use super::*;

    #[test]
    fn a_new_code_is_asked_for_in_both_languages() {
        for language in Language::ALL {
            let frame = Frame::sample(language, "/staff/step-up");
            let page = StepUpPage::new(frame, Officer::sample(Role::Auditor), Form::empty());
            let page = page.render().expect("rendered");
            assert!(!page.contains('⟦') && page.contains("name=\"code\""), "{page}");
        }
    }
}
