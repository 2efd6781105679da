//! Claims about two versions: each holds from its day, and what was made under the one keeps it under the other (Article 29).

use uuid::Uuid;

use super::*;
use crate::calendar::Calendar;
use crate::case::Case;
use crate::category::Category;
use crate::circumstances::Circumstances;
use crate::entitled::entitlements;
use crate::entitlement::Entitlement;
use crate::evaluation::{Outcome, evaluate};
use crate::facts::Facts;
use crate::filing::FilingInput;
use crate::ids::{CaseId, NominationId, OfficerId, PlanId};
use crate::mode::{Mode, Permission};
use crate::money::Money;
use crate::nomination::{Nomination, Origin, Target};
use crate::plan::Plan;
use crate::post_input::tests::whole;
use crate::reading::Readings;
use crate::receipt::Receipt;
use crate::reconsideration::last_day;
use crate::role::Role;
use crate::stage::Step;
use crate::text::Text;
use crate::unit::UnitKind;

fn day(written: &str) -> NaiveDate {
    written.parse().expect("a date")
}

/// `written` with another word in one place; what is not there exactly once is a mistake of the test.
fn changed(written: &str, before: &str, after: &str) -> String {
    assert_eq!(written.matches(before).count(), 1, "{before}");
    written.replacen(before, after, 1)
}

/// The city's first version, and one that is in force from 1 March 2027: other days, a mode closed to institutions, a year less to
/// be a fresh graduate, more to start up with.
fn two() -> Policies {
    let first = WRITTEN[0];
    let measures = [
        ("version = \"2026-1\"", "version = \"2027-1\""),
        ("effective_from = \"2026-01-01\"", "effective_from = \"2027-03-01\""),
        ("employing-unit = 20", "employing-unit = 30"),
        ("asking-days = 15", "asking-days = 5"),
        ("role = \"municipal-department-officer\"\ndays = 10", "role = \"municipal-department-officer\"\ndays = 3"),
        ("[mode.transfer]", "[mode.transfer]\ncontradicted = { public-institution = \"7\" }"),
    ];
    let measures = measures.iter().fold(first.measures.to_owned(), |all, (from, to)| changed(&all, from, to));
    let arrival = changed(first.arrival, "span = { years = 2 }", "span = { years = 1 }");
    let arrival = changed(&arrival, "band = { from = { fen = 5_000_000 }", "band = { from = { fen = 9_000_000 }");
    let next =
        Policy::read(Written { measures: &measures, arrival: &arrival, open: first.open }).expect("the next version");
    let known = Policy::read(first).expect("the first version");
    Policies::of_versions([next, known]).expect("two versions")
}

#[test]
fn each_version_of_the_city_is_named_like_no_other_and_in_force_from_a_day_of_its_own() {
    let all: Vec<_> = Policies::standard().all().map(|one| (one.effective_from(), one.version())).collect();
    assert_eq!(all.len(), WRITTEN.len());
    assert!(all.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 != two[1].1), "{all:?}");
    assert_eq!(all[0].1, "2026-1", "what was made before versions were kept is of this one");
    assert!(Policies::of_versions([]).is_none(), "there is always one");
}

#[test]
fn a_version_is_in_force_from_its_day_on_and_not_before() {
    let two = two();
    let on = |written| two.in_force(day(written)).version();
    assert_eq!((on("2027-02-28"), on("2027-03-01"), on("2031-01-01")), ("2026-1", "2027-1", "2027-1"));
    assert_eq!(on("2025-12-31"), "2026-1", "none that went before is known");
    assert_eq!(two.latest().version(), "2027-1");
}

#[test]
fn a_version_is_found_by_its_label_and_what_has_none_is_of_the_first() {
    let two = two();
    let of = |label| two.of(label).version();
    assert_eq!((of("2026-1"), of("2027-1"), of("")), ("2026-1", "2027-1", "2026-1"));
    assert_eq!(of("2031-4"), "2027-1", "a newer program wrote it");
}

#[test]
fn a_plan_keeps_the_days_of_its_hands() {
    let two = two();
    let opened = |on: &str| {
        let step = Step::new(Uuid::nil().into(), Role::Secretary, Text::new("某", "Somebody"), day(on), None);
        let title = Text::new("计划", "Plan");
        Plan::open(PlanId::from(Uuid::nil()), 2027, title, day("2027-12-31"), step, two.in_force(day(on)))
            .expect("opened")
    };
    let due = |plan: &Plan| plan.way.due(Calendar::standard(), two.of(&plan.policy)).map(|due| due.date);
    let (before, after) = (opened("2027-02-26"), opened("2027-03-01"));
    assert_eq!((before.policy.as_str(), after.policy.as_str()), ("2026-1", "2027-1"));
    let worked = |from: &str, days| Some(Calendar::standard().add_working_days(day(from), days).date);
    assert_eq!(due(&before), worked("2027-02-26", 10), "also once others have three");
    assert_eq!(due(&after), worked("2027-03-01", 3));
}

