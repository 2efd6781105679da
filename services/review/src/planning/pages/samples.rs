//! Every page of the plans at every hand and in both languages, without a word missing.

use askama::Template;
use domain::{
    AlternativeInput, ConditionInput, EmployingUnit, Language, OfficerId, Plan, PlanHand, PlanId, PlanOpinion,
    PlanReason, PlanReturning, PlanWay, PlannedPost, Policies, Policy, PostChange, PostId, PostInput, Role, Seat, Step,
    Text, TextInput, UnitKind, UnitRef,
};
use kit::html::{Form, Frame};
use kit::{At, Walked};
use uuid::Uuid;

use super::amend::AmendPage;
use super::list::{Listed, PlansPage};
use super::plan::{PlanPage, Whole};
use super::post::PostPage;
use crate::officers::{Away, Officer};
use crate::planning::desk;
use crate::planning::paging::desk::WaitingPlace;
use crate::planning::posts::Shown;
use crate::planning::view::PlannedPostView;
use crate::plans::desk::Issue;

fn day(written: &str) -> chrono::NaiveDate {
    written.parse().expect("a date")
}

fn step(role: Role) -> Step {
    let words = Some("看过".to_owned());
    Step::new(OfficerId::from(Uuid::nil()), role, Text::new("韩朔", "Han Shuo"), day("2026-11-02"), words)
}

fn text(words: &str) -> TextInput {
    TextInput { zh: words.to_owned(), en: words.to_owned() }
}

fn input() -> PostInput {
    PostInput {
        title: text("<b>兽医"),
        sector: "modern-livestock".to_owned(),
        mode: "transfer".to_owned(),
        wanted: "2".to_owned(),
        need: text("限男性"),
        duties: text("防疫"),
        conditions: vec![
            ConditionInput {
                label: text("degree"),
                words: text("doctor"),
                clause: "10(4)".to_owned(),
                ..ConditionInput::default()
            },
            ConditionInput {
                kind: "years".to_owned(),
                value: "5".to_owned(),
                or: vec![AlternativeInput { kind: "title".to_owned(), value: "associate-senior".to_owned() }],
                ..ConditionInput::default()
            },
        ],
        basis: vec!["10(4)".to_owned()],
        pay: "agreement".to_owned(),
        place: text("伊宁"),
        opens_on: "2027-03-01".to_owned(),
        ..PostInput::default()
    }
}

fn unit() -> EmployingUnit {
    let name = Text::new("动物疫控", "Animal health");
    EmployingUnit {
        unit: UnitRef {
            id: Uuid::nil().into(),
            name: name.clone(),
            kind: UnitKind::Organ,
            department: name.clone(),
            contact: name.clone(),
        },
        department_id: None,
        municipal_id: None,
        credit_code: None,
        address: name,
        closed_on: None,
        version: 1,
    }
}

fn plan() -> Plan {
    let title = Text::new("2027年度计划", "Plan of 2027");
    Plan::open(PlanId::from(Uuid::nil()), 2027, title, day("2026-12-31"), step(Role::Secretary), Policy::standard())
        .expect("opened")
}

