//! What goes to those who review a nomination: all that was filed, with its evidence, voices, consents and answers.

use contract::{Consent, Dossier};
use domain::{Readings, Receipt};
use kit::{Act, DeskError};

use super::desk::Nominations;
use super::store::Kept;
use super::{consents, drafts};
use crate::accounts::Applicant;
use crate::evidence;

/// A filing as it is sent.
pub(super) struct Sent<'a> {
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
        let policy = kept.policy(self.policies, today);
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
            policy: policy.version().to_owned(),
            readings: kept.readings.clone(),
            shown: drafts::clauses(&kept.filing, today, policy, sent.in_force),
            consents: given(kept),
            evidence: evidence::desk::hand_over(act, &self.house, by.person, id).await?,
            answers: kept.said().to_vec(),
            voices: self.voices.of(act.tx(), by.person, id).await?,
        })
    }
}

/// As they were given with the filing, and later to the unit that was proposed.
fn given(kept: &Kept) -> Vec<Consent> {
    let filed = consents::in_force(&kept.consents, kept.nomination.target.consents()).into_iter();
    filed.chain(kept.progress.as_ref().and_then(|progress| progress.agreed.clone())).collect()
}
