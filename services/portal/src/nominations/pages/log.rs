//! How it went so far, the latest first.

use chrono::NaiveDate;
use domain::nomination::Stage;
use domain::{Conclusion, Hand, PublicStage};
use kit::html::date::When;
use kit::html::{Say, date};

use super::view;
use crate::nominations::progress::{Ending, Progress};
use crate::nominations::store::Kept;

pub struct Line {
    pub when: When,
    pub words: String,
}

pub fn all(say: &Say, kept: &Kept, filed_on: NaiveDate) -> Vec<Line> {
    let line = |on, words| Line { when: date::day(on, say.language()), words };
    let clauses = view::clauses(kept, say);
    let filed = match clauses.as_str() {
        "" => say.owned("log-filed"),
        clauses => say.with("log-filed-under", &[("clauses", clauses.into())]),
    };
    let mut lines = vec![line(filed_on, filed)];
    match (&kept.progress, &kept.nomination.stage) {
        (Some(progress), _) => {
            lines.extend(moves(say, kept, progress).into_iter().map(|(on, words)| line(on, words)));
        }
        (None, Stage::Withdrawn { on, .. }) => lines.push(line(*on, say.owned("log-withdrawn"))),
        (None, _) => {}
    }
    lines.reverse();
    lines
}

fn moves(say: &Say, kept: &Kept, progress: &Progress) -> Vec<(NaiveDate, String)> {
    let unit = kept.about.receiver(say.language());
    let holder = |hand: Hand| view::holder(hand, &kept.about, say);
    let mut before: Option<Hand> = None;
    let mut moves = Vec::new();
    let contested = progress.reconsideration.as_ref();
    let (mut ended_before, mut reopened) = (false, None);
    let mut way = progress.way.iter().filter(|place| place.stage != PublicStage::Received).peekable();
    while let Some(place) = way.next() {
        let is_last = way.peek().is_none();
        let contests = place.answered && ended_before;
        if contests {
            reopened = progress.reopened();
        }
        // It opens again once; the case may come back to the same hand on the same day.
        let goes_on = !place.answered && place.stage != PublicStage::WaitingForYou;
        let reopens =
            goes_on && reopened.take_if(|(hand, on)| (place.hand, place.since) == (Some(*hand), *on)).is_some();
        let words = match (place.hand, before) {
            (Some(_), _) if contests => say.owned("log-contested"),
            (Some(hand), _) if reopens => say.with("log-reopened", &[("holder", holder(hand).into())]),
            (Some(_), _) if place.answered => say.owned(match place.hand {
                Some(Hand::Routing) => "log-answered",
                _ => "log-corrected",
            }),
            (Some(hand), _) if place.stage == PublicStage::WaitingForYou => {
                say.with("log-waiting", &[("holder", holder(hand).into())])
            }
            (Some(hand), Some(before)) if hand < before => {
                let arguments = [("from", holder(before).into()), ("to", holder(hand).into())];
                say.with("log-returned", &arguments)
            }
            (Some(hand), _) => say.with(format!("log-at-{}", hand.code()), &[("unit", unit.into())]),
            (None, _) => match contested.filter(|_| !is_last) {
                Some(contested) => say.with("log-rejected", &[("holder", holder(contested.rejection.at).into())]),
                None => ended(say, progress, &holder),
            },
        };
        ended_before = place.hand.is_none();
        before = place.hand.or(before);
        moves.push((place.since, words));
    }
    moves
}

fn ended(say: &Say, progress: &Progress, holder: &dyn Fn(Hand) -> String) -> String {
    match &progress.ending {
        Some(Ending::Replied { number, .. }) => say.with("log-replied", &[("number", number.into())]),
        Some(Ending::Rejected { .. }) if progress.decided_last(Conclusion::Upheld).is_some() => say.owned("log-upheld"),
        Some(Ending::Rejected { at, .. }) => say.with("log-rejected", &[("holder", holder(*at).into())]),
        Some(Ending::Withdrawn) | None => say.owned("log-withdrawn"),
    }
}
