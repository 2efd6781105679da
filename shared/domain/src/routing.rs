//! Routing: a nomination to the Party organisation is received by the Organisation Department, which proposes a unit (Article 16).
//! Handing a case to a unit is a consent of its own: nothing reaches the unit before the applicant agrees.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::calendar::{Calendar, Due};
use crate::clause::Clause;
use crate::code::coded;
use crate::ids::UnitId;
use crate::refusal::Refusal;
use crate::reminder::Reminder;
use crate::stage::Step;

/// Working days that an applicant has to answer.
pub const ANSWER_DAYS: u16 = 10;

coded! {
    /// What the applicant says to a unit that is proposed.
    HandOverAnswer {
        Agreed = "agreed",
        Refused = "refused",
    }
}

/// A unit that the applicant is asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Proposal {
    pub unit: UnitId,
    /// The step's words are for the applicant, shown as written.
    pub step: Step,
    /// The letters that reminded the applicant of it, the first first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reminders: Vec<Reminder>,
    /// None: still open, or the case ended before an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Consented>,
}

/// What became of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Consented {
    /// The case goes to the unit.
    Agreed {
        #[schema(value_type = String, format = Date)]
        on: NaiveDate,
        version: i64,
    },
    /// The applicant does not want that unit to have it.
    Refused {
        #[schema(value_type = String, format = Date)]
        on: NaiveDate,
        version: i64,
    },
    /// The Organisation Department took the proposal back.
    Recalled { step: Step },
}

impl Proposal {
    pub fn due(&self, calendar: &Calendar) -> Due {
        calendar.add_working_days(self.step.on, ANSWER_DAYS)
    }

    /// The same unit is not proposed again to somebody who refused it.
    pub(crate) fn was_refused(&self, unit: UnitId) -> bool {
        self.unit == unit && matches!(self.answer, Some(Consented::Refused { .. }))
    }
}

impl Consented {
    pub fn on(&self) -> NaiveDate {
        match self {
            Consented::Agreed { on, .. } | Consented::Refused { on, .. } => *on,
            Consented::Recalled { step } => step.on,
        }
    }

    /// The version of the case that it led to.
    pub fn version(&self) -> i64 {
        match self {
            Consented::Agreed { version, .. } | Consented::Refused { version, .. } => *version,
            Consented::Recalled { step } => step.version,
        }
    }
}

pub(crate) fn nothing_proposed() -> Refusal {
    Refusal::stage("nothing-proposed").under(Clause::article(16))
}
