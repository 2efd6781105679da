//! Who rules on a post of the plan (Article 12), and as whom: at the hand that has it, waiting for it, or having returned it.
//! Whoever stands in is there once more for each person who is away.

use domain::plan_hand::CLAUSE;
use domain::{Plan, PlanHand, PlannedPost, Policy, Refusal, Role, Text, UnitKind};

use super::posts::PostStep;
use crate::officers::Officer;

/// A post with what decides who rules on it.
#[derive(Clone, Copy)]
pub(super) struct Matter<'a> {
    pub post: &'a PlannedPost,
    pub plan: &'a Plan,
    /// Of its unit.
    pub kind: UnitKind,
    /// That of the plan.
    pub policy: &'a Policy,
}

impl Matter<'_> {
    /// As whom the officer acts on it: first for whoever has it, then for whoever waits for it or returned it.
    pub fn acting<'a>(&self, by: &'a Officer) -> &'a Officer {
        let has_it = by.hats().find(|hat| self.is_ruled_by(hat));
        let waits = |hat: &&Officer| self.is_left_out_by(hat) || self.is_recalled_by(hat);
        has_it.or_else(|| by.hats().find(waits)).or_else(|| self.kept_out(by)).unwrap_or(by)
    }

    /// As whom the officer takes this step with it.
    pub fn acting_with<'a>(&self, by: &'a Officer, taken: &PostStep) -> &'a Officer {
        let passes = |hat: &&Officer| self.post.way.hand().is_some_and(|hand| may_act_on(hat, self.post, hand));
        let found = match taken {
            PostStep::Pass { .. } => by.hats().find(passes),
            PostStep::Return(_) => by.hats().find(|hat| self.is_ruled_by(hat)),
            PostStep::Recall { .. } => by.hats().find(|hat| self.is_recalled_by(hat)),
            PostStep::Refuse { .. } => Some(self.acting(by)),
        };
        found.or_else(|| self.kept_out(by)).unwrap_or(by)
    }

    /// As whom the officer would act on it, were there no interest in the plan.
    fn kept_out<'a>(&self, by: &'a Officer) -> Option<&'a Officer> {
        let hand = self.post.hand(self.plan)?;
        by.hats().find(|hat| may_act_on(hat, self.post, hand) && !self.lets_act(hat))
    }

    fn lets_act(&self, officer: &Officer) -> bool {
        self.plan.lets_act(officer.id, officer.away()).is_ok()
    }

    /// Whether this officer rules on it: at the hand that has it, at the group's review for a seat that it concerns.
    pub fn is_ruled_by(&self, officer: &Officer) -> bool {
        let concerns = || self.post.concerns(officer.seat, self.kind, self.policy);
        let is_theirs = |hand| may_act_on(officer, self.post, hand) && (hand != PlanHand::GroupReview || concerns());
        self.lets_act(officer) && self.post.hand(self.plan).is_some_and(is_theirs)
    }

    /// The same, and nothing that they did with it keeps them from it: it waits for them.
    pub fn is_with(&self, officer: &Officer) -> bool {
        let lets_take = |hand| self.post.lets_take(self.plan, officer.id, officer.away(), hand).is_ok();
        self.is_ruled_by(officer) && self.post.hand(self.plan).is_some_and(lets_take)
    }

    /// Whether this officer can leave it out, since the plan waits for it.
    pub fn is_left_out_by(&self, officer: &Officer) -> bool {
        let waits = self.post.is_waited_for_by(self.plan).is_some_and(|hand| may_act_on(officer, self.post, hand));
        waits && self.lets_act(officer)
    }

    /// Whether this officer can take back its return.
    pub fn is_recalled_by(&self, officer: &Officer) -> bool {
        let is_theirs = self.post.is_returned_by(officer.role, officer.seat) && is_within_reach(officer, self.post);
        is_theirs && self.plan.hand().is_some() && self.lets_act(officer)
    }
}

/// Whether this officer acts at the hand that has the post: in that role, and on a post within their reach.
pub(super) fn may_act_on(officer: &Officer, post: &PlannedPost, hand: PlanHand) -> bool {
    officer.role == hand.role() && is_within_reach(officer, post)
}

/// A municipal department sees the plan whole, and acts on the posts of its own line alone.
fn is_within_reach(officer: &Officer, post: &PlannedPost) -> bool {
    officer.plan_scope().holds(post.unit, post.department) && is_in_their_line(officer, post)
}

pub(super) fn is_in_their_line(officer: &Officer, post: &PlannedPost) -> bool {
    officer.role != Role::MunicipalDepartmentOfficer || post.is_in_line_of(officer.department)
}

/// What the officer of another municipal department is told than the one of this name, which reviews the post.
pub(super) fn of_another_line(reviews: Text) -> Refusal {
    Refusal::seat("post-of-another-line").under(CLAUSE).with_text("department", reviews)
}
