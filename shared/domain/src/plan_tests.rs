use uuid::Uuid;

use super::*;
use crate::entitled::Entitledness;
use crate::ids::{OfficerId, PostId, UnitId};
use crate::plan_way::PlanStage;
use crate::planned_post::KeptWording;
use crate::post_change::{ChangeKind, PostChange};
use crate::post_input::tests::whole;
use crate::role::Role;
use crate::unit::UnitKind;

pub(crate) fn day(written: &str) -> NaiveDate {
    written.parse().expect("a date")
}

pub(crate) fn step(role: Role) -> Step {
    Step::new(OfficerId::from(Uuid::nil()), role, Text::new("某", "Somebody"), day("2026-11-26"), Some("yes".into()))
}

pub(crate) fn unit() -> Option<UnitId> {
    Some(UnitId::from(Uuid::nil()))
}

pub(crate) fn plan() -> Plan {
    let title = Text::new("计划", "Plan");
    Plan::open(PlanId::from(Uuid::nil()), 2027, title, day("2026-12-31"), step(Role::Secretary), Policy::standard())
        .expect("opened")
}

pub(crate) fn post() -> PlannedPost {
    PlannedPost {
        id: Uuid::nil().into(),
        plan: PlanId::from(Uuid::nil()),
        unit: Uuid::nil().into(),
        department: None,
        municipal: None,
        change: PostChange::Added,
        input: whole(),
        kept: Vec::new(),
        way: PlanWay::begin(PlanHand::Drafting, day("2026-11-26")),
        returned_as: None,
        version: 1,
    }
}

pub(crate) fn included() -> PlannedPost {
    let mut post = post();
    for role in [Role::UnitOfficer, Role::DepartmentOfficer, Role::MunicipalDepartmentOfficer] {
        post = post
            .pass(step(role), &plan(), unit(), UnitKind::PublicInstitution, None, Policy::standard())
            .expect("passed");
    }
    post
}

pub(crate) fn returning(to: PlanHand) -> PlanReturning {
    PlanReturning { to, reason: PlanReason::PlanIncomplete, words: Some("look again".to_owned()) }
}

/// Made by the municipal department and spoken on by every seat.
pub(crate) fn concluded() -> Plan {
    let mut plan = plan().pass(step(Role::MunicipalDepartmentOfficer), &[included()]).expect("made");
    for seat in seats() {
        plan = plan.opine(step(Role::SeatMember), seat, PlanOpinion::Agrees).expect("spoken");
    }
    plan
}

#[test]
fn a_plan_goes_through_every_hand_and_is_ratified_by_the_last() {
    let posts = [included()];
    let plan = concluded();
    assert_eq!((plan.hand(), plan.opinions.len()), (Some(PlanHand::Conclusion), 6));
    let plan = plan.pass(step(Role::Secretary), &posts).expect("concluded");
    let plan = plan.pass(step(Role::PrefectureReviewer), &posts).expect("put forward");
    let refused = plan.clone().pass(step(Role::PrefectureRatifier), &posts).expect_err("it is ratified instead");
    assert_eq!(refused.code(), "ratify-instead");
    let number = DocumentNumber::parse("伊州人才〔2026〕1号").expect("a number");
    let plan = plan.ratify(step(Role::PrefectureRatifier), number, &posts).expect("ratified");
    assert!(plan.way.is_through() && plan.hand().is_none() && plan.document.is_some());
}

#[test]
fn a_plan_is_opened_for_this_year_or_the_next() {
    for (on, years) in [("2026-01-01", 2026..=2027), ("2026-12-31", 2026..=2027), ("2027-01-01", 2027..=2028)] {
        assert_eq!(Plan::years(day(on)), years, "{on}");
    }
}

