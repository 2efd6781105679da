//! The check on pages: a question at a time, then what the answers come to.

use actix_web::{HttpResponse, web};
use kit::{DeskError, Form, Frame, Posted, page};

use super::answers::Answers;
use super::question::{Question, QuestionPage};
use super::result::{ResultPage, open_to};
use crate::catalogue::desk::Catalogue;

pub fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource("/check").get(begin).post(answer));
}

async fn begin(frame: Frame) -> Result<HttpResponse, DeskError> {
    page::show(&QuestionPage::of(frame, Question::Degree, &Answers::default(), Form::empty()))
}

/// To the next question, back to the one before, or to the result.
async fn answer(frame: Frame, catalogue: web::Data<Catalogue>, posted: Posted) -> Result<HttpResponse, DeskError> {
    let answers = Answers::sent(&posted);
    let at = Question::from_code(posted.text("at")).unwrap_or(Question::Degree);
    let show = |frame, question| page::show(&QuestionPage::of(frame, question, &answers, answers.form()));
    let shelf = catalogue.shelf().await?;
    match posted.text("do") {
        "again" => return show(frame, Question::Degree),
        "back" => return show(frame, at.before(&answers).unwrap_or(Question::Degree)),
        _ => {}
    }
    let refusals = answers.refused(at, shelf.day);
    if !refusals.is_empty() {
        let form = answers.form().refused(&refusals, frame.language());
        return page::refused(&QuestionPage::of(frame, at, &answers, form));
    }
    if let Some(next) = at.after(&answers) {
        return show(frame, next);
    }
    let found = answers.evaluated(shelf.day);
    let fitting = catalogue.fitting(&shelf, &open_to(&found), answers.facts(shelf.day).sector).await?;
    page::show(&ResultPage::of(frame, &answers, &found, fitting, &shelf)?)
}