/// A draft, handed in, returned, in the plan, refused.
fn posts() -> Vec<PlannedPost> {
    let draft = PlannedPost {
        id: Uuid::nil().into(),
        plan: PlanId::from(Uuid::nil()),
        unit: Uuid::nil().into(),
        department: Some(Uuid::nil().into()),
        municipal: None,
        change: PostChange::Added,
        input: input(),
        kept: Vec::new(),
        way: PlanWay::begin(PlanHand::Drafting, day("2026-11-02")),
        returned_as: None,
        version: 1,
    };
    let pass = |post: &PlannedPost, role: Role| {
        let unit = Some(Uuid::nil().into());
        post.clone()
            .pass(step(role), &plan(), unit, UnitKind::Organ, Some("法律规定".to_owned()), Policy::standard())
            .expect("passed")
    };
    let handed_in = pass(&draft, Role::UnitOfficer);
    let supported = pass(&handed_in, Role::DepartmentOfficer);
    let included = pass(&supported, Role::MunicipalDepartmentOfficer);
    let words = Some("<i>再看</i>".to_owned());
    let returning = PlanReturning { to: PlanHand::Drafting, reason: PlanReason::WordingUnfair, words };
    let returned = supported.clone().send_back(
        step(Role::MunicipalDepartmentOfficer),
        &plan(),
        None,
        UnitKind::Organ,
        Policy::standard(),
        returning,
    );
    let municipal = step(Role::MunicipalDepartmentOfficer);
    let refused = included.clone().refuse(municipal, None, &plan(), PlanReason::NotNeeded, None);
    let empty = PlannedPost { input: PostInput::default(), ..draft.clone() };
    let post = PostId::from(Uuid::from_u128(7));
    let changes = PlannedPost { change: PostChange::Changed { post }, ..draft.clone() };
    let closes = PlannedPost { change: PostChange::Closed { post }, ..draft.clone() };
    vec![
        draft,
        handed_in,
        supported,
        included,
        returned.expect("returned"),
        refused.expect("refused"),
        empty,
        changes,
        closes,
    ]
}

/// At every hand, returned, ratified, refused.
fn plans() -> Vec<Plan> {
    let posts = &posts()[3..4];
    let mut plans = vec![plan()];
    let made = plan().pass(step(Role::MunicipalDepartmentOfficer), posts).expect("made");
    let spoken = made.clone().opine(step(Role::SeatMember), Seat::Finance, PlanOpinion::Objects).expect("spoken");
    let concluding = domain::plan::seats().fold(made.clone(), |plan, seat| {
        plan.opine(step(Role::SeatMember), seat, PlanOpinion::Agrees).expect("spoken")
    });
    let forwarding = concluding.clone().pass(step(Role::Secretary), posts).expect("concluded");
    let returning = PlanReturning { to: PlanHand::Conclusion, reason: PlanReason::PlanIncomplete, words: None };
    let returned = forwarding.clone().send_back(step(Role::PrefectureReviewer), returning).expect("returned");
    let to_the_first =
        PlanReturning { to: PlanHand::DepartmentReview, reason: PlanReason::PlanIncomplete, words: None };
    let away = forwarding.clone().send_back(step(Role::PrefectureReviewer), to_the_first).expect("returned");
    plans.push(away.clone());
    plans.push(away.pass(step(Role::MunicipalDepartmentOfficer), posts).expect("looked at again"));
    let ratifying = forwarding.clone().pass(step(Role::PrefectureReviewer), posts).expect("put forward");
    let number = domain::DocumentNumber::parse("伊州人才〔2027〕1号").expect("a number");
    let issued = ratifying.clone().ratify(step(Role::PrefectureRatifier), number, posts).expect("ratified");
    let refused = concluding.clone().refuse(step(Role::Secretary), PlanReason::NotNeeded, None).expect("refused");
    let base = PlanId::from(Uuid::from_u128(1));
    let title = Text::new("第一次调整", "First amendment");
    let amending = Plan::amend(
        PlanId::from(Uuid::nil()),
        base,
        2027,
        title,
        day("2026-12-31"),
        step(Role::Secretary),
        Policy::standard(),
    );
    plans.push(amending.expect("opened"));
    let other = Step { by: OfficerId::from(Uuid::from_u128(2)), ..step(Role::Secretary) };
    plans.push(made.clone().declare_conflict(other).expect("declared"));
    let concerned = made.clone().concerning(vec![Seat::Finance]);
    plans.push(concerned.clone().ask(step(Role::Secretary), Seat::Education).expect("asked"));
    plans.push(concerned);
    let changed = concluding.clone().ask_again(Uuid::nil().into(), &[Seat::Finance, Seat::Housing], day("2026-11-09"));
    plans.push(changed);
    plans.extend([made, spoken, concluding, forwarding, returned, ratifying, issued, refused]);
    plans
}

fn issue() -> Issue {
    let title = Text::new("2026年度岗位目录", "Catalogue of 2026");
    let (document, policy) = ("伊州人才〔2026〕6号".to_owned(), "2026-1".to_owned());
    Issue { id: Uuid::nil(), year: 2026, title, document, issued_on: day("2026-03-02"), policy, amends: None }
}

