use super::*;
use crate::plan::tests::{included, plan, returning, step};
use crate::role::Role;

const KIND: UnitKind = UnitKind::PublicInstitution;

/// In a plan that is with the group, and taking no place of the quota: nothing of it concerns the seat of staffing.
fn with_the_group() -> (PlannedPost, Plan) {
    let mut post = included();
    post.input.quota = String::new();
    let plan = plan().pass(step(Role::MunicipalDepartmentOfficer), std::slice::from_ref(&post)).expect("made");
    (post, plan)
}

#[test]
fn a_seat_returns_a_post_that_concerns_it_and_no_other() {
    let (post, plan) = with_the_group();
    let returned = |seat: Option<Seat>| {
        post.clone().send_back(step(Role::SeatMember), &plan, seat, KIND, returning(PlanHand::Drafting))
    };
    for seat in [Some(Seat::Staffing), Some(Seat::Organisation), None] {
        let refused = returned(seat).expect_err("nothing concerns it");
        assert_eq!((refused.code(), refused.clause()), ("seat-not-concerned", Some(CLAUSE)), "{seat:?}");
    }
    assert!(returned(Some(Seat::Finance)).expect("returned").way.is_returned());
    let unseated = post.send_back(step(Role::Secretary), &plan, None, KIND, returning(PlanHand::Drafting));
    assert_eq!(unseated.expect_err("the group has it").code(), "turn-of-another-role");
}

#[test]
fn no_seat_leaves_a_post_out_by_itself_and_who_concludes_does() {
    let (post, plan) = with_the_group();
    let refused = post.clone().refuse(step(Role::SeatMember), None, &plan, PlanReason::NotNeeded, None);
    let refused = refused.expect_err("it returns or objects");
    assert_eq!((refused.code(), refused.clause()), ("return-or-object-instead", Some(CLAUSE)));
    let concluded = crate::plan::tests::concluded();
    let out = post.refuse(step(Role::Secretary), None, &concluded, PlanReason::NotNeeded, None).expect("left out");
    assert!(out.way.is_refused());
}
