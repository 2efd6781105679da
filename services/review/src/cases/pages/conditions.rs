//! The conditions of the post held against what was filed (Article 9), beside the words, which are what holds.
//! The officer reads both; nothing is decided by it.

use domain::{HeldBranch, HeldCondition, Outcome};

use super::case::View;
use crate::cases::view;

pub struct ConditionRow {
    pub label: String,
    pub words: String,
    /// The mark and the word of what came of it; none where it is words alone.
    pub outcome: Option<(&'static str, String)>,
    pub why: String,
    /// Where any one of several is enough, each of them.
    pub branches: Vec<BranchRow>,
}

pub struct BranchRow {
    pub words: String,
    pub outcome: (&'static str, String),
    pub why: String,
}

impl View<'_> {
    /// None where it is without a post.
    pub fn conditions(&self) -> Vec<ConditionRow> {
        let held = view::conditions(&self.opened.dossier, self.about, self.today, self.readings);
        held.into_iter().map(|one| self.condition(one)).collect()
    }

    fn condition(&self, one: HeldCondition) -> ConditionRow {
        let HeldCondition { condition, held } = one;
        let told = |outcome: Outcome| (mark(outcome), self.term("outcome", outcome.code()));
        let branch = |one: &HeldBranch| BranchRow {
            words: one.words.say(self.language).to_owned(),
            outcome: told(one.outcome),
            why: one.why.say(self.language).to_owned(),
        };
        ConditionRow {
            label: condition.label.say(self.language).to_owned(),
            words: condition.words.say(self.language).to_owned(),
            outcome: held.as_ref().map(|held| told(held.outcome)),
            branches: held.iter().flat_map(|held| &held.branches).map(branch).collect(),
            why: match held {
                Some(held) => held.why.say(self.language).to_owned(),
                None => self.say.owned("condition-words"),
            },
        }
    }
}

/// For `data-s`.
pub fn mark(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "met",
        Outcome::NotMet => "not",
        Outcome::NeedsEvidence => "need",
        Outcome::TextOpen => "open",
        Outcome::NotKnown => "wait",
    }
}