fn officer(role: Role) -> Officer {
    let unit = (role == Role::UnitOfficer).then(|| Uuid::nil().into());
    let department = (role == Role::DepartmentOfficer).then(|| Uuid::nil().into());
    let seat = (role == Role::SeatMember).then_some(Seat::Housing);
    Officer { unit, department, seat, ..Officer::sample(role) }
}

const ROLES: [Role; 8] = [
    Role::UnitOfficer,
    Role::DepartmentOfficer,
    Role::MunicipalDepartmentOfficer,
    Role::SeatMember,
    Role::Secretary,
    Role::PrefectureReviewer,
    Role::PrefectureRatifier,
    Role::Auditor,
];

fn whole(page: &impl Template) -> String {
    let page = page.render().expect("rendered");
    assert!(!page.contains('⟦') && !page.contains("<b>兽医") && !page.contains("<i>再看"), "{page}");
    page
}

#[test]
fn every_plan_is_shown_and_acted_on_by_the_hand_whose_turn_it_is() {
    let (posts, units) = (posts(), [unit().unit]);
    for language in Language::ALL {
        for role in ROLES {
            let list = PlansPage::new(
                Frame::sample(language, "/staff/plans"),
                officer(role),
                &Listed {
                    plans: plans(),
                    policies: Policies::standard(),
                    issues: vec![issue()],
                    amendable: Some(issue()),
                    waiting: Walked {
                        items: posts.clone(),
                        before: None,
                        after: Some(WaitingPlace::of(&posts[0], Policy::standard())),
                    },
                    units: units.to_vec(),
                },
                day("2026-12-24"),
                Form::empty(),
            );
            let list = whole(&list.expect("a page"));
            assert_eq!(list.contains("name=\"year\""), role == Role::Secretary);
            assert!(list.contains("rel=\"next\"") && !list.contains("rel=\"prev\""), "{list}");
            assert!(list.contains("伊州人才〔2026〕6号") && list.contains("/annex\" download"), "{list}");
            for plan in plans() {
                let base = issue();
                let amends = plan.amends.map(|_| &base);
                let acting = officer(role);
                let shown = Whole {
                    acting: &acting,
                    plan: &plan,
                    policy: Policy::standard(),
                    with_me: 2,
                    stepped: Some(40),
                    posts: &posts,
                    at: At::Start,
                    units: &units,
                    drafted_for: if role == Role::UnitOfficer && plan.takes_posts() { &units } else { &[] },
                    earlier: &[],
                    refused: &posts[..1],
                    amends,
                    in_force: &[],
                };
                let frame = Frame::sample(language, "/staff/plans/x");
                let page = PlanPage::new(frame, officer(role), shown, day("2026-12-24"), Form::empty());
                let page = whole(&page.expect("a page"));
                assert!(page.contains("/steps\"") && page.contains("40"), "{page}");
                let turn = plan.hand().is_some_and(|hand| hand.role() == role);
                assert_eq!(page.contains("name=\"ruling\""), turn, "{role} at {:?}", plan.hand());
                assert!(!page.contains(" checked>"), "nothing is chosen for anybody: {page}");
                let passes_on = turn && role != Role::SeatMember;
                let held_up = plan.can_go_on(&posts, &[], day("2026-12-24"));
                assert_eq!(plan.hand().is_none_or(|hand| hand == PlanHand::GroupReview), held_up.is_ok());
                let told = held_up.is_err_and(|refusal| page.contains(&refusal.say(language)));
                assert_eq!(told, passes_on, "{role} at {:?}", plan.hand());
                let refuses = turn && role != Role::SeatMember;
                assert_eq!(page.contains("value=\"refuse\""), refuses, "{role} at {:?}", plan.hand());
                assert_eq!(page.contains("id=\"draft\""), role == Role::UnitOfficer && plan.takes_posts());
                assert_eq!(page.contains("name=\"copy_of\""), page.contains("id=\"draft\""), "{page}");
            }
        }
    }
}