#[test]
fn a_post_may_be_what_the_version_of_its_plan_lets_it_be() {
    let (two, kind) = (two(), UnitKind::PublicInstitution);
    let input = crate::post_input::PostInput { mode: "transfer".to_owned(), ..whole() };
    assert!(input.read(kind, two.of("2026-1")).is_ok(), "a plan of before");
    let refused = input.read(kind, two.of("2027-1")).err().unwrap_or_default();
    assert_eq!(refused.iter().map(|one| one.code()).collect::<Vec<_>>(), ["mode-contradicted"]);
    let permission = |label| Mode::Transfer.allowed_for(kind, two.of(label));
    assert_eq!(permission("2026-1"), Permission::Silent);
    assert!(matches!(permission("2027-1"), Permission::Contradicted(_)));
}

#[test]
fn a_case_keeps_the_days_of_what_was_filed() {
    let two = two();
    let filed = |on: &str| {
        let label = two.in_force(day(on)).version();
        Case::file(CaseId::from(Uuid::nil()), Receipt::new(2027, [3; 10]), Some(Uuid::nil().into()), day(on), label)
    };
    let due = |case: &Case| {
        let since = case.held_since()?;
        let due = case.due(Calendar::standard(), two.of(&case.policy))?;
        Some(Calendar::standard().working_days_between(since, due.date))
    };
    assert_eq!((due(&filed("2027-02-26")), due(&filed("2027-03-01"))), (Some(20), Some(30)));
    let step =
        |role| Step::new(OfficerId::from(Uuid::nil()), role, Text::new("某", "Somebody"), day("2027-03-08"), None);
    let unit = Some(Uuid::nil().into());
    let (taken_up, _) = filed("2027-02-26").pass(step(Role::UnitOfficer), unit).expect("taken up");
    assert_eq!(due(&taken_up), Some(20), "also with what is done after");
    let reason = crate::reason::Reason::ScreeningNotPassed;
    let (gone, _) = taken_up.reject(step(Role::UnitOfficer), unit, reason, None).expect("rejected");
    assert!(matches!(&gone.stage, crate::case::Stage::Rejected { rejection, .. } if rejection.policy == "2026-1"));
}

#[test]
fn a_rejection_can_be_asked_about_as_long_as_the_version_of_its_case_says() {
    let two = two();
    let rejected = day("2027-03-01");
    let days = |label| {
        let last = last_day(rejected, Calendar::standard(), two.of(label)).date;
        Calendar::standard().working_days_between(rejected, last)
    };
    assert_eq!((days("2026-1"), days("2027-1")), (15, 5));
}

#[test]
fn a_filing_keeps_the_version_of_the_day_it_was_submitted_with_its_corrections() {
    let two = two();
    let submitted = |on: &str| {
        let draft =
            Nomination::draft(NominationId::from(Uuid::nil()), Origin::SelfNomination, Target::PartyOrganisation);
        assert_eq!(draft.policy(), None, "a draft goes by the day");
        draft.submit(Receipt::new(2027, [3; 10]), day(on), true, two.in_force(day(on))).expect("submitted").0
    };
    let (corrected, _) = submitted("2027-02-28").correct(true).expect("corrected");
    assert_eq!(corrected.policy(), Some("2026-1"));
    let (gone, _) = corrected.withdraw(day("2027-03-05"), None, false).expect("withdrawn");
    assert_eq!(gone.policy(), Some("2026-1"));
    assert_eq!(submitted("2027-03-01").policy(), Some("2027-1"));
}

#[test]
fn a_filing_is_evaluated_by_its_version() {
    let two = two();
    let on = day("2027-04-01");
    let filing: FilingInput = toml::from_str(
        "placement = 'never-placed'\n[[education]]\nlevel = 'master'\nschool = '伊犁师范大学'\ndiscipline = '数学'\n\
         study_form = 'full-time'\nyear = '2025'\nmonth = '6'",
    )
    .expect("a filing");
    let facts: Facts = filing.facts_so_far(on);
    let fresh = |label| {
        let found = evaluate(&facts, on, two.of(label), &Readings::default());
        found.into_iter().find(|one| one.category == Category::U3).map(|one| one.outcome)
    };
    assert_eq!(fresh("2026-1"), Some(Outcome::TextOpen), "two years after the degree a person decides");
    assert_eq!(fresh("2027-1"), Some(Outcome::NotMet), "one year is over");
}

#[test]
fn a_post_promises_what_its_version_grants() {
    let two = two();
    let least = |label| {
        let post = Circumstances::of_post(Mode::OpenRecruitment, UnitKind::PublicInstitution);
        let found = entitlements(&post, day("2027-04-01"), two.of(label));
        let grant = found.into_iter().find(|one| one.entitlement == Entitlement::StartUpGrant);
        grant.and_then(|one| one.amount).map(|band| band.from)
    };
    assert_eq!((least("2026-1"), least("2027-1")), (Some(Money::yuan(50_000)), Some(Money::yuan(90_000))));
}
