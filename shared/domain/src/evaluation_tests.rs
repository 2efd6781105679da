//! Persons and what each item of Articles 10 and 11 says of them on 23 November 2026.
//! A person is a filing as typed, so that reading and evaluating are tried together.

use super::*;
use crate::filing::FilingInput;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

/// A person in TOML, as far as stated.
fn person(stated: &str) -> Vec<Evaluated> {
    let input: FilingInput = toml::from_str(stated).unwrap_or_else(|fault| panic!("{stated}: {fault}"));
    evaluate(&input.facts_so_far(today()), today(), Policy::standard())
}

fn degree(level: &str, school: &str, discipline: &str, year: i32, rest: &str) -> String {
    format!(
        "education = [{{ level = '{level}', school = '{school}', discipline = '{discipline}', year = '{year}', month = '6', study_form = 'full-time' }}]\n{rest}"
    )
}

fn standing(codes: &str, rest: &str) -> String {
    format!("standing = [{codes}]\n{rest}")
}

fn work(kind: &str, level: &str, years: u8, rest: &str) -> String {
    format!("{rest}\n[work]\nemployer_kind = '{kind}'\nposition_level = '{level}'\nyears = '{years}'")
}

#[test]
fn persons_are_held_against_the_items() {
    use Category::{H1, H2, H3, H4, H5, U1, U2, U3, U4, U5};
    use OpenPointId::{O1, O2, O3, O4, O5, O7, O8, O9};
    use Outcome::{Met, NeedsEvidence, NotKnown, NotMet, TextOpen};
    let fruit = "sector = 'fruit-growing'";
    let abroad = "education = [{ level = 'master', school = 'MIT', country = 'US', discipline = 'Physics', year = '2020', study_form = 'full-time' }]";
    let evening = "education = [{ level = 'master', school = '兰州大学', discipline = '法学', year = '2020', study_form = 'part-time' }]";
    let fresh_evening = "education = [{ level = 'master', school = '兰州大学', discipline = '法学', year = '2026', study_form = 'part-time' }]";
    let no_year = "education = [{ level = 'master', school = '兰州大学' }]";
    let title = |level: &str, name: &str| format!("[title]\nlevel = '{level}'\nname = '{name}'");
    let cases: Vec<(String, Category, Outcome, Option<OpenPointId>)> = vec![
        (String::new(), H1, NotKnown, None),
        (standing("'academician'", ""), H1, Met, None),
        (standing("'foreign-academician'", ""), H1, TextOpen, Some(O7)),
        (standing("'patent-design'", ""), H1, NotMet, None),
        (standing("'national-key-laboratory'", ""), H2, NeedsEvidence, None),
        (standing("'national-key-discipline'", ""), H2, NeedsEvidence, None),
        (standing("'recognised-technology-centre'", ""), H2, TextOpen, Some(O5)),
        (standing("'provincial-expert'", ""), H3, NeedsEvidence, None),
        (standing("'provincial-discipline-leader'", ""), H3, NeedsEvidence, None),
        (degree("doctor", "家里蹲大学", "历史学", 1999, ""), H4, Met, None),
        (degree("doctor", "兰州大学", "历史学", 2027, ""), H4, NeedsEvidence, None),
        (degree("master", "中国农业大学", "食品科学与工程", 2019, ""), H4, Met, None),
        (degree("master", "南方科技大学", "物理学", 2020, ""), H4, TextOpen, Some(O3)),
        (degree("master", "北京大学", "法学", 2010, ""), H4, TextOpen, Some(O3)),
        (degree("master", "南方科技大学", "物理学", 2023, ""), H4, Met, None),
        (degree("master", "浙江大学城市学院", "物理学", 2023, ""), H4, NeedsEvidence, None),
        (degree("master", "伊犁师范大学", "数学", 2020, ""), H4, NotMet, None),
        (degree("bachelor", "北京大学", "数学", 2020, ""), H4, NotMet, None),
        (evening.into(), H4, Met, None),
        (abroad.into(), H4, NotMet, None),
        (no_year.into(), H4, NeedsEvidence, None),
        ("education = [{ level = 'none' }]".into(), H4, NotMet, None),
        (title("associate-senior", "副主任医师"), H5, Met, None),
        (title("senior", ""), H5, Met, None),
        (title("intermediate", "工程师"), H5, NotMet, None),
        (title("senior", "工程师"), H5, NeedsEvidence, None),
        (title("none", "执业医师"), H5, TextOpen, Some(O7)),
        (work("enterprise", "middle-manager", 4, fruit), U1, NeedsEvidence, None),
        (work("enterprise", "middle-manager", 3, fruit), U1, NeedsEvidence, None),
        (work("enterprise", "middle-manager", 2, fruit), U1, NotMet, None),
        (work("enterprise", "owner", 9, fruit), U1, TextOpen, Some(O2)),
        (work("enterprise", "middle-manager", 4, fruit) + "\nin_yining = 'yes'", U1, TextOpen, Some(O2)),
        (work("enterprise", "middle-manager", 4, "sector = 'enterprise-management'"), U1, TextOpen, Some(O1)),
        (work("enterprise", "middle-manager", 4, ""), U1, NotKnown, None),
        (work("enterprise", "staff", 9, fruit), U1, NotMet, None),
        (work("public-institution", "middle-manager", 9, fruit), U1, NotMet, None),
        (work("none", "", 0, fruit) + "\nruns_business_in_yining = 'yes'", U1, NeedsEvidence, None),
        (standing("'patent-utility-model'", fruit), U2, TextOpen, Some(O8)),
        (standing("'patent-design'", fruit), U2, TextOpen, Some(O8)),
        (standing("'convertible-result'", ""), U2, NotKnown, None),
        (standing("'academician'", fruit), U2, NotMet, None),
        (degree("master", "伊犁师范大学", "数学", 2026, ""), U3, Met, None),
        (degree("master", "伊犁师范大学", "数学", 2019, "placement = 'placed'"), U3, NotMet, None),
        (degree("master", "伊犁师范大学", "数学", 2025, "placement = 'placed'"), U3, NotMet, None),
        (degree("master", "伊犁师范大学", "数学", 2025, "placement = 'never-placed'"), U3, TextOpen, Some(O4)),
        (degree("master", "伊犁师范大学", "数学", 2025, ""), U3, NotKnown, None),
        (degree("master", "伊犁师范大学", "数学", 2027, "placement = 'final-year'"), U3, NeedsEvidence, Some(O4)),
        (fresh_evening.into(), U3, NotMet, None),
        (degree("bachelor", "新疆大学", "数学", 2026, ""), U3, Met, None),
        (degree("bachelor", "伊犁师范大学", "数学", 2026, ""), U3, NotMet, None),
        (no_year.into(), U3, NotKnown, None),
        ("skill_level = 'technician'".into(), U4, Met, None),
        ("skill_level = 'senior-worker'".into(), U4, TextOpen, Some(O9)),
        ("skill_level = 'intermediate-worker'".into(), U4, NotMet, None),
        ("skill_level = 'none'".into(), U4, NotMet, None),
        (degree("bachelor", "新疆医科大学", "临床医学", 2026, ""), U5, Met, None),
        (degree("bachelor", "新疆医科大学", "护理学", 2026, ""), U5, NeedsEvidence, None),
        (degree("master", "新疆医科大学", "临床医学", 2026, ""), U5, TextOpen, Some(O9)),
        (degree("bachelor", "新疆医科大学", "临床医学", 2024, "placement = 'residency-ended'"), U5, TextOpen, Some(O4)),
        (degree("bachelor", "新疆大学", "会计学", 2026, ""), U5, NotMet, None),
    ];
    for (stated, category, outcome, point) in cases {
        let found = person(&stated).into_iter().find(|row| row.category == category).expect("ten rows");
        assert_eq!((found.outcome, found.open_point), (outcome, point), "{category} of {stated}: {}", found.why.zh);
        assert!(!found.why.zh.contains('{') && !found.why.en.contains('{'), "{}", found.why.en);
    }
}

