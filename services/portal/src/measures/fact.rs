//! A fact of an article in one line: what it is called, how much or how long, and its clause.

use domain::grant::StartUpGrant;
use domain::{Body, Clause, ContractKind, HandlingRoute, Period, Platform, Policy};
use kit::{Frame, Say};

use super::cited::Cited;
use super::phrase;

pub struct Fact {
    pub label: String,
    /// An amount or a length, set in bold.
    pub much: Option<String>,
    pub words: String,
    /// In their order.
    pub lines: Vec<&'static str>,
    pub clause: Cited,
}

impl Fact {
    fn new(label: impl Into<String>, clause: Clause, frame: &Frame) -> Fact {
        let clause = Cited::of(clause, frame);
        Fact { label: label.into(), much: None, words: String::new(), lines: Vec::new(), clause }
    }

    fn much(self, much: String) -> Fact {
        Fact { much: Some(much), ..self }
    }

    fn words(self, words: impl Into<String>) -> Fact {
        Fact { words: words.into(), ..self }
    }

    /// Amounts and names that are this article's alone.
    pub fn of_article(article: u8, frame: &Frame, say: &Say) -> Vec<Fact> {
        let (language, policy) = (frame.language(), Policy::standard());
        match article {
            17 => {
                let quota = policy.special_quota();
                vec![Fact::new(quota.name.say(language), quota.clause, frame).words(quota.summary.say(language))]
            }
            18 => {
                let fund = policy.special_fund();
                let least = say.with("measures-at-least", &[("amount", fund.minimum.say(language).into())]);
                vec![Fact::new(fund.name.say(language), fund.clause, frame).much(least)]
            }
            19 => StartUpGrant::ALL
                .map(|grant| policy.start_up(grant))
                .map(|row| Fact::new(row.name.say(language), row.clause, frame).much(row.band.say(language)))
                .into(),
            20 => Platform::ALL
                .map(|platform| policy.platform(platform))
                .map(|row| Fact::new(row.name.say(language), row.clause, frame).much(row.amount.say(language)))
                .into(),
            22 => ContractKind::ALL.map(|kind| Fact::contract(kind, frame)).into(),
            25 => {
                let row = policy.dismissal();
                let years = say.with("measures-failed-years", &[("years", u16::from(row.failed_years).into())]);
                vec![Fact::new(say.owned("measures-dismissal"), row.clause, frame).words(years)]
            }
            26 => {
                let award = policy.recommendation_award();
                let fact =
                    Fact::new(award.name.say(language), award.clause, frame).words(award.condition.say(language));
                vec![fact.much(award.amount.say(language))]
            }
            29 => {
                let lapsed = policy.replaces();
                let words = format!("{}{}{}", lapsed.title.say(language), say.it("measures-comma"), lapsed.document);
                vec![Fact::new(say.owned("measures-lapsed"), lapsed.clause, frame).words(words)]
            }
            _ => Vec::new(),
        }
    }

    /// A kind of contract, and the routes that end in it.
    fn contract(kind: ContractKind, frame: &Frame) -> Fact {
        let (language, policy) = (frame.language(), Policy::standard());
        let routes = HandlingRoute::ALL.map(|route| policy.route(route));
        let routes: Vec<_> = routes.into_iter().filter(|row| row.contract == Some(kind)).collect();
        let clause = routes.first().map_or(Clause::article(22), |row| row.clause);
        let names = phrase::listed(routes.iter().map(|row| row.name.say(language)), language);
        Fact::new(policy.contract_kind(kind).say(language), clause, frame).words(phrase::opening(&names))
    }

    pub fn bodies(article: u8, frame: &Frame) -> Vec<Fact> {
        let (language, policy) = (frame.language(), Policy::standard());
        let rows = Body::ALL.into_iter().map(|body| policy.body(body)).filter(|row| row.clause.number() == article);
        rows.map(|row| Fact::new(row.name.say(language), row.clause, frame).words(row.part.say(language))).collect()
    }

    pub fn periods(article: u8, frame: &Frame) -> Vec<Fact> {
        let (language, policy) = (frame.language(), Policy::standard());
        let rows = Period::ALL.into_iter().map(|one| policy.period(one)).filter(|row| row.clause.number() == article);
        rows.map(|row| Fact::new(row.name.say(language), row.clause, frame).much(row.span.say(language))).collect()
    }

    /// The ways of handling, each with its checklist.
    pub fn routes(frame: &Frame, say: &Say) -> Vec<Fact> {
        let (language, policy) = (frame.language(), Policy::standard());
        let fact = |route: HandlingRoute| {
            let row = policy.route(route);
            let who = match row.handled_by {
                Some(body) => phrase::within(policy.body(body).name.say(language)),
                None => say.owned("measures-by-unit"),
            };
            let modes = phrase::modes(row.modes.iter().copied(), language);
            let mut words = say.with("measures-route", &[("modes", modes.into()), ("who", who.into())]);
            if let Some(units) = row.units.as_ref() {
                let units = phrase::units(units.iter().copied(), language);
                words += &say.with("measures-route-units", &[("units", units.into())]);
            }
            let lines = row.steps.iter().map(|step| policy.handling_step(*step).say(language)).collect();
            Fact { lines, ..Fact::new(row.name.say(language), row.clause, frame).words(words) }
        };
        HandlingRoute::ALL.map(fact).into()
    }
}
