//! The table of persons once what is open about them is interpreted.

use serde::Deserialize;
use uuid::Uuid;

use super::*;
use crate::evaluation::{Evaluated, Outcome, evaluate};
use crate::filing::FilingInput;
use crate::policy::Policy;

#[derive(Deserialize)]
struct Table {
    person: Vec<Person>,
}

#[derive(Deserialize)]
struct Person {
    who: String,
    on: NaiveDate,
    filing: FilingInput,
}

fn persons() -> Vec<Person> {
    toml::from_str::<Table>(include_str!("../tables/persons.toml")).expect("persons.toml").person
}

fn day(written: &str) -> NaiveDate {
    written.parse().expect("a day")
}

fn published(id: u128, holds_from: &str, settles: &[(OpenQuestion, Interpreted)]) -> Published {
    Published {
        id: Uuid::from_u128(id).into(),
        question: Text::new("问", "asked"),
        answer: Text::new(format!("答{id}"), format!("answer {id}")),
        clauses: Vec::new(),
        open_point: settles.first().map(|(question, _)| question.point()),
        settles: settles.iter().copied().collect(),
        seats: Vec::new(),
        holds_from: day(holds_from),
        published_on: day(holds_from),
        ended_on: None,
    }
}

fn all(said: Interpreted) -> Readings {
    let settles = OpenQuestion::ALL.map(|question| (question, said));
    Readings::on(day("2026-11-26"), &[published(1, "2026-01-01", &settles)])
}

fn one(question: OpenQuestion, said: Interpreted) -> Readings {
    Readings::on(day("2026-11-26"), &[published(1, "2026-01-04", &[(question, said)])])
}

fn items(person: &Person, readings: &Readings) -> Vec<Evaluated> {
    evaluate(&person.filing.facts_so_far(person.on), person.on, Policy::standard(), readings)
}

/// What the first person about whom nothing else is open comes to, where it counts and where it does not.
#[test]
fn what_is_settled_is_left_to_nobody() {
    use Outcome::{Met, NeedsEvidence, NotMet};
    let persons = persons();
    for (question, counted) in [
        (OpenQuestion::SectorEnterpriseManagement, NeedsEvidence),
        (OpenQuestion::BusinessAlreadyHere, NeedsEvidence),
        (OpenQuestion::ManagerAlreadyHere, NeedsEvidence),
        (OpenQuestion::ManagerAboveMiddle, NeedsEvidence),
        (OpenQuestion::SchoolListedToday, Met),
        (OpenQuestion::FreshNeverPlaced, Met),
        (OpenQuestion::FreshAfterResidency, Met),
        (OpenQuestion::TechnologyCentre, NeedsEvidence),
        (OpenQuestion::ProvincialHigher, NeedsEvidence),
        (OpenQuestion::ProvincialLower, NeedsEvidence),
        (OpenQuestion::AcademicianForeign, Met),
        (OpenQuestion::TitleLicence, Met),
        (OpenQuestion::Patent, NeedsEvidence),
        (OpenQuestion::Result, NeedsEvidence),
        (OpenQuestion::PatentDesign, NeedsEvidence),
        (OpenQuestion::SkillSeniorWorker, Met),
        (OpenQuestion::MedicineHigher, Met),
    ] {
        let mut seen = Vec::new();
        for person in &persons {
            let (open, yes) = (items(person, &Readings::default()), items(person, &one(question, Interpreted::Counts)));
            let no = items(person, &one(question, Interpreted::DoesNotCount));
            for ((before, yes), no) in open.iter().zip(&yes).zip(&no) {
                if before.reason != question.code() {
                    continue;
                }
                seen.push(yes.outcome);
                assert_ne!(yes.reason, question.code(), "{}", person.who);
                assert_ne!(no.reason, question.code(), "{}", person.who);
                if no.reason == "interpreted-does-not-count" {
                    assert_eq!((no.outcome, no.open_point), (NotMet, Some(question.point())), "{}", person.who);
                }
                if yes.reason == "interpreted-counts" {
                    let said = ("答1", Some(question.point()), Some(Uuid::from_u128(1).into()));
                    let reading = yes.reading.as_ref().map_or("", |reading| &reading.zh);
                    assert_eq!((reading, yes.open_point, yes.interpretation), said, "{}", person.who);
                    assert!(
                        yes.why.zh.contains("2026年1月4日") && yes.why.en.contains("4 January 2026"),
                        "{:?}",
                        yes.why
                    );
                    assert!(!yes.why.zh.contains('{') && !yes.evidence.zh.is_empty());
                }
            }
        }
        assert!(seen.contains(&counted), "{question}: {seen:?}");
    }
}

