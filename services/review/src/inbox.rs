//! The events the staff door listens to; each arm calls one desk.

use contract::Event;
use kit::{DeskError, Heard};

use crate::cases::desk::Cases;
use crate::letters::desk::Letters;
use crate::operations::Operations;

pub async fn hear(cases: &Cases, letters: &Letters, operations: &Operations, heard: Heard) -> Result<(), DeskError> {
    match &heard.envelope.event {
        Event::NominationSubmitted(told) => cases.open(&heard, told).await,
        Event::NominationCorrected(told) => cases.correct(&heard, told).await,
        Event::HandOverAnswered(told) => cases.hand_over(&heard, told).await,
        Event::VoiceAdded(told) => cases.hear_voice(&heard, told).await,
        Event::ApplicantReminded(told) => cases.hear_reminder(&heard, told).await,
        Event::ReconsiderationAsked(told) => cases.contest(&heard, told).await,
        Event::NominationWithdrawn(told) => cases.withdraw(&heard, told).await,
        Event::PersonErased(told) => cases.erase(&heard, told).await,
        Event::EventParked(told) => operations.note(&heard, told).await,
        Event::EventReleased(told) => operations.strike(&heard, told).await,
        Event::LetterEnded(told) => letters.follow(&heard, told).await,
        Event::RegisterChanged(_)
        | Event::AddressRemoved(_)
        | Event::Blanked(_)
        | Event::CataloguePart(_)
        | Event::CatalogueIssued(_)
        | Event::InterpretationPublished(_)
        | Event::CaseMoved(_)
        | Event::ReminderAsked(_)
        | Event::LetterDue(_)
        | Event::RetryAsked(_)
        | Event::ResendAsked(_) => Ok(()),
    }
}
