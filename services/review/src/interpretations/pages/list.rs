//! The interpretations on one page: what waits for the officer first, then drafts, what holds, what holds no more.

use askama::Template;
use domain::{Interpretation, InterpretationStage, OpenPoint, Policy};
use kit::html::{Frame, Say};

use super::{DRAFTS, PATH};
use crate::interpretations::desk;
use crate::officers::Officer;
use crate::words;

#[derive(Template)]
#[template(path = "interpretations/templates/list.html")]
pub struct ListPage {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    drafts: bool,
    rows: Vec<Row>,
    /// The open points that nothing here is about, for whoever drafts.
    points: Vec<Point>,
}

struct Point {
    to: String,
    id: String,
    question: &'static str,
}

struct Row {
    to: String,
    question: String,
    clauses: Vec<String>,
    stands: String,
    /// Whether it waits for the officer.
    mine: bool,
    holds_from: String,
}

impl ListPage {
    pub fn new(frame: Frame, officer: Officer, listed: &[Interpretation]) -> ListPage {
        let say = words::say(frame.language());
        let mut listed: Vec<_> = listed.iter().collect();
        listed.sort_by_key(|one| (!waits(&officer, one), order(&one.stage)));
        let rows = listed.iter().map(|one| row(&frame, &say, &officer, one)).collect();
        let point = |point: &'static OpenPoint| Point {
            to: frame.to(format!("{DRAFTS}?point={}", point.id)),
            id: point.id.to_string(),
            question: point.question.say(frame.language()),
        };
        let drafts = desk::may_draft(&officer);
        let points = match drafts {
            true => {
                Policy::standard().open_points().iter().filter(|point| is_left(point, &listed)).map(point).collect()
            }
            false => Vec::new(),
        };
        ListPage { drafts, rows, points, officer: Some(officer), say, frame }
    }
}

/// Whether nothing that is drafted or holds is about it.
fn is_left(point: &OpenPoint, listed: &[&Interpretation]) -> bool {
    let is_over = |one: &Interpretation| matches!(one.stage, InterpretationStage::Ended { .. });
    !listed.iter().any(|one| one.text.open_point == Some(point.id) && !is_over(one))
}

fn row(frame: &Frame, say: &Say, officer: &Officer, one: &Interpretation) -> Row {
    let language = frame.language();
    Row {
        to: frame.to(format!("{PATH}/{}", one.id)),
        question: one.text.question.say(language).to_owned(),
        clauses: one.text.clauses.iter().map(|clause| clause.say(language)).collect(),
        stands: stands(say, one),
        mine: waits(officer, one),
        holds_from: kit::html::date::full(one.text.holds_from, language).words,
    }
}

/// A seat that is asked, and the secretary once all agree.
fn waits(officer: &Officer, one: &Interpretation) -> bool {
    let is_ready = one.is_draft().is_ok() && one.is_agreed();
    desk::is_turn(officer, one) || desk::may_draft(officer) && is_ready
}

fn order(stage: &InterpretationStage) -> u8 {
    match stage {
        InterpretationStage::Drafted => 0,
        InterpretationStage::Published { .. } => 1,
        InterpretationStage::Ended { .. } => 2,
    }
}

/// How far it is, in words.
pub fn stands(say: &Say, one: &Interpretation) -> String {
    match &one.stage {
        InterpretationStage::Drafted if one.is_agreed() => say.owned("interpretation-agreed"),
        InterpretationStage::Drafted => {
            let (spoke, all) = (one.opinions.len().to_string(), one.text.seats.len().to_string());
            say.with("interpretation-drafted", &[("spoke", spoke.into()), ("all", all.into())])
        }
        InterpretationStage::Published { .. } => say.owned("interpretation-published"),
        InterpretationStage::Ended { .. } => say.owned("interpretation-ended"),
    }
}
