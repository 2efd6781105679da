//! Who rules on a post of the plan (Article 12), and as whom: at the hand that has it, waiting for it, or having returned it.
//! Whoever stands in is there once more for each person who is away.

use domain::{Plan, PlanHand, PlannedPost, UnitKind};
use kit::DeskError;

use super::desk::Planning;
use crate::officers::Officer;

impl Planning {
    /// As whom the officer acts on a post of this kind of unit: first for whoever has it, then for whoever waits for it or
    /// returned it.
    pub(super) async fn acting_on(
        &self,
        by: &Officer,
        post: &PlannedPost,
        plan: &Plan,
        kind: UnitKind,
    ) -> Result<Officer, DeskError> {
        let hats = self.hats(by).await?;
        let has_it = hats.iter().find(|hat| may_rule_on(hat, post, plan, kind));
        let waits = |hat: &&Officer| may_leave_out(hat, post, plan) || may_recall(hat, post, plan);
        Ok(has_it.or_else(|| hats.iter().find(waits)).unwrap_or(by).clone())
    }

    pub(super) async fn hat(&self, by: &Officer, fits: impl Fn(&Officer) -> bool) -> Result<Officer, DeskError> {
        let fitting = self.hats(by).await?.into_iter().find(fits);
        Ok(fitting.unwrap_or_else(|| by.clone()))
    }
}

/// Whether this officer acts at the hand that has the post: in that role, and on a post within their sight.
pub(super) fn may_act_on(officer: &Officer, post: &PlannedPost, hand: PlanHand) -> bool {
    officer.role == hand.role() && officer.plan_scope().holds(post.unit, post.department)
}

/// Whether this officer rules on a post of this kind of unit: at the hand that has it, at the group's review for a seat that it
/// concerns.
pub(super) fn may_rule_on(officer: &Officer, post: &PlannedPost, plan: &Plan, kind: UnitKind) -> bool {
    let is_theirs = |hand: PlanHand| {
        may_act_on(officer, post, hand) && (hand != PlanHand::GroupReview || post.concerns(officer.seat, kind))
    };
    plan.lets_act(officer.id).is_ok() && post.hand(plan).is_some_and(is_theirs)
}

/// Whether this officer can leave out a post that the plan waits for.
pub(super) fn may_leave_out(officer: &Officer, post: &PlannedPost, plan: &Plan) -> bool {
    let waits = post.is_waited_for_by(plan).is_some_and(|hand| may_act_on(officer, post, hand));
    waits && plan.lets_act(officer.id).is_ok()
}

/// Whether this officer can take back the return of a post.
pub(super) fn may_recall(officer: &Officer, post: &PlannedPost, plan: &Plan) -> bool {
    let is_theirs = post.is_returned_by(officer.role, officer.seat);
    let is_within_sight = officer.plan_scope().holds(post.unit, post.department);
    is_theirs && is_within_sight && plan.hand().is_some() && plan.lets_act(officer.id).is_ok()
}
