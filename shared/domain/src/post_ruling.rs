//! What is decided on a post of the plan (Article 12): returned to an earlier hand, or left out.
//! A seat of the group rules on what concerns it (Article 5), and leaves nothing out by itself.

use crate::concern::concerns;
use crate::ids::UnitId;
use crate::plan::Plan;
use crate::plan_hand::{CLAUSE, PlanHand};
use crate::plan_reason::PlanReason;
use crate::plan_way::{PlanReturning, at_one_hand, over};
use crate::planned_post::PlannedPost;
use crate::policy::Policy;
use crate::refusal::Refusal;
use crate::seat::Seat;
use crate::stage::Step;
use crate::unit::UnitKind;

impl PlannedPost {
    /// Whether something of it concerns the seat; `kind` is that of its unit.
    pub fn concerns(&self, seat: Option<Seat>, kind: UnitKind) -> bool {
        concerns(self, kind, Policy::standard()).iter().any(|one| Some(one.seat) == seat)
    }

    /// Returned to an earlier hand, by its own hand or, once it is in the plan, by that of the plan; at the group's review by a
    /// seat that something of it concerns.
    pub fn send_back(
        self,
        step: Step,
        plan: &Plan,
        seat: Option<Seat>,
        kind: UnitKind,
        returning: PlanReturning,
    ) -> Result<PlannedPost, Refusal> {
        let at = self.hand(plan).ok_or_else(over)?;
        plan.lets_act(step.by)?;
        at_one_hand(self.way.taken(), &step, at)?;
        let is_theirs = at != PlanHand::GroupReview || step.role != at.role() || self.concerns(seat, kind);
        if !is_theirs {
            return Err(Refusal::seat("seat-not-concerned").under(CLAUSE));
        }
        let way = self.way.send_back(step, at, at.may_return_a_post_to(), returning)?;
        Ok(PlannedPost { way, version: self.version + 1, ..self })
    }

    /// A person decides against it; it stays out of the plan. A unit may so take back its own.
    pub fn refuse(
        self,
        step: Step,
        unit: Option<UnitId>,
        plan: &Plan,
        reason: PlanReason,
        words: Option<String>,
    ) -> Result<PlannedPost, Refusal> {
        let at = self.hand(plan).ok_or_else(over)?;
        plan.lets_act(step.by)?;
        at_one_hand(self.way.taken(), &step, at)?;
        if at == PlanHand::Drafting {
            self.is_of(unit)?;
        }
        if step.role == at.role() && !at.may_refuse_a_post() {
            return Err(Refusal::stage("return-or-object-instead").under(CLAUSE));
        }
        let way = self.way.refuse(step, at, reason, words)?;
        Ok(PlannedPost { way, version: self.version + 1, ..self })
    }
}

#[cfg(test)]
#[path = "post_ruling_tests.rs"]
mod tests;
