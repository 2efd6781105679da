//! The conditions of a post held against facts (Article 9): what is met as far as it was stated, what is not, what is not known.
//! It decides nothing: nobody is refused, hidden or put in order by it, and conditions can be alternatives, which words say.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::degree::{Degree, DegreeLevel};
use crate::discipline;
use crate::evaluation::{Finding, Outcome, best};
use crate::facts::Facts;
use crate::high_level::listed;
use crate::post::{Post, PostCondition};
use crate::reading::Readings;
use crate::requirement::Requirement;
use crate::terms::term;
use crate::text::Text;
use crate::title::{Title, TitleLevel};

/// What came of one condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Held {
    pub outcome: Outcome,
    /// A stable code of the reason, such as `degree-lower`.
    #[schema(example = "degree-lower")]
    pub reason: String,
    pub why: Text,
}

/// A condition of a post beside what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HeldCondition {
    #[serde(flatten)]
    pub condition: PostCondition,
    /// Absent where it is words alone, which a person reads.
    pub held: Option<Held>,
}

/// Every condition of a post in its order. What was not stated is not known, and never held against anybody.
pub fn hold(post: &Post, facts: &Facts, on: NaiveDate, readings: &Readings) -> Vec<HeldCondition> {
    let held = |condition: &PostCondition| HeldCondition {
        held: condition.requirement.as_ref().map(|asked| Held::of(asked, facts, on, readings)),
        condition: condition.clone(),
    };
    post.conditions.iter().map(held).collect()
}

impl Held {
    pub fn of(asked: &Requirement, facts: &Facts, on: NaiveDate, readings: &Readings) -> Held {
        let held = match asked {
            Requirement::Degree { at_least } => degree(*at_least, facts, on),
            Requirement::UniversityClass => university(facts, on, readings),
            Requirement::Discipline { of } => discipline(of, facts),
            Requirement::Title { at_least } => title(*at_least, facts),
            Requirement::Years { at_least } => years(*at_least, facts),
            // A date of birth is no fact: it stands in the document, which the applicant shows to a person.
            Requirement::Age { .. } => Held::new(Outcome::NeedsEvidence, "age-by-document"),
            Requirement::Licence { .. } | Requirement::Language { .. } => {
                Held::new(Outcome::NeedsEvidence, "certificate")
            }
        };
        let words = asked.words();
        held.with_words("asked", &Text::new(words.zh, words.en))
    }

    fn new(outcome: Outcome, reason: &'static str) -> Held {
        let why = WORDS.get(reason).cloned().unwrap_or_else(|| Text::new(reason, reason));
        Held { outcome, reason: reason.to_owned(), why }
    }

    fn with(self, name: &str, value: impl ToString) -> Held {
        let value = value.to_string();
        self.with_words(name, &Text::new(value.clone(), value))
    }

    /// With a code of the terms.
    fn with_term(self, name: &str, section: &str, code: &str) -> Held {
        match term(section, code) {
            Some(words) => self.with_words(name, words),
            None => self.with(name, code),
        }
    }

    fn with_words(self, name: &str, value: &Text) -> Held {
        let place = format!("{{{name}}}");
        let why = Text::new(self.why.zh.replace(&place, &value.zh), self.why.en.replace(&place, &value.en));
        Held { why, ..self }
    }
}

/// The highest one that was given; else one that is still to come.
fn degree(at_least: DegreeLevel, facts: &Facts, on: NaiveDate) -> Held {
    let Some(degrees) = &facts.degrees else { return Held::new(Outcome::NotKnown, "degree-unknown") };
    // The levels are declared from the highest down.
    let highest = |to_come: bool| {
        let levels = degrees.iter().filter(|one| facts.awaits(one, on) == to_come).map(|one| one.level);
        levels.min()
    };
    let (given, to_come) = (highest(false), highest(true));
    let (outcome, reason, level) = match (given, to_come) {
        (Some(level), _) if level <= at_least => (Outcome::Met, "degree-reached", level),
        (_, Some(level)) if level <= at_least => (Outcome::NeedsEvidence, "degree-to-come", level),
        (Some(level), _) | (None, Some(level)) => (Outcome::NotMet, "degree-lower", level),
        (None, None) => return Held::new(Outcome::NotMet, "degree-none"),
    };
    Held::new(outcome, reason).with_term("stated", "degree-level", level.code())
}

