//! What is published or ended is told to the public door, each interpretation under a subject of its own.

use contract::Event;
use contract::event::InterpretationPublished;
use domain::Interpretation;
use kit::{Act, Fault};

/// Nothing of a draft.
pub async fn tell(act: &mut Act, interpretation: &Interpretation) -> Result<(), Fault> {
    match interpretation.published() {
        None => Ok(()),
        Some(interpretation) => {
            let subject = format!("interpretation/{}", interpretation.id);
            act.tell(&subject, Event::InterpretationPublished(InterpretationPublished { interpretation })).await
        }
    }
}