#[test]
fn a_seat_objects_and_does_not_refuse_the_whole_plan() {
    let made = plan().pass(step(Role::MunicipalDepartmentOfficer), &[included()]).expect("made");
    let refused = made.refuse(step(Role::SeatMember), PlanReason::NotNeeded, None).expect_err("it is the group's");
    assert_eq!((refused.code(), refused.clause()), ("object-instead", Some(CLAUSE)));
    let concluded = concluded().refuse(step(Role::Secretary), PlanReason::NotNeeded, None).expect("refused");
    assert!(concluded.way.is_refused() && concluded.opinions.len() == 6, "what was said stays");
}

#[test]
fn nobody_acts_out_of_turn_and_nobody_speaks_twice() {
    for role in Role::ALL {
        let is_turn = role == Role::MunicipalDepartmentOfficer;
        assert_eq!(plan().pass(step(role), &[included()]).is_ok(), is_turn, "{role}");
    }
    let plan = plan().pass(step(Role::MunicipalDepartmentOfficer), &[included()]).expect("made");
    let plan = plan.opine(step(Role::SeatMember), Seat::Finance, PlanOpinion::Agrees).expect("spoken");
    let again = plan.clone().opine(step(Role::SeatMember), Seat::Finance, PlanOpinion::Agrees);
    assert_eq!(again.map_err(|refusal| refusal.code()), Err("seat-spoke-before"));
    let bare = Step { words: None, ..step(Role::SeatMember) };
    let objection = plan.opine(bare, Seat::Housing, PlanOpinion::Objects);
    assert_eq!(objection.map_err(|refusal| refusal.code()), Err("objection-without-words"));
}

#[test]
fn a_plan_waits_for_every_post_that_was_handed_in() {
    let handed_in = post()
        .pass(step(Role::UnitOfficer), &plan(), unit(), UnitKind::PublicInstitution, None, Policy::standard())
        .expect("handed in");
    let pass = |posts: &[PlannedPost]| {
        plan().pass(step(Role::MunicipalDepartmentOfficer), posts).map(|_| ()).map_err(|refusal| refusal.code())
    };
    assert_eq!(pass(&[included(), handed_in]), Err("posts-under-way"));
    assert_eq!(pass(&[post()]), Err("plan-without-posts"));
    assert_eq!(pass(&[included(), post()]), Ok(()), "a draft stays behind");
}

#[test]
fn each_step_has_the_number_of_the_version_that_it_led_to() {
    let plan = concluded();
    let passed: Vec<_> = plan.way.passed.iter().map(|passed| passed.step.version).collect();
    let spoken: Vec<_> = plan.opinions.iter().map(|given| given.step.version).collect();
    assert_eq!((plan.opened.version, passed, spoken), (1, vec![2, 8], vec![3, 4, 5, 6, 7, 8]));
    let post = included();
    let passed: Vec<_> = post.way.passed.iter().map(|passed| passed.step.version).collect();
    assert_eq!(passed, [2, 3, 4]);
    let out = post.refuse(step(Role::Secretary), None, &plan, PlanReason::NotNeeded, None).expect("left out");
    assert!(matches!(&out.way.stage, PlanStage::Refused { step, .. } if step.version == out.version));
}

#[test]
fn a_post_says_what_would_follow_once_it_states_a_mode() {
    let follows = |post: &PlannedPost| post.follows(UnitKind::PublicInstitution, day("2026-11-26"), Policy::standard());
    let found = follows(&post());
    let may = [Entitledness::Later, Entitledness::OnCondition, Entitledness::TextOpen];
    assert!(may[..2].iter().all(|outcome| found.iter().any(|one| one.outcome == *outcome)), "{found:?}");
    assert!(found.iter().all(|one| may.contains(&one.outcome)), "{found:?}");
    let mut unsaid = post();
    unsaid.input.mode = String::new();
    let closed = PlannedPost { change: PostChange::Closed { post: PostId::from(Uuid::nil()) }, ..post() };
    assert!(follows(&unsaid).is_empty() && follows(&closed).is_empty());
}

