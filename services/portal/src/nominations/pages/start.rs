//! The three ways that Article 16 leaves open, to oneself and to whoever recommends somebody: for a post, to a unit, or to
//! the Party organisation.

use actix_web::{HttpResponse, web};
use askama::Template;
use domain::{Clause, Policy, RecommenderRef, UnitId, UnitKind};
use kit::html::{Choice, Say};
use kit::{DeskError, Fault, Frame, page};
use serde::Deserialize;

use crate::measures::cited::Cited;
use crate::recommenders::desk::Recommenders;
use crate::recommenders::linked;
use crate::referrals::telling;
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
    pub recommender: Option<Linked>,
}

/// What a personal link leads on with.
pub struct Linked {
    /// As it stands in the link.
    pub number: String,
    /// The recommender who has it.
    pub known: Option<RecommenderRef>,
    /// As which recommender one recommends, or why it cannot be.
    pub said: String,
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
    /// The number in the personal link of a recommender.
    #[serde(default)]
    recommender: String,
}

pub async fn nominate(
    frame: Frame,
    units: web::Data<Units>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, DeskError> {
    if let Some(unit) = asked.unit() {
        return Ok(page::see_other(frame.to(format!("/nominate/units/{unit}"))));
    }
    page::show(&StartPage::new(frame, &units.list().await?, Act::Nominate))
}

pub async fn refer(
    frame: Frame,
    units: web::Data<Units>,
    recommenders: web::Data<Recommenders>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, DeskError> {
    let came = Linked::of(asked.recommender.trim(), &recommenders, &frame).await?;
    if let Some(unit) = asked.unit() {
        return Ok(page::see_other(frame.to(filled_in(format!("/refer/units/{unit}"), came.as_ref()))));
    }
    let known = came.as_ref().and_then(|came| came.known.as_ref());
    let cookie = known.map(|known| linked::cookie(&recommenders.house, known));
    let start = StartPage { recommender: came, ..StartPage::new(frame, &units.list().await?, Act::Refer) };
    let mut answer = page::show(&start)?;
    if let Some(cookie) = cookie {
        answer.add_cookie(&cookie).map_err(|error| Fault::new(error.to_string()))?;
    }
    Ok(answer)
}

impl Asked {
    /// Whoever chose a unit is taken to its form.
    fn unit(&self) -> Option<UnitId> {
        self.unit.as_deref()?.parse().ok()
    }
}

impl Linked {
    async fn of(number: &str, recommenders: &Recommenders, frame: &Frame) -> Result<Option<Linked>, Fault> {
        let say = words::say(frame.language());
        let stated = recommenders.stated(number).await?;
        let (known, said) = match stated {
            Ok(None) => return Ok(None),
            Ok(Some(known)) => {
                let said = say.with("refer-as", &[("recommender", telling::recommender(&known, &say).into())]);
                (Some(known), said)
            }
            Err(refusal) => (None, refusal.say(frame.language())),
        };
        Ok(Some(Linked { number: number.to_owned(), known, said }))
    }
}

/// The address of a form with the number of the link filled in, without the language.
fn filled_in(form: String, linked: Option<&Linked>) -> String {
    match linked {
        None => form,
        Some(linked) => {
            format!("{form}?{}", serde_html_form::to_string([("recommender", &linked.number)]).unwrap_or_default())
        }
    }
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
        StartPage { say: words::say(language), article, units, act, recommender: None, frame }
    }

    /// Where the Party organisation's form is.
    fn organisation(&self) -> String {
        self.frame.to(filled_in(format!("{}/organisation", self.act.path()), self.recommender.as_ref()))
    }

    /// One of its words.
    fn words(&self, key: &str) -> String {
        self.say.owned(format!("{}{key}", self.act.key()))
    }
}