#[test]
fn one_way_that_does_not_count_closes_no_other() {
    let (business, sector) = (OpenQuestion::BusinessAlreadyHere, OpenQuestion::SectorEnterpriseManagement);
    let mut person = persons().into_iter().find(|person| {
        let open = items(person, &Readings::default());
        open.iter().any(|item| item.reason == "manager-already-here")
    });
    let person = person.as_mut().expect("somebody who manages here");
    person.filing.work.runs_business_in_yining = "yes".to_owned();
    let first = |readings: &Readings, person: &Person| {
        let item = items(person, readings).into_iter().find(|item| item.category == crate::category::Category::U1);
        item.map(|item| (item.outcome, item.reason)).expect("11(1)")
    };
    assert_eq!(first(&Readings::default(), person), (Outcome::TextOpen, business.code().to_owned()));
    let no = one(business, Interpreted::DoesNotCount);
    assert_eq!(first(&no, person), (Outcome::TextOpen, "manager-already-here".to_owned()));
    person.filing.sector = "enterprise-management".to_owned();
    assert_eq!(first(&one(sector, Interpreted::DoesNotCount), person).0, Outcome::NotMet);
}

#[test]
fn once_all_is_settled_nothing_is_left_open_and_what_was_sure_stays() {
    for person in persons() {
        let before = items(&person, &Readings::default());
        for said in Interpreted::ALL {
            for (before, now) in before.iter().zip(items(&person, &all(said))) {
                assert_ne!(now.outcome, Outcome::TextOpen, "{}: {}", person.who, now.clause);
                if matches!(before.outcome, Outcome::Met | Outcome::NotMet) {
                    assert_eq!(now.outcome, before.outcome, "{}: {}", person.who, now.clause);
                }
            }
        }
    }
}

#[test]
fn an_interpretation_settles_from_its_day_until_it_ends_and_the_later_one_counts() {
    let question = OpenQuestion::SkillSeniorWorker;
    let mut first = published(2, "2027-01-04", &[(question, Interpreted::Counts)]);
    let later = published(1, "2027-03-01", &[(question, Interpreted::DoesNotCount)]);
    let same_day = published(3, "2027-03-01", &[(question, Interpreted::Counts)]);
    let said = |on: &str, published: &[Published]| {
        Readings::on(day(on), published).to(question).map(|(said, reading)| (*said, reading.interpretation))
    };
    let id = |id: u128| InterpretationId::from(Uuid::from_u128(id));
    let two = [later.clone(), first.clone()];
    assert_eq!(said("2027-01-03", &two), None, "left to a person before");
    assert_eq!(said("2027-01-04", &two), Some((Interpreted::Counts, id(2))));
    assert_eq!(said("2027-03-01", &two), Some((Interpreted::DoesNotCount, id(1))));
    assert_eq!(said("2027-03-01", &[same_day, later.clone()]), Some((Interpreted::Counts, id(3))));
    first.ended_on = Some(day("2027-02-01"));
    let ended = [first.clone(), later];
    assert_eq!(said("2027-01-31", &ended), Some((Interpreted::Counts, id(2))));
    assert_eq!(said("2027-02-01", &ended), None, "ended, and the other one does not hold yet");
    let kept = Readings::on(day("2027-01-04"), &ended);
    assert_eq!(kept.interpretations(), [id(2)]);
    assert_eq!(Readings::kept(&kept.interpretations(), &ended), kept, "what was evaluated keeps it");
}

#[test]
fn an_interpretation_that_settles_nothing_is_the_reading_of_its_point() {
    let point = OpenQuestion::SkillSeniorWorker.point();
    let read = Published { open_point: Some(point), ..published(1, "2027-01-04", &[]) };
    let readings = Readings::on(day("2027-01-04"), std::slice::from_ref(&read));
    assert_eq!(readings.interpretations(), [read.id]);
    let persons = persons();
    let items = persons.iter().flat_map(|person| items(person, &readings));
    let open: Vec<_> = items.filter(|one| one.open_point == Some(point)).collect();
    assert!(open.iter().any(|one| one.outcome == Outcome::TextOpen));
    assert!(open.iter().all(|one| one.reading.as_ref() == Some(&read.answer) && one.interpretation == Some(read.id)));
}
