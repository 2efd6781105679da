//! The check on pages: a question at a time, then what the answers come to.

use actix_web::{HttpResponse, web};
use domain::Policy;
use kit::html::posted::Open;
use kit::{DeskError, Form, Frame, Shared, page};

use super::answers::Answers;
use super::found::Found;
use super::question::{Question, QuestionPage, Then};
use super::result::ResultPage;
use crate::catalogue::desk::Catalogue;
use crate::interpretations::desk::Interpretations;

pub fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource("/check").get(begin).post(answer));
}

/// Nobody has answered anything yet: it is the same for everybody, and changes with the program and the policy only.
async fn begin(frame: Frame, shared: Shared) -> Result<HttpResponse, DeskError> {
    let version = format!("check {}", Policy::standard().version());
    let first =
        async || page::show(&QuestionPage::of(frame, Question::Degree, Then::Next, &Answers::default(), Form::empty()));
    shared.answer(&version, first).await
}

/// To the next question, back to the one before, to one more degree, to one that is to be changed, or to the result; in the other
/// language to the same again.
async fn answer(
    frame: Frame,
    catalogue: web::Data<Catalogue>,
    interpretations: web::Data<Interpretations>,
    Open(posted): Open,
) -> Result<HttpResponse, DeskError> {
    let answers = Answers::sent(&posted);
    let at = Question::from_code(posted.text("at")).unwrap_or(Question::Degree);
    let then = Then::from_code(posted.text("then")).unwrap_or(Then::Next);
    let (answers, at) = match (posted.text("do"), at) {
        // It goes on as from the question before.
        ("drop", Question::Further(place)) => {
            let kept = answers.without_degree(place);
            let before = at.before(&kept).unwrap_or(Question::Degree);
            (kept, before)
        }
        _ => (answers, at),
    };
    let show = |question, then| page::show(&QuestionPage::of(frame.clone(), question, then, &answers, answers.form()));
    match posted.text("do") {
        "again" => return show(Question::Degree, Then::Next),
        "stay" => return show(at, then),
        "back" => return show(at.before(&answers).unwrap_or(Question::Degree), Then::Next),
        act => {
            if let Some(question) = act.strip_prefix("change-").and_then(Question::from_code) {
                return show(question, Then::Result);
            }
        }
    }
    let shelf = catalogue.shelf().await?;
    let refusals = answers.refused(at, shelf.day);
    if !refusals.is_empty() {
        let form = answers.form().refused(&refusals, frame.language());
        return page::refused(&QuestionPage::of(frame, at, then, &answers, form));
    }
    if let Some(more) = Question::one_more(&answers).filter(|_| posted.text("do") == "more") {
        return show(more, then);
    }
    let next = match then {
        _ if posted.text("do") == "result" => None,
        Then::Next => at.after(&answers),
        Then::Result => at.lacking_after(&answers, shelf.day),
    };
    if let Some(next) = next {
        return show(next, then);
    }
    let readings = interpretations.readings(shelf.day).await?;
    let found = Found::of(&answers.facts(shelf.day), &readings, &shelf)?;
    page::show(&ResultPage::of(frame, &answers, &found, &shelf)?)
}
