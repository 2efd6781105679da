//! A reconsideration: an applicant asks once for a rejection to be looked at again, and another person decides (Article 14).
//! The Measures name no term and no body for it: both are the city's own, and both decisions stay on record.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::calendar::{Calendar, Due};
use crate::case::{Case, Happened, Stage, spoken};
use crate::clause::Clause;
use crate::code::coded;
use crate::hand::{Hand, Holder};
use crate::policy::Policy;
use crate::refusal::Refusal;
use crate::stage::{Rejection, Step};

coded! {
    /// What the second decision says.
    Conclusion {
        Upheld = "upheld",
        Reopened = "reopened",
    }
}

/// A rejection that is looked at again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reconsideration {
    /// The hand that rejected, and its decision.
    pub at: Hand,
    pub rejection: Rejection,
    #[schema(value_type = String, format = Date)]
    pub asked_on: NaiveDate,
    /// What the applicant says against it, as written.
    pub words: Option<String>,
    /// The version of the case that asking led to.
    pub version: i64,
    /// None: still open, or the applicant withdrew before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
}

/// The second decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Decision {
    pub conclusion: Conclusion,
    /// Free words for the applicant, shown as written.
    pub words: Option<String>,
    pub step: Step,
}

impl Reconsideration {
    /// The day of the second decision.
    pub fn decided_on(&self) -> Option<NaiveDate> {
        self.decision.as_ref().map(|decision| decision.step.on)
    }

    /// The day on which the case was opened again, if it was.
    pub fn reopened_on(&self) -> Option<NaiveDate> {
        let decision = self.decision.as_ref().filter(|decision| decision.conclusion == Conclusion::Reopened);
        decision.map(|decision| decision.step.on)
    }
}

impl Hand {
    /// The hand that looks again at what this one rejected: whoever comes after it and is not of the same holder. What
    /// the prefecture rejects another of its people looks at.
    pub const fn reconsidered_at(self) -> Hand {
        match self.holder() {
            Holder::EmployingUnit => Hand::GroupApproval,
            Holder::OrganisationDepartment | Holder::CoordinationGroup | Holder::Prefecture => Hand::PrefectureReview,
        }
    }
}

impl Case {
    /// The applicant asks for the rejection to be looked at again: once, and within the term of the case's policy.
    pub fn contest(self, on: NaiveDate, words: Option<String>, policy: &Policy) -> Result<(Case, Happened), Refusal> {
        let version = self.version + 1;
        let words = spoken(words, "/words")?;
        let (filed_on, steps, at, rejection) = match self.stage {
            Stage::Rejected { filed_on, steps, at, rejection } if self.reconsidered.is_none() => {
                (filed_on, steps, at, rejection)
            }
            _ => return Err(nothing_to_reconsider()),
        };
        in_time(rejection.step.on, on, policy)?;
        let reconsideration = Reconsideration { at, rejection, asked_on: on, words, version, decision: None };
        let stage = Stage::Contested { filed_on, steps, reconsideration: reconsideration.clone() };
        Ok((Case { stage, version, ..self }, Happened::Contested { reconsideration }))
    }

    /// Another person than the one who rejected decides: the rejection stands, or the case goes on where it was. The
    /// words are for the applicant.
    pub fn reconsider(
        self,
        step: Step,
        conclusion: Conclusion,
        words: Option<String>,
    ) -> Result<(Case, Happened), Refusal> {
        let Stage::Contested { reconsideration, .. } = &self.stage else {
            let looks = |hand: Hand| hand.reconsidered_at().role() == step.role;
            let may = Hand::ALL.into_iter().any(looks);
            return Err(if may { nothing_to_reconsider() } else { Refusal::seat("reconsiders-nothing") });
        };
        let hand = reconsideration.at.reconsidered_at();
        self.acts_at(hand, &step)?;
        if step.by == reconsideration.rejection.step.by {
            return Err(Refusal::seat("rejected-by-oneself").under(hand.clause()));
        }
        let decision = Decision { conclusion, words: spoken(words, "/words")?, step: self.taken(step)? };
        let version = self.version + 1;
        let (filed_on, steps, open) = match self.stage {
            Stage::Contested { filed_on, steps, reconsideration } => (filed_on, steps, reconsideration),
            _ => return Err(nothing_to_reconsider()),
        };
        let (at, rejection) = (open.at, open.rejection.clone());
        let stage = match conclusion {
            Conclusion::Upheld => Stage::Rejected { filed_on, steps, at, rejection: rejection.clone() },
            Conclusion::Reopened => Stage::resumed(at, filed_on, steps),
        };
        let reconsidered = Some(Reconsideration { decision: Some(decision.clone()), ..open });
        Ok((Case { stage, reconsidered, version, ..self }, Happened::Reconsidered { at, rejection, decision }))
    }
}

/// The last day on which it can be asked for.
pub fn last_day(rejected_on: NaiveDate, calendar: &Calendar, policy: &Policy) -> Due {
    calendar.add_working_days(rejected_on, policy.asking_days())
}

/// Whether it can be asked for today; an estimated last day holds longer.
pub fn in_time(rejected_on: NaiveDate, today: NaiveDate, policy: &Policy) -> Result<(), Refusal> {
    let calendar = Calendar::standard();
    let last = last_day(rejected_on, calendar, policy);
    if today <= last.holds_until(calendar) {
        return Ok(());
    }
    Err(Refusal::stage("reconsideration-too-late").under(Clause::article(14)).with("day", last.date))
}

/// What the applicant says against the rejection; it may be nothing.
pub fn words(typed: Option<String>) -> Result<Option<String>, Refusal> {
    spoken(typed, "/words")
}

/// There is no rejection, or it was looked at again already.
pub fn nothing_to_reconsider() -> Refusal {
    Refusal::stage("nothing-to-reconsider").under(Clause::article(14))
}

#[cfg(test)]
#[path = "reconsideration_tests.rs"]
mod tests;
