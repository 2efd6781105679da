//! The page of the letters that reached nobody: those that wait for somebody to do something first.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use contract::Letter;
use kit::auth::{Realm, kept_forms};
use kit::html::{Form, Frame, Posted, Say, date, page};
use kit::{At, DeskError, Fault, House, Paging, Walked};
use uuid::Uuid;

use super::desk::{self, End, Letters, Missed, Placed};
use crate::officers::Officer;
use crate::words;

pub fn routes(routes: &mut web::ServiceConfig) {
    routes
        .service(web::resource("/letters").get(list))
        .service(web::resource("/letters/{id}/resending").get(ask).post(ask_again));
}

#[derive(Template)]
#[template(path = "letters/templates/letters.html")]
pub struct LettersPage {
    pub frame: Frame,
    pub say: Say,
    pub officer: Option<Officer>,
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
    /// What it met, and the same as operators read it.
    pub met: String,
    pub trouble: String,
    pub attempts: i64,
    /// Where it is asked for again.
    pub again: Option<String>,
    /// Said instead once somebody has asked.
    pub asked: String,
}

impl LettersPage {
    pub fn new(frame: Frame, officer: Officer, walked: Walked<Missed, Placed>) -> Result<LettersPage, Fault> {
        let say = words::say(frame.language());
        let newer = walked.before.map(|place| frame.cursor(&At::Before(place))).transpose()?;
        let older = walked.after.map(|place| frame.cursor(&At::After(place))).transpose()?;
        let may_ask = desk::may_ask(&officer);
        let rows = walked.items.iter().map(|missed| row(&frame, &say, missed, may_ask)).collect();
        Ok(LettersPage { say, officer: Some(officer), rows, may_ask, newer, older, frame })
    }
}

/// Asking for one letter again, with a reason.
#[derive(Template)]
#[template(path = "letters/templates/again.html")]
pub struct AgainPage {
    pub frame: Frame,
    pub say: Say,
    pub officer: Option<Officer>,
    pub form: Form,
    pub row: Row,
}

impl AgainPage {
    pub fn new(frame: Frame, officer: Officer, form: Form, missed: &Missed) -> AgainPage {
        let say = words::say(frame.language());
        let row = row(&frame, &say, missed, desk::may_ask(&officer));
        AgainPage { say, officer: Some(officer), form, row, frame }
    }
}

fn row(frame: &Frame, say: &Say, missed: &Missed, may_ask: bool) -> Row {
    let missing = missed.end != End::HandedOver;
    let again = (may_ask && missing && missed.asked.is_none())
        .then(|| frame.to(format!("/staff/letters/{}/resending", missed.id)));
    Row {
        name: named(say, &missed.name),
        recipient: missed.recipient.clone(),
        when: date::moment(missed.at, frame.language()),
        end: say.owned(format!("letter-end-{}", missed.end.code())),
        missing,
        met: missed.met.map_or_else(String::new, |met| say.owned(format!("trouble-{}", met.code()))),
        trouble: missed.trouble.clone().unwrap_or_default(),
        attempts: missed.attempts,
        again,
        asked: if missed.asked.is_some() { say.owned("letter-asked") } else { String::new() },
    }
}

/// In words; a letter that only another version of the program knows, by its code.
pub fn named(say: &Say, name: &str) -> String {
    if Letter::NAMES.contains(&name) { say.owned(format!("letter-{name}")) } else { name.to_owned() }
}

async fn list(
    frame: Frame,
    officer: Officer,
    letters: web::Data<Letters>,
    paging: Paging,
) -> Result<HttpResponse, actix_web::Error> {
    let walked = letters.list(&officer, &paging.at()?, paging.limit).await?;
    let page = LettersPage::new(frame, officer, walked).map_err(DeskError::from)?;
    Ok(page::show(&page)?)
}

async fn ask(
    frame: Frame,
    officer: Officer,
    letters: web::Data<Letters>,
    house: web::Data<House>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, DeskError> {
    let missed = letters.show(&officer, *id).await?;
    let form = kept_forms::form(&house, &officer.id.to_string(), frame.path()).await?;
    page::show(&AgainPage::new(frame, officer, form, &missed))
}

async fn ask_again(
    frame: Frame,
    officer: Result<Officer, DeskError>,
    letters: web::Data<Letters>,
    house: web::Data<House>,
    request: HttpRequest,
    id: web::Path<Uuid>,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let officer = kept_forms::awake(officer, &house, Realm::Staff, &request, &posted).await?;
    let asking = officer.clone().once(posted.once());
    match letters.ask_again(&asking, *id, posted.text("reason")).await {
        Ok(()) => kept_forms::done(&house, &officer.id.to_string(), &frame.to("/staff/letters")).await,
        Err(DeskError::Refused(refusals)) => {
            let missed = letters.show(&officer, *id).await?;
            let form = Form::of(&posted).refused(&refusals, frame.language());
            page::refused(&AgainPage::new(frame, officer, form, &missed))
        }
        Err(other) => Err(other),
    }
}
