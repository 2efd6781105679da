//! Keeping what review tells of a case: where it is, what is asked, how it ended.

use contract::event::{Asked as Told, CaseMoved, Outcome};
use domain::PublicStage;
use domain::nomination::Stage;
use kit::{Act, DeskError, Fault, Heard};

use super::about::About;
use super::desk::Nominations;
use super::progress::{Asked, Contested, Decided, Ending, Progress};
use super::reminding::REMINDER;
use super::store::{self, Kept};
use super::telling;

impl Nominations {
    /// Review tells where the case is. A reply or rejection that crossed with a withdrawal stands; whatever else did
    /// changes nothing.
    pub async fn follow(&self, heard: &Heard, told: &CaseMoved) -> Result<(), DeskError> {
        let mut act = self.house.act(&heard.by, "nomination.follow", told.receipt).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let Some(kept) = store::find_told(act.tx(), &self.house, told.receipt).await? else {
            let erased = store::is_erased(act.tx(), &self.house, told.receipt).await?;
            return if erased { act.commit(&()).await } else { Err(DeskError::Missing) };
        };
        let withdrawn = matches!(kept.nomination.stage, Stage::Withdrawn { .. });
        let decided = matches!(told.outcome, Some(Outcome::Replied { .. } | Outcome::Rejected { .. }));
        if withdrawn && !decided {
            return act.commit(&()).await;
        }
        let before = kept.progress.clone();
        let progress = self.progress(&act, before.clone(), told).await?;
        let about = self.taken_by(&act, kept.about.clone(), told).await?;
        let kept = Kept { about, progress: Some(progress.clone()), version: kept.version + 1, ..kept };
        self.keep(&act, &kept).await?;
        self.plan_reminder(&mut act, &kept, told).await?;
        let first = decided || progress.asked.is_some();
        if before.as_ref().map_or(first, |before| progress.is_news(before)) {
            let to = self.accounts.address(act.tx(), kept.person).await?;
            let (policy, reconsidered) = (self.policy_of(&kept), told.reconsidered.is_some());
            let turn = (before.as_ref(), &progress);
            if let Some(letter) = telling::news(&self.house, &kept, policy, turn, reconsidered, to)? {
                act.tell(&telling::subject(kept.nomination.id), letter).await?;
            }
        }
        act.commit(&()).await
    }

    /// What is asked of the applicant is reminded of before its term ends.
    async fn plan_reminder(&self, act: &mut Act, kept: &Kept, told: &CaseMoved) -> Result<(), Fault> {
        match told.due.filter(|_| kept.asks_something()) {
            Some(due) => self.remind_next(act, kept.nomination.id, due, 0).await,
            None => act.unschedule(REMINDER, &kept.nomination.id.to_string()).await.map(|_| ()),
        }
    }

    async fn progress(&self, act: &Act, before: Option<Progress>, told: &CaseMoved) -> Result<Progress, DeskError> {
        let next = match before {
            None => Progress::begin(told.stage, told.hand, told.since),
            Some(before) => before.then(told.stage, told.hand, told.since),
        };
        let ending = match &told.outcome {
            None => None,
            Some(Outcome::Withdrawn) => Some(Ending::Withdrawn),
            Some(Outcome::Replied { number, rests_on }) => {
                Some(Ending::Replied { number: number.clone(), rests_on: *rests_on })
            }
            Some(Outcome::Rejected { at, reason, words }) => {
                let words = words.as_ref().map(|words| self.house.keys.open(words)).transpose()?;
                Some(Ending::Rejected { at: *at, reason: *reason, words })
            }
        };
        let asked = match &told.asked {
            None => None,
            Some(Told::Correction { reason, sections, words, items }) => {
                let words = words.as_ref().map(|words| self.house.keys.open(words)).transpose()?;
                let items = items.as_ref().map(|items| self.house.keys.open(items)).transpose()?.unwrap_or_default();
                Some(Asked::Correction { reason: *reason, sections: sections.clone(), words, items })
            }
            Some(Told::HandOver { unit, words }) => {
                let words = words.as_ref().map(|words| self.house.keys.open(words)).transpose()?;
                let unit = self.units.find_in(act.tx(), *unit).await?.ok_or(DeskError::Missing)?;
                Some(Asked::HandOver { unit: Box::new(unit), words })
            }
        };
        let reconsideration = match (&told.reconsidered, next.reconsideration.clone()) {
            (Some(second), Some(open)) => {
                let words = second.words.as_ref().map(|words| self.house.keys.open(words)).transpose()?;
                let decided = Decided { by: second.by, conclusion: second.conclusion, words, on: told.since };
                Some(Contested { decided: Some(decided), ..open })
            }
            (_, before) => before,
        };
        Ok(Progress { due: told.due, ending, asked, reconsideration, ..next })
    }

    /// A nomination to the Party organisation is about the unit that has it, once one has.
    async fn taken_by(&self, act: &Act, about: About, told: &CaseMoved) -> Result<About, DeskError> {
        match (about, told.unit) {
            (About::PartyOrganisation { .. }, Some(unit)) if told.stage != PublicStage::Withdrawn => {
                let unit = self.units.find_in(act.tx(), unit).await?.ok_or(DeskError::Missing)?;
                Ok(About::PartyOrganisation { unit: Some(unit) })
            }
            (about, _) => Ok(about),
        }
    }
}
