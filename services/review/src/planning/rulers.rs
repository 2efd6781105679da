//! Who rules on a post of the plan (Article 12), and as whom: at the hand that has it, waiting for it, or having returned it.
//! Whoever stands in is there once more for each person who is away.

use domain::{Plan, PlanHand, PlannedPost, Policy, UnitKind};

use super::posts::PostStep;
use crate::officers::Officer;

/// As whom the officer acts on a post of this kind of unit: first for whoever has it, then for whoever waits for it or returned it.
pub(super) fn acting_on<'a>(
    by: &'a Officer,
    post: &PlannedPost,
    plan: &Plan,
    kind: UnitKind,
    policy: &Policy,
) -> &'a Officer {
    let has_it = by.hats().find(|hat| may_rule_on(hat, post, plan, kind, policy));
    let waits = |hat: &&Officer| may_leave_out(hat, post, plan) || may_recall(hat, post, plan);
    has_it.or_else(|| by.hats().find(waits)).unwrap_or(by)
}

/// As whom the officer takes this step with it.
pub(super) fn acting_with<'a>(
    by: &'a Officer,
    post: &PlannedPost,
    plan: &Plan,
    kind: UnitKind,
    policy: &Policy,
    taken: &PostStep,
) -> &'a Officer {
    let found = match taken {
        PostStep::Pass { .. } => by.hats().find(|hat| post.way.hand().is_some_and(|hand| may_act_on(hat, post, hand))),
        PostStep::Return(_) => by.hats().find(|hat| may_rule_on(hat, post, plan, kind, policy)),
        PostStep::Recall { .. } => by.hats().find(|hat| may_recall(hat, post, plan)),
        PostStep::Refuse { .. } => Some(acting_on(by, post, plan, kind, policy)),
    };
    found.unwrap_or(by)
}

/// Whether this officer acts at the hand that has the post: in that role, and on a post within their sight.
pub(super) fn may_act_on(officer: &Officer, post: &PlannedPost, hand: PlanHand) -> bool {
    officer.role == hand.role() && officer.plan_scope().holds(post.unit, post.department)
}

/// Whether this officer rules on a post of this kind of unit: at the hand that has it, at the group's review for a seat that it
/// concerns.
pub(super) fn may_rule_on(officer: &Officer, post: &PlannedPost, plan: &Plan, kind: UnitKind, policy: &Policy) -> bool {
    let is_theirs = |hand: PlanHand| {
        may_act_on(officer, post, hand) && (hand != PlanHand::GroupReview || post.concerns(officer.seat, kind, policy))
    };
    plan.lets_act(officer.id).is_ok() && post.hand(plan).is_some_and(is_theirs)
}

/// The same, and nothing that they did with the post keeps them from it: it waits for them.
pub(super) fn is_with(officer: &Officer, post: &PlannedPost, plan: &Plan, kind: UnitKind, policy: &Policy) -> bool {
    let lets_take = |hand: PlanHand| post.lets_take(officer.id, officer.away(), hand).is_ok();
    may_rule_on(officer, post, plan, kind, policy) && post.hand(plan).is_some_and(lets_take)
}

/// Whether the officer has the post at its own hand, which nothing that they did with it keeps them from.
pub(super) fn has(officer: &Officer, post: &PlannedPost, hand: PlanHand) -> bool {
    may_act_on(officer, post, hand) && post.lets_take(officer.id, officer.away(), hand).is_ok()
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
