//! Which seats a plan waits for, which are heard again, and what holds it up behind them.

use super::tests::{concluded, day, included, plan, post, returning, step};
use super::*;
use crate::role::Role;

#[test]
fn a_plan_waits_for_the_seats_that_it_concerns_and_for_no_other() {
    let made = plan().pass(step(Role::MunicipalDepartmentOfficer), &[included()]).expect("made");
    let made = made.concerning(vec![Seat::Finance, Seat::Education]);
    assert!(made.is_asked(Seat::Finance) && !made.is_asked(Seat::Staffing) && !made.is_asked(Seat::Organisation));
    let agrees =
        |plan: Plan, seat: Seat| plan.opine(step(Role::SeatMember), seat, PlanOpinion::Agrees).expect("spoken");
    let one = agrees(made.clone(), Seat::Finance);
    assert_eq!(one.hand(), Some(PlanHand::GroupReview));
    assert_eq!(agrees(one.clone(), Seat::Education).hand(), Some(PlanHand::Conclusion));
    let unasked = agrees(one, Seat::Housing);
    assert_eq!((unasked.hand(), unasked.opinions.len()), (Some(PlanHand::GroupReview), 2), "it may speak all the same");
}

#[test]
fn the_secretary_asks_a_further_seat_on_record_and_what_was_said_stays() {
    let made = plan().pass(step(Role::MunicipalDepartmentOfficer), &[included()]).expect("made");
    let spoken = made.concerning(vec![Seat::Finance]);
    let spoken = spoken.opine(step(Role::SeatMember), Seat::Finance, PlanOpinion::Agrees).expect("spoken");
    assert_eq!(spoken.hand(), Some(PlanHand::Conclusion));
    let unsaid = Step { words: None, ..step(Role::Secretary) };
    let code = |asked: Result<Plan, Refusal>| asked.map(|_| ()).map_err(|refusal| refusal.code());
    assert_eq!(code(spoken.clone().ask(unsaid, Seat::Housing)), Err("asking-without-words"));
    assert_eq!(code(spoken.clone().ask(step(Role::Secretary), Seat::Finance)), Err("seat-asked-before"));
    assert_eq!(code(spoken.clone().ask(step(Role::Secretary), Seat::Organisation)), Err("seat-asked-before"));
    assert_eq!(code(spoken.clone().ask(step(Role::SeatMember), Seat::Housing)), Err("turn-of-another-role"));
    assert_eq!(code(plan().ask(step(Role::Secretary), Seat::Housing)), Err("not-with-the-group"));
    let asked = spoken.ask(step(Role::Secretary), Seat::Housing).expect("asked");
    assert_eq!((asked.hand(), asked.opinions.len()), (Some(PlanHand::GroupReview), 1));
    let again = asked.opine(step(Role::SeatMember), Seat::Housing, PlanOpinion::Agrees).expect("spoken");
    assert_eq!((again.hand(), again.asked.len()), (Some(PlanHand::Conclusion), 1));
}

#[test]
fn a_seat_that_a_changed_post_concerns_is_heard_before_the_plan_goes_on() {
    let made = plan().pass(step(Role::MunicipalDepartmentOfficer), &[included()]).expect("made");
    let with_group = made.concerning(vec![Seat::Finance]);
    let both = [Seat::Staffing, Seat::Finance];
    assert_eq!(with_group.has_heard(&both), Ok(()), "it is still with the group");
    let spoken = with_group.opine(step(Role::SeatMember), Seat::Finance, PlanOpinion::Agrees).expect("spoken");
    assert_eq!(spoken.has_heard(&[Seat::Finance]), Ok(()));
    let passed_over = spoken.has_heard(&both).expect_err("it has not spoken");
    assert_eq!((passed_over.code(), passed_over.clause()), ("seat-not-heard", Some(CLAUSE)));
    assert_eq!(spoken.can_go_on(&[included()], &both, spoken.opened.on), Err(passed_over));
    let asked = spoken.ask(step(Role::Secretary), Seat::Staffing).expect("asked");
    let heard = asked.opine(step(Role::SeatMember), Seat::Staffing, PlanOpinion::Agrees).expect("spoken");
    assert_eq!(heard.has_heard(&both), Ok(()));
    assert_eq!(concluded().has_heard(&both), Ok(()), "a plan that asks all has heard all");
}

/// Made and spoken on by the one seat that it concerned, and concluded.
fn put_forward() -> Plan {
    let made = plan().pass(step(Role::MunicipalDepartmentOfficer), &[included()]).expect("made");
    let made = made.concerning(vec![Seat::Finance]);
    let spoken = made.opine(step(Role::SeatMember), Seat::Finance, PlanOpinion::Agrees).expect("spoken");
    spoken.pass(step(Role::Secretary), &[included()]).expect("concluded")
}

