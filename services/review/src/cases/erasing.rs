//! Somebody erased themselves: of each of their cases the lawful minimum stays, under a key of its own.

use contract::Dossier;
use contract::event::PersonErased;
use domain::{Case, FilingInput};
use kit::{DeskError, Heard};

use super::desk::Cases;
use super::store::{self, Opened};
use super::telling;

impl Cases {
    /// Old copies of the rows cannot be read once the old key is gone. What arrives late of this person opens nothing.
    pub async fn erase(&self, heard: &Heard, told: &PersonErased) -> Result<(), DeskError> {
        let mut act = self.house.act(&heard.by, "case.erase", told.person).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let cases = store::of_person(act.tx(), &self.house, told.person).await?;
        act.drop_person_key(told.person.uuid()).await?;
        for Opened { case, dossier, due } in cases {
            act.blank(&telling::subject(&case)).await?;
            let dossier = minimum(&case, dossier);
            store::reduce(&act, &self.house, &Opened { case: case.erased(), dossier, due }).await?;
        }
        store::remember_erased(&act, told.person).await?;
        act.commit(&()).await
    }
}

/// Receipt, place, days and clauses; the name where there is an official reply.
fn minimum(case: &Case, dossier: Dossier) -> Dossier {
    let name = if case.keeps_the_name() { dossier.filing.name.clone() } else { String::new() };
    Dossier {
        mail: String::new(),
        filing: FilingInput { name, claimed: dossier.filing.claimed.clone(), ..FilingInput::default() },
        shown: Vec::new(),
        evidence: Vec::new(),
        answers: Vec::new(),
        voices: Vec::new(),
        ..dossier
    }
}