#[test]
fn what_is_returned_goes_back_to_the_hand_that_returned_it() {
    let posts = [included()];
    let plan = concluded().pass(step(Role::Secretary), &posts).expect("concluded");
    let back = plan.send_back(step(Role::PrefectureReviewer), returning(PlanHand::Conclusion)).expect("returned");
    assert_eq!(back.hand(), Some(PlanHand::Conclusion));
    let again = back.clone().send_back(step(Role::Secretary), returning(PlanHand::DepartmentReview));
    assert_eq!(again.map_err(|refusal| refusal.code()), Err("answer-the-return"));
    let answered = back.pass(step(Role::Secretary), &posts).expect("answered");
    assert_eq!(answered.hand(), Some(PlanHand::PrefectureReview));
    assert!(answered.way.returns[0].answer.is_some() && answered.opinions.len() == 6);

    let anew = answered.send_back(step(Role::PrefectureReviewer), returning(PlanHand::GroupReview)).expect("returned");
    assert!(anew.opinions.is_empty(), "the group speaks anew");
    let spoken =
        seats().fold(anew, |plan, seat| plan.opine(step(Role::SeatMember), seat, PlanOpinion::Agrees).expect("spoken"));
    assert_eq!(spoken.hand(), Some(PlanHand::PrefectureReview));
}

#[test]
fn what_the_prefecture_returns_to_the_municipal_department_passes_the_group_again_and_is_ratified() {
    let posts = [included()];
    let plan = concluded().pass(step(Role::Secretary), &posts).expect("concluded");
    let plan = plan.concerning(vec![Seat::Finance, Seat::Education]);
    let away = plan.send_back(step(Role::PrefectureReviewer), returning(PlanHand::DepartmentReview)).expect("returned");
    assert!(!away.takes_posts() && away.opinions.is_empty());
    assert_eq!(away.earlier_opinions.iter().map(Vec::len).collect::<Vec<_>>(), [6], "the first round stays on record");
    let both = [Seat::Finance, Seat::Education];
    assert_eq!(away.has_heard(&both), Ok(()), "the group is still to come");
    let onward = away.pass(step(Role::MunicipalDepartmentOfficer), &posts).expect("looked at again");
    assert_eq!((onward.hand(), onward.way.is_returned()), (Some(PlanHand::GroupReview), true));
    let kept: Plan = serde_json::from_str(&serde_json::to_string(&onward).expect("JSON")).expect("a plan");
    assert_eq!(kept, onward);
    let back = both
        .into_iter()
        .fold(onward, |plan, seat| plan.opine(step(Role::SeatMember), seat, PlanOpinion::Agrees).expect("spoken"));
    assert_eq!((back.hand(), back.has_heard(&both)), (Some(PlanHand::PrefectureReview), Ok(())));
    let returned = &back.way.returns[0];
    assert_eq!((returned.to, returned.onward.len()), (PlanHand::DepartmentReview, 1));
    assert!(returned.answer.is_some());
    let plan = back.pass(step(Role::PrefectureReviewer), &posts).expect("put forward");
    let number = DocumentNumber::parse("伊州人才〔2026〕1号").expect("a number");
    let ratified = plan.ratify(step(Role::PrefectureRatifier), number, &posts).expect("ratified");
    assert_eq!((ratified.opinions.len(), ratified.earlier_opinions.len()), (2, 1));
}

