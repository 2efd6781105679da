//! Asking for a rejection to be looked at again (Article 14): once, within the term, and by another person.

use chrono::NaiveDate;
use domain::nomination::Stage;
use domain::{Due, NominationId, Policy, Receipt, Refusal, reconsideration};
use kit::{DeskError, Once};

use super::desk::{Nominations, Saved};
use super::progress::{Progress, Turned};
use super::store::{self, Kept};
use super::telling;
use crate::accounts::Applicant;

impl Nominations {
    /// The applicant asks for the rejection to be looked at again; with whatever they say against it.
    pub async fn contest(
        &self,
        by: &Applicant,
        once: Once,
        id: NominationId,
        seen: i64,
        words: Option<String>,
    ) -> Result<Saved, DeskError> {
        let mut act = self.house.act(&by.by.once(once), "nomination.contest", id).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let today = act.at().date();
        let kept = self.seen(&act, by, id, seen).await?;
        let policy = self.policy_of(&kept);
        let (receipt, rejection, _) = kept.can_contest(today, policy)?;
        let words = reconsideration::words(words)?;
        if store::find_live(act.tx(), &self.house, by.person, kept.nomination.target).await?.is_some() {
            return Err(Refusal::stage("nominated-again").under(domain::Clause::article(16)).into());
        }
        let hand = rejection.at.reconsidered_at();
        let progress = kept.progress.clone().map(|before| before.contested(rejection, words.clone(), today));
        let kept = Kept { progress, version: seen + 1, ..kept };
        self.keep(&act, &kept).await?;
        act.tell(&telling::subject(id), telling::reconsideration_asked(&self.house, receipt, today, words)?).await?;
        let letter = telling::reconsideration_received(&self.house, by, &kept, receipt, (hand, policy), today)?;
        act.tell(&telling::subject(id), letter).await?;
        let saved = Saved { id, version: kept.version };
        act.commit(&saved).await?;
        Ok(saved)
    }
}

impl Kept {
    /// The rejection that can be looked at again, and until when that can be asked for; `policy` is its own.
    pub fn can_contest(&self, today: NaiveDate, policy: &Policy) -> Result<(Receipt, Turned, Due), Refusal> {
        let rejected = self.progress.as_ref().and_then(Progress::rejected).filter(|_| !self.was_contested());
        let (Stage::Submitted { receipt, .. }, Some(rejected)) = (&self.nomination.stage, rejected) else {
            return Err(reconsideration::nothing_to_reconsider());
        };
        reconsideration::in_time(rejected.on, today, policy)?;
        let last = reconsideration::last_day(rejected.on, domain::Calendar::standard(), policy);
        // An estimated day holds longer; one that has passed is not told as the last.
        Ok((*receipt, rejected, Due { date: last.date.max(today), ..last }))
    }

    fn was_contested(&self) -> bool {
        self.progress.as_ref().is_some_and(|progress| progress.reconsideration.is_some())
    }
}

#[cfg(test)]
mod tests {
    use domain::{Calendar, Hand, PublicStage, Reason};

    use super::*;
    use crate::nominations::pages::samples;
    use crate::nominations::progress::Ending;

    /// So far ahead no year is announced.
    #[test]
    fn a_last_day_that_holds_longer_is_not_told_as_one_that_has_passed() {
        let on = NaiveDate::from_ymd_opt(2097, 3, 4).expect("a day");
        let rejected = Ending::Rejected { at: Hand::Screening, reason: Reason::PostFilled, words: None };
        let progress = Progress::begin(PublicStage::NotSuccessful, None, on);
        let progress = Progress { ending: Some(rejected), ..progress };
        let kept = samples::kept(samples::submitted(), Some(progress));
        let estimated = reconsideration::last_day(on, Calendar::standard(), Policy::standard());
        let told = |today| kept.can_contest(today, Policy::standard()).ok().map(|(_, _, last)| last);
        assert_eq!(told(on), Some(estimated));
        let next = estimated.date.succ_opt().expect("a day");
        assert_eq!(told(next), Some(Due { date: next, estimated: true }));
        assert_eq!(told(estimated.holds_until(Calendar::standard()).succ_opt().expect("a day")), None);
    }
}
