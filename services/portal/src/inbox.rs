//! The events the public door listens to; each arm calls one desk.

use contract::Event;
use kit::{DeskError, Heard};

use crate::catalogue::desk::Catalogue;
use crate::interpretations::desk::Interpretations;
use crate::nominations::desk::Nominations;
use crate::units::desk::Units;

pub async fn hear(
    catalogue: &Catalogue,
    nominations: &Nominations,
    units: &Units,
    interpretations: &Interpretations,
    heard: Heard,
) -> Result<(), DeskError> {
    match &heard.envelope.event {
        Event::CataloguePart(told) => catalogue.receive(&heard, told).await,
        Event::CatalogueIssued(told) => catalogue.publish(&heard, told).await,
        Event::RegisterChanged(told) => units.follow(&heard, told).await,
        Event::InterpretationPublished(told) => interpretations.follow(&heard, told).await,
        Event::CaseMoved(told) => nominations.follow(&heard, told).await,
        Event::ReminderAsked(told) => nominations.remind_now(&heard, told).await,
        Event::NominationSubmitted(_)
        | Event::NominationCorrected(_)
        | Event::HandOverAnswered(_)
        | Event::VoiceAdded(_)
        | Event::ApplicantReminded(_)
        | Event::ReconsiderationAsked(_)
        | Event::NominationWithdrawn(_)
        | Event::PersonErased(_)
        | Event::AddressRemoved(_)
        | Event::Blanked(_)
        | Event::LetterDue(_)
        | Event::EventParked(_)
        | Event::EventReleased(_)
        | Event::RetryAsked(_)
        | Event::LetterEnded(_)
        | Event::ResendAsked(_) => Ok(()),
    }
}
