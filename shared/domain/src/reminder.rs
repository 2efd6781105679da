//! A reminder: the applicant is written to once more about what is asked of them and has not come, a correction (Articles 13 and
//! 14) or whether a unit may have the papers (Article 16).
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
use crate::routing::Proposal;
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

/// What the applicant is to answer: a return, or a unit that is proposed.
#[derive(Clone, Copy, Debug)]
pub struct Awaited<'a> {
    /// The step that asked for it.
    asked: &'a Step,
    reminders: &'a [Reminder],
}

impl Awaited<'_> {
    /// The day on which the applicant was last written to about it: by a reminder, or when it was asked for.
    pub fn written_on(&self) -> NaiveDate {
        self.reminders.iter().map(Reminder::on).fold(self.asked.on, NaiveDate::max)
    }

    /// The first day on which the applicant can be reminded again: the working day after the last letter.
    pub fn remindable_from(&self, calendar: &Calendar) -> NaiveDate {
        calendar.add_working_days(self.written_on(), 1).date
    }
}

impl Case {
    /// None where the applicant is asked for nothing.
    pub fn awaited(&self) -> Option<Awaited<'_>> {
        match &self.stage {
            Stage::Returned { returned: Return { to: Addressee::Applicant { .. }, step, reminders, .. }, .. }
            | Stage::Proposed { proposal: Proposal { step, reminders, .. }, .. } => {
                Some(Awaited { asked: step, reminders })
            }
            _ => None,
        }
    }

    /// The hand that asked has the applicant reminded. `unit` is the officer's own.
    pub fn remind(self, step: Step, unit: Option<UnitId>) -> Result<(Case, Happened), Refusal> {
        let at = self.turn_of(&step, unit)?;
        let Some(awaited) = self.awaited() else {
            return Err(Refusal::stage("nothing-to-remind-of").under(Clause::article(14)));
        };
        let from = awaited.remindable_from(Calendar::standard());
        if step.on < from {
            let refusal = Refusal::stage("reminded-lately").under(at.clause());
            return Err(refusal.with("day", awaited.written_on()).with("from", from));
        }
        let (on, step) = (step.on, self.taken(step)?);
        Ok((self.with_reminder(Reminder::Asked { step }), Happened::Reminded { on }))
    }

    /// A reminder went by itself; none where the case waits for the applicant no more.
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
            Stage::Proposed { filed_on, mut proposal } => {
                proposal.reminders.push(reminder);
                Stage::Proposed { filed_on, proposal }
            }
            other => other,
        };
        Case { stage, version: self.version + 1, ..self }
    }
}

#[cfg(test)]
#[path = "reminder_tests.rs"]
mod tests;
