//! What is decided on a post of the plan (Article 12): returned to an earlier hand, the return taken back, or left out.
//! A seat of the group rules on what concerns it (Article 5), and leaves nothing out by itself; no silent hand holds up the plan.

use crate::concern::concerns;
use crate::ids::UnitId;
use crate::plan::Plan;
use crate::plan_hand::{CLAUSE, PlanHand};
use crate::plan_reason::PlanReason;
use crate::plan_way::{PlanReturn, PlanReturning, over};
use crate::planned_post::PlannedPost;
use crate::policy::Policy;
use crate::refusal::Refusal;
use crate::role::Role;
use crate::seat::Seat;
use crate::stage::Step;
use crate::unit::UnitKind;

impl PlannedPost {
    /// Whether something of it concerns the seat; `kind` is that of its unit.
    pub fn concerns(&self, seat: Option<Seat>, kind: UnitKind, policy: &Policy) -> bool {
        concerns(self, kind, policy).iter().any(|one| Some(one.seat) == seat)
    }

    /// Returned to an earlier hand, by its own hand or, once it is in the plan, by that of the plan; at the group's review by a
    /// seat that something of it concerns.
    pub fn send_back(
        self,
        step: Step,
        plan: &Plan,
        seat: Option<Seat>,
        kind: UnitKind,
        policy: &Policy,
        returning: PlanReturning,
    ) -> Result<PlannedPost, Refusal> {
        let at = self.hand(plan).ok_or_else(over)?;
        plan.lets_act(step.by, step.in_place_of)?;
        self.lets_take(plan, step.by, step.in_place_of, at)?;
        let is_theirs = at != PlanHand::GroupReview || step.role != at.role() || self.concerns(seat, kind, policy);
        if !is_theirs {
            return Err(Refusal::seat("post-not-of-the-seat").under(CLAUSE));
        }
        let seat = seat.filter(|_| at == PlanHand::GroupReview);
        let step = self.numbered(step);
        let way = self.way.send_back(step, at, at.may_return_a_post_to(), seat, returning)?;
        Ok(PlannedPost { way, returned_as: Some(self.input.clone()), version: self.version + 1, ..self })
    }

    /// Whether it was returned by a hand of this role, at the group's review by this seat, and is away.
    pub fn is_returned_by(&self, role: Role, seat: Option<Seat>) -> bool {
        let is_theirs = |returned: &PlanReturn| {
            returned.at.role() == role && (returned.at != PlanHand::GroupReview || returned.seat == seat)
        };
        self.returned_as.is_some() && self.way.open_return().is_some_and(is_theirs)
    }

    /// Whoever returned it takes that back and is not kept waiting: it is where it was and says what it said. What was written
    /// meanwhile nobody has handed in, and it goes.
    pub fn recall(self, step: Step, plan: &Plan, seat: Option<Seat>) -> Result<PlannedPost, Refusal> {
        plan.hand().ok_or_else(over)?;
        plan.lets_act(step.by, step.in_place_of)?;
        let returned_by_them = self.is_returned_by(step.role, seat);
        let (Some(returned), Some(input)) = (self.way.open_return(), self.returned_as.clone()) else {
            return Err(Refusal::stage("nothing-to-recall").under(CLAUSE));
        };
        if !returned_by_them {
            return Err(Refusal::seat("returned-by-another").under(CLAUSE));
        }
        self.lets_take(plan, step.by, step.in_place_of, returned.at)?;
        let step = self.numbered(step);
        let way = self.way.recall(step)?;
        Ok(PlannedPost { way, input, returned_as: None, version: self.version + 1, ..self })
    }

    /// The hand of the plan that waits for it while an earlier one has it, and that may leave it out.
    pub fn is_waited_for_by(&self, plan: &Plan) -> Option<PlanHand> {
        let earlier = self.way.hand().filter(|_| self.is_under_way())?;
        plan.hand().filter(|hand| *hand > earlier && hand.may_refuse_a_post())
    }

    /// A person decides against it; it stays out of the plan. A unit may so take back its own, and a hand of the plan goes on
    /// without what an earlier hand keeps, saying why.
    pub fn refuse(
        self,
        step: Step,
        unit: Option<UnitId>,
        plan: &Plan,
        reason: PlanReason,
        words: Option<String>,
    ) -> Result<PlannedPost, Refusal> {
        let has_it = self.hand(plan).ok_or_else(over)?;
        let waits = self.is_waited_for_by(plan).filter(|hand| hand.role() == step.role);
        let at = waits.unwrap_or(has_it);
        plan.lets_act(step.by, step.in_place_of)?;
        self.lets_take(plan, step.by, step.in_place_of, at)?;
        if at == PlanHand::Drafting {
            self.is_of(unit)?;
        }
        if waits.is_some() && words.as_deref().is_none_or(|words| words.trim().is_empty()) {
            return Err(Refusal::content("left-out-without-words").under(CLAUSE).at("/words"));
        }
        if step.role == at.role() && !at.may_refuse_a_post() {
            return Err(Refusal::stage("return-or-object-instead").under(CLAUSE));
        }
        let step = self.numbered(step);
        let way = self.way.refuse(step, at, reason, words)?;
        Ok(PlannedPost { way, returned_as: None, version: self.version + 1, ..self })
    }
}

#[cfg(test)]
#[path = "post_ruling_tests.rs"]
mod tests;
