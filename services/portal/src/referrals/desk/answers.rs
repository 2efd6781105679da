//! The nominee's acts, by the link of the letter: looking, accepting, declining, asking for a new link.
//! Looking changes nothing, so that a mail scanner that opens links answers for nobody.

use std::time::Duration;

use domain::referral::DeclineReason;
use domain::{Clause, MailAddress, NominationId, PersonId, ReferralId, Refusal, Sharing};
use kit::{By, Caller, DeskError, Instant, Once};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use super::{Kept, Referrals, store, telling};
use crate::accounts::desk::{Entered, SignedIn};

/// For so long an acceptance that is sent again signs in again: whoever comes later with the same request, as from the history
/// of a browser that others use, shows anew by a code that the address is theirs.
const SIGNS_IN_AGAIN: Duration = Duration::from_secs(10 * 60);

/// What lies behind a link.
pub enum Invitation {
    /// It waits for an answer.
    Open(Box<Kept>),
    /// The same, and nobody is taken there today: it can be declined, and the link holds on.
    Shut(Box<Kept>),
    /// It waits for an answer, but not by this link any more.
    LinkEnded,
    /// It was answered, or its time is over.
    Answered,
}

/// An acceptance as it is answered: the nomination is a draft of the person's own.
pub struct Accepted {
    pub nomination: NominationId,
    /// Where its form is, without the language.
    pub form: String,
    /// Whose it is.
    pub person: Option<PersonId>,
    /// None where the address had an account before, it was accepted longer ago, or the session has ended since: they sign in
    /// by a code.
    pub begun: Option<SignedIn>,
}

/// The same as it was committed.
#[derive(Serialize, Deserialize)]
struct Taken {
    nomination: NominationId,
    form: String,
    /// None in what was committed before it was kept.
    #[serde(default)]
    person: Option<PersonId>,
    /// None where the address had an account before, and in what was committed before sessions were.
    #[serde(default)]
    entered: Option<Entered>,
}

impl Taken {
    fn with(self, begun: Option<SignedIn>) -> Accepted {
        Accepted { nomination: self.nomination, form: self.form, person: self.person, begun }
    }
}

impl Referrals {
    /// `network` is where the link was opened from: what leads nowhere is counted against it.
    pub async fn invitation(&self, network: &str, token: &str) -> Result<Invitation, DeskError> {
        let (id, ends) = self.behind(network, token).await?;
        let kept = store::find(self.house.reader(), &self.house, id).await?.ok_or(DeskError::Missing)?;
        let open = self.nominations.is_open(kept.referral.target).await?;
        Ok(match (&kept.written, kept.referral.is_live()) {
            (Some(_), true) if self.house.clock.now() < ends && open => Invitation::Open(Box::new(kept)),
            (Some(_), true) if self.house.clock.now() < ends => Invitation::Shut(Box::new(kept)),
            (Some(_), true) => Invitation::LinkEnded,
            _ => Invitation::Answered,
        })
    }

    /// The person accepts: the filing is theirs. Where the account is made by it they are signed in, since the letter came to
    /// their address; into an account that was there before only a code leads, since a letter is forwarded. The link is of one
    /// use; sent twice under one key it is one acceptance, and for a short while one session. A post that closed since takes
    /// nobody: the link is not spent on that.
    pub async fn accept(
        &self,
        caller: &Caller,
        once: Once,
        token: &str,
        sharing: Sharing,
    ) -> Result<Accepted, DeskError> {
        let by = caller.visitor();
        let (id, _) = self.behind(&by.network(), token).await?;
        let mut act = self.house.act(&by.once(once), "referral.accept", id).await?;
        if let Some(before) = act.answered::<Taken>()? {
            act.stands().await?;
            let begun = match &before.entered {
                Some(entered) => self.accounts.entered(entered).await?,
                None => None,
            };
            return Ok(before.with(begun));
        }
        let kept = self.waiting(act.tx(), token, act.at()).await?;
        let written = Self::written(&kept)?;
        let mail = MailAddress::parse(&written.mail)?;
        let known = self.accounts.owner(act.tx(), &mail).await?;
        let person = match known {
            Some(person) => person,
            None => self.accounts.admit(&act, &mail, caller.language).await?,
        };
        if person == kept.referrer {
            return Err(Refusal::stage("referral-from-oneself").under(Clause::article(16)).into());
        }
        let target = kept.referral.target;
        let open = self.nominations.is_open(target).await?;
        let about = self.nominations.about(target).await?.unwrap_or_else(|| kept.about.clone());
        let (nomination, receipt) = self.nominations.begin(&mut act, person, &about, &written.nominee).await?;
        let referral = kept.referral.clone().hand_over(nomination, sharing, act.at().date(), open)?;
        let kept = Kept { referral, version: kept.version + 1, ..kept };
        if !store::hand_over(&act, &self.house, &kept, person).await? {
            return Err(DeskError::Stale);
        }
        self.wait_no_more(&act, id).await?;
        if let Some(receipt) = receipt {
            self.nominations.add_voice(&mut act, nomination, receipt, &Self::written(&kept)?.voice()).await?;
            self.voices.tell_filed(&mut act, &kept).await?;
        }
        let form = receipt.map_or_else(|| about.form(), |receipt| format!("/track/{receipt}"));
        let (begun, entered) = match known {
            Some(_) => (None, None),
            None => {
                act.also("account.enter", person);
                let over = act.at().plus(SIGNS_IN_AGAIN);
                let (begun, entered) = self.accounts.enter(&act, person, caller.device, over).await?;
                (Some(begun), Some(entered))
            }
        };
        let taken = Taken { nomination, form, person: Some(person), entered };
        act.commit(&taken).await?;
        Ok(taken.with(begun))
    }