/// A plan as somebody sees it who begins posts for these units.
fn seen(plan: &Plan, acting: &Officer, drafted_for: &[UnitRef], language: Language) -> String {
    let shown = Whole {
        acting,
        plan,
        policy: Policy::standard(),
        with_me: 0,
        stepped: None,
        posts: &[],
        at: At::Start,
        units: &[],
        drafted_for,
        earlier: &[],
        refused: &[],
        amends: None,
        in_force: &[],
    };
    let frame = Frame::sample(language, "/staff/plans/x");
    whole(&PlanPage::new(frame, acting.clone(), shown, day("2026-12-24"), Form::empty()).expect("a page"))
}

#[test]
fn whoever_stands_in_for_a_unit_reads_for_which_and_chooses_where_there_are_several() {
    let unit = unit().unit;
    let both = [unit.clone(), UnitRef { id: Uuid::from_u128(2).into(), ..unit }];
    for language in Language::ALL {
        let page = |drafted_for| seen(&plan(), &officer(Role::DepartmentOfficer), drafted_for, language);
        let one = page(&both[..1]);
        assert!(one.contains("id=\"draft\"") && one.contains(both[0].name.say(language)), "{one}");
        assert!(!one.contains("id=\"unit\""), "{one}");
        let two = page(&both);
        assert!(two.contains("id=\"unit\"") && two.contains("id=\"sheet_unit\""), "{two}");
        assert!(!page(&[]).contains("id=\"draft\""));
    }
}

#[test]
fn a_stand_in_who_could_only_be_refused_is_told_why_in_place_of_the_form() {
    let made = plan().pass(step(Role::MunicipalDepartmentOfficer), &posts()[3..4]).expect("made");
    let away = OfficerId::from(Uuid::from_u128(9));
    let in_place_of = Some(Away { id: away, name: Text::new("罗一川", "Luo Yichuan") });
    let made_it = Officer { in_place_of, ..officer(Role::SeatMember) };
    let free = Officer { id: OfficerId::from(Uuid::from_u128(3)), ..made_it.clone() };
    let declared = made.clone().declare_conflict(Step { by: away, ..step(Role::SeatMember) }).expect("declared");
    for language in Language::ALL {
        for (acting, plan, code) in
            [(&made_it, &made, "two-hands-of-a-plan"), (&free, &declared, "in-place-of-conflict")]
        {
            let refusal = desk::barred(acting, plan).expect("barred");
            assert_eq!(refusal.code(), code);
            let page = seen(plan, acting, &[], language);
            assert!(page.contains(&refusal.say(language)) && !page.contains("name=\"ruling\""), "{page}");
        }
        assert!(seen(&made, &free, &[], language).contains("name=\"ruling\""));
    }
}

#[test]
fn every_post_is_written_by_its_unit_and_decided_on_by_the_others() {
    for language in Language::ALL {
        for role in ROLES {
            for post in posts() {
                let policy = Policy::standard();
                let reviews = Some(Text::new("<b>Reviews", "<b>Reviews"));
                let shown = Shown { acting: officer(role), post, plan: plan(), policy, unit: unit(), reviews };
                let form = Form::filled(&shown.post.input).expect("a form");
                let frame = Frame::sample(language, "/staff/planned-posts/x");
                let page = PostPage::new(frame, officer(role), &shown, day("2026-12-24"), form, Form::empty());
                let page = whole(&page);
                let hand = shown.post.hand(&shown.plan);
                let waits = shown.post.is_waited_for_by(&shown.plan).is_some_and(|hand| hand.role() == role);
                let recalls = shown.post.is_returned_by(role, None);
                let turn = hand.is_some_and(|hand| hand.role() == role);
                assert_eq!(page.contains("name=\"ruling\""), turn || waits || recalls, "{role} at {hand:?}");
                let act = page.split("id=\"act\"").nth(1).unwrap_or_default();
                assert!(!act.contains(" checked>"), "nothing is chosen for anybody: {act}");
                let first = usize::from(turn || waits || recalls);
                assert_eq!(page.matches("id=\"ruling\"").count(), first, "what is missing is found there: {page}");
                assert_eq!(page.contains("value=\"recall\""), recalls, "{role} at {hand:?}");
                let is_with_unit = shown.post.way.hand() == Some(PlanHand::Drafting);
                let writes = role == Role::UnitOfficer && is_with_unit && !shown.post.change.closes();
                assert_eq!(page.contains("name=\"duties.zh\""), writes, "{role} at {hand:?}");
                assert_eq!(page.contains("Reviews"), !writes, "{role} at {hand:?}");
                let follows = shown.post.follows(UnitKind::Organ, day("2026-12-24"), policy);
                assert_eq!(page.contains("id=\"entitlements\""), !follows.is_empty(), "{page}");
                let clauses = page.split("id=\"entitlements\"").nth(1).unwrap_or_default();
                assert!(follows.iter().all(|one| clauses.contains(&one.clause.say(language))), "{clauses}");
                let is_open = page.contains("O11");
                assert_eq!(is_open, !shown.post.input.mode.is_empty(), "a transfer to an organ is not named");
            }
        }
    }
}

