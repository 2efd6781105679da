//! What happened to a case, as the other services are told it.

use contract::Event;
use contract::event::{Asked, CaseMoved, Outcome, Reconsidered, ReminderAsked};
use domain::case::Happened;
use domain::{Addressee, Case, Conclusion, Due, Hand, Rejection};
use kit::{Fault, House};

/// The subject under which everything about one case is told, in order.
pub fn subject(case: &Case) -> String {
    format!("case/{}", case.receipt)
}

/// A case has been opened: the first hand has it.
pub fn opened(case: &Case, due: Option<Due>) -> Event {
    Event::CaseMoved(moved(case, due))
}

/// `due` is by when whoever has it now is to be done.
pub fn of(house: &House, case: &Case, due: Option<Due>, happened: &Happened) -> Result<Event, Fault> {
    let sealed = |words: &Option<String>| words.as_ref().map(|words| house.keys.seal_for("portal", words)).transpose();
    let rejected = |at: Hand, rejection: &Rejection| -> Result<Outcome, Fault> {
        Ok(Outcome::Rejected { at, reason: rejection.reason, words: sealed(&rejection.words)? })
    };
    let moved = moved(case, due);
    Ok(Event::CaseMoved(match happened {
        // The place and what is asked stay as they were told.
        Happened::Reminded { on } => {
            return Ok(Event::ReminderAsked(ReminderAsked { receipt: case.receipt, on: *on }));
        }
        Happened::Moved { .. } | Happened::Corrected { .. } | Happened::Contested { .. } => moved,
        Happened::Proposed { proposal } => {
            let asked = Asked::HandOver { unit: proposal.unit, words: sealed(&proposal.step.words)? };
            CaseMoved { asked: Some(asked), ..moved }
        }
        Happened::Returned { returned } => match &returned.to {
            // Why one hand returns it to another stays inside.
            Addressee::Hand { .. } => moved,
            Addressee::Applicant { sections, items, .. } => {
                let (reason, words) = (returned.reason, sealed(&returned.words)?);
                let items = Some(items).filter(|items| !items.is_empty());
                let items = items.map(|items| house.keys.seal_for("portal", items)).transpose()?;
                let asked = Asked::Correction { reason, sections: sections.clone(), words, items };
                CaseMoved { asked: Some(asked), ..moved }
            }
        },
        Happened::Replied { reply } => {
            let outcome = Outcome::Replied { number: reply.number.to_string(), rests_on: reply.rests_on };
            CaseMoved { outcome: Some(outcome), ..moved }
        }
        Happened::Rejected { at, rejection } => CaseMoved { outcome: Some(rejected(*at, rejection)?), ..moved },
        Happened::Reconsidered { at, rejection, decision } => {
            let (by, words) = (at.reconsidered_at(), sealed(&decision.words)?);
            let reconsidered = Some(Reconsidered { by, conclusion: decision.conclusion, words });
            let outcome = match decision.conclusion {
                Conclusion::Upheld => Some(rejected(*at, rejection)?),
                Conclusion::Reopened => None,
            };
            CaseMoved { outcome, reconsidered, ..moved }
        }
        Happened::Withdrawn { .. } => CaseMoved { outcome: Some(Outcome::Withdrawn), ..moved },
    }))
}

fn moved(case: &Case, due: Option<Due>) -> CaseMoved {
    CaseMoved {
        receipt: case.receipt,
        stage: case.public_stage(),
        hand: case.hand(),
        since: case.since(),
        due,
        unit: case.unit,
        asked: None,
        outcome: None,
        reconsidered: None,
    }
}