#[test]
fn a_post_in_the_plan_is_returned_by_the_plans_hand_and_comes_back_into_the_plan() {
    let plan = concluded();
    let out = included()
        .send_back(
            step(Role::Secretary),
            &plan,
            None,
            UnitKind::PublicInstitution,
            Policy::standard(),
            returning(PlanHand::Drafting),
        )
        .expect("returned");
    let waits = plan.clone().pass(step(Role::Secretary), std::slice::from_ref(&out));
    assert_eq!(waits.map_err(|refusal| refusal.code()), Err("posts-under-way"));
    let other = Some(UnitId::from(Uuid::from_u128(1)));
    let foreign =
        out.clone().pass(step(Role::UnitOfficer), &plan, other, UnitKind::PublicInstitution, None, Policy::standard());
    assert_eq!(foreign.expect_err("another unit's")[0].code(), "post-of-another-unit");
    let back = out
        .pass(step(Role::UnitOfficer), &plan, unit(), UnitKind::PublicInstitution, None, Policy::standard())
        .expect("sent back");
    assert!(back.way.is_through());
    let never = returning(PlanHand::Conclusion);
    let forward = back.clone().send_back(
        step(Role::Secretary),
        &plan,
        None,
        UnitKind::PublicInstitution,
        Policy::standard(),
        never,
    );
    assert_eq!(forward.map_err(|refusal| refusal.code()), Err("no-earlier-hand"));
    let refused = back.refuse(step(Role::Secretary), None, &plan, PlanReason::NotNeeded, None).expect("refused");
    assert!(matches!(refused.way.stage, PlanStage::Refused { at: PlanHand::Conclusion, .. }));
}

#[test]
fn no_post_comes_into_a_plan_behind_the_group() {
    let pass = |post: PlannedPost, role: Role, plan: &Plan| {
        post.pass(step(role), plan, unit(), UnitKind::PublicInstitution, None, Policy::standard())
            .map_err(|refused| refused[0].code())
    };
    let made = plan().pass(step(Role::MunicipalDepartmentOfficer), &[included()]).expect("made");
    assert_eq!(pass(post(), Role::UnitOfficer, &made), Err("plan-takes-no-posts"));
    let handed_in = pass(post(), Role::UnitOfficer, &plan()).expect("handed in");
    assert_eq!(pass(handed_in, Role::DepartmentOfficer, &concluded()), Err("plan-takes-no-posts"));
    let concluded = concluded();
    let out = included()
        .send_back(
            step(Role::Secretary),
            &concluded,
            None,
            UnitKind::PublicInstitution,
            Policy::standard(),
            returning(PlanHand::Drafting),
        )
        .expect("returned");
    assert!(pass(out.clone(), Role::UnitOfficer, &concluded).is_ok(), "it was returned by name");
    let refused = concluded.refuse(step(Role::Secretary), PlanReason::NotNeeded, None).expect("refused");
    assert_eq!(pass(out, Role::UnitOfficer, &refused), Err("plan-step-over"));
    let late = Step { on: day("2027-01-15"), ..step(Role::UnitOfficer) };
    let late = post().pass(late, &plan(), unit(), UnitKind::PublicInstitution, None, Policy::standard());
    assert!(late.is_ok(), "the plan ends the time for posts, and not the day that is asked for");
}

#[test]
fn flagged_wording_asks_for_a_decision_that_stays_on_record() {
    let mut draft = post();
    draft.input.need.zh = "限男性".to_owned();
    let hand_in = |post: PlannedPost, wording: Option<&str>| {
        post.pass(
            step(Role::UnitOfficer),
            &plan(),
            unit(),
            UnitKind::PublicInstitution,
            wording.map(str::to_owned),
            Policy::standard(),
        )
    };
    let asked = hand_in(draft.clone(), None).expect_err("asked first");
    assert_eq!((asked[0].code(), asked[0].pointer()), ("wording-undecided", Some("/wording")));
    let kept = hand_in(draft, Some("Guards of a men's prison, by law.")).expect("handed in");
    assert_eq!((kept.kept.len(), kept.kept[0].flags[0].word.as_str()), (1, "限男性"));
    let back = kept
        .send_back(
            step(Role::DepartmentOfficer),
            &plan(),
            None,
            UnitKind::PublicInstitution,
            Policy::standard(),
            returning(PlanHand::Drafting),
        )
        .expect("returned");
    assert!(hand_in(back.clone(), None).is_ok(), "decided once is decided");
    let asked_anew = |zh: &str, kept: &[KeptWording]| {
        let mut changed = PlannedPost { kept: kept.to_vec(), ..back.clone() };
        changed.input.need.zh = zh.to_owned();
        hand_in(changed, None).map(|_| ()).map_err(|refused| refused[0].code())
    };
    assert_eq!(asked_anew("限男性，夜间值守", &back.kept), Err("wording-undecided"), "another text is read anew");
    assert_eq!(asked_anew(" 限男性 ", &back.kept), Ok(()));
    assert_eq!(asked_anew("狱警", &back.kept), Ok(()), "nothing is flagged any more");
    let old = [KeptWording { texts: Vec::new(), ..back.kept[0].clone() }];
    assert_eq!(asked_anew("限男性，夜间值守", &old), Ok(()), "a decision from before holds for its word");
    assert_eq!(asked_anew("限男性，限未婚", &old), Err("wording-undecided"));
    assert_eq!(asked_anew("限男性，男青年优先", &old), Err("wording-undecided"), "a later word of the kind is its own");
}

