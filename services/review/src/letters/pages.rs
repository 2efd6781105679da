//! The page of the letters that reached nobody: those that wait for somebody to do something first.

use actix_web::{HttpResponse, web};
use askama::Template;
use kit::html::{Form, Frame, Posted, Say, date, page};
use kit::{At, DeskError, Fault, Paging, Walked};
use uuid::Uuid;

use super::desk::{self, End, Letters, Missed, Placed};
use crate::officers::Officer;
use crate::words;

const ROWS: u16 = 50;
/// The letters that have a name in words; any other is shown by its code.
const NAMED: [&str; 6] =
    ["mail-code", "nomination-received", "case-moved", "case-replied", "case-rejected", "nomination-withdrawn"];

pub fn routes(routes: &mut web::ServiceConfig) {
    routes
        .service(web::resource("/letters").get(list))
        .service(web::resource("/letters/{id}/resending").post(ask_again));
}

#[derive(Template)]
#[template(path = "letters/templates/letters.html")]
pub struct LettersPage {
    pub frame: Frame,
    pub say: Say,
    pub officer: Option<Officer>,
    pub form: Form,
    pub rows: Vec<Row>,
    pub may_ask: bool,
    pub newer: Option<String>,
    pub older: Option<String>,
}

pub struct Row {
    pub name: String,
    pub recipient: String,
    pub when: date::When,
    pub end: String,
    /// Whether somebody has to do something.
    pub missing: bool,
    pub trouble: String,
    pub attempts: i64,
    /// Where the form goes that asks for it again.
    pub again: Option<String>,
    /// Said instead of the form once somebody has asked.
    pub asked: String,
}

impl LettersPage {
    pub fn new(
        frame: Frame,
        officer: Officer,
        form: Form,
        walked: Walked<Missed, Placed>,
    ) -> Result<LettersPage, Fault> {
        let say = words::say(frame.language());
        let newer = walked.before.map(|place| frame.cursor(&At::Before(place))).transpose()?;
        let older = walked.after.map(|place| frame.cursor(&At::After(place))).transpose()?;
        let may_ask = desk::may_ask(&officer);
        let rows = walked.items.iter().map(|missed| row(&frame, &say, missed, may_ask)).collect();
        Ok(LettersPage { say, officer: Some(officer), form, rows, may_ask, newer, older, frame })
    }
}

fn row(frame: &Frame, say: &Say, missed: &Missed, may_ask: bool) -> Row {
    let missing = missed.end != End::HandedOver;
    let again = (may_ask && missing && missed.asked.is_none())
        .then(|| frame.to(format!("/staff/letters/{}/resending", missed.id)));
    Row {
        name: if NAMED.contains(&missed.name.as_str()) {
            say.it(format!("letter-{}", missed.name))
        } else {
            missed.name.clone()
        },
        recipient: missed.recipient.clone(),
        when: date::moment(missed.at, frame.language()),
        end: say.it(format!("letter-end-{}", missed.end.code())),
        missing,
        trouble: missed.trouble.clone().unwrap_or_default(),
        attempts: missed.attempts,
        again,
        asked: if missed.asked.is_some() { say.it("letter-asked") } else { String::new() },
    }
}

async fn list(
    frame: Frame,
    officer: Officer,
    letters: web::Data<Letters>,
    paging: Paging,
) -> Result<HttpResponse, actix_web::Error> {
    let walked = letters.list(&officer, &paging.at()?, paging.limit).await?;
    let page = LettersPage::new(frame, officer, Form::empty(), walked).map_err(DeskError::from)?;
    Ok(page::show(&page)?)
}

async fn ask_again(
    frame: Frame,
    officer: Officer,
    letters: web::Data<Letters>,
    id: web::Path<Uuid>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let refusals = match letters.ask_again(&officer.clone().once(posted.once()), *id).await {
        Ok(()) => return Ok(page::see_other(frame.to("/staff/letters"))),
        Err(DeskError::Refused(refusals)) => refusals,
        Err(other) => return Err(other),
    };
    let form = Form::of(&posted).refused(&refusals, frame.language());
    let walked = letters.list(&officer, &At::Start, ROWS).await?;
    page::refused(&LettersPage::new(frame, officer, form, walked)?)
}
