//! What falls due while a referral waits for its answer: the letter itself where the address had several today,
//! the reminders, and the end, when what was written is purged. What falls due while nobody is taken where it leads waits, since
//! an amendment can open that again.

use std::time::Duration;

use domain::ReferralId;
use kit::{Act, DeskError, Due, Fault};

use super::{DAY, Kept, Referrals, store, telling};

const INVITE: &str = "referral.invite";
pub(in crate::referrals) const REMIND: &str = "referral.remind";
pub(in crate::referrals) const EXPIRE: &str = "referral.expire";
const A_MOMENT: Duration = Duration::from_secs(1);

impl Referrals {
    pub async fn fall_due(&self, due: &Due) -> Result<(), DeskError> {
        let id: ReferralId =
            due.subject.parse().map_err(|_| Fault::corrupt("schedule", &due.subject, "no referral"))?;
        match due.kind.as_str() {
            INVITE => self.invite_late(due, id).await,
            REMIND => self.remind(due, id).await,
            EXPIRE => self.expire(due, id).await,
            other => Err(Fault::new(format!("nobody here knows what to do when {other} falls due")).into()),
        }
    }

    /// Writes to the nominee, or plans to: nobody is flooded, and nobody who recommends learns that others did.
    pub(super) async fn invite(&self, act: &mut Act, kept: &Kept, nominee: &str) -> Result<(), DeskError> {
        let most = u64::from(self.settings.referral_letters_per_nominee.get());
        let lately = store::written_to(act.tx(), nominee, act.at().minus(DAY), most).await?;
        if let Some(earliest) = lately.last().filter(|_| lately.len() as u64 == most) {
            let at = earliest.plus(DAY).plus(A_MOMENT);
            return Ok(act.schedule(INVITE, &kept.referral.id.to_string(), at, &()).await?);
        }
        let link = self.fresh_link(act, kept).await?;
        let letter = telling::invitation(&self.house, Self::written(kept)?, &kept.about, &link)?;
        Ok(self.letter(act, kept, letter).await?)
    }

    /// Plans the first reminder and the end.
    pub(super) async fn wait(&self, act: &mut Act, kept: &Kept) -> Result<(), Fault> {
        let id = kept.referral.id.to_string();
        self.remind_next(act, kept).await?;
        act.schedule(EXPIRE, &id, self.ends(kept), &()).await
    }

    pub(super) async fn wait_no_more(&self, act: &Act, id: ReferralId) -> Result<(), Fault> {
        for kind in [INVITE, REMIND, EXPIRE] {
            act.unschedule(kind, &id.to_string()).await?;
        }
        Ok(())
    }

    async fn remind_next(&self, act: &mut Act, kept: &Kept) -> Result<(), Fault> {
        match self.settings.reminds_next(kept.since, act.at()) {
            Some(at) => act.schedule(REMIND, &kept.referral.id.to_string(), at, &()).await,
            None => Ok(()),
        }
    }

    async fn tomorrow(&self, act: &mut Act, kind: &str, id: ReferralId) -> Result<(), Fault> {
        act.schedule(kind, &id.to_string(), act.at().plus(DAY), &()).await
    }

    async fn invite_late(&self, due: &Due, id: ReferralId) -> Result<(), DeskError> {
        let mut act = self.house.act(&due.by, "referral.invite", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        if let Some(kept) = self.silent(&act, id).await? {
            if self.nominations.is_open(kept.referral.target).await? {
                let nominee = self.accounts.fingerprint(&domain::MailAddress::parse(&Self::written(&kept)?.mail)?);
                self.invite(&mut act, &kept, &nominee).await?;
            } else {
                self.tomorrow(&mut act, INVITE, id).await?;
            }
        }
        act.commit(&()).await
    }

    async fn remind(&self, due: &Due, id: ReferralId) -> Result<(), DeskError> {
        let mut act = self.house.act(&due.by, "referral.remind", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        if let Some(kept) = self.silent(&act, id).await? {
            let open = self.nominations.is_open(kept.referral.target).await?;
            // Nobody is reminded of what they were not written about; that letter is planned itself.
            let invited = store::is_written_to(act.tx(), id).await?;
            if invited && !open {
                self.tomorrow(&mut act, REMIND, id).await?;
            } else {
                if invited {
                    let link = self.fresh_link(&act, &kept).await?;
                    let written = Self::written(&kept)?;
                    let letter = telling::reminder(&self.house, written, &kept.about, &link, self.ends(&kept))?;
                    self.letter(&mut act, &kept, letter).await?;
                }
                self.remind_next(&mut act, &kept).await?;
            }
        }
        act.commit(&()).await
    }

    async fn expire(&self, due: &Due, id: ReferralId) -> Result<(), DeskError> {
        let mut act = self.house.act(&due.by, "referral.expire", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        if let Some(kept) = self.silent(&act, id).await? {
            let referral = kept.referral.clone().expire(act.at().date())?;
            if !store::purge(&act, &Kept { referral, version: kept.version + 1, ..kept }).await? {
                return Err(DeskError::Stale);
            }
            act.blank(&telling::subject(id)).await?;
            self.wait_no_more(&act, id).await?;
        }
        act.commit(&()).await
    }

    /// The referral, while it waits for its answer.
    async fn silent(&self, act: &Act, id: ReferralId) -> Result<Option<Kept>, Fault> {
        let found = store::find(act.tx(), &self.house, id).await?;
        Ok(found.filter(|kept| kept.referral.is_live() && kept.written.is_some()))
    }
}