#[test]
fn a_post_is_closed_with_a_reason_and_without_being_written() {
    let target = PostId::from(Uuid::from_u128(7));
    let closing = PlannedPost { change: PostChange::Closed { post: target }, input: Default::default(), ..post() };
    let unsaid = Step { words: None, ..step(Role::UnitOfficer) };
    let kind = UnitKind::PublicInstitution;
    let refused =
        closing.clone().pass(unsaid.clone(), &plan(), unit(), kind, None, Policy::standard()).expect_err("no reason");
    assert_eq!((refused[0].code(), refused[0].pointer()), ("closing-without-words", Some("/words")));
    let written = closing.clone().save(&unsaid, &plan(), unit(), whole()).expect_err("there is nothing to write");
    assert_eq!(written[0].code(), "closing-is-not-written");
    let closing =
        closing.pass(step(Role::UnitOfficer), &plan(), unit(), kind, None, Policy::standard()).expect("handed in");
    assert_eq!(closing.way.hand(), Some(PlanHand::Supervision));
    assert_eq!((closing.change.of(), closing.change.kind()), (Some(target), ChangeKind::Closed));
}

#[test]
fn an_amendment_goes_the_way_of_a_plan() {
    let base = PlanId::from(Uuid::from_u128(1));
    let (id, title) = (PlanId::from(Uuid::from_u128(2)), Text::new("调整", "Amendment"));
    let opened = Plan::amend(id, base, 2027, title, day("2026-12-31"), step(Role::Secretary), Policy::standard())
        .expect("opened");
    assert!(opened.takes_posts() && opened.amends == Some(base));
    let passed = opened.pass(step(Role::MunicipalDepartmentOfficer), &[included()]).expect("made");
    assert_eq!((passed.hand(), passed.amends), (Some(PlanHand::GroupReview), Some(base)));
}

#[test]
fn whoever_has_an_interest_in_a_plan_has_no_part_in_it() {
    let by = |role: Role, id: u128| Step { by: OfficerId::from(Uuid::from_u128(id)), ..step(role) };
    let unsaid = Step { words: None, ..by(Role::MunicipalDepartmentOfficer, 1) };
    assert_eq!(plan().declare_conflict(unsaid).expect_err("no words").code(), "conflict-without-words");
    let stranger = plan().declare_conflict(by(Role::Auditor, 2)).expect_err("no hand");
    assert_eq!(stranger.code(), "no-hand-of-the-plan");
    let plan = plan().declare_conflict(by(Role::MunicipalDepartmentOfficer, 1)).expect("declared");
    let own = by(Role::MunicipalDepartmentOfficer, 1);
    assert_eq!(plan.clone().pass(own.clone(), &[included()]).expect_err("recused").code(), "in-conflict");
    assert_eq!(plan.clone().declare_conflict(own.clone()).expect_err("once").code(), "in-conflict");
    let returned = post()
        .pass(step(Role::UnitOfficer), &plan, unit(), UnitKind::PublicInstitution, None, Policy::standard())
        .expect("handed in");
    let returned = returned
        .pass(step(Role::DepartmentOfficer), &plan, unit(), UnitKind::PublicInstitution, None, Policy::standard())
        .expect("on");
    let refused = returned
        .send_back(own, &plan, None, UnitKind::PublicInstitution, Policy::standard(), returning(PlanHand::Drafting))
        .expect_err("recused");
    assert_eq!(refused.code(), "in-conflict");
    assert!(plan.pass(by(Role::MunicipalDepartmentOfficer, 3), &[included()]).is_ok(), "a colleague acts");
}

