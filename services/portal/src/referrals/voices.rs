//! Who spoke for a nomination: what goes to review with it, and the referrers who may know that it was filed.

use contract::Voice;
use domain::referral::Stage;
use domain::{NominationId, PersonId, Sharing};
use kit::{Act, Fault, House};
use sea_orm::ConnectionTrait;

use super::{store, telling};
use crate::accounts::Accounts;

#[derive(Clone)]
pub struct Voices {
    house: House,
    accounts: Accounts,
}

impl Voices {
    pub fn new(house: House, accounts: Accounts) -> Voices {
        Voices { house, accounts }
    }

    /// Those who recommended the person for this nomination, the earliest first.
    pub async fn of(
        &self,
        db: &impl ConnectionTrait,
        person: PersonId,
        nomination: NominationId,
    ) -> Result<Vec<Voice>, Fault> {
        let found = store::of_nomination(db, &self.house, person, nomination).await?;
        Ok(found.into_iter().filter_map(|(_, voice)| voice).collect())
    }

    /// The nomination was filed, in the caller's act: each referrer who may know it is owed a letter.
    pub async fn filed(&self, act: &mut Act, person: PersonId, nomination: NominationId) -> Result<(), Fault> {
        for (kept, _) in store::of_nomination(act.tx(), &self.house, person, nomination).await? {
            let Stage::HandedOver { sharing: Sharing::Filed | Sharing::Milestones, .. } = kept.referral.stage else {
                continue;
            };
            let reached = self.accounts.reach(act.tx(), kept.referrer).await?;
            if let (Some(written), Some(reached)) = (&kept.written, reached) {
                let letter = telling::filed(&self.house, written, &kept.about, reached)?;
                act.tell(&telling::subject(kept.referral.id), letter).await?;
            }
        }
        Ok(())
    }
}
