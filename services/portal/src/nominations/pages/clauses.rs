//! The ten clauses of Articles 10 and 11 as they look on what was saved: met, wanting evidence, left to a person, or not.
//! None of it is a decision, and none of it stops anybody.

use domain::policy::CategoryRow;
use domain::{Category, Evaluated, Outcome, Policy};
use kit::Frame;
use kit::html::Say;

use crate::measures::cited::Cited;
use crate::measures::outcome;
use crate::nominations::about::About;

/// A clause held against what was saved.
pub struct Found {
    pub code: &'static str,
    /// For `data-s`.
    pub mark: &'static str,
    pub word: &'static str,
    pub clause: Cited,
    pub why: String,
    /// The interpretation that settles the open point it turns on.
    pub interpretation: Option<String>,
}

/// A clause that can be named.
pub struct ClauseChoice {
    pub found: Found,
    pub name: String,
    pub summary: String,
    pub evidence: String,
    /// How an open point that it turns on is read at present.
    pub reading: Option<String>,
    /// Whether the post is open under it.
    pub wanted: bool,
}

/// What says most for the person first; of equals, in the order of the Measures.
pub fn found(evaluated: &[Evaluated], frame: &Frame, say: &Say) -> Vec<Found> {
    let mut evaluated: Vec<&Evaluated> = evaluated.iter().collect();
    evaluated.sort_by_key(|one| match one.outcome {
        Outcome::Met => 0,
        Outcome::NeedsEvidence => 1,
        Outcome::TextOpen => 2,
        Outcome::NotMet => 3,
        Outcome::NotKnown => 4,
    });
    evaluated.into_iter().map(|one| Found::of(one, frame, say)).collect()
}

/// All ten in the order of the Measures.
pub fn choices(evaluated: &[Evaluated], about: &About, frame: &Frame, say: &Say) -> Vec<ClauseChoice> {
    let language = say.language();
    let choice = |one: &Evaluated| {
        let CategoryRow { name, summary, .. } = Policy::standard().category(one.category);
        ClauseChoice {
            found: Found::of(one, frame, say),
            name: name.say(language).to_owned(),
            summary: summary.say(language).to_owned(),
            evidence: one.evidence.say(language).to_owned(),
            reading: one.reading.as_ref().map(|reading| reading.say(language).to_owned()),
            wanted: about.post().is_some_and(|post| post.basis.contains(&one.category)),
        }
    };
    evaluated.iter().map(choice).collect()
}

impl Found {
    fn of(one: &Evaluated, frame: &Frame, say: &Say) -> Found {
        Found {
            code: Category::code(one.category),
            mark: outcome::mark(one.outcome),
            word: outcome::word(one.outcome, say.language()),
            clause: Cited::of(one.clause, frame),
            why: one.why.say(say.language()).to_owned(),
            interpretation: one.interpretation.map(|id| frame.to(format!("/interpretations#{id}"))),
        }
    }
}
