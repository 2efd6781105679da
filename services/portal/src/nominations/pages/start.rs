//! The three ways to nominate oneself (Article 16): for a post, to a unit, or to the Party organisation.

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
}

#[derive(Deserialize)]
pub struct Asked {
    unit: Option<String>,
}

/// Whoever chose a unit is taken to its form.
pub async fn show(frame: Frame, units: web::Data<Units>, asked: web::Query<Asked>) -> Result<HttpResponse, DeskError> {
    if let Some(unit) = asked.unit.as_deref().and_then(|id| id.parse::<UnitId>().ok()) {
        return Ok(page::see_other(frame.to(format!("/nominate/units/{unit}"))));
    }
    let units = units.list().await?;
    page::show(&StartPage::new(frame, &units))
}

impl StartPage {
    pub fn new(frame: Frame, units: &[domain::UnitRef]) -> StartPage {
        let language = frame.language();
        let of_kind = |kind: UnitKind| {
            let named = units.iter().filter(|unit| unit.kind == kind);
            let choices = named.map(|unit| Choice::new(unit.id.to_string(), unit.name.say(language)));
            (Policy::standard().unit_kind(kind).say(language).to_owned(), choices.collect::<Vec<_>>())
        };
        let article = Cited::of(Clause::article(16), &frame);
        let units = UnitKind::ALL.map(of_kind).into_iter().filter(|(_, units)| !units.is_empty()).collect();
        StartPage { say: words::say(language), article, units, frame }
    }
}
