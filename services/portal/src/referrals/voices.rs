//! Who spoke for a nomination: what goes to review with it, the referrers who may know that it was filed, and their words
//! where it never is: they wait for an answer again.

use contract::Voice;
use domain::referral::Stage;
use domain::{MailAddress, NominationId, PersonId, Sharing};
use kit::{Act, DeskError, Fault, House};
use sea_orm::ConnectionTrait;

use super::desk::{EXPIRE, REMIND, ReferralSettings};
use super::store::{self, Kept};
use super::telling;
use crate::accounts::Accounts;

#[derive(Clone)]
pub struct Voices {
    house: House,
    accounts: Accounts,
    settings: ReferralSettings,
}

impl Voices {
    pub fn new(house: House, accounts: Accounts, settings: ReferralSettings) -> Voices {
        Voices { house, accounts, settings }
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
            self.tell_filed(act, &kept).await?;
        }
        Ok(())
    }

    /// The same to one of them.
    pub async fn tell_filed(&self, act: &mut Act, kept: &Kept) -> Result<(), Fault> {
        let Stage::HandedOver { sharing: Sharing::Filed | Sharing::Milestones, .. } = kept.referral.stage else {
            return Ok(());
        };
        let reached = self.accounts.reach(act.tx(), kept.referrer).await?;
        if let (Some(written), Some(reached)) = (&kept.written, reached) {
            let letter = telling::filed(&self.house, written, &kept.about, reached)?;
            act.tell(&telling::subject(kept.referral.id), letter).await?;
        }
        Ok(())
    }

    /// The draft is deleted, in the caller's act: what was written for it waits for an answer again, by the link of the
    /// letter and with the reminders that lie ahead, or ends where its time is over.
    pub async fn give_back(&self, act: &mut Act, person: PersonId, nomination: NominationId) -> Result<(), DeskError> {
        for (kept, _) in store::of_nomination(act.tx(), &self.house, person, nomination).await? {
            let referral = kept.referral.clone().give_back(act.at().date())?;
            let kept = Kept { referral, person: None, version: kept.version + 1, ..kept };
            let (id, ends) = (kept.referral.id, self.settings.ends(kept.since));
            let saved = match self.addressee(act, &kept).await? {
                Some(nominee) if ends > act.at() => {
                    act.schedule(EXPIRE, &id.to_string(), ends, &()).await?;
                    if let Some(at) = self.settings.reminds_next(kept.since, act.at()) {
                        act.schedule(REMIND, &id.to_string(), at, &()).await?;
                    }
                    store::give_back(act, &kept, &nominee).await?
                }
                _ => {
                    let referral = kept.referral.clone().expire(act.at().date())?;
                    act.blank(&telling::subject(id)).await?;
                    store::purge(act, &Kept { referral, ..kept }).await?
                }
            };
            if !saved {
                return Err(DeskError::Stale);
            }
        }
        Ok(())
    }

    /// The keyed hash of whom it was written to; none where the words are gone, or the same referrer has asked again.
    async fn addressee(&self, act: &Act, kept: &Kept) -> Result<Option<String>, DeskError> {
        let Some(written) = &kept.written else {
            return Ok(None);
        };
        let nominee = self.accounts.fingerprint(&MailAddress::parse(&written.mail)?);
        let earlier = store::find_earlier(act.tx(), kept.referrer, &nominee, &kept.referral.target).await?;
        Ok(Some(nominee).filter(|_| earlier.is_none()))
    }
}