/// As Articles 10(4) and 11(3) hold a school against the lists, open point O3 included.
fn university(facts: &Facts, on: NaiveDate, readings: &Readings) -> Held {
    let Some(degrees) = &facts.degrees else { return Held::new(Outcome::NotKnown, "degree-unknown") };
    let best = best(degrees.iter().map(|degree| listed(degree, facts, on, readings)));
    let Some(Finding { outcome, reason, why, .. }) = best else {
        return Held::new(Outcome::NotMet, "degree-none");
    };
    Held { outcome, reason: reason.to_owned(), why }
}

fn discipline(of: &[String], facts: &Facts) -> Held {
    let Some(degrees) = &facts.degrees else { return Held::new(Outcome::NotKnown, "discipline-unknown") };
    let held = degrees.iter().map(|degree| discipline_of(degree, of));
    let best = held.reduce(|best, next| if next.outcome.rank() > best.outcome.rank() { next } else { best });
    best.unwrap_or_else(|| Held::new(Outcome::NotMet, "degree-none"))
}

/// Only a discipline of another category is told not to be the one: within a category the lists do not say what counts.
fn discipline_of(degree: &Degree, of: &[String]) -> Held {
    let Some(stated) = &degree.discipline else { return Held::new(Outcome::NotKnown, "discipline-unknown") };
    let codes = discipline::codes_of(stated);
    let any = |fits: fn(&str, &str) -> bool| codes.iter().any(|code| of.iter().any(|asked| fits(code, asked)));
    let (outcome, reason) = if codes.is_empty() {
        (Outcome::NeedsEvidence, "discipline-unlisted")
    } else if any(|code, asked| code.starts_with(asked)) {
        (Outcome::Met, "discipline-same")
    } else if any(|code, asked| code.get(..2) == asked.get(..2)) {
        (Outcome::NeedsEvidence, "discipline-near")
    } else {
        (Outcome::NotMet, "discipline-other")
    };
    Held::new(outcome, reason).with("stated", stated)
}

fn title(at_least: TitleLevel, facts: &Facts) -> Held {
    let Some(Title { name, level }) = &facts.title else { return Held::new(Outcome::NotKnown, "title-unknown") };
    // The levels are declared from the highest down.
    let reaches = |level: &TitleLevel| *level <= at_least;
    let known = name.as_deref().map_or(&[][..], TitleLevel::known_for);
    if !known.is_empty() && known.iter().all(|known| reaches(known) != reaches(level)) {
        let held = Held::new(Outcome::NeedsEvidence, "title-differs");
        return held.with("name", name.as_deref().unwrap_or_default());
    }
    let held = match reaches(level) {
        true => Held::new(Outcome::Met, "title-reached"),
        false => Held::new(Outcome::NotMet, "title-lower"),
    };
    held.with_term("stated", "title-level", level.code())
}

fn years(at_least: u8, facts: &Facts) -> Held {
    let Some(years) = facts.work.as_ref().and_then(|work| work.years) else {
        return Held::new(Outcome::NotKnown, "years-unknown");
    };
    let held = match years >= at_least {
        true => Held::new(Outcome::Met, "years-reached"),
        false => Held::new(Outcome::NotMet, "years-fewer"),
    };
    held.with("stated", years)
}

static WORDS: LazyLock<BTreeMap<String, Text>> =
    LazyLock::new(|| toml::from_str(include_str!("../held.toml")).expect("held.toml is checked by its test"));

#[cfg(test)]
#[path = "held_tests.rs"]
mod tests;
