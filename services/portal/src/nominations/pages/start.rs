//! The three ways that Article 16 leaves open, to oneself and to whoever recommends somebody: for a post, to a unit, or to
//! the Party organisation.

use actix_web::{HttpResponse, web};
use askama::Template;
use domain::{Clause, Policy, UnitId, UnitKind};
use kit::html::{Choice, Say};
use kit::{DeskError, Frame, page};
use serde::Deserialize;

use crate::measures::cited::Cited;
use crate::units::desk::Units;
use crate::words;

#[derive(Template)]
#[template(path = "nominations/templates/start.html")]
pub struct StartPage {
    pub frame: Frame,
    pub say: Say,
    pub article: Cited,
    /// By kind.
    pub units: Vec<(String, Vec<Choice>)>,
    pub act: Act,
}

/// What is begun here.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Nominate,
    Refer,
}

impl Act {
    /// Where its forms are, without the language.
    pub fn path(self) -> &'static str {
        match self {
            Act::Nominate => "/nominate",
            Act::Refer => "/refer",
        }
    }

    pub fn other(self) -> Act {
        match self {
            Act::Nominate => Act::Refer,
            Act::Refer => Act::Nominate,
        }
    }

    /// What its words begin with.
    pub fn key(self) -> &'static str {
        match self {
            Act::Nominate => "start",
            Act::Refer => "refer-start",
        }
    }
}

#[derive(Deserialize)]
pub struct Asked {
    unit: Option<String>,
}

pub async fn nominate(
    frame: Frame,
    units: web::Data<Units>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, DeskError> {
    show(frame, &units, &asked, Act::Nominate).await
}

pub async fn refer(frame: Frame, units: web::Data<Units>, asked: web::Query<Asked>) -> Result<HttpResponse, DeskError> {
    show(frame, &units, &asked, Act::Refer).await
}

/// Whoever chose a unit is taken to its form.
async fn show(frame: Frame, units: &Units, asked: &Asked, act: Act) -> Result<HttpResponse, DeskError> {
    if let Some(unit) = asked.unit.as_deref().and_then(|id| id.parse::<UnitId>().ok()) {
        return Ok(page::see_other(frame.to(format!("{}/units/{unit}", act.path()))));
    }
    let units = units.list().await?;
    page::show(&StartPage::new(frame, &units, act))
}

impl StartPage {
    pub fn new(frame: Frame, units: &[domain::UnitRef], act: Act) -> StartPage {
        let language = frame.language();
        let of_kind = |kind: UnitKind| {
            let named = units.iter().filter(|unit| unit.kind == kind);
            let choices = named.map(|unit| Choice::new(unit.id.to_string(), unit.name.say(language)));
            (Policy::standard().unit_kind(kind).say(language).to_owned(), choices.collect::<Vec<_>>())
        };
        let article = Cited::of(Clause::article(16), &frame);
        let units = UnitKind::ALL.map(of_kind).into_iter().filter(|(_, units)| !units.is_empty()).collect();
        StartPage { say: words::say(language), article, units, act, frame }
    }
    /// One of its words.
    fn words(&self, key: &str) -> String {
        self.say.it(format!("{}{key}", self.act.key()))
    }
}
