//! Finding cases by page: a box, and what was found. The words are sent in a form and go on sealed in the address, so that
//! the way back, the next page and the other language show the same.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use domain::{Refusal, Sought};
use kit::auth::{Realm, kept_forms};
use kit::html::{Form, Frame, Posted, Say, page};
use kit::{At, DeskError, Fault, House, Paging};
use serde::Deserialize;

use super::desk::FoundCases;
use crate::cases::about::About;
use crate::cases::desk::Cases;
use crate::cases::pages::row::Row;
use crate::cases::store::{FoundPlace, Listed};
use crate::officers::Officer;
use crate::words;

const ROWS: u16 = 50;

pub fn routes(routes: &mut web::ServiceConfig) {
    routes.service(web::resource("/find").get(show).post(search));
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default, rename = "for")]
    sealed: String,
}

#[derive(Template)]
#[template(path = "cases/finding/find.html")]
pub(in crate::cases) struct FindPage {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    form: Form,
    /// None before anything was looked for.
    found: Option<Found>,
}

struct Found {
    rows: Vec<Row>,
    newer: Option<String>,
    older: Option<String>,
}

impl FindPage {
    pub(in crate::cases) fn new(frame: Frame, officer: Officer, form: Form) -> FindPage {
        FindPage { say: words::say(frame.language()), officer: Some(officer), form, found: None, frame }
    }

    /// The same page with what was found for the words that are sealed in its address.
    pub(in crate::cases) fn with(self, found: FoundCases, sealed: &str, today: NaiveDate) -> Result<FindPage, Fault> {
        let turned = |at: At<FoundPlace>| {
            let cursor = self.frame.cursor(&at)?;
            Ok::<_, Fault>(self.frame.to(format!("{}&cursor={cursor}", address(sealed))))
        };
        let newer = found.before.map(|place| turned(At::Before(place))).transpose()?;
        let older = found.after.map(|place| turned(At::After(place))).transpose()?;
        let row = |(listed, about): &(Listed, About)| Row::new(&self.frame, &self.say, listed, about, today);
        let rows = found.items.iter().map(row).collect();
        Ok(FindPage { found: Some(Found { rows, newer, older }), ..self })
    }
}

async fn show(
    frame: Frame,
    officer: Officer,
    cases: web::Data<Cases>,
    house: web::Data<House>,
    asked: web::Query<Asked>,
    paging: Paging,
) -> actix_web::Result<HttpResponse> {
    if asked.sealed.is_empty() {
        let form = kept_forms::form(&house, &officer.id.to_string(), frame.path()).await.map_err(DeskError::from)?;
        return Ok(page::show(&FindPage::new(frame, officer, form))?);
    }
    let words = match cases.words_of(&officer, &asked.sealed) {
        Ok(words) => words,
        Err(refusal) => return Ok(refused(frame, officer, Form::empty(), refusal)?),
    };
    let form = Form::typed(vec![("words".to_owned(), words.clone())]);
    match Sought::read(&words) {
        Ok(sought) => {
            let found = cases.search(&officer, &sought, &paging.at()?, ROWS).await?;
            let page = FindPage::new(frame, officer, form).with(found, &asked.sealed, house.clock.today());
            Ok(page::show(&page.map_err(DeskError::from)?)?)
        }
        Err(refusal) => Ok(refused(frame, officer, form, refusal)?),
    }
}

async fn search(
    frame: Frame,
    officer: Result<Officer, DeskError>,
    cases: web::Data<Cases>,
    house: web::Data<House>,
    request: HttpRequest,
    posted: Posted,
) -> Result<HttpResponse, DeskError> {
    let officer = kept_forms::awake(officer, &house, Realm::Staff, &request, &posted).await?;
    let words = posted.text("words");
    match Sought::read(words) {
        Ok(_) => {
            let found = frame.to(address(&cases.sealed_words(&officer, words)?));
            kept_forms::done(&house, &officer.id.to_string(), &found).await
        }
        Err(refusal) => refused(frame, officer, Form::of(&posted), refusal),
    }
}

fn refused(frame: Frame, officer: Officer, form: Form, refusal: Refusal) -> Result<HttpResponse, DeskError> {
    let form = form.refused(&[refusal], frame.language());
    page::refused(&FindPage::new(frame, officer, form))
}

fn address(sealed: &str) -> String {
    format!("/staff/find?for={sealed}")
}
