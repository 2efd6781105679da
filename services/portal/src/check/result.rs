//! What the answers come to: each clause, the posts that are open under those that may hold, and what would follow; and what
//! was left out of them. A post whose conditions are not met is told like the others, with which those are: people decide.

use std::sync::Arc;

use askama::Template;
use domain::{Evaluated, HeldCondition, Language, Outcome, Policy};
use kit::{Fault, Frame, Say};

use super::answered::Answered;
use super::answers::Answers;
use super::found::Found;
use crate::catalogue::{Compared, Row, Shelf};
use crate::measures::{Cited, Following, outcome};
use crate::words;

#[derive(Template)]
#[template(path = "check/templates/result.html")]
pub struct ResultPage {
    frame: Frame,
    say: Say,
    heading: String,
    clauses: Vec<Held>,
    /// Whether any clause may hold. Where none does nothing is theirs: what follows is told as what would if one held.
    may_hold: bool,
    posts: Vec<Fit>,
    /// The list of all such posts.
    all: Option<(String, i64)>,
    follows: String,
    following: Arc<Following>,
    answered: Vec<Answered>,
    /// The answers, to go back to them.
    carried: Vec<(String, String)>,
}

/// A post that is open under a clause that may hold.
struct Fit {
    row: Row,
    unmet: Vec<Unmet>,
    compared: Option<Compared>,
}

/// A condition that what was stated does not meet, and why.
struct Unmet {
    label: String,
    words: String,
    why: String,
}

/// A clause held against the answers.
struct Held {
    /// For `data-s`.
    mark: &'static str,
    word: &'static str,
    clause: Cited,
    name: &'static str,
    why: String,
    /// None for what is not met.
    evidence: Option<String>,
    /// The open point that it turns on.
    point: Option<(&'static str, String)>,
    /// The interpretation that settles it.
    interpretation: Option<String>,
}

impl ResultPage {
    fn leaves_out(&self) -> bool {
        self.answered.iter().any(|one| one.left_out.is_some())
    }

    pub fn of(frame: Frame, answers: &Answers, found: &Found, shelf: &Shelf) -> Result<ResultPage, Fault> {
        let (language, policy) = (frame.language(), Policy::standard());
        let say = words::say(language);
        let Found { clauses, fitting, held } = found;
        let count = |outcomes: &[Outcome]| clauses.iter().filter(|one| outcomes.contains(&one.outcome)).count();
        let (met, open) = (count(&[Outcome::Met]), count(&[Outcome::NeedsEvidence, Outcome::TextOpen]));
        let mut sorted: Vec<&Evaluated> = clauses.iter().collect();
        sorted.sort_by_key(|one| rank(one.outcome));
        let (mode, kind) = found.way();
        let may_hold = found.rests_on().next().is_some();
        let stands = match (met, may_hold) {
            (_, false) => "none",
            (0, true) => "open",
            _ => "met",
        };
        let arguments = [
            ("stands", stands.into()),
            ("mode", policy.mode(mode).say(language).into()),
            ("unit", policy.unit_kind(kind).say(language).into()),
        ];
        let fits = fitting.posts.iter().zip(held).map(|(post, conditions)| Fit {
            row: Row::of(post, shelf.day, &frame, &say),
            unmet: Unmet::all(conditions, language),
            compared: Compared::of(conditions, &say),
        });
        Ok(ResultPage {
            heading: say.with("check-result", &[("met", met.into()), ("open", open.into())]),
            clauses: sorted.into_iter().map(|one| Held::of(one, &frame)).collect(),
            may_hold,
            posts: fits.collect(),
            all: fitting.address.as_ref().map(|address| (frame.to(address), fitting.count)),
            follows: say.with("check-follows-why", &arguments),
            following: shelf.followings.of_post(mode, kind, found.policy(shelf), &frame, &say)?,
            answered: Answered::all(answers, &say),
            carried: answers.all().to_vec(),
            say,
            frame,
        })
    }
}

impl Unmet {
    fn all(conditions: &[HeldCondition], language: Language) -> Vec<Unmet> {
        let unmet = |one: &HeldCondition| {
            let held = one.held.as_ref().filter(|held| held.outcome == Outcome::NotMet)?;
            Some(Unmet {
                label: one.condition.label.say(language).to_owned(),
                words: one.condition.words.say(language).to_owned(),
                why: held.why.say(language).to_owned(),
            })
        };
        conditions.iter().filter_map(unmet).collect()
    }
}

/// What says most for the person first.
fn rank(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Met => 0,
        Outcome::NeedsEvidence => 1,
        Outcome::TextOpen => 2,
        Outcome::NotKnown => 3,
        Outcome::NotMet => 4,
    }
}

impl Held {
    fn of(one: &Evaluated, frame: &Frame) -> Held {
        let language = frame.language();
        Held {
            mark: outcome::mark(one.outcome),
            word: outcome::word(one.outcome, language),
            clause: Cited::of(one.clause, frame),
            name: Policy::standard().category(one.category).name.say(language),
            why: one.why.say(language).to_owned(),
            evidence: (one.outcome != Outcome::NotMet).then(|| one.evidence.say(language).to_owned()),
            point: one.open_point.map(|point| (point.code(), frame.to(format!("/measures#{point}")))),
            interpretation: one.interpretation.map(|id| frame.to(format!("/interpretations#{id}"))),
        }
    }
}
