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
    pub why: Text,
    /// The evidence the item wants, whatever the outcome.
    pub evidence: Text,
    /// The open point that the answer turns on; always there with `text-open`.
    pub open_point: Option<OpenPointId>,
}

/// The ten items in the order of the Measures.
pub fn evaluate(facts: &Facts, on: NaiveDate, policy: &Policy) -> Vec<Evaluated> {
    Category::ALL
        .into_iter()
        .map(|category| {
            let finding = find(category, facts, on);
            Evaluated {
                category,
                clause: category.clause(),
                outcome: finding.outcome,
                why: finding.why,
                evidence: policy.category(category).evidence.clone(),
                open_point: finding.open_point,
            }
        })
        .collect()
}

fn find(category: Category, facts: &Facts, on: NaiveDate) -> Finding {
    match category {
        Category::H1 => high_level::academician(facts),
        Category::H2 => high_level::national_staff(facts),
        Category::H3 => high_level::provincial_leader(facts),
        Category::H4 => high_level::doctor_or_listed_master(facts, on),
        Category::H5 => high_level::senior_title(facts),
        Category::U1 => urgently_needed::business_or_middle_manager(facts),
        Category::U2 => urgently_needed::patent_or_result(facts),
        Category::U3 => urgently_needed::fresh_master_or_listed_bachelor(facts, on),
        Category::U4 => urgently_needed::skilled_worker(facts),
        Category::U5 => urgently_needed::fresh_bachelor_of_medicine(facts, on),
    }
}

/// What was found about one item; its words are in `evaluation.toml`.
pub(crate) struct Finding {
    pub(crate) outcome: Outcome,
    pub(crate) why: Text,
    pub(crate) open_point: Option<OpenPointId>,
}

impl Finding {
    pub(crate) fn met(words: &str) -> Finding {
        Finding::new(Outcome::Met, words)
    }

    pub(crate) fn not_met(words: &str) -> Finding {
        Finding::new(Outcome::NotMet, words)
    }

    pub(crate) fn needs_evidence(words: &str) -> Finding {
        Finding::new(Outcome::NeedsEvidence, words)
    }

    pub(crate) fn not_known(words: &str) -> Finding {
        Finding::new(Outcome::NotKnown, words)
    }

    pub(crate) fn text_open(point: OpenPointId, words: &str) -> Finding {
        Finding { open_point: Some(point), ..Finding::new(Outcome::TextOpen, words) }
    }

    fn new(outcome: Outcome, words: &str) -> Finding {
        let why = WORDS.get(words).cloned().unwrap_or_else(|| Text::new(words, words));
        Finding { outcome, why, open_point: None }
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
