//! The evaluation: what the facts say about each item of Articles 10 and 11, with its clause and the evidence it wants.
//! It is not a decision. What turns on an open point is left open and cites it; a person decides on record.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::category::Category;
use crate::clause::Clause;
use crate::code::coded;
use crate::facts::Facts;
use crate::open_point::OpenPointId;
use crate::policy::Policy;
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
}

/// The ten items in the order of the Measures.
pub fn evaluate(facts: &Facts, on: NaiveDate, policy: &Policy) -> Vec<Evaluated> {
    Category::ALL
        .into_iter()
        .map(|category| {
            let finding = find(category, facts, on, policy);
            Evaluated {
                category,
                clause: category.clause(),
                outcome: finding.outcome,
                reason: finding.reason.to_owned(),
                why: finding.why,
                evidence: policy.category(category).evidence.clone(),
                open_point: finding.open_point,
                reading: finding.open_point.map(|point| policy.open_point(point).reading.clone()),
            }
        })
        .collect()
}

fn find(category: Category, facts: &Facts, on: NaiveDate, policy: &Policy) -> Finding {
    match category {
        Category::H1 => high_level::academician(facts),
        Category::H2 => high_level::national_staff(facts),
        Category::H3 => high_level::provincial_leader(facts),
        Category::H4 => high_level::doctor_or_listed_master(facts, on),
        Category::H5 => high_level::senior_title(facts),
        Category::U1 => urgently_needed::business_or_middle_manager(facts, policy),
        Category::U2 => urgently_needed::patent_or_result(facts),
        Category::U3 => urgently_needed::fresh_master_or_listed_bachelor(facts, on, policy),
        Category::U4 => urgently_needed::skilled_worker(facts),
        Category::U5 => urgently_needed::fresh_bachelor_of_medicine(facts, on, policy),
    }
}

/// What was found about one item; its words are in `evaluation.toml`.
pub(crate) struct Finding {
    pub(crate) outcome: Outcome,
    /// The key of the words: the reason, whatever is filled in.
    pub(crate) reason: &'static str,
    pub(crate) why: Text,
    pub(crate) open_point: Option<OpenPointId>,
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

    pub(crate) fn text_open(point: OpenPointId, reason: &'static str) -> Finding {
        Finding::new(Outcome::TextOpen, reason).under(point)
    }

    fn new(outcome: Outcome, reason: &'static str) -> Finding {
        let why = WORDS.get(reason).cloned().unwrap_or_else(|| Text::new(reason, reason));
        Finding { outcome, reason, why, open_point: None }
    }

    /// The reading of this open point is what it rests on.
    pub(crate) fn under(self, point: OpenPointId) -> Finding {
        Finding { open_point: Some(point), ..self }
    }

    pub(crate) fn with(mut self, name: &str, value: impl ToString) -> Finding {
        let (place, value) = (format!("{{{name}}}"), value.to_string());
        self.why = Text::new(self.why.zh.replace(&place, &value), self.why.en.replace(&place, &value));
        self
    }

    /// How much it says for the person: the best of several degrees is told.
    pub(crate) fn rank(&self) -> u8 {
        match self.outcome {
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

static WORDS: LazyLock<BTreeMap<String, Text>> = LazyLock::new(|| {
    toml::from_str(include_str!("../evaluation.toml")).expect("evaluation.toml is checked by its test")
});

#[cfg(test)]
#[path = "evaluation_tests.rs"]
mod tests;
