//! What becomes of the referrals of somebody who is erased: those that wait end now, sent by them or about them, and what was
//! written goes, with the key or by hand. What the nominee accepted is the nominee's: the referrer's name and words stay under
//! the nominee's key, with the nomination.

use kit::{Act, DeskError};

use super::{Kept, Referrals, store, telling};
use crate::accounts::Applicant;
use crate::accounts::store::Address;

impl Referrals {
    /// In the caller's act.
    pub async fn erase(&self, act: &mut Act, by: &Applicant, own: &[Address]) -> Result<(), DeskError> {
        for kept in store::all_of(act.tx(), &self.house, by.person).await? {
            act.blank(&telling::subject(kept.referral.id)).await?;
            if kept.referral.is_live() {
                self.forget(act, kept).await?;
            }
        }
        for address in own {
            // What one of them led to is forgotten, and is about nobody for the next.
            for kept in store::about(act.tx(), &self.house, by.person, &address.fingerprint).await? {
                act.blank(&telling::subject(kept.referral.id)).await?;
                self.forget(act, kept).await?;
            }
        }
        Ok(())
    }

    /// Whether something that the applicant wrote was accepted and stays with the nominee.
    pub async fn speaks(&self, by: &Applicant) -> Result<bool, DeskError> {
        Ok(store::speaks(self.house.reader(), by.person).await?)
    }

    /// What was written is gone, whoever wrote it; one that waited waits no more.
    async fn forget(&self, act: &Act, kept: Kept) -> Result<(), DeskError> {
        let (id, live) = (kept.referral.id, kept.referral.is_live());
        let referral = kept.referral.clone();
        let referral = if live { referral.expire(act.at().date())? } else { referral };
        if !store::purge(act, &Kept { referral, version: kept.version + 1, ..kept }).await? {
            return Err(DeskError::Stale);
        }
        Ok(self.wait_no_more(act, id).await?)
    }
}
