//! What the staff is told of letters: those that did not reach anybody, and those that did when asked for again.

use contract::Event;
use contract::event::{LetterEnd, LetterEnded};

use super::delivery::{Delivery, Stage};

/// Nothing of a letter that went as letters go, or that is not missed.
pub fn ended(delivery: &Delivery) -> Option<Event> {
    let end = match delivery.stage {
        Stage::Failed { .. } => LetterEnd::Failed,
        Stage::Expired { .. } => LetterEnd::Expired,
        Stage::HandedOver { .. } if delivery.was_asked_for() => LetterEnd::HandedOver,
        _ => return None,
    };
    Some(Event::LetterEnded(LetterEnded {
        letter: delivery.id,
        name: delivery.name.clone(),
        recipient: delivery.recipient.clone(),
        end,
        attempts: delivery.attempts,
        met: delivery.stage.trouble().and_then(|met| met.trouble),
        trouble: delivery.stage.trouble().map(|met| met.words.clone()),
        accepted: delivery.accepted.0,
        at: delivery.stage.at().0,
    }))
}
