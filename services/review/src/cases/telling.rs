//! What happened to a case, as the other services are told it.

use contract::Event;
use contract::event::{CaseMoved, Outcome};
use domain::Case;
use domain::case::Happened;
use kit::{Fault, House};

use super::store;

/// The subject under which everything about one case is told, in order.
pub fn subject(case: &Case) -> String {
    format!("case/{}", case.receipt)
}

/// A case has been opened: the first hand has it.
pub fn opened(case: &Case) -> Event {
    Event::CaseMoved(moved(case, None))
}

pub fn of(house: &House, case: &Case, happened: &Happened) -> Result<Event, Fault> {
    let outcome = match happened {
        Happened::Moved { .. } => None,
        Happened::Replied { reply } => {
            Some(Outcome::Replied { number: reply.number.to_string(), rests_on: reply.rests_on })
        }
        Happened::Rejected { at, rejection } => {
            let words = rejection.words.as_ref().map(|words| house.keys.seal_for("portal", words)).transpose()?;
            Some(Outcome::Rejected { at: *at, reason: rejection.reason, words })
        }
        Happened::Withdrawn { .. } => Some(Outcome::Withdrawn),
    };
    Ok(Event::CaseMoved(moved(case, outcome)))
}

fn moved(case: &Case, outcome: Option<Outcome>) -> CaseMoved {
    CaseMoved {
        receipt: case.receipt,
        stage: case.public_stage(),
        hand: case.hand(),
        since: case.stage.since(),
        due: store::due(case),
        outcome,
    }
}