#[test]
fn a_further_seat_is_heard_on_a_plan_that_was_returned_to_the_secretary() {
    let both = [Seat::Staffing, Seat::Finance];
    let forward = put_forward();
    let back = forward.send_back(step(Role::PrefectureReviewer), returning(PlanHand::Conclusion)).expect("returned");
    assert_eq!(back.has_heard(&both).map_err(|refusal| refusal.code()), Err("seat-not-heard"));
    let asked = back.ask(step(Role::Secretary), Seat::Staffing).expect("asked");
    assert_eq!((asked.hand(), asked.opinions.len()), (Some(PlanHand::GroupReview), 1));
    let early = asked.clone().pass(step(Role::Secretary), &[included()]).expect_err("the group has it");
    assert_eq!(early.code(), "turn-of-another-role");
    let kept = serde_json::from_value(serde_json::to_value(asked).expect("JSON")).expect("a plan");
    let heard = Plan::opine(kept, step(Role::SeatMember), Seat::Staffing, PlanOpinion::Agrees).expect("spoken");
    assert_eq!((heard.hand(), heard.has_heard(&both)), (Some(PlanHand::Conclusion), Ok(())));
    let third = heard.clone().ask(step(Role::Secretary), Seat::Housing).expect("and one more");
    assert_eq!(third.hand(), Some(PlanHand::GroupReview));
    let answered = heard.pass(step(Role::Secretary), &[included()]).expect("answered");
    let returned = &answered.way.returns[0];
    assert_eq!((answered.hand(), answered.asked.len()), (Some(PlanHand::PrefectureReview), 1));
    assert!(returned.answer.is_some() && returned.onward[0].hand == PlanHand::GroupReview, "{returned:?}");
}

#[test]
fn a_plan_with_a_seat_unheard_is_stuck_with_nobody() {
    let both = [Seat::Staffing, Seat::Finance];
    let ratifier = || step(Role::PrefectureRatifier);
    let forward = put_forward().pass(step(Role::PrefectureReviewer), &[included()]).expect("put forward");
    let back = forward.send_back(ratifier(), returning(PlanHand::PrefectureReview)).expect("returned");
    let asked = back.clone().ask(step(Role::Secretary), Seat::Staffing).map_err(|refusal| refusal.code());
    assert_eq!(asked.map(|_| ()), Err("not-with-the-group"), "the prefecture has it");
    assert_eq!(back.has_heard(&both), Ok(()), "and can but answer");
    let again = back.pass(step(Role::PrefectureReviewer), &[included()]).expect("answered");
    assert_eq!(again.has_heard(&both).map_err(|refusal| refusal.code()), Err("seat-not-heard"), "it is not ratified");
    let back = again.send_back(ratifier(), returning(PlanHand::Conclusion)).expect("returned");
    assert!(back.ask(step(Role::Secretary), Seat::Staffing).is_ok());
}

#[test]
fn the_last_hand_is_told_before_it_tries_that_a_post_has_ended() {
    let code = |held_up: Result<(), Refusal>| held_up.map_err(|refusal| refusal.code());
    let mut chosen = included();
    (chosen.input.opens_on, chosen.input.closes_on) = ("2027-01-04".to_owned(), "2027-03-31".to_owned());
    let told = |plan: &Plan, on: &str| code(plan.can_go_on(std::slice::from_ref(&chosen), &[Seat::Finance], day(on)));
    let forward = put_forward();
    assert_eq!(told(&forward, "2027-04-01"), Ok(()), "a hand before it can still send the post back");
    let last = forward.pass(step(Role::PrefectureReviewer), &[included()]).expect("put forward");
    assert_eq!((told(&last, "2027-03-31"), told(&last, "2027-04-01")), (Ok(()), Err("posts-untimely")));
    assert_eq!(code(last.can_go_on(&[post()], &[Seat::Finance], day("2026-12-01"))), Err("plan-without-posts"));
    let number = DocumentNumber::parse("伊州人才〔2026〕1号").expect("a number");
    let issued = last.ratify(step(Role::PrefectureRatifier), number, &[included()]).expect("ratified");
    assert_eq!(told(&issued, "2027-04-01"), Ok(()), "nobody has it");
}

#[test]
fn a_plan_that_went_to_the_group_before_asks_every_seat() {
    let mut kept = serde_json::to_value(concluded()).expect("JSON");
    assert!(kept.get("concerned").is_none() && kept.get("asked").is_none(), "{kept:#}");
    kept["opinions"] = serde_json::json!([]);
    let read: Plan = serde_json::from_value(kept).expect("a plan");
    assert!(seats().all(|seat| read.is_asked(seat)));
}
