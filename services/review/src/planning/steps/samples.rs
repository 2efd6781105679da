//! The page of one step for several posts in both languages, and which posts are with whom.

use askama::Template;
use chrono::NaiveDate;
use domain::{
    Language, OfficerId, Plan, PlanHand, PlanId, PlanWay, PlannedPost, Policy, PostChange, PostInput, Refusal, Role,
    Step, Text, TextInput, UnitKind, UnitRef,
};
use kit::html::{Form, Frame};
use uuid::Uuid;

use super::desk::{WithMe, with};
use super::pages::{StepsPage, Ticked};
use crate::officers::Officer;

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 12, 24).expect("a date");

fn step(role: Role) -> Step {
    Step::new(OfficerId::from(Uuid::nil()), role, Text::new("韩朔", "Han Shuo"), TODAY, None)
}

fn plan() -> Plan {
    let title = Text::new("2027年度计划", "Plan of 2027");
    Plan::open(PlanId::from(Uuid::nil()), 2027, title, TODAY, step(Role::Secretary), Policy::standard())
        .expect("opened")
}

/// Two drafts, one with the municipal department, one in the plan.
fn posts() -> Vec<PlannedPost> {
    let begun = |id: u128| PlannedPost {
        id: Uuid::from_u128(id).into(),
        plan: PlanId::from(Uuid::nil()),
        unit: Uuid::nil().into(),
        department: None,
        municipal: None,
        change: PostChange::Closed { post: Uuid::from_u128(9).into() },
        input: PostInput {
            title: TextInput { zh: format!("<b>护士{id}"), en: format!("<b>Nurse {id}") },
            ..PostInput::default()
        },
        kept: Vec::new(),
        way: PlanWay::begin(PlanHand::Drafting, TODAY),
        returned_as: None,
        version: 1,
    };
    let pass = |post: PlannedPost, role: Role| {
        let step = Step { words: Some("撤".to_owned()), ..step(role) };
        post.pass(step, &plan(), Some(Uuid::nil().into()), UnitKind::Organ, None, Policy::standard()).expect("passed")
    };
    let with_municipal = |post| pass(pass(post, Role::UnitOfficer), Role::DepartmentOfficer);
    let included = pass(with_municipal(begun(4)), Role::MunicipalDepartmentOfficer);
    vec![begun(1), begun(2), with_municipal(begun(3)), included]
}

fn units() -> Vec<UnitRef> {
    let name = Text::new("动物疫控", "Animal health");
    let (department, contact) = (name.clone(), name.clone());
    vec![UnitRef { id: Uuid::nil().into(), name, kind: UnitKind::Organ, department, contact }]
}

fn officer(role: Role) -> Officer {
    let unit = (role == Role::UnitOfficer).then(|| Uuid::nil().into());
    Officer { unit, ..Officer::sample(role) }
}

fn with_me(role: Role) -> WithMe {
    let (posts, hands) = with(&officer(role), &plan(), Policy::standard(), posts(), &units());
    WithMe { plan: plan(), policy: Policy::standard(), posts, units: units(), hands }
}

#[test]
fn each_hand_is_offered_the_posts_that_are_with_it() {
    let found = [Role::UnitOfficer, Role::MunicipalDepartmentOfficer, Role::DepartmentOfficer, Role::SeatMember];
    let found = found.map(|role| with_me(role).posts.len());
    assert_eq!(found, [2, 1, 0, 0], "the one in the plan goes on with it");
    let (own, municipal) = (with_me(Role::UnitOfficer), officer(Role::MunicipalDepartmentOfficer));
    assert!(own.pass_on() && own.hands == [PlanHand::Drafting]);
    let (in_plan, hands) = with(&municipal, &plan(), Policy::standard(), posts().split_off(3), &units());
    assert_eq!((in_plan.len(), hands.as_slice()), (1, &[PlanHand::DepartmentReview][..]), "it can still be returned");
    let recused = plan().declare_conflict(Step { by: municipal.id, words: Some("x".into()), ..step(municipal.role) });
    let (none, _) = with(&municipal, &recused.expect("declared"), Policy::standard(), posts(), &units());
    assert!(none.is_empty(), "whoever takes no part is offered none");
}

#[test]
fn every_box_is_ticked_as_it_is_asked_and_the_page_is_whole_in_both_languages() {
    for language in Language::ALL {
        for role in [Role::UnitOfficer, Role::MunicipalDepartmentOfficer, Role::Auditor] {
            let (shown, post) = (with_me(role), posts().swap_remove(0));
            let typed = Form::typed(vec![("posts[]".to_owned(), format!("{}.{}", post.id, post.version))]);
            let failed = typed.refused(&[Refusal::content("reason-missing").at("/reason")], language);
            let count = |ticked: Ticked, form: Form| {
                let frame = Frame::sample(language, "/staff/plans/x/steps");
                let page = StepsPage::new(frame, officer(role), &shown, ticked, TODAY, form).render().expect("a page");
                assert!(!page.contains('⟦') && !page.contains("<b>护士"), "{page}");
                assert_eq!(page.contains("name=\"ruling\""), !shown.posts.is_empty(), "{page}");
                let boxes = page.split("<tr>").filter(|row| row.contains("name=\"posts[]\""));
                boxes.filter(|row| row.contains(" checked><a")).count()
            };
            assert_eq!(count(Ticked::All, Form::empty()), shown.posts.len());
            assert_eq!(count(Ticked::None, Form::empty()), 0);
            assert_eq!(count(Ticked::AsTyped, failed), usize::from(role == Role::UnitOfficer));
        }
    }
}