#[test]
fn what_happened_on_one_day_is_told_the_latest_first() {
    let said = |role: Role, words: &str| Step { words: Some(words.to_owned()), ..step(role) };
    let pass = |post: PlannedPost, role: Role, words: &str| {
        let (unit, why) = (Some(Uuid::nil().into()), Some("法律规定".to_owned()));
        post.pass(said(role, words), &plan(), unit, UnitKind::Organ, why, Policy::standard()).expect("passed")
    };
    let handed_in = pass(posts().swap_remove(0), Role::UnitOfficer, "said-first");
    let words = Some("said-second".to_owned());
    let returning = PlanReturning { to: PlanHand::Drafting, reason: PlanReason::WordingUnfair, words };
    let (department, policy) = (step(Role::DepartmentOfficer), Policy::standard());
    let returned = handed_in.send_back(department, &plan(), None, UnitKind::Organ, policy, returning);
    let answered = pass(returned.expect("returned"), Role::UnitOfficer, "said-third");
    let post = pass(answered, Role::DepartmentOfficer, "said-fourth");
    let made = plan().pass(said(Role::MunicipalDepartmentOfficer, "said-first"), &posts()[3..4]).expect("made");
    let spoken = made.opine(said(Role::SeatMember, "said-second"), Seat::Finance, PlanOpinion::Agrees).expect("spoken");
    for language in Language::ALL {
        let acting = officer(Role::Auditor);
        let shown = Shown { acting, post: post.clone(), plan: plan(), policy, unit: unit(), reviews: None };
        let frame = Frame::sample(language, "/staff/planned-posts/x");
        let (filled, today) = (Form::filled(&shown.post.input).expect("a form"), day("2026-12-24"));
        let page = whole(&PostPage::new(frame, officer(Role::Auditor), &shown, today, filled, Form::empty()));
        let places = ["said-fourth", "said-third", "said-second", "said-first"].map(|words| page.rfind(words));
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{page}");
        let page = seen(&spoken, &officer(Role::Auditor), &[], language);
        let places = ["said-second", "said-first"].map(|words| page.rfind(words));
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{page}");
    }
}

#[test]
fn the_api_tells_what_follows_from_a_post_and_when_it_is_due_once_it_is_handed_in() {
    let policy = Policy::standard();
    for post in posts() {
        let follows = post.follows(UnitKind::Organ, day("2026-12-24"), policy);
        let shown = Shown { acting: officer(Role::Auditor), post, plan: plan(), policy, unit: unit(), reviews: None };
        let view = PlannedPostView::of(&shown, day("2026-12-24"), Language::Zh);
        assert_eq!(view.item.due.is_some(), shown.post.is_under_way(), "{:?}", shown.post.way);
        assert_eq!(view.entitlements, follows);
    }
}

#[test]
fn the_form_of_an_amendment_is_whole_in_both_languages() {
    for language in Language::ALL {
        let frame = Frame::sample(language, "/staff/catalogue-issues/x/amendment");
        let page = whole(&AmendPage::new(frame, officer(Role::Secretary), &issue(), Form::empty()));
        assert!(page.contains("name=\"title.zh\"") && page.contains("伊州人才〔2026〕6号"), "{page}");
    }
}
