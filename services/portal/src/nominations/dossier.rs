//! What goes to those who review a nomination: all that was filed, with its evidence, voices, consents and answers.

use contract::{Consent, Dossier};
use domain::{Filing, Policy, Readings, Receipt};
use kit::{Act, DeskError, Instant};

use super::desk::{CONSENT_VERSION, Nominations};
use super::drafts;
use super::store::Kept;
use crate::accounts::Applicant;
use crate::evidence;

/// A filing as it is sent.
pub(super) struct Sent<'a> {
    pub filing: &'a Filing,
    /// 1 when it is submitted, then one more with each correction.
    pub revision: u32,
    /// What is settled of the open points that day.
    pub in_force: &'a Readings,
}

impl Nominations {
    pub(super) async fn dossier(
        &self,
        act: &Act,
        by: &Applicant,
        kept: &Kept,
        receipt: Receipt,
        sent: Sent<'_>,
    ) -> Result<Dossier, DeskError> {
        let (id, today) = (kept.nomination.id, act.at().date());
        Ok(Dossier {
            nomination: id,
            person: by.person,
            receipt,
            post: kept.about.post().map(|post| post.id),
            unit: kept.target_unit(),
            revision: sent.revision,
            mail: by.mail.clone(),
            language: by.language,
            filing: kept.filing.clone(),
            filed_on: today,
            policy: Policy::standard().version().to_owned(),
            readings: kept.readings.clone(),
            shown: drafts::clauses(&kept.filing, today, sent.in_force),
            consents: consents(sent.filing, kept, act.at()),
            evidence: evidence::desk::hand_over(act, &self.house, by.person, id).await?,
            answers: kept.said().to_vec(),
            voices: self.voices.of(act.tx(), by.person, id).await?,
        })
    }
}

/// As they were given with the filing, and later to the unit that was proposed.
fn consents(filing: &Filing, kept: &Kept, at: Instant) -> Vec<Consent> {
    let needed = kept.nomination.target.consents();
    let given = filing.consents.iter().filter(|purpose| needed.contains(purpose));
    let given = given.map(|purpose| Consent { purpose: *purpose, unit: None, version: CONSENT_VERSION, at: at.0 });
    given.chain(kept.progress.as_ref().and_then(|progress| progress.agreed.clone())).collect()
}
