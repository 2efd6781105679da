use proptest::prelude::*;

use super::*;
use crate::degree::StudyForm;
use crate::requirement::RequirementKind;
use crate::standing::Placement;
use crate::work::Work;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).expect("a date")
}

fn with_degrees(degrees: &[(DegreeLevel, &str, i32)]) -> Facts {
    let degree = |(level, discipline, year): &(DegreeLevel, &str, i32)| Degree {
        level: *level,
        school: Some("兰州大学".to_owned()),
        country: "CN".to_owned(),
        discipline: Some((*discipline).to_owned()).filter(|discipline| !discipline.is_empty()),
        study_form: Some(StudyForm::FullTime),
        year: Some(*year),
        month: None,
        fresh: None,
    };
    Facts { degrees: Some(degrees.iter().map(degree).collect()), ..Facts::default() }
}

fn with_title(name: Option<&str>, level: TitleLevel) -> Facts {
    Facts { title: Some(Title { name: name.map(str::to_owned), level }), ..Facts::default() }
}

fn with_years(years: Option<u8>) -> Facts {
    Facts { work: Some(Work { years, ..Work::default() }), ..Facts::default() }
}

fn held(asked: &Requirement, facts: &Facts) -> (Outcome, String) {
    let held = Held::of(&asked.clone().into(), facts, today(), &Readings::default());
    assert!(!held.why.zh.contains('{') && !held.why.en.contains('{'), "{held:?}");
    (held.outcome, held.reason)
}

fn told(outcome: Outcome, reason: &str) -> (Outcome, String) {
    (outcome, reason.to_owned())
}

#[test]
fn what_a_condition_says_besides_is_left_to_a_person() {
    let master = Requirement::Degree { at_least: DegreeLevel::Master };
    let of = |words: &str, level: DegreeLevel| {
        let condition = PostCondition {
            label: Text::new("学历学位", "Degree"),
            words: Text::new(words, words),
            clause: None,
            requirement: Some(master.clone().into()),
        };
        let facts = with_degrees(&[(level, "", 2020)]);
        let held = HeldCondition::of(&condition, &facts, today(), &Readings::default()).held.expect("held");
        assert_eq!(held.why.zh.contains("其余的话由人判断"), held.outcome == Outcome::TextOpen, "{held:?}");
        (held.outcome, held.reason)
    };
    for words in ["硕士及以上", "硕士研究生及以上学历", "硕士学历及以上", "具有硕士学位"] {
        assert_eq!(of(words, DegreeLevel::Master), told(Outcome::Met, "degree-reached"), "{words}");
    }
    for words in ["儿科学硕士", "“双一流”高校硕士", "硕士，全日制应届毕业"] {
        assert_eq!(of(words, DegreeLevel::Master), told(Outcome::TextOpen, "met-in-part"), "{words}");
        assert_eq!(of(words, DegreeLevel::Bachelor), told(Outcome::NotMet, "degree-lower"), "{words}");
    }
}

#[test]
fn a_direction_or_an_exception_behind_a_discipline_is_left_to_a_person() {
    let of = |words: &str, codes: &[&str], stated: &str| {
        let asked = Requirement::Discipline { of: codes.iter().map(|code| (*code).to_owned()).collect() };
        let condition = PostCondition {
            label: Text::new("专业", "Discipline"),
            words: Text::new(words, words),
            clause: None,
            requirement: Some(asked.into()),
        };
        let facts = with_degrees(&[(DegreeLevel::Master, stated, 2020)]);
        let held = HeldCondition::of(&condition, &facts, today(), &Readings::default()).held.expect("held");
        (held.outcome, held.reason)
    };
    let clinical = ["1002", "1051"];
    assert_eq!(of("会计（专业学位）", &["1253"], "会计"), told(Outcome::Met, "discipline-same"));
    let in_part = told(Outcome::TextOpen, "met-in-part");
    assert_eq!(of("临床医学（专业学位）", &clinical, "临床医学"), in_part, "a certificate need not say which it is");
    assert_eq!(of("临床医学（心血管内科方向）", &clinical, "临床医学"), in_part);
    assert_eq!(of("工学（化工类除外）", &["08"], "化学工程与技术"), in_part);
}