    /// The person declines: what was written is gone, and the referrer learns only that.
    pub async fn decline(
        &self,
        by: &By,
        once: Once,
        token: &str,
        reason: Option<DeclineReason>,
    ) -> Result<(), DeskError> {
        let (id, _) = self.behind(&by.network(), token).await?;
        let mut act = self.house.act(&by.once(once), "referral.decline", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let kept = self.waiting(act.tx(), token, act.at()).await?;
        let reached = self.accounts.reach(act.tx(), kept.referrer).await?;
        if let (Some(written), Some(reached)) = (&kept.written, reached) {
            let letter = telling::declined(&self.house, written, &kept.about, reached)?;
            self.letter(&mut act, &kept, letter).await?;
        }
        let referral = kept.referral.clone().decline(reason, act.at().date())?;
        if !store::purge(&act, &Kept { referral, version: kept.version + 1, ..kept }).await? {
            return Err(DeskError::Stale);
        }
        // Also of the letter just written, once it was read.
        act.blank(&telling::subject(id)).await?;
        self.wait_no_more(&act, id).await?;
        act.commit(&()).await
    }

    /// A new link to the same address, for somebody whose link has ended.
    pub async fn renew(&self, by: &By, once: Once, token: &str) -> Result<(), DeskError> {
        let (id, _) = self.behind(&by.network(), token).await?;
        self.per_referral.check(&id.to_string()).await?;
        let mut act = self.house.act(&by.once(once), "referral.renew-link", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let kept = store::find(act.tx(), &self.house, id).await?.ok_or(DeskError::Missing)?;
        if !kept.referral.is_live() {
            return Err(answered().into());
        }
        kept.referral.target.takes(self.nominations.is_open(kept.referral.target).await?)?;
        let link = self.fresh_link(&act, &kept).await?;
        let letter = telling::invitation(&self.house, Self::written(&kept)?, &kept.about, &link)?;
        self.letter(&mut act, &kept, letter).await?;
        act.commit(&()).await
    }

    /// The referral behind a link. A link that leads nowhere is unknown, whatever it once was.
    async fn behind(&self, network: &str, token: &str) -> Result<(ReferralId, Instant), DeskError> {
        match store::behind(self.house.reader(), &self.hashed(token)).await? {
            Some(found) => Ok(found),
            None => {
                self.guesses.check(network).await?;
                Err(DeskError::Missing)
            }
        }
    }

    /// The same within an act: it waits for an answer, and the link still holds.
    async fn waiting(&self, db: &impl ConnectionTrait, token: &str, now: Instant) -> Result<Kept, DeskError> {
        let (id, ends) = store::behind(db, &self.hashed(token)).await?.ok_or(DeskError::Missing)?;
        let kept = store::find(db, &self.house, id).await?.ok_or(DeskError::Missing)?;
        if !kept.referral.is_live() {
            return Err(answered().into());
        }
        if ends <= now {
            return Err(link_ended().into());
        }
        Ok(kept)
    }
}

pub fn answered() -> Refusal {
    Refusal::stage("referral-answered").under(Clause::article(16))
}

pub fn link_ended() -> Refusal {
    Refusal::stage("referral-link-ended").under(Clause::article(16))
}

/// What the form and the API both take as the nominee's choice.
pub fn sharing(code: &str) -> Result<Sharing, Refusal> {
    Sharing::from_code(code.trim()).ok_or_else(|| Refusal::content("sharing-missing").at("/sharing"))
}

/// Left empty, none is given.
pub fn decline_reason(code: &str) -> Result<Option<DeclineReason>, Refusal> {
    match code.trim() {
        "" => Ok(None),
        code => DeclineReason::from_code(code)
            .map(Some)
            .ok_or_else(|| Refusal::content("decline-reason-unknown").at("/reason")),
    }
}
