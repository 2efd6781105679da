//! Until when: since when a holder has a case, by when it is due, and how many of the promised days are used (Articles 13
//! and 14). The promised days are those of the policy that the caller passes: that of the case.

use chrono::NaiveDate;

use super::{Case, Stage};
use crate::calendar::{Calendar, Due};
use crate::hand::{Hand, Holder};
use crate::policy::Policy;
use crate::reconsideration::Reconsideration;
use crate::returned::Return;
use crate::routing::Consented;

impl Case {
    /// The day on which the present holder got it; none once the case is finished.
    pub fn held_since(&self) -> Option<NaiveDate> {
        self.held(&self.stage)
    }

    fn held(&self, stage: &Stage) -> Option<NaiveDate> {
        let holder = stage.hand()?.holder();
        let held = match stage {
            Stage::Contested { reconsideration, .. } => return Some(reconsideration.asked_on),
            Stage::Returned { back, returned } if !returned.leaves_the_holder() => return self.held(back),
            Stage::Returned { returned, .. } => returned.step.on,
            Stage::Proposed { proposal, .. } => proposal.step.on,
            _ => match holder {
                Holder::OrganisationDepartment | Holder::EmployingUnit => {
                    let routed = self.proposals.last().and_then(|last| last.answer.as_ref());
                    routed.map_or_else(|| stage.filed_on(), Consented::on)
                }
                Holder::CoordinationGroup | Holder::Prefecture => stage.since(),
            },
        };
        Some(self.reopened_on().map_or(held, |opened| held.max(opened)))
    }

    fn reopened_on(&self) -> Option<NaiveDate> {
        self.reconsidered.as_ref().and_then(Reconsideration::reopened_on)
    }

    /// By when the present holder has promised to be done, or the applicant is to answer: working days since it
    /// got the case. While the case was away from the holder, the holder's days stood still.
    pub fn due(&self, calendar: &Calendar, policy: &Policy) -> Option<Due> {
        let hand = self.hand()?;
        if self.stage.waits_for_applicant() {
            return self.answer_due(calendar);
        }
        let since = self.held_since()?;
        let stood_still = u16::try_from(self.stood_still(hand, since, calendar)).unwrap_or_default();
        Some(calendar.add_working_days(since, policy.promised_days(hand).saturating_add(stood_still)))
    }

    /// How many of its working days the present holder has used by today, and how many it promised; those that stood
    /// still are not among them. None where the case waits for the applicant, and once it is finished.
    pub fn used(&self, calendar: &Calendar, policy: &Policy, today: NaiveDate) -> Option<(i32, u16)> {
        let hand = self.hand().filter(|_| !self.stage.waits_for_applicant())?;
        let since = self.held_since()?;
        let used = calendar.working_days_between(since, today) - self.stood_still(hand, since, calendar);
        Some((used, policy.promised_days(hand)))
    }

    /// The working days on which the case was away from its holder, which has had it since then.
    fn stood_still(&self, hand: Hand, since: NaiveDate, calendar: &Calendar) -> i32 {
        let away = |returned: &&Return| {
            returned.at.holder() == hand.holder() && returned.step.on >= since && returned.leaves_the_holder()
        };
        let days = |returned: &Return| match &returned.answer {
            Some(answer) => calendar.working_days_between(returned.step.on, answer.on()),
            None => 0,
        };
        self.returns.iter().filter(away).map(days).sum()
    }

    /// By when the applicant is to answer, which is as many days as an officer gave; none while nothing is asked.
    pub(super) fn answer_due(&self, calendar: &Calendar) -> Option<Due> {
        match &self.stage {
            Stage::Proposed { proposal, .. } => Some(proposal.due(calendar)),
            Stage::Returned { returned, .. } => returned.due(calendar),
            _ => None,
        }
    }
}