#[test]
fn a_stand_in_acts_at_one_hand_of_a_plan_and_under_both_names() {
    let by = |role: Role, id: u128| Step { by: OfficerId::from(Uuid::from_u128(id)), ..step(role) };
    let away = Some(OfficerId::from(Uuid::from_u128(9)));
    let plan = plan().pass(by(Role::MunicipalDepartmentOfficer, 1), &[included()]).expect("made");
    let seat = by(Role::SeatMember, 1).in_place_of(away);
    let refused = plan.clone().opine(seat, Seat::Finance, PlanOpinion::Agrees).expect_err("acted before");
    assert_eq!(refused.code(), "two-hands-of-a-plan");
    let seat = by(Role::SeatMember, 2).in_place_of(away);
    let spoken = plan.opine(seat, Seat::Finance, PlanOpinion::Agrees).expect("spoken");
    assert_eq!(spoken.opinions[0].step.in_place_of, away);
}

#[test]
fn a_stand_in_who_took_a_hand_of_the_plan_takes_no_other_of_a_post_in_it() {
    let by = |role: Role, id: u128| Step { by: OfficerId::from(Uuid::from_u128(id)), ..step(role) };
    let away = Some(OfficerId::from(Uuid::from_u128(9)));
    let plan = plan().pass(by(Role::MunicipalDepartmentOfficer, 1), &[included()]).expect("made");
    let plan = plan.opine(by(Role::SeatMember, 2), Seat::Finance, PlanOpinion::Agrees).expect("spoken");
    let plan = plan.concerning(vec![Seat::Finance]);
    let plan = Plan { way: concluded().way, ..plan };
    let returns = |id: u128| {
        let step = by(Role::Secretary, id).in_place_of(away);
        let to = returning(PlanHand::Drafting);
        included().send_back(step, &plan, None, UnitKind::PublicInstitution, Policy::standard(), to)
    };
    assert_eq!(returns(2).expect_err("spoke on the plan").code(), "two-hands-of-a-plan");
    assert!(returns(3).is_ok(), "who took none may");
}

#[test]
fn the_days_of_the_municipal_department_begin_when_the_units_have_drafted() {
    let (calendar, policy) = (Calendar::standard(), Policy::standard());
    let counted = |from: &str, hand: PlanHand| calendar.add_working_days(day(from), policy.plan_days(hand));
    assert_eq!(plan().due(calendar, policy), Some(counted("2026-12-31", PlanHand::DepartmentReview)));
    let late = Plan { drafts_by: day("2026-01-01"), ..plan() };
    assert_eq!(late.due(calendar, policy), late.way.due(calendar, policy), "from when it was opened at the earliest");
    let made = plan().pass(step(Role::MunicipalDepartmentOfficer), &[included()]).expect("made");
    assert_eq!(made.due(calendar, policy), made.way.due(calendar, policy));
}

#[test]
fn a_stand_in_takes_no_post_through_two_hands() {
    let by = |role: Role, id: u128| Step { by: OfficerId::from(Uuid::from_u128(id)), ..step(role) };
    let away = Some(OfficerId::from(Uuid::from_u128(9)));
    let passes = |post: PlannedPost, step: Step| {
        post.pass(step, &plan(), unit(), UnitKind::PublicInstitution, None, Policy::standard())
    };
    let drafted = passes(post(), by(Role::UnitOfficer, 1)).expect("handed in");
    let stood_in = passes(drafted, by(Role::DepartmentOfficer, 2).in_place_of(away)).expect("passed on");
    let refused = passes(stood_in.clone(), by(Role::MunicipalDepartmentOfficer, 2)).expect_err("a second hand");
    assert_eq!(refused[0].code(), "two-hands-of-a-plan");
    assert!(passes(stood_in, by(Role::MunicipalDepartmentOfficer, 3)).is_ok(), "a colleague acts");
}

