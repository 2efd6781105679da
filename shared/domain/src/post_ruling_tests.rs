use super::*;
use crate::plan::tests::{concluded, included, plan, post, returning, step, unit};
use crate::post_input::PostInput;
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
        post.clone().send_back(
            step(Role::SeatMember),
            &plan,
            seat,
            KIND,
            Policy::standard(),
            returning(PlanHand::Drafting),
        )
    };
    for seat in [Some(Seat::Staffing), Some(Seat::Organisation), None] {
        let refused = returned(seat).expect_err("nothing concerns it");
        assert_eq!((refused.code(), refused.clause()), ("post-not-of-the-seat", Some(CLAUSE)), "{seat:?}");
    }
    assert!(returned(Some(Seat::Finance)).expect("returned").way.is_returned());
    let unseated =
        post.send_back(step(Role::Secretary), &plan, None, KIND, Policy::standard(), returning(PlanHand::Drafting));
    assert_eq!(unseated.expect_err("the group has it").code(), "turn-of-another-role");
}

#[test]
fn no_seat_leaves_a_post_out_by_itself_and_who_concludes_does() {
    let (post, plan) = with_the_group();
    let refused = post.clone().refuse(step(Role::SeatMember), None, &plan, PlanReason::NotNeeded, None);
    let refused = refused.expect_err("it returns or objects");
    assert_eq!((refused.code(), refused.clause()), ("return-or-object-instead", Some(CLAUSE)));
    let out = post.refuse(step(Role::Secretary), None, &concluded(), PlanReason::NotNeeded, None).expect("left out");
    assert!(out.way.is_refused());
}

#[test]
fn whoever_returned_a_post_takes_that_back_and_it_says_what_it_said() {
    let (post, plan) = with_the_group();
    let said = post.input.clone();
    let away = post.clone().send_back(
        step(Role::SeatMember),
        &plan,
        Some(Seat::Finance),
        KIND,
        Policy::standard(),
        returning(PlanHand::Drafting),
    );
    let away = away.expect("returned");
    let half = PostInput { pay_from: String::new(), ..said.clone() };
    let away = away.save(&step(Role::UnitOfficer), &plan, unit(), half).expect("written");
    let kept: PlannedPost = serde_json::from_value(serde_json::to_value(&away).expect("JSON")).expect("a post");
    assert_eq!(kept, away);
    for (role, seat) in [(Role::SeatMember, Some(Seat::Education)), (Role::Secretary, None), (Role::UnitOfficer, None)]
    {
        assert!(!away.is_returned_by(role, seat));
        let refused = away.clone().recall(step(role), &plan, seat).expect_err("not theirs");
        assert_eq!((refused.code(), refused.clause()), ("returned-by-another", Some(CLAUSE)));
    }
    assert!(away.is_returned_by(Role::SeatMember, Some(Seat::Finance)));
    let back =
        away.recall(step(Role::SeatMember), &concluded(), Some(Seat::Finance)).expect("though the group is done");
    assert!(back.way.is_through() && back.input == said && back.returned_as.is_none());
    let returned = &back.way.returns[0];
    assert!(returned.recalled.is_some() && returned.answer.is_none());
    let again = back.recall(step(Role::SeatMember), &plan, Some(Seat::Finance)).expect_err("it is not away");
    assert_eq!(again.code(), "nothing-to-recall");
}

#[test]
fn a_post_that_is_not_in_the_plan_yet_is_recalled_to_the_hand_that_returned_it() {
    let plan = plan();
    let pass = |post: PlannedPost, role: Role| {
        post.pass(step(role), &plan, unit(), KIND, None, Policy::standard()).expect("passed")
    };
    let post = pass(pass(post(), Role::UnitOfficer), Role::DepartmentOfficer);
    let municipal = || step(Role::MunicipalDepartmentOfficer);
    let away = post
        .send_back(municipal(), &plan, None, KIND, Policy::standard(), returning(PlanHand::Drafting))
        .expect("returned");
    let back = away.recall(municipal(), &plan, None).expect("recalled");
    assert_eq!(back.way.hand(), Some(PlanHand::DepartmentReview));
}

#[test]
fn a_plan_goes_on_without_a_post_that_an_earlier_hand_keeps() {
    let plan = concluded();
    let away = included().send_back(
        step(Role::Secretary),
        &plan,
        None,
        KIND,
        Policy::standard(),
        returning(PlanHand::Drafting),
    );
    let away = away.expect("returned");
    assert_eq!(away.is_waited_for_by(&plan), Some(PlanHand::Conclusion));
    let words = || Some("The unit does not answer.".to_owned());
    let out = |role: Role, words: Option<String>| {
        away.clone().refuse(step(role), None, &plan, PlanReason::PlanIncomplete, words)
    };
    let unsaid = out(Role::Secretary, Some(" ".to_owned())).expect_err("no reason");
    assert_eq!((unsaid.code(), unsaid.pointer()), ("left-out-without-words", Some("/words")));
    for role in [Role::SeatMember, Role::MunicipalDepartmentOfficer, Role::PrefectureReviewer] {
        assert!(out(role, words()).is_err(), "{role}: the plan is not with it");
    }
    let left = out(Role::Secretary, words()).expect("left out");
    assert!(left.way.is_refused() && left.way.returns.len() == 1, "and the return stays on record");
    assert!(plan.pass(step(Role::Secretary), &[left, included()]).is_ok());
}

#[test]
fn what_a_department_keeps_is_left_out_where_the_plan_is_made_and_a_draft_is_not() {
    let plan = plan();
    let handed_in =
        post().pass(step(Role::UnitOfficer), &plan, unit(), KIND, None, Policy::standard()).expect("handed in");
    assert_eq!(handed_in.is_waited_for_by(&plan), Some(PlanHand::DepartmentReview));
    let words = Some("The department does not answer.".to_owned());
    let municipal = step(Role::MunicipalDepartmentOfficer);
    let left = handed_in.refuse(municipal, None, &plan, PlanReason::PlanIncomplete, words).expect("left out");
    assert!(plan.clone().pass(step(Role::MunicipalDepartmentOfficer), &[left, included()]).is_ok());
    assert_eq!(post().is_waited_for_by(&plan), None, "no plan waits for a draft");
}
