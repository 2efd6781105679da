//! The hands of a case (Articles 13, 14 and 16) in one table: who acts, under which clause, who holds it, where it may return to.
//! The hands of the annual plan (Article 12) are rows of `measures.toml`; a hand's words are there too.

use crate::clause::Clause;
use crate::code::coded;
use crate::role::Role;

coded! {
    /// A role at a step of Article 13 or 14; routing comes first where somebody turned to the Party organisation (Article 16).
    Hand {
        Routing = "routing",
        Screening = "screening",
        Intention = "intention",
        RecommendationOpinion = "recommendation-opinion",
        GroupApproval = "group-approval",
        PrefectureReview = "prefecture-review",
    }
}

coded! {
    /// Whose hands those are: a promise of working days is made for a holder as a whole.
    Holder {
        OrganisationDepartment = "organisation-department",
        EmployingUnit = "employing-unit",
        CoordinationGroup = "coordination-group",
        Prefecture = "prefecture",
    }
}

coded! {
    /// The acts by which a case goes on: those of its way in their order, then those beside it.
    Act {
        TakeUp = "take-up",
        Screen = "screen",
        ReachIntention = "reach-intention",
        Recommend = "recommend",
        Approve = "approve",
        Reply = "reply",
        ProposeUnit = "propose-unit",
        AnswerReturn = "answer-return",
        GoOn = "go-on",
        ProposeAnother = "propose-another",
        Reconsider = "reconsider",
    }
}

struct Row {
    role: Role,
    clause: Clause,
    holder: Holder,
    next_act: Act,
    may_return_to: &'static [Hand],
}

impl Hand {
    const fn row(self) -> Row {
        use Hand::{GroupApproval, Intention, PrefectureReview, RecommendationOpinion, Routing, Screening};
        let thirteen = Clause::article(13);
        let fourteen = Clause::article(14);
        match self {
            Routing => Row {
                role: Role::Secretary,
                clause: Clause::article(16),
                holder: Holder::OrganisationDepartment,
                next_act: Act::ProposeUnit,
                may_return_to: &[],
            },
            Screening => Row {
                role: Role::UnitOfficer,
                clause: thirteen,
                holder: Holder::EmployingUnit,
                next_act: Act::Screen,
                may_return_to: &[],
            },
            Intention => Row {
                role: Role::UnitOfficer,
                clause: fourteen,
                holder: Holder::EmployingUnit,
                next_act: Act::ReachIntention,
                may_return_to: &[Screening],
            },
            RecommendationOpinion => Row {
                role: Role::UnitOfficer,
                clause: fourteen,
                holder: Holder::EmployingUnit,
                next_act: Act::Recommend,
                may_return_to: &[Screening, Intention],
            },
            GroupApproval => Row {
                role: Role::Secretary,
                clause: fourteen,
                holder: Holder::CoordinationGroup,
                next_act: Act::Approve,
                may_return_to: &[RecommendationOpinion],
            },
            PrefectureReview => Row {
                role: Role::PrefectureReviewer,
                clause: fourteen,
                holder: Holder::Prefecture,
                next_act: Act::Reply,
                may_return_to: &[RecommendationOpinion, GroupApproval],
            },
        }
    }

    /// The one role that acts here.
    pub const fn role(self) -> Role {
        self.row().role
    }

    pub const fn clause(self) -> Clause {
        self.row().clause
    }

    pub const fn holder(self) -> Holder {
        self.row().holder
    }

    /// The act by which this hand passes a case on.
    pub const fn next_act(self) -> Act {
        self.row().next_act
    }

    /// The earlier hands a case may be returned to from here (open point O12).
    pub const fn may_return_to(self) -> &'static [Hand] {
        self.row().may_return_to
    }

    /// The hand after this one; none after the last.
    pub fn next(self) -> Option<Hand> {
        Hand::ALL.into_iter().find(|hand| *hand > self)
    }
}

impl Holder {
    /// Those whom a case passes as a rule: the Organisation Department comes before them only where somebody filed to the Party
    /// organisation (Article 16).
    pub const USUAL: [Holder; 3] = [Holder::EmployingUnit, Holder::CoordinationGroup, Holder::Prefecture];

    /// Its hands, in their order.
    pub fn hands(self) -> impl Iterator<Item = Hand> {
        Hand::ALL.into_iter().filter(move |hand| hand.holder() == self)
    }

    /// The promise is made for a holder as a whole: this hand knows the days as any other of it.
    pub const fn first_hand(self) -> Hand {
        match self {
            Holder::OrganisationDepartment => Hand::Routing,
            Holder::EmployingUnit => Hand::Screening,
            Holder::CoordinationGroup => Hand::GroupApproval,
            Holder::Prefecture => Hand::PrefectureReview,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_returns_to_earlier_hands_only() {
        for hand in Hand::ALL {
            assert!(hand.may_return_to().iter().all(|earlier| *earlier < hand), "{hand}");
        }
    }

    #[test]
    fn the_hands_follow_each_other_to_the_prefecture() {
        let way: Vec<_> = std::iter::successors(Some(Hand::Routing), |hand| hand.next()).collect();
        assert_eq!(way, Hand::ALL);
        assert!(Hand::ALL.map(Hand::holder).is_sorted());
    }

    #[test]
    fn a_case_passes_every_holder_and_as_a_rule_all_but_the_organisation_department() {
        for holder in Holder::ALL {
            assert_eq!(holder.hands().next(), Some(holder.first_hand()));
            assert_eq!(Holder::USUAL.contains(&holder), holder != Holder::OrganisationDepartment, "{holder}");
        }
        assert!(Holder::USUAL.is_sorted());
    }
}