#[test]
fn a_degree_is_met_by_its_level_and_by_a_higher_one() {
    use DegreeLevel::{Bachelor, Doctor, Master};
    let master = Requirement::Degree { at_least: Master };
    for (facts, expected) in [
        (Facts::default(), told(Outcome::NotKnown, "degree-unknown")),
        (with_degrees(&[]), told(Outcome::NotMet, "degree-none")),
        (with_degrees(&[(Bachelor, "", 2020)]), told(Outcome::NotMet, "degree-lower")),
        (with_degrees(&[(Master, "", 2020)]), told(Outcome::Met, "degree-reached")),
        (with_degrees(&[(Bachelor, "", 2016), (Doctor, "", 2020)]), told(Outcome::Met, "degree-reached")),
        (with_degrees(&[(Bachelor, "", 2020), (Master, "", 2027)]), told(Outcome::NeedsEvidence, "degree-to-come")),
        (with_degrees(&[(Master, "", 2020), (Doctor, "", 2027)]), told(Outcome::Met, "degree-reached")),
        (with_degrees(&[(Bachelor, "", 2027)]), told(Outcome::NotMet, "degree-lower")),
    ] {
        assert_eq!(held(&master, &facts), expected, "{facts:?}");
    }
    // This year without a month is past for whoever graduated, and ahead for whoever is in the final year.
    let this_year = with_degrees(&[(Bachelor, "", 2020), (Master, "", 2026)]);
    assert_eq!(held(&master, &this_year).0, Outcome::Met);
    let studying = Facts { placement: Some(Placement::FinalYear), ..this_year };
    assert_eq!(held(&master, &studying), told(Outcome::NeedsEvidence, "degree-to-come"));
    assert_eq!(held(&Requirement::UniversityClass, &studying), told(Outcome::Met, "school-listed"));
    let why = Held::of(&master.into(), &with_degrees(&[(Bachelor, "", 2020)]), today(), &Readings::default()).why;
    assert_eq!(
        why,
        Text::new("要求硕士及以上，填的最高是学士。", "Asked: Master’s degree or above. The highest stated: Bachelor.")
    );
}

#[test]
fn a_discipline_is_met_at_its_level_and_what_the_lists_do_not_settle_is_left_to_a_person() {
    use DegreeLevel::{Bachelor, Master};
    let asks = |of: &[&str]| Requirement::Discipline { of: of.iter().map(|code| (*code).to_owned()).collect() };
    let clinical = asks(&["1002", "1051"]);
    for (stated, expected) in [
        ("临床医学", told(Outcome::Met, "discipline-same")),
        ("临床医学（内科学）", told(Outcome::Met, "discipline-same")),
        ("护理学", told(Outcome::NeedsEvidence, "discipline-near")),
        ("内科学", told(Outcome::NeedsEvidence, "discipline-unlisted")),
        ("会计", told(Outcome::NotMet, "discipline-other")),
        ("", told(Outcome::NotKnown, "discipline-unknown")),
    ] {
        assert_eq!(held(&clinical, &with_degrees(&[(Master, stated, 2020)])), expected, "{stated}");
    }
    assert_eq!(held(&clinical, &with_degrees(&[])), told(Outcome::NotMet, "degree-none"));
    assert_eq!(held(&clinical, &Facts::default()), told(Outcome::NotKnown, "discipline-unknown"));
    let two = with_degrees(&[(Master, "会计", 2020), (Bachelor, "临床医学", 2016)]);
    assert_eq!(held(&clinical, &two).0, Outcome::Met, "any of the degrees");
    assert_eq!(held(&asks(&["08"]), &with_degrees(&[(Bachelor, "计算机类", 2020)])).0, Outcome::Met);
}

#[test]
fn a_title_is_met_by_its_level_and_its_certificate_settles_what_differs() {
    use TitleLevel::{AssociateSenior, Intermediate, NoTitle, Senior};
    let associate = Requirement::Title { at_least: AssociateSenior };
    for (facts, expected) in [
        (Facts::default(), told(Outcome::NotKnown, "title-unknown")),
        (with_title(None, NoTitle), told(Outcome::NotMet, "title-lower")),
        (with_title(None, Intermediate), told(Outcome::NotMet, "title-lower")),
        (with_title(None, AssociateSenior), told(Outcome::Met, "title-reached")),
        (with_title(Some("主任医师"), Senior), told(Outcome::Met, "title-reached")),
        (with_title(Some("主治医师"), Senior), told(Outcome::NeedsEvidence, "title-differs")),
        (with_title(Some("主任医师"), Intermediate), told(Outcome::NeedsEvidence, "title-differs")),
        (with_title(Some("大侠"), Senior), told(Outcome::Met, "title-reached")),
    ] {
        assert_eq!(held(&associate, &facts), expected, "{facts:?}");
    }
}

#[test]
fn years_are_met_from_the_year_that_is_asked_on() {
    let five = Requirement::Years { at_least: 5 };
    for (years, outcome) in
        [(Some(4), Outcome::NotMet), (Some(5), Outcome::Met), (Some(70), Outcome::Met), (None, Outcome::NotKnown)]
    {
        assert_eq!(held(&five, &with_years(years)).0, outcome, "{years:?}");
    }
    assert_eq!(held(&five, &Facts::default()), told(Outcome::NotKnown, "years-unknown"));
}

