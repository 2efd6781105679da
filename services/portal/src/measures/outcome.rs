//! How an outcome looks on pages: the mark in front of it, and its word.
//! It is never a decision.

use domain::{Language, Outcome, term};

/// For `data-s`.
pub fn mark(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "met",
        Outcome::NeedsEvidence => "need",
        Outcome::TextOpen => "open",
        Outcome::NotMet => "not",
        Outcome::NotKnown => "wait",
    }
}

pub fn word(outcome: Outcome, language: Language) -> &'static str {
    term("outcome", outcome.code()).map_or("", |term| term.say(language))
}
