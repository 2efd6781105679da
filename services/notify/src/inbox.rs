//! The events that notify listens to; each arm calls one desk.

use contract::Event;
use kit::{DeskError, Heard};

use crate::letters;

pub async fn hear(letters: &letters::desk::Desk, heard: Heard) -> Result<(), DeskError> {
    match &heard.envelope.event {
        Event::LetterDue(due) => letters.accept(&heard, due).await,
        Event::PersonErased(told) => letters.erase(&heard, told.person, &told.mail).await,
        Event::AddressRemoved(told) => letters.erase(&heard, told.person, &told.mail).await,
        Event::ResendAsked(asked) => letters.resend_asked(&heard, asked).await,
        Event::RegisterChanged(_)
        | Event::Blanked(_)
        | Event::CataloguePart(_)
        | Event::CatalogueIssued(_)
        | Event::InterpretationPublished(_)
        | Event::NominationSubmitted(_)
        | Event::NominationCorrected(_)
        | Event::HandOverAnswered(_)
        | Event::VoiceAdded(_)
        | Event::ApplicantReminded(_)
        | Event::ReconsiderationAsked(_)
        | Event::NominationWithdrawn(_)
        | Event::CaseMoved(_)
        | Event::ReminderAsked(_)
        | Event::EventParked(_)
        | Event::EventReleased(_)
        | Event::RetryAsked(_)
        | Event::LetterEnded(_) => Ok(()),
    }
}