#[test]
fn a_school_is_held_against_the_lists_and_what_a_certificate_says_is_left_to_a_person() {
    use DegreeLevel::{Bachelor, Doctor, Master};
    let school = Requirement::UniversityClass;
    assert_eq!(held(&school, &with_degrees(&[(Master, "", 2020)])), told(Outcome::Met, "school-listed"));
    assert_eq!(held(&school, &with_degrees(&[])), told(Outcome::NotMet, "degree-none"));
    assert_eq!(held(&school, &Facts::default()), told(Outcome::NotKnown, "degree-unknown"));
    let listed = |at_least| Requirement::ListedDegree { at_least };
    for (at_least, facts, expected) in [
        (Master, with_degrees(&[(Master, "", 2020)]), told(Outcome::Met, "school-listed")),
        (Bachelor, with_degrees(&[(Master, "", 2020)]), told(Outcome::Met, "school-listed")),
        (Doctor, with_degrees(&[(Master, "", 2020)]), told(Outcome::NotMet, "degree-lower")),
        (Master, with_degrees(&[(Master, "", 2028)]), told(Outcome::NeedsEvidence, "degree-still-to-come")),
        (Master, with_degrees(&[]), told(Outcome::NotMet, "degree-none")),
        (Master, Facts::default(), told(Outcome::NotKnown, "degree-unknown")),
    ] {
        assert_eq!(held(&listed(at_least), &facts), expected, "{at_least} {facts:?}");
    }
    let mut abroad = with_degrees(&[(Master, "", 2020)]);
    abroad.degrees.iter_mut().flatten().for_each(|degree| degree.school = Some("家里蹲大学".to_owned()));
    assert_eq!(held(&school, &abroad).0, Outcome::NotMet);
    assert_eq!(held(&listed(Bachelor), &abroad).0, Outcome::NotMet, "high enough, of another university");
    let name = "俄语C1".to_owned();
    for asked in [age("35"), Requirement::Licence { name: name.clone() }, Requirement::Language { name }] {
        assert_eq!(held(&asked, &abroad).0, Outcome::NeedsEvidence, "{asked:?}");
    }
}

fn age(typed: &str) -> Requirement {
    Requirement::read(RequirementKind::Age, typed, "", &mut Vec::new()).expect("an age")
}

#[test]
fn an_age_is_left_to_the_document_and_a_degree_says_which_limit_holds() {
    use DegreeLevel::{Bachelor, Doctor, Master};
    let asked = age("35, master 40, doctor 45");
    for (facts, reason, limit) in [
        (Facts::default(), "age-by-document", "45周岁及以下）"),
        (with_degrees(&[(Bachelor, "", 2016)]), "age-by-document", "45周岁及以下）"),
        (with_degrees(&[(Doctor, "", 2028)]), "age-by-document", "45周岁及以下）"),
        (with_degrees(&[(Master, "", 2020), (Doctor, "", 2028)]), "age-relaxed", "上限是40周岁"),
        (with_degrees(&[(Doctor, "", 2020)]), "age-relaxed", "上限是45周岁"),
    ] {
        assert_eq!(held(&asked, &facts), told(Outcome::NeedsEvidence, reason), "{facts:?}");
        let why = Held::of(&asked.clone().into(), &facts, today(), &Readings::default()).why;
        assert!(why.zh.contains(limit), "{why:?}");
    }
}

#[test]
fn of_several_things_one_is_enough_and_each_is_told() {
    use DegreeLevel::{Bachelor, Doctor, Master};
    let asked = Asked::AnyOf {
        any_of: vec![
            Requirement::Degree { at_least: Master },
            Requirement::Title { at_least: TitleLevel::AssociateSenior },
        ],
    };
    let with = |degrees: Option<&[(DegreeLevel, &str, i32)]>, title: Option<TitleLevel>| Facts {
        degrees: degrees.and_then(|degrees| with_degrees(degrees).degrees),
        ..title.map_or_else(Facts::default, |level| with_title(None, level))
    };
    for (facts, outcome, reason, branches) in [
        (with(None, None), Outcome::NotKnown, "any-of-open", ["degree-unknown", "title-unknown"]),
        (
            with(Some(&[(Bachelor, "", 2020)]), None),
            Outcome::NotKnown,
            "any-of-open",
            ["degree-lower", "title-unknown"],
        ),
        (
            with(Some(&[(Doctor, "", 2028)]), Some(TitleLevel::Junior)),
            Outcome::NeedsEvidence,
            "any-of-open",
            ["degree-to-come", "title-lower"],
        ),
        (
            with(Some(&[(Bachelor, "", 2020)]), Some(TitleLevel::Senior)),
            Outcome::Met,
            "any-of-met",
            ["degree-lower", "title-reached"],
        ),
        (
            with(Some(&[(Bachelor, "", 2020)]), Some(TitleLevel::Junior)),
            Outcome::NotMet,
            "any-of-none",
            ["degree-lower", "title-lower"],
        ),
    ] {
        let held = Held::of(&asked, &facts, today(), &Readings::default());
        assert_eq!((held.outcome, held.reason.as_str()), (outcome, reason), "{facts:?}");
        assert_eq!(held.branches.iter().map(|one| one.reason.as_str()).collect::<Vec<_>>(), branches);
        assert!(held.branches.iter().all(|one| !one.why.zh.contains('{') && !one.words.en.is_empty()), "{held:?}");
    }
    let senior = Held::of(&asked, &with_title(None, TitleLevel::Senior), today(), &Readings::default());
    assert_eq!(
        senior.why,
        Text::new("有一项就行，已经有：副高级及以上职称。", "Any one is enough. Met: Associate senior title or above.")
    );
}

