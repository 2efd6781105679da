//! What the person lets each referrer know, of what they accepted: looking at it, and changing it later (Article 16).

use contract::Voice;
use domain::referral::Stage;
use domain::{NominationId, ReferralId, Sharing};
use kit::{DeskError, Once};
use serde::{Deserialize, Serialize};

use super::{Kept, Referrals, store};
use crate::accounts::Applicant;

/// A recommendation that goes along with a nomination, as its nominee sees it.
#[derive(Clone)]
pub struct Spoken {
    pub id: ReferralId,
    pub voice: Voice,
    pub sharing: Sharing,
    pub version: i64,
}

/// What a referrer may know, as it was saved.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Shared {
    pub id: ReferralId,
    pub version: i64,
}

/// What the audit trail says of it.
#[derive(Serialize)]
struct Chosen {
    sharing: Sharing,
}

impl Spoken {
    fn of(kept: &Kept, voice: Option<Voice>) -> Option<Spoken> {
        let Stage::HandedOver { sharing, .. } = kept.referral.stage else {
            return None;
        };
        Some(Spoken { id: kept.referral.id, voice: voice?, sharing, version: kept.version })
    }
}

impl Referrals {
    /// Those who spoke for the applicant's nomination, the earliest first, and what each may know.
    pub async fn spoken(&self, by: &Applicant, nomination: NominationId) -> Result<Vec<Spoken>, DeskError> {
        self.nominations.show(by, nomination).await?;
        let found = store::of_nomination(self.house.reader(), &self.house, by.person, nomination).await?;
        Ok(found.into_iter().filter_map(|(kept, voice)| Spoken::of(&kept, voice)).collect())
    }

    /// The applicant lets one of them know more from now on, or less. What was read stays known, and nobody is written to
    /// about it: the referrer sees it where they look.
    pub async fn share(
        &self,
        by: &Applicant,
        once: Once,
        nomination: NominationId,
        id: ReferralId,
        seen: i64,
        sharing: Sharing,
    ) -> Result<Shared, DeskError> {
        let mut act = self.house.act(&by.by.once(once), "referral.share", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let found = store::of_nomination(act.tx(), &self.house, by.person, nomination).await?;
        let (kept, _) = found.into_iter().find(|(kept, _)| kept.referral.id == id).ok_or(DeskError::Missing)?;
        if kept.version != seen {
            return Err(DeskError::Stale);
        }
        act.note(&Chosen { sharing })?;
        let kept = Kept { referral: kept.referral.clone().share(sharing)?, version: seen + 1, ..kept };
        if !store::share(&act, &kept).await? {
            return Err(DeskError::Stale);
        }
        let shared = Shared { id, version: kept.version };
        act.commit(&shared).await?;
        Ok(shared)
    }
}
