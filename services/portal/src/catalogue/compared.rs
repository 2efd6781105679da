//! The conditions of a post beside what somebody stated (Article 9): how many are met, and what each of them comes to.
//! It puts no post before another and keeps none away: people read the conditions, and the words of each.

use domain::{Held, HeldBranch, HeldCondition, Language, Outcome};
use kit::Say;

use crate::measures::outcome;

pub struct Compared {
    /// How many of those that can be compared are met, are not, and are left open.
    pub summary: String,
    pub rows: Vec<Condition>,
}

pub struct Condition {
    pub label: String,
    pub words: String,
    /// None where it is words alone.
    pub told: Option<Told>,
}

pub struct Told {
    pub mark: &'static str,
    pub word: &'static str,
    pub why: String,
    /// Where any one of several is enough, each of them.
    pub branches: Vec<Branch>,
}

pub struct Branch {
    pub mark: &'static str,
    pub word: &'static str,
    pub words: String,
    pub why: String,
}

impl Compared {
    /// None where nothing can be compared.
    pub fn of(conditions: &[HeldCondition], say: &Say) -> Option<Compared> {
        let outcomes: Vec<_> = conditions.iter().filter_map(|one| Some(one.held.as_ref()?.outcome)).collect();
        let count = |wanted: Outcome| outcomes.iter().filter(|outcome| **outcome == wanted).count();
        let (met, not_met) = (count(Outcome::Met), count(Outcome::NotMet));
        let counts = [
            ("all", outcomes.len().into()),
            ("met", met.into()),
            ("not", not_met.into()),
            ("open", (outcomes.len() - met - not_met).into()),
        ];
        (!outcomes.is_empty()).then(|| Compared {
            summary: say.with("compared", &counts),
            rows: conditions.iter().map(|one| Condition::of(one, say)).collect(),
        })
    }
}

impl Condition {
    fn of(one: &HeldCondition, say: &Say) -> Condition {
        let language = say.language();
        Condition {
            label: one.condition.label.say(language).to_owned(),
            words: one.condition.words.say(language).to_owned(),
            told: one.held.as_ref().map(|held| Told::of(held, language)),
        }
    }
}

impl Told {
    fn of(held: &Held, language: Language) -> Told {
        let branch = |one: &HeldBranch| Branch {
            mark: outcome::mark(one.outcome),
            word: outcome::word(one.outcome, language),
            words: one.words.say(language).to_owned(),
            why: one.why.say(language).to_owned(),
        };
        Told {
            mark: outcome::mark(held.outcome),
            word: outcome::word(held.outcome, language),
            why: held.why.say(language).to_owned(),
            branches: held.branches.iter().map(branch).collect(),
        }
    }
}
