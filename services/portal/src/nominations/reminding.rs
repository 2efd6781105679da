//! Reminding the applicant of what is asked and has not come, a correction (Articles 13 and 14) or an answer about a unit (Article
//! 16): as its term nears, and when an officer asks for it. Of two that fall on one day only one goes.

use chrono::NaiveDate;
use contract::event::ReminderAsked;
use domain::NominationId;
use kit::{Act, DeskError, Due, Fault, Heard, Instant};

use super::desk::Nominations;
use super::store::{self, Kept};
use super::telling;
use crate::evidence;

/// The entry of the schedule that reminds of what is asked.
pub const REMINDER: &str = "correction.remind";

impl Nominations {
    /// The applicant's term ends soon, and what is asked has not come. Review is told, so that the case's history has it.
    pub async fn remind(&self, due: &Due) -> Result<(), DeskError> {
        let mut act = self.house.act(&due.by, "nomination.remind", &due.subject).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let id: NominationId = due.subject.parse().map_err(|_| Fault::corrupt("schedule", &due.subject, "no id"))?;
        let kept = store::find_due(act.tx(), &self.house, id).await?;
        if let Some(kept) = kept.filter(Kept::asks_something) {
            if self.write(&mut act, &kept).await?
                && let Some(receipt) = kept.nomination.receipt()
            {
                let told = telling::reminded(receipt, act.at().date());
                act.tell(&telling::subject(id), told).await?;
            }
            let term = kept.progress.as_ref().and_then(|progress| progress.due);
            if let (Some(term), Some(which)) = (term, due.payload::<Option<usize>>()?) {
                self.remind_next(&mut act, id, term, which + 1).await?;
            }
        }
        act.commit(&()).await
    }

    /// An officer has the applicant reminded. What crossed with the answer or a withdrawal changes nothing.
    pub async fn remind_now(&self, heard: &Heard, told: &ReminderAsked) -> Result<(), DeskError> {
        let mut act = self.house.act(&heard.by, "nomination.remind-now", told.receipt).await?;
        if let Some(answer) = act.answered()? {
            return Ok(answer);
        }
        let Some(kept) = store::find_told(act.tx(), &self.house, told.receipt).await? else {
            let erased = store::is_erased(act.tx(), &self.house, told.receipt).await?;
            return if erased { act.commit(&()).await } else { Err(DeskError::Missing) };
        };
        if kept.asks_something() {
            self.write(&mut act, &kept).await?;
        }
        act.commit(&()).await
    }

    /// Owes the applicant the letter, unless one went today; whether it is owed.
    async fn write(&self, act: &mut Act, kept: &Kept) -> Result<bool, DeskError> {
        let (id, today) = (kept.nomination.id, act.at().date());
        if kept.progress.as_ref().and_then(|progress| progress.reminded_on) == Some(today) {
            return Ok(false);
        }
        let (mail, language) = self.accounts.address(act.tx(), kept.person).await?;
        let sent = evidence::desk::items_answered(act, &self.house, kept.person, id).await?;
        let Some(letter) = telling::reminder(&self.house, kept, &sent, today, mail, language)? else {
            return Ok(false);
        };
        act.tell(&telling::subject(id), letter).await?;
        store::keep_reminded(act, &self.house, kept, today).await?;
        Ok(true)
    }

    /// Plans the reminder of that place, or the next one that there is still time for.
    pub(super) async fn remind_next(
        &self,
        act: &mut Act,
        id: NominationId,
        term: domain::Due,
        which: usize,
    ) -> Result<(), Fault> {
        let today = act.at().date();
        let days = self.settings.correction_reminder_days.iter().enumerate().skip(which);
        let mut times = days.filter_map(|(which, days)| Some((which, reminder_at(term, days.get(), today)?)));
        match times.next() {
            Some((which, at)) => act.schedule(REMINDER, &id.to_string(), at, &which).await,
            None => act.unschedule(REMINDER, &id.to_string()).await.map(|_| ()),
        }
    }
}

/// So many working days before the term ends, in the morning of Beijing; none where that is not after today.
fn reminder_at(term: domain::Due, before: u32, today: NaiveDate) -> Option<Instant> {
    let day = domain::Calendar::standard().working_days_before(term.date, before)?;
    let morning = day.and_hms_opt(1, 0, 0)?.and_utc().timestamp_micros();
    (day > today).then_some(Instant(morning))
}
