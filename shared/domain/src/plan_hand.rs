//! The hands of the annual plan (Article 12) in one table: who acts and where it may return to.
//! A post passes the first three one by one; from the municipal department on the plan goes as a whole.

use crate::clause::Clause;
use crate::code::coded;
use crate::role::Role;

/// The article that names all of them.
pub const CLAUSE: Clause = Clause::article(12);

coded! {
    /// A role at a step of Article 12.
    PlanHand {
        Drafting = "plan-draft",
        Supervision = "plan-supervision",
        DepartmentReview = "plan-department-review",
        GroupReview = "plan-group-review",
        Conclusion = "plan-conclusion",
        PrefectureReview = "plan-prefecture-review",
        Ratification = "plan-ratification",
    }
}

impl PlanHand {
    /// The one role that acts here; at the group's review all seats do.
    pub const fn role(self) -> Role {
        match self {
            PlanHand::Drafting => Role::UnitOfficer,
            PlanHand::Supervision => Role::DepartmentOfficer,
            PlanHand::DepartmentReview => Role::MunicipalDepartmentOfficer,
            PlanHand::GroupReview => Role::SeatMember,
            PlanHand::Conclusion => Role::Secretary,
            PlanHand::PrefectureReview => Role::PrefectureReviewer,
            PlanHand::Ratification => Role::PrefectureRatifier,
        }
    }

    /// Whether this role acts on the plan and not only on posts of its own.
    pub fn is_acted_by(role: Role) -> bool {
        PlanHand::ALL.into_iter().any(|hand| hand > PlanHand::Drafting && hand.role() == role)
    }

    /// The earlier hands that one post may be returned to from here (open point O12).
    pub fn may_return_a_post_to(self) -> &'static [PlanHand] {
        match self {
            PlanHand::Drafting => &[],
            PlanHand::Supervision => &[PlanHand::Drafting],
            PlanHand::DepartmentReview => &[PlanHand::Drafting, PlanHand::Supervision],
            _ => &[PlanHand::Drafting, PlanHand::Supervision, PlanHand::DepartmentReview],
        }
    }

    /// The earlier hands that the whole plan may be returned to from here (open point O12).
    pub fn may_return_the_plan_to(self) -> &'static [PlanHand] {
        match self {
            PlanHand::Drafting | PlanHand::Supervision | PlanHand::DepartmentReview => &[],
            PlanHand::GroupReview => &[PlanHand::DepartmentReview],
            PlanHand::Conclusion => &[PlanHand::DepartmentReview, PlanHand::GroupReview],
            PlanHand::PrefectureReview => &[PlanHand::DepartmentReview, PlanHand::GroupReview, PlanHand::Conclusion],
            PlanHand::Ratification => &[PlanHand::Conclusion, PlanHand::PrefectureReview],
        }
    }

    /// Whether whoever acts here may leave a post out: one seat of the group does not speak for the others, nor for what concerns
    /// them. It returns the post, or objects to the plan.
    pub fn may_refuse_a_post(self) -> bool {
        self != PlanHand::GroupReview
    }

    /// Whether whoever acts here may decide against the whole plan: one seat of the group does not speak for the others.
    pub fn may_refuse_the_plan(self) -> bool {
        self >= PlanHand::DepartmentReview && self != PlanHand::GroupReview
    }

    /// The hand after this one; none after the last.
    pub fn next(self) -> Option<PlanHand> {
        PlanHand::ALL.into_iter().find(|hand| *hand > self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;

    #[test]
    fn each_hand_has_its_row_with_its_role_in_their_order() {
        let rows: Vec<_> = Policy::standard().plan_hands().iter().map(|row| (row.code.as_str(), row.role)).collect();
        assert_eq!(rows, PlanHand::ALL.map(|hand| (hand.code(), hand.role())));
    }

    #[test]
    fn what_is_returned_goes_to_earlier_hands_only() {
        for hand in PlanHand::ALL {
            let to = hand.may_return_a_post_to().iter().chain(hand.may_return_the_plan_to());
            assert!(to.into_iter().all(|earlier| *earlier < hand), "{hand}");
        }
    }
}
