//! What the answers come to: each clause, the posts that fit, and what would follow.

use std::sync::Arc;

use askama::Template;
use domain::{Evaluated, Outcome, Policy};
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
    posts: Vec<Fit>,
    /// The list of all posts that fit.
    all: Option<(String, i64)>,
    follows: String,
    following: Arc<Following>,
    answered: Vec<Answered>,
    /// The answers, to go back to them.
    carried: Vec<(String, String)>,
}

/// A post that fits.
struct Fit {
    row: Row,
    compared: Option<Compared>,
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
    pub fn of(frame: Frame, answers: &Answers, found: &Found, shelf: &Shelf) -> Result<ResultPage, Fault> {
        let (language, policy) = (frame.language(), Policy::standard());
        let say = words::say(language);
        let Found { clauses, fitting, held } = found;
        let count = |outcomes: &[Outcome]| clauses.iter().filter(|one| outcomes.contains(&one.outcome)).count();
        let (met, open) = (count(&[Outcome::Met]), count(&[Outcome::NeedsEvidence, Outcome::TextOpen]));
        let mut sorted: Vec<&Evaluated> = clauses.iter().collect();
        sorted.sort_by_key(|one| rank(one.outcome));
        let (mode, kind) = found.way();
        let arguments =
            [("mode", policy.mode(mode).say(language).into()), ("unit", policy.unit_kind(kind).say(language).into())];
        let fits = fitting.posts.iter().zip(held).map(|(post, conditions)| Fit {
            row: Row::of(post, shelf.day, &frame, &say),
            compared: Compared::of(conditions, &say),
        });
        Ok(ResultPage {
            heading: say.with("check-result", &[("met", met.into()), ("open", open.into())]),
            clauses: sorted.into_iter().map(|one| Held::of(one, &frame)).collect(),
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
