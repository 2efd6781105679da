//! The table of persons (`tables/persons.toml`), and what holds of every person there could be.

use chrono::Datelike;
use proptest::prelude::*;

use super::*;
use crate::degree::{Degree, DegreeLevel, StudyForm};
use crate::filing::FilingInput;
use crate::sector::Sector;
use crate::standing::{Placement, Standing};
use crate::title::{SkillLevel, Title, TitleLevel};
use crate::work::{EmployerKind, PositionLevel, Work};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    person: Vec<Person>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    who: String,
    on: NaiveDate,
    filing: FilingInput,
    /// Clause, outcome, open point where there is one, reason.
    items: Vec<String>,
}

fn persons() -> Vec<Person> {
    toml::from_str::<Table>(include_str!("../tables/persons.toml")).expect("persons.toml").person
}

#[test]
fn persons_are_held_against_all_ten_items() {
    let persons = persons();
    assert!(persons.len() >= 100);
    let mut wrong = Vec::new();
    for Person { who, on, filing, items } in persons {
        let facts = filing.facts_so_far(on);
        let found: Vec<String> = evaluate(&facts, on, Policy::standard(), &Readings::default())
            .into_iter()
            .map(|Evaluated { category, outcome, open_point, reason, .. }| {
                let point = open_point.map(|point| format!("{point} ")).unwrap_or_default();
                format!("{category} {outcome} {point}{reason}")
            })
            .collect();
        let differ = items.iter().zip(&found).filter(|(item, found)| item != found);
        wrong.extend(differ.map(|(item, found)| format!("{who}: {item}, and not {found}")));
        assert_eq!(items.len(), found.len(), "{who}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_knows_every_reason() {
    let items: Vec<String> = persons().into_iter().flat_map(|person| person.items).collect();
    // No published list has dropped a university yet, and nothing is interpreted there.
    let is_there = |reason: &&String| *reason != "school-listed-then" && !reason.starts_with("interpreted-");
    for reason in WORDS.keys().filter(is_there) {
        assert!(items.iter().any(|item| item.ends_with(&format!(" {reason}"))), "{reason} has no person");
    }
}

#[test]
fn every_reason_has_words_and_all_words_are_used() {
    let sources =
        concat!(include_str!("high_level.rs"), include_str!("urgently_needed.rs"), include_str!("evaluation.rs"));
    let mut used: Vec<&str> = OpenQuestion::ALL.map(OpenQuestion::code).into();
    for start in ["::met(\"", "not_met(\"", "needs_evidence(\"", "not_known(\"", "counted(), \""] {
        for (place, _) in sources.match_indices(start) {
            used.push(sources[place..].split('"').nth(1).unwrap_or_default());
        }
    }
    for key in &used {
        assert!(WORDS.contains_key(*key), "{key} has no words");
    }
    for key in WORDS.keys() {
        assert!(used.contains(&key.as_str()), "{key} is said nowhere");
    }
}

#[test]
fn every_open_question_is_asked_somewhere() {
    let sources = concat!(include_str!("high_level.rs"), include_str!("urgently_needed.rs"));
    for question in OpenQuestion::ALL {
        assert!(sources.contains(&format!("OpenQuestion::{question:?}")), "{question} is asked nowhere");
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

fn outcomes(facts: &Facts) -> Vec<Outcome> {
    evaluate(facts, today(), Policy::standard(), &Readings::default()).into_iter().map(|one| one.outcome).collect()
}

fn degree() -> impl Strategy<Value = Degree> {
    let school = prop::sample::select(vec!["兰州大学", "南方科技大学", "浙江大学城市学院", "伊犁师范大学", "MIT"]);
    let discipline = prop::sample::select(vec!["临床医学", "护理学", "会计学"]);
    (
        prop::sample::select(DegreeLevel::ALL.to_vec()),
        prop::option::of(school),
        prop::sample::select(vec!["CN", "US"]),
        prop::option::of(discipline),
        prop::option::of(prop::sample::select(StudyForm::ALL.to_vec())),
        prop::option::of(2015..=2027i32),
        prop::option::of(1..=12u32),
        prop::option::of(any::<bool>()),
    )
        .prop_map(|(level, school, country, discipline, study_form, year, month, fresh)| Degree {
            level,
            school: school.map(str::to_owned),
            country: country.to_owned(),
            discipline: discipline.map(str::to_owned),
            study_form,
            year,
            month,
            fresh,
        })
}

fn work() -> impl Strategy<Value = Work> {
    (
        prop::option::of(prop::sample::select(EmployerKind::ALL.to_vec())),
        prop::option::of(prop::sample::select(PositionLevel::ALL.to_vec())),
        prop::option::of(0..6u8),
        prop::option::of(any::<bool>()),
        prop::option::of(any::<bool>()),
    )
        .prop_map(|(employer_kind, position_level, years, in_yining, runs_business_in_yining)| Work {
            employer_kind,
            position_level,
            years,
            in_yining,
            runs_business_in_yining,
        })
}

fn title() -> impl Strategy<Value = Title> {
    let name = prop::sample::select(vec!["副主任医师", "工程师", "执业医师", "Professor", "大师"]);
    (prop::option::of(name), prop::sample::select(TitleLevel::ALL.to_vec()))
        .prop_map(|(name, level)| Title { name: name.map(str::to_owned), level })
}

fn facts() -> impl Strategy<Value = Facts> {
    (
        prop::option::of(prop::collection::vec(degree(), 0..4)),
        prop::option::of(work()),
        prop::option::of(title()),
        prop::option::of(prop::sample::select(SkillLevel::ALL.to_vec())),
        prop::option::of(prop::sample::subsequence(Standing::ALL.to_vec(), 0..4)),
        prop::option::of(prop::sample::select(Placement::ALL.to_vec())),
        prop::option::of(prop::sample::select(Sector::ALL.to_vec())),
    )
        .prop_map(|(degrees, work, title, skill_level, standing, placement, sector)| Facts {
            degrees,
            work,
            title,
            skill_level,
            standing,
            placement,
            sector,
        })
}

fn outcome(facts: &Facts, category: Category) -> Outcome {
    outcomes(facts)[Category::ALL.iter().position(|one| *one == category).expect("a category")]
}

/// The same person with these degrees seen otherwise.
fn with_degrees(facts: &Facts, see: impl Fn(&mut Degree)) -> Facts {
    let mut facts = facts.clone();
    facts.degrees.iter_mut().flatten().for_each(see);
    facts
}

/// The same person with one more thing left unsaid.
fn without(mut facts: Facts, which: u8) -> Facts {
    let (degree, work) = (facts.degrees.as_mut().and_then(|all| all.first_mut()), facts.work.as_mut());
    match (which, degree, work) {
        (0, ..) => facts.degrees = None,
        (1, ..) => facts.work = None,
        (2, ..) => facts.title = None,
        (3, ..) => facts.skill_level = None,
        (4, ..) => facts.standing = None,
        (5, ..) => facts.placement = None,
        (6, ..) => facts.sector = None,
        (7, Some(degree), _) => degree.school = None,
        (8, Some(degree), _) => degree.year = None,
        (9, Some(degree), _) => degree.study_form = None,
        (10, Some(degree), _) => degree.discipline = None,
        (11, Some(degree), _) => degree.month = None,
        (12, _, Some(work)) => work.years = None,
        (13, _, Some(work)) => work.position_level = None,
        (14, _, Some(work)) => work.employer_kind = None,
        (15, _, Some(work)) => work.in_yining = None,
        (16, _, Some(work)) => work.runs_business_in_yining = None,
        _ => {}
    }
    facts
}

proptest! {
    #[test]
    fn saying_more_never_turns_met_into_not_known(facts in facts(), which in 0..17u8) {
        let (less, more) = (outcomes(&without(facts.clone(), which)), outcomes(&facts));
        for (before, after) in less.into_iter().zip(more) {
            prop_assert!(before != Outcome::Met || after != Outcome::NotKnown);
        }
    }

    #[test]
    fn one_more_degree_never_loses_a_met_item(facts in facts(), another in degree()) {
        let mut more = facts.clone();
        more.degrees.get_or_insert_default().push(another);
        for (before, after) in outcomes(&facts).into_iter().zip(outcomes(&more)) {
            prop_assert!(before != Outcome::Met || after == Outcome::Met);
        }
    }

    #[test]
    fn the_order_of_degrees_does_not_matter(facts in facts()) {
        let mut turned = facts.clone();
        turned.degrees.iter_mut().for_each(|degrees| degrees.reverse());
        prop_assert_eq!(outcomes(&facts), outcomes(&turned));
    }

    #[test]
    fn the_order_of_standing_does_not_matter(facts in facts()) {
        let mut turned = facts.clone();
        turned.standing.iter_mut().for_each(|standing| standing.reverse());
        prop_assert_eq!(outcomes(&facts), outcomes(&turned));
    }

    #[test]
    fn every_item_names_its_clause_its_evidence_and_the_reading_it_turns_on(facts in facts(), days in 0..4000u64) {
        let (policy, on) = (Policy::standard(), today() - chrono::Days::new(days));
        let found = evaluate(&facts, on, policy, &Readings::default());
        prop_assert_eq!(found.iter().map(|one| one.category).collect::<Vec<_>>(), Category::ALL.to_vec());
        for one in found {
            prop_assert_eq!(one.clause, one.category.clause());
            prop_assert!(one.outcome != Outcome::TextOpen || one.open_point.is_some());
            let cited = one.open_point.map(|point| policy.open_point(point));
            prop_assert_eq!(one.reading.as_ref(), cited.map(|point| &point.reading));
            if let Some(point) = cited.filter(|_| one.outcome == Outcome::TextOpen) {
                let concerns = |clause: &Clause| clause.number() == one.clause.number() || clause.number() == 3;
                prop_assert!(point.clauses.iter().any(concerns), "{} cites {}", one.clause, point.id);
            }
            let filled_in = |said: &Text| !said.zh.contains('{') && !said.en.contains('{');
            prop_assert!(filled_in(&one.why) && !one.evidence.zh.is_empty() && WORDS.contains_key(&one.reason));
        }
    }

    #[test]
    fn nobody_is_fresh_long_after_the_degree(facts in facts(), years in 4..30i32) {
        let on = today().with_year(today().year() + years).expect("a date");
        let placed = Facts { placement: Some(Placement::Placed), ..facts };
        for one in evaluate(&placed, on, Policy::standard(), &Readings::default()).into_iter().filter(|one| one.category == Category::U3) {
            prop_assert!(one.outcome != Outcome::Met || placed.degrees.iter().flatten().any(|d| d.year == Some(on.year())));
        }
    }
    /// A month is left out, and a final year: in the year of the degree they say whether that lies ahead.
    #[test]
    fn what_is_left_unsaid_is_not_held_against_anybody(facts in facts(), which in 0..17u8) {
        prop_assume!(which != 11 && (which != 5 || facts.placement != Some(Placement::FinalYear)));
        let (less, more) = (outcomes(&without(facts.clone(), which)), outcomes(&facts));
        for (before, after) in less.into_iter().zip(more) {
            prop_assert!(before != Outcome::NotMet || after == Outcome::NotMet);
        }
    }

    #[test]
    fn an_item_looks_only_at_what_it_names(facts in facts(), other in facts()) {
        use Category::{H1, H2, H3, H4, H5, U1, U2, U3, U4, U5};
        let mixed = [
            (Facts { degrees: other.degrees, ..facts.clone() }, vec![H4, U3, U5]),
            (Facts { work: other.work, ..facts.clone() }, vec![U1]),
            (Facts { title: other.title, ..facts.clone() }, vec![H5]),
            (Facts { skill_level: other.skill_level, ..facts.clone() }, vec![U4]),
            (Facts { standing: other.standing, ..facts.clone() }, vec![H1, H2, H3, U2]),
            (Facts { placement: other.placement, ..facts.clone() }, vec![H4, U3, U5]),
            (Facts { sector: other.sector, ..facts.clone() }, vec![U1, U2]),
        ];
        for (mixed, named) in mixed {
            for category in Category::ALL.into_iter().filter(|category| !named.contains(category)) {
                prop_assert_eq!(outcome(&facts, category), outcome(&mixed, category));
            }
        }
    }

    #[test]
    fn part_time_study_counts_for_10_4_and_never_for_a_fresh_graduate(facts in facts()) {
        let part_time = with_degrees(&facts, |degree| degree.study_form = Some(StudyForm::PartTime));
        prop_assert_eq!(outcome(&facts, Category::H4), outcome(&part_time, Category::H4));
        for fresh in [Category::U3, Category::U5] {
            prop_assert!(matches!(outcome(&part_time, fresh), Outcome::NotMet | Outcome::NotKnown));
        }
    }

    #[test]
    fn a_degree_from_abroad_stands_on_no_list_and_a_doctors_needs_none(facts in facts()) {
        let of = |level, country: &'static str| {
            let facts = with_degrees(&facts, |degree| {
                (degree.level, degree.country) = (level, country.to_owned());
            });
            outcome(&facts, Category::H4)
        };
        prop_assert!(!matches!(of(DegreeLevel::Master, "KZ"), Outcome::Met | Outcome::TextOpen));
        prop_assert_eq!(of(DegreeLevel::Doctor, "KZ"), of(DegreeLevel::Doctor, "CN"));
    }

    #[test]
    fn whoever_is_met_as_fresh_graduated_full_time_this_year(facts in facts()) {
        let fresh = |degree: &&Degree| {
            let this_year = degree.year == Some(today().year()) && degree.fresh != Some(false);
            this_year && degree.study_form == Some(StudyForm::FullTime)
        };
        let levels: Vec<DegreeLevel> =
            facts.degrees.iter().flatten().filter(fresh).map(|degree| degree.level).collect();
        if outcome(&facts, Category::U3) == Outcome::Met {
            prop_assert!(levels.iter().any(|level| *level != DegreeLevel::Doctor));
        }
        if outcome(&facts, Category::U5) == Outcome::Met {
            prop_assert!(levels.contains(&DegreeLevel::Bachelor));
        }
    }

    #[test]
    fn associate_and_full_senior_titles_count_alike(facts in facts()) {
        let titled = |level| {
            let title = Some(Title { name: facts.title.clone().and_then(|title| title.name), level });
            outcomes(&Facts { title, ..facts.clone() })
        };
        prop_assert_eq!(titled(TitleLevel::AssociateSenior), titled(TitleLevel::Senior));
    }

    #[test]
    fn another_year_of_work_loses_nothing_and_three_are_enough(facts in facts(), years in 0..60u8) {
        let after = |years| {
            let work = Work { years: Some(years), ..facts.work.clone().unwrap_or_default() };
            outcome(&Facts { work: Some(work), ..facts.clone() }, Category::U1)
        };
        prop_assert!(after(years) == Outcome::NotMet || after(years) == after(years + 1) || years == 2);
        prop_assert_eq!(after(3), after(60));
        prop_assert_eq!(after(0), after(2));
    }
}