#[test]
fn the_ten_items_come_in_order_each_with_its_evidence() {
    let rows = person("");
    assert_eq!(rows.iter().map(|row| row.category).collect::<Vec<_>>(), Category::ALL);
    assert!(rows.iter().all(|row| row.outcome == Outcome::NotKnown && row.clause == row.category.clause()));
    assert!(rows.iter().all(|row| !row.evidence.zh.is_empty()));
}

#[test]
fn the_best_of_several_degrees_is_told() {
    let two = "education = [{ level = 'bachelor', school = '伊犁师范大学' }, { level = 'doctor', school = '兰州大学', year = '2015' }]";
    assert_eq!(person(two)[3].outcome, Outcome::Met);
}

#[test]
fn every_key_has_words_and_all_words_are_used() {
    let sources = concat!(include_str!("high_level.rs"), include_str!("urgently_needed.rs"));
    let mut used: Vec<&str> = Vec::new();
    for start in ["met(\"", "needs_evidence(\"", "not_known(\"", "OpenPointId::O"] {
        for (place, _) in sources.match_indices(start) {
            let rest = &sources[place..];
            let quoted = rest.split('"').nth(1).unwrap_or_default();
            used.push(quoted);
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
fn what_is_left_open_cites_its_point() {
    for codes in ["'foreign-academician'", "'recognised-technology-centre'", "'patent-invention'"] {
        for row in person(&standing(codes, "sector = 'water'")) {
            assert_eq!(row.outcome == Outcome::TextOpen, row.open_point.is_some(), "{}", row.clause);
        }
    }
}
