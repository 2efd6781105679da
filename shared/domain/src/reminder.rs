//! A reminder: the applicant is written to once more about a correction that is asked for and has not come (Articles 13 and 14).
//! Officers send one at most once a working day; those that go by themselves as the term nears count like theirs.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::calendar::Calendar;
use crate::case::{Case, Happened, Stage};
use crate::clause::Clause;
use crate::ids::UnitId;
use crate::refusal::Refusal;
use crate::returned::{Addressee, Return};
use crate::stage::Step;

/// One that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Reminder {
    /// An officer had it sent.
    Asked { step: Step },
    /// It went by itself, as the term neared.
    Due {
        #[schema(value_type = String, format = Date)]
        on: NaiveDate,
        /// The version of the case that it led to.
        version: i64,
    },
}

impl Reminder {
    pub fn on(&self) -> NaiveDate {
        match self {
            Reminder::Asked { step } => step.on,
            Reminder::Due { on, .. } => *on,
        }
    }

    /// The officer's step; none where it went by itself.
    pub fn step(&self) -> Option<&Step> {
        match self {
            Reminder::Asked { step } => Some(step),
            Reminder::Due { .. } => None,
        }
    }
}

impl Return {
    /// The day on which the applicant was last written to about it: by a reminder, or when it was asked for.
    pub fn written_on(&self) -> NaiveDate {
        self.reminders.iter().map(Reminder::on).fold(self.step.on, NaiveDate::max)
    }

    /// The first day on which the applicant can be reminded again: the working day after the last letter.
    pub fn remindable_from(&self, calendar: &Calendar) -> NaiveDate {
        calendar.add_working_days(self.written_on(), 1).date
    }
}

impl Case {
    /// The return that the applicant is to answer; none where nothing is waited for, or only a consent.
    pub fn awaited(&self) -> Option<&Return> {
        match &self.stage {
            Stage::Returned { returned, .. } if matches!(returned.to, Addressee::Applicant { .. }) => Some(returned),
            _ => None,
        }
    }

    /// The hand that asked has the applicant reminded. `unit` is the officer's own.
    pub fn remind(self, step: Step, unit: Option<UnitId>) -> Result<(Case, Happened), Refusal> {
        let at = self.turn_of(&step, unit)?;
        let Some(returned) = self.awaited() else {
            return Err(Refusal::stage("nothing-to-remind-of").under(Clause::article(14)));
        };
        let from = returned.remindable_from(Calendar::standard());
        if step.on < from {
            let refusal = Refusal::stage("reminded-lately").under(at.clause());
            return Err(refusal.with("day", returned.written_on()).with("from", from));
        }
        let (on, step) = (step.on, self.taken(step)?);
        Ok((self.with_reminder(Reminder::Asked { step }), Happened::Reminded { on }))
    }

    /// A reminder went by itself; none where the case waits for no correction any more.
    pub fn reminded(self, on: NaiveDate) -> Option<Case> {
        self.awaited()?;
        let version = self.version + 1;
        Some(self.with_reminder(Reminder::Due { on, version }))
    }

    fn with_reminder(self, reminder: Reminder) -> Case {
        let stage = match self.stage {
            Stage::Returned { back, mut returned } => {
                returned.reminders.push(reminder);
                Stage::Returned { back, returned }
            }
            other => other,
        };
        Case { stage, version: self.version + 1, ..self }
    }
}

#[cfg(test)]
#[path = "reminder_tests.rs"]
mod tests;
