//! The evaluation: what the facts say about each item of Articles 10 and 11, with its clause and the evidence it wants.
//! It is not a decision. What turns on an open point is left open and cites it, unless an interpretation in force settles it; a
//! person decides on record.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::category::Category;
use crate::clause::Clause;
use crate::code::coded;
use crate::facts::Facts;
use crate::ids::InterpretationId;
use crate::open_point::OpenPointId;
use crate::open_question::{Interpreted, OpenQuestion};
use crate::policy::Policy;
use crate::reading::{Reading, Readings};
use crate::terms::term;
use crate::text::Text;
use crate::{high_level, urgently_needed};

coded! {
    /// What the facts say about an item.
    Outcome {
        Met = "met",
        NotMet = "not-met",
        NeedsEvidence = "needs-evidence",
        TextOpen = "text-open",
        NotKnown = "not-known",
    }
}

/// One item of Article 10 or 11, held against the facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Evaluated {
    pub category: Category,
    pub clause: Clause,
    pub outcome: Outcome,
    /// A stable code of the reason, such as `school-listed`.
    #[serde(default)]
    pub reason: String,
    pub why: Text,
    /// The evidence the item wants, whatever the outcome.
    pub evidence: Text,
    /// The open point that the answer turns on; always there with `text-open`.
    pub open_point: Option<OpenPointId>,
    /// How that point was read when this was evaluated.
    #[serde(default)]
    pub reading: Option<Text>,
    /// The published interpretation that says how; its answer is the reading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interpretation: Option<InterpretationId>,
}

/// The ten items in the order of the Measures.
pub fn evaluate(facts: &Facts, on: NaiveDate, policy: &Policy, readings: &Readings) -> Vec<Evaluated> {
    Category::ALL
        .into_iter()
        .map(|category| {
            let finding = find(category, facts, on, policy, readings);
            let of_point = finding.open_point.and_then(|point| readings.of_point(point));
            let interpreted = finding.settled.as_ref().or(of_point);
            Evaluated {
                category,
                clause: category.clause(),
                outcome: finding.outcome,
                reason: finding.reason.to_owned(),
                why: finding.why,
                evidence: policy.category(category).evidence.clone(),
                open_point: finding.open_point,
                interpretation: interpreted.map(|reading| reading.interpretation),
                reading: match interpreted {
                    Some(reading) => Some(reading.answer.clone()),
                    None => finding.open_point.map(|point| policy.open_point(point).reading.clone()),
                },
            }
        })
        .collect()
}

fn find(category: Category, facts: &Facts, on: NaiveDate, policy: &Policy, readings: &Readings) -> Finding {
    match category {
        Category::H1 => high_level::academician(facts, readings),
        Category::H2 => high_level::national_staff(facts, readings),
        Category::H3 => high_level::provincial_leader(facts, readings),
        Category::H4 => high_level::doctor_or_listed_master(facts, on, readings),
        Category::H5 => high_level::senior_title(facts, readings),
        Category::U1 => urgently_needed::business_or_middle_manager(facts, policy, readings),
        Category::U2 => urgently_needed::patent_or_result(facts, readings),
        Category::U3 => urgently_needed::fresh_master_or_listed_bachelor(facts, on, policy, readings),
        Category::U4 => urgently_needed::skilled_worker(facts, readings),
        Category::U5 => urgently_needed::fresh_bachelor_of_medicine(facts, on, policy, readings),
    }
}

/// What was found about one item; its words are in `evaluation.toml`.
pub(crate) struct Finding {
    pub(crate) outcome: Outcome,
    /// The key of the words: the reason, whatever is filled in.
    pub(crate) reason: &'static str,
    pub(crate) why: Text,
    pub(crate) open_point: Option<OpenPointId>,
    /// What an interpretation in force says of that point.
    pub(crate) settled: Option<Reading>,
}

impl Finding {
    pub(crate) fn met(reason: &'static str) -> Finding {
        Finding::new(Outcome::Met, reason)
    }

