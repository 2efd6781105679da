//! What becomes of the referrals of somebody who is erased: those that wait end now; the words of all go with the key.

use domain::PersonId;
use kit::{Act, At, DeskError};

use super::{Kept, Referrals, store, telling};

impl Referrals {
    /// In the caller's act.
    pub async fn erase(&self, act: &Act, referrer: PersonId) -> Result<(), DeskError> {
        for kept in store::list(act.tx(), &self.house, referrer, &At::Start, u64::from(u32::MAX)).await? {
            let id = kept.referral.id;
            act.blank(&telling::subject(id)).await?;
            if !kept.referral.is_live() {
                continue;
            }
            let referral = kept.referral.clone().expire(act.at().date())?;
            if !store::purge(act, &Kept { referral, version: kept.version + 1, ..kept }).await? {
                return Err(DeskError::Stale);
            }
            self.wait_no_more(act, id).await?;
        }
        Ok(())
    }
}