#[test]
fn every_reason_has_words_and_all_words_are_used() {
    let source = include_str!("held.rs");
    for key in WORDS.keys() {
        assert!(source.contains(&format!("\"{key}\"")), "{key} is said nowhere");
    }
    for kind in RequirementKind::ALL {
        assert_ne!(kind.label().zh, kind.code());
    }
}

fn degrees() -> impl Strategy<Value = Vec<(DegreeLevel, &'static str, i32)>> {
    let level = prop::sample::select(DegreeLevel::ALL.to_vec());
    let discipline = prop::sample::select(vec!["", "临床医学", "护理学", "会计", "内科学"]);
    prop::collection::vec((level, discipline, 2000..2029i32), 0..4)
}

fn several() -> Vec<Requirement> {
    let name = "俄语C1".to_owned();
    vec![
        Requirement::Degree { at_least: DegreeLevel::Master },
        Requirement::ListedDegree { at_least: DegreeLevel::Bachelor },
        Requirement::UniversityClass,
        Requirement::Discipline { of: vec!["1002".to_owned()] },
        Requirement::Title { at_least: TitleLevel::AssociateSenior },
        Requirement::Years { at_least: 5 },
        age("35, doctor 40"),
        Requirement::Language { name },
    ]
}

proptest! {
    /// What is left out is never held against anybody, and one more degree never takes away.
    #[test]
    fn nothing_that_is_left_out_is_held_against_anybody(
        stated in degrees(),
        more in degrees(),
        level in prop::sample::select(DegreeLevel::ALL.to_vec()),
    ) {
        let asked = [
            Requirement::Degree { at_least: level },
            Requirement::ListedDegree { at_least: level },
            Requirement::UniversityClass,
            Requirement::Discipline { of: vec!["1002".to_owned()] },
            Requirement::Title { at_least: TitleLevel::Junior },
            Requirement::Years { at_least: 1 },
        ];
        for asked in asked {
            prop_assert_eq!(held(&asked, &Facts::default()).0, Outcome::NotKnown);
            let (fewer, all) = (with_degrees(&stated), with_degrees(&[stated.clone(), more.clone()].concat()));
            prop_assert!(held(&asked, &all).0.rank() >= held(&asked, &fewer).0.rank());
        }
    }

    /// Any one of several is met by the one that is, not met by none, and else as open as the most that one of them says.
    #[test]
    fn of_several_things_the_outcome_is_a_plain_count_of_theirs(
        stated in degrees(),
        title in prop::option::of(prop::sample::select(TitleLevel::ALL.to_vec())),
        years in prop::option::of(0..20u8),
        any_of in prop::collection::vec(prop::sample::select(several()), 2..5),
    ) {
        let mut facts = with_degrees(&stated);
        facts.title = title.map(|level| Title { name: None, level });
        facts.work = years.map(|years| Work { years: Some(years), ..Work::default() });
        let alone: Vec<_> = any_of.iter().map(|one| held(one, &facts)).collect();
        let outcomes: Vec<_> = alone.iter().map(|(outcome, _)| *outcome).collect();
        let all = Held::of(&Asked::AnyOf { any_of }, &facts, today(), &Readings::default());
        let told: Vec<_> = all.branches.iter().map(|one| (one.outcome, one.reason.clone())).collect();
        prop_assert_eq!(&told, &alone);
        prop_assert_eq!(all.outcome == Outcome::Met, outcomes.contains(&Outcome::Met));
        prop_assert_eq!(all.outcome == Outcome::NotMet, outcomes.iter().all(|one| *one == Outcome::NotMet));
        prop_assert!(outcomes.contains(&all.outcome));
        prop_assert!(outcomes.iter().all(|one| one.rank() <= all.outcome.rank()));
    }
}