    pub(crate) fn not_met(reason: &'static str) -> Finding {
        Finding::new(Outcome::NotMet, reason)
    }

    pub(crate) fn needs_evidence(reason: &'static str) -> Finding {
        Finding::new(Outcome::NeedsEvidence, reason)
    }

    pub(crate) fn not_known(reason: &'static str) -> Finding {
        Finding::new(Outcome::NotKnown, reason)
    }

    /// What the text does not settle: left to a person, unless an interpretation says whether it counts.
    pub(crate) fn text_open(question: OpenQuestion, readings: &Readings) -> Finding {
        match readings.to(question) {
            None => Finding::new(Outcome::TextOpen, question.code()).under(question.point()),
            Some((interpreted, reading)) => Finding::settled(question, *interpreted, reading),
        }
    }

    fn settled(question: OpenQuestion, interpreted: Interpreted, reading: &Reading) -> Finding {
        let finding = match interpreted {
            Interpreted::Counts => Finding::new(question.counted(), "interpreted-counts"),
            Interpreted::DoesNotCount => Finding::not_met("interpreted-does-not-count"),
        };
        let finding = match term("open-question", question.code()) {
            Some(case) => finding.with_words("case", case),
            None => finding.with("case", question),
        };
        let finding = finding.with_words("day", &written(reading.holds_from)).under(question.point());
        Finding { settled: Some(reading.clone()), ..finding }
    }

    fn new(outcome: Outcome, reason: &'static str) -> Finding {
        let why = WORDS.get(reason).cloned().unwrap_or_else(|| Text::new(reason, reason));
        Finding { outcome, reason, why, open_point: None, settled: None }
    }

    /// The reading of this open point is what it rests on.
    pub(crate) fn under(self, point: OpenPointId) -> Finding {
        Finding { open_point: Some(point), ..self }
    }

    pub(crate) fn with(self, name: &str, value: impl ToString) -> Finding {
        let value = value.to_string();
        self.with_words(name, &Text::new(value.clone(), value))
    }

    fn with_words(self, name: &str, value: &Text) -> Finding {
        let place = format!("{{{name}}}");
        let why = Text::new(self.why.zh.replace(&place, &value.zh), self.why.en.replace(&place, &value.en));
        Finding { why, ..self }
    }

    /// How much it says for the person: the best of several degrees is told.
    pub(crate) fn rank(&self) -> u8 {
        self.outcome.rank()
    }
}

impl Outcome {
    /// How much it says for the person.
    pub(crate) fn rank(self) -> u8 {
        match self {
            Outcome::NotMet => 0,
            Outcome::NotKnown => 1,
            Outcome::TextOpen => 2,
            Outcome::NeedsEvidence => 3,
            Outcome::Met => 4,
        }
    }
}

/// The finding that says most for the person; the first of equals.
pub(crate) fn best(findings: impl Iterator<Item = Finding>) -> Option<Finding> {
    findings.reduce(|best, next| if next.rank() > best.rank() { next } else { best })
}

/// Two conditions of one item: the one that says less for the person is told. An interpretation that the other one rests on
/// stays cited.
pub(crate) fn weaker(one: Finding, other: Finding) -> Finding {
    let (told, beside) = if other.rank() <= one.rank() { (other, one) } else { (one, other) };
    match beside.settled {
        Some(settled) if told.outcome != Outcome::NotMet && told.open_point.is_none() => {
            Finding { open_point: beside.open_point, settled: Some(settled), ..told }
        }
        _ => told,
    }
}

fn written(day: NaiveDate) -> Text {
    let (year, month, date) = (day.year(), day.month(), day.day());
    Text::new(format!("{year}年{month}月{date}日"), day.format("%-d %B %Y").to_string())
}

static WORDS: LazyLock<BTreeMap<String, Text>> = LazyLock::new(|| {
    toml::from_str(include_str!("../evaluation.toml")).expect("evaluation.toml is checked by its test")
});

#[cfg(test)]
#[path = "evaluation_tests.rs"]
mod tests;
