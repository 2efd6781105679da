//! Who takes no part in a plan by an interest, their own or that of whoever they stand in for.

use uuid::Uuid;

use super::tests::{concluded, included, plan, post, returning, step, unit};
use super::*;
use crate::role::Role;
use crate::unit::UnitKind;

fn by(role: Role, id: u128) -> Step {
    Step { by: OfficerId::from(Uuid::from_u128(id)), ..step(role) }
}

fn for_whom(id: u128) -> Option<OfficerId> {
    Some(OfficerId::from(Uuid::from_u128(id)))
}

#[test]
fn nobody_acts_in_the_place_of_whoever_has_an_interest_and_a_colleague_does_under_their_own_name() {
    let concluding = concluded().declare_conflict(by(Role::Secretary, 7)).expect("declared");
    let posts = [included()];
    let stood_in = by(Role::Secretary, 8).in_place_of(for_whom(7));
    let refused = concluding.clone().pass(stood_in.clone(), &posts).expect_err("chosen by whoever has the interest");
    assert_eq!((refused.code(), refused.clause()), ("in-place-of-conflict", Some(CLAUSE)));
    let asked = concluding.clone().ask(stood_in.clone(), Seat::Housing).expect_err("asking is a part in it too");
    assert_eq!(asked.code(), "in-place-of-conflict");
    let back = returning(PlanHand::Drafting);
    let kind = UnitKind::PublicInstitution;
    let refused = included()
        .send_back(stood_in, &concluding, None, kind, Policy::standard(), back)
        .expect_err("nor on a post of it");
    assert_eq!(refused.code(), "in-place-of-conflict");
    let for_another = by(Role::Secretary, 8).in_place_of(for_whom(9));
    assert!(concluding.clone().pass(for_another, &posts).is_ok(), "for somebody without an interest");
    assert!(concluding.pass(by(Role::Secretary, 10), &posts).is_ok(), "a colleague of the same hand");
}

#[test]
fn whether_a_hand_can_be_taken_is_known_before_it_is_tried() {
    let plan = plan().pass(by(Role::MunicipalDepartmentOfficer, 1), &[included()]).expect("made");
    let taken = |id: u128, away: Option<OfficerId>| {
        let by = OfficerId::from(Uuid::from_u128(id));
        plan.lets_take(by, away, PlanHand::GroupReview).map_err(|refusal| refusal.code())
    };
    assert_eq!(taken(1, for_whom(9)), Err("two-hands-of-a-plan"));
    assert_eq!(taken(1, None), Ok(()), "a second hand of one's own is no stand-in's");
    assert_eq!(taken(2, for_whom(9)), Ok(()));
}

#[test]
fn no_post_is_decided_on_in_the_place_of_whoever_has_an_interest() {
    let plan = plan().declare_conflict(by(Role::DepartmentOfficer, 7)).expect("declared");
    let handed_in = post()
        .pass(step(Role::UnitOfficer), &plan, unit(), UnitKind::PublicInstitution, None, Policy::standard())
        .expect("handed in");
    let stood_in = by(Role::DepartmentOfficer, 8).in_place_of(for_whom(7));
    let refused = handed_in.refuse(stood_in, None, &plan, PlanReason::NotNeeded, None).expect_err("no part in it");
    assert_eq!(refused.code(), "in-place-of-conflict");
}
