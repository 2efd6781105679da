//! The conditions of a post held against facts (Article 9): what is met as far as it was stated, what is not, what is not known.
//! It decides nothing: nobody is refused, hidden or put in order by it. Of alternatives, what came of each is told.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::age_limit::{AgeLimit, RelaxedAge};
use crate::asked::Asked;
use crate::degree::{Degree, DegreeLevel};
use crate::discipline;
use crate::evaluation::{Finding, Outcome, best};
use crate::facts::Facts;
use crate::high_level::listed;
use crate::post::{Post, PostCondition};
use crate::reading::Readings;
use crate::requirement::Requirement;
use crate::sheet_asked;
use crate::sheet_column::SheetColumn;
use crate::terms::term;
use crate::text::{Text, TextInput};
use crate::title::{Title, TitleLevel};

/// What came of one condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Held {
    pub outcome: Outcome,
    /// A stable code of the reason, such as `degree-lower`.
    #[schema(example = "degree-lower")]
    pub reason: String,
    pub why: Text,
    /// Where any one of several is enough: what came of each, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub branches: Vec<HeldBranch>,
}

/// One of several things that are enough, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HeldBranch {
    pub requirement: Requirement,
    /// What it asks, in words.
    pub words: Text,
    pub outcome: Outcome,
    #[schema(example = "title-lower")]
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
    post.conditions.iter().map(|condition| HeldCondition::of(condition, facts, on, readings)).collect()
}

impl HeldCondition {
    fn of(condition: &PostCondition, facts: &Facts, on: NaiveDate, readings: &Readings) -> HeldCondition {
        let held = |asked: &Asked| {
            let held = Held::of(asked, facts, on, readings);
            if says_more(&condition.words, asked) { held.in_part() } else { held }
        };
        HeldCondition { held: condition.requirement.as_ref().map(held), condition: condition.clone() }
    }
}

impl Held {
    pub fn of(asked: &Asked, facts: &Facts, on: NaiveDate, readings: &Readings) -> Held {
        match asked {
            Asked::One(one) => Held::of_one(one, facts, on, readings),
            Asked::AnyOf { any_of } => {
                let branch = |one: &Requirement| {
                    let Held { outcome, reason, why, .. } = Held::of_one(one, facts, on, readings);
                    HeldBranch { requirement: one.clone(), words: told(one), outcome, reason, why }
                };
                Held::of_any(any_of.iter().map(branch).collect())
            }
        }
    }

    /// What is met is a part of what the condition says: people read the rest of its words.
    fn in_part(self) -> Held {
        if self.outcome != Outcome::Met {
            return self;
        }
        let rest = Held::new(Outcome::TextOpen, "met-in-part");
        let why = Text::new(format!("{}{}", self.why.zh, rest.why.zh), format!("{} {}", self.why.en, rest.why.en));
        Held { why, branches: self.branches, ..rest }
    }

    /// Met by one that is, not met where none is; else it cannot be said, as the branch has it that says most for the person.
    fn of_any(branches: Vec<HeldBranch>) -> Held {
        let best =
            branches.iter().reduce(|best, next| if next.outcome.rank() > best.outcome.rank() { next } else { best });
        let held = match best {
            Some(HeldBranch { outcome: Outcome::Met, words, .. }) => {
                Held::new(Outcome::Met, "any-of-met").with_words("met", words)
            }
            None | Some(HeldBranch { outcome: Outcome::NotMet, .. }) => Held::new(Outcome::NotMet, "any-of-none"),
            Some(open) => Held::new(open.outcome, "any-of-open"),
        };
        Held { branches, ..held }
    }

    fn of_one(asked: &Requirement, facts: &Facts, on: NaiveDate, readings: &Readings) -> Held {
        let held = match asked {
            Requirement::Degree { at_least } => degree(*at_least, facts, on),
            Requirement::ListedDegree { at_least } => listed_degree(*at_least, facts, on, readings),
            Requirement::UniversityClass => university(facts, on, readings),
            Requirement::Discipline { of } => discipline(of, facts),
            Requirement::Title { at_least } => title(*at_least, facts),
            Requirement::Years { at_least } => years(*at_least, facts),
            Requirement::Age(limit) => age(limit, facts, on),
            Requirement::Licence { .. } => Held::new(Outcome::NeedsEvidence, "certificate"),
            Requirement::Language { .. } => Held::new(Outcome::NeedsEvidence, "language"),
        };
        held.with_words("asked", &told(asked))
    }

    fn new(outcome: Outcome, reason: &'static str) -> Held {
        let why = WORDS.get(reason).cloned().unwrap_or_else(|| Text::new(reason, reason));
        Held { outcome, reason: reason.to_owned(), why, branches: Vec::new() }
    }

    fn found(Finding { outcome, reason, why, .. }: Finding) -> Held {
        Held { outcome, reason: reason.to_owned(), why, branches: Vec::new() }
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

/// Whether the words of a condition, which are what holds, say more than what is asked beside them, such as a discipline.
fn says_more(words: &Text, asked: &Asked) -> bool {
    const COLUMNS: [SheetColumn; 4] =
        [SheetColumn::Degree, SheetColumn::Discipline, SheetColumn::ProfessionalTitle, SheetColumn::Experience];
    let is_all = |column| sheet_asked::read(column, &words.zh).asked.as_ref() == Some(asked);
    words.zh != asked.words().zh && !COLUMNS.into_iter().any(is_all)
}

/// What is asked, in words; what a certificate is called stands in its own language in both.
fn told(asked: &Requirement) -> Text {
    let TextInput { zh, en } = asked.words();
    let en = if en.is_empty() { zh.clone() } else { en };
    Text::new(zh, en)
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

/// One degree is both: high enough, and of a university on the list.
fn listed_degree(at_least: DegreeLevel, facts: &Facts, on: NaiveDate, readings: &Readings) -> Held {
    let degrees = facts.degrees.iter().flatten().filter(|one| one.level <= at_least);
    best(degrees.map(|degree| listed(degree, facts, on, readings)))
        .map_or_else(|| degree(at_least, facts, on), Held::found)
}

/// As Articles 10(4) and 11(3) hold a school against the lists, open point O3 included.
fn university(facts: &Facts, on: NaiveDate, readings: &Readings) -> Held {
    let Some(degrees) = &facts.degrees else { return Held::new(Outcome::NotKnown, "degree-unknown") };
    let best = best(degrees.iter().map(|degree| listed(degree, facts, on, readings)));
    best.map_or_else(|| Held::new(Outcome::NotMet, "degree-none"), Held::found)
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

/// A date of birth is no fact: it stands in the document, which the applicant shows to a person. Which age is the limit can turn
/// on a degree, and that is one.
fn age(limit: &AgeLimit, facts: &Facts, on: NaiveDate) -> Held {
    let reached = |one: &&RelaxedAge| degree(one.degree, facts, on).outcome == Outcome::Met;
    match limit.relaxed.iter().rfind(reached) {
        Some(relaxed) => Held::new(Outcome::NeedsEvidence, "age-relaxed").with("limit", relaxed.at_most),
        None => Held::new(Outcome::NeedsEvidence, "age-by-document"),
    }
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