#[test]
fn whoever_stands_in_for_a_unit_neither_reviews_what_they_handed_in_nor_writes_what_they_reviewed() {
    let by = |role: Role, id: u128| Step { by: OfficerId::from(Uuid::from_u128(id)), ..step(role) };
    let away = Some(OfficerId::from(Uuid::from_u128(9)));
    let for_unit = || by(Role::UnitOfficer, 2).in_place_of(away);
    let passes = |post: PlannedPost, step: Step| {
        post.pass(step, &plan(), unit(), UnitKind::PublicInstitution, None, Policy::standard())
    };
    let saved = post().save(&for_unit(), &plan(), unit(), whole()).expect("written");
    let handed_in = passes(saved, for_unit()).expect("handed in");
    assert_eq!(handed_in.way.passed[0].step.in_place_of, away, "both are on record");
    let own = passes(handed_in.clone(), by(Role::DepartmentOfficer, 2)).expect_err("their own");
    assert_eq!(own[0].code(), "two-hands-of-a-plan");
    let back = returning(PlanHand::Drafting);
    let own = handed_in.clone().send_back(
        by(Role::DepartmentOfficer, 2),
        &plan(),
        None,
        UnitKind::PublicInstitution,
        Policy::standard(),
        back.clone(),
    );
    assert_eq!(own.map_err(|refusal| refusal.code()), Err("two-hands-of-a-plan"));
    assert!(passes(handed_in, by(Role::DepartmentOfficer, 3)).is_ok(), "a colleague of the department does");

    let drafted = passes(post(), by(Role::UnitOfficer, 1)).expect("handed in");
    let returned = drafted
        .send_back(
            by(Role::DepartmentOfficer, 2),
            &plan(),
            None,
            UnitKind::PublicInstitution,
            Policy::standard(),
            back.clone(),
        )
        .expect("returned");
    let written = returned.clone().save(&for_unit(), &plan(), unit(), whole()).expect_err("they returned it");
    assert_eq!(written[0].code(), "two-hands-of-a-plan");
    let answered = passes(returned.clone(), for_unit()).expect_err("they returned it");
    assert_eq!(answered[0].code(), "two-hands-of-a-plan");
    let answered = passes(returned, by(Role::UnitOfficer, 1)).expect("answered");
    assert!(passes(answered, by(Role::DepartmentOfficer, 2)).is_ok(), "under their own name they go on");

    let drafted = passes(post(), by(Role::UnitOfficer, 1)).expect("handed in");
    let returned = drafted
        .send_back(by(Role::DepartmentOfficer, 3), &plan(), None, UnitKind::PublicInstitution, Policy::standard(), back)
        .expect("returned");
    let answered = passes(returned, for_unit()).expect("answered");
    let own = passes(answered, by(Role::DepartmentOfficer, 2)).expect_err("their own answer");
    assert_eq!(own[0].code(), "two-hands-of-a-plan");
}

#[test]
fn whoever_declared_an_interest_writes_no_post_of_the_plan_in_anybodys_place() {
    let declared = Step { words: Some("配偶在申报单位工作".to_owned()), ..step(Role::DepartmentOfficer) };
    let plan = plan().declare_conflict(declared).expect("declared");
    let for_unit = step(Role::UnitOfficer).in_place_of(Some(OfficerId::from(Uuid::from_u128(9))));
    let written = post().save(&for_unit, &plan, unit(), whole()).expect_err("recused");
    assert_eq!(written[0].code(), "in-conflict");
}
