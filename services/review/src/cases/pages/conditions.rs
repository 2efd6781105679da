//! The conditions of the post held against what was filed (Article 9), beside the words, which are what holds.
//! The officer reads both; nothing is decided by it.

use domain::{HeldCondition, Outcome};

use super::case::View;
use crate::cases::view;

pub struct ConditionRow {
    pub label: String,
    pub words: String,
    /// The mark and the word of what came of it; none where it is words alone.
    pub outcome: Option<(&'static str, String)>,
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
        ConditionRow {
            label: condition.label.say(self.language).to_owned(),
            words: condition.words.say(self.language).to_owned(),
            outcome: held.as_ref().map(|held| told(held.outcome)),
            why: match held {
                Some(held) => held.why.say(self.language).to_owned(),
                None => self.say.it("condition-words"),
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
