use super::*;

fn read(kind: RequirementKind, value: &str) -> Result<Requirement, &'static str> {
    let mut refused = Vec::new();
    let read = Requirement::read(kind, value, "/value", &mut refused);
    read.ok_or_else(|| refused.first().map_or("", Refusal::code))
}

#[test]
fn a_value_is_understood_by_its_code_and_by_its_name() {
    use RequirementKind::{Age, Degree, Discipline, Language, Licence, ListedDegree, Title, UniversityClass, Years};
    let codes = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>();
    for (kind, value, asked) in [
        (Degree, "硕士", Requirement::Degree { at_least: DegreeLevel::Master }),
        (Degree, " Doctor ", Requirement::Degree { at_least: DegreeLevel::Doctor }),
        (ListedDegree, "学士", Requirement::ListedDegree { at_least: DegreeLevel::Bachelor }),
        (UniversityClass, "", Requirement::UniversityClass),
        (Discipline, "临床医学；0905", Requirement::Discipline { of: codes(&["0905", "1002", "1051"]) }),
        (Title, "副高", Requirement::Title { at_least: TitleLevel::AssociateSenior }),
        (Years, "５", Requirement::Years { at_least: 5 }),
        (Age, "35", Requirement::Age(AgeLimit { at_most: 35, relaxed: Vec::new() })),
        (Licence, "医师执业证书", Requirement::Licence { name: "医师执业证书".into() }),
        (Language, "俄语C1", Requirement::Language { name: "俄语C1".into() }),
    ] {
        assert_eq!(read(kind, value), Ok(asked.clone()), "{kind} {value}");
        assert_eq!(read(asked.kind(), &asked.value()), Ok(asked), "{kind} {value}: as a form takes it");
    }
}

#[test]
fn what_is_no_value_is_refused_with_what_to_do() {
    use RequirementKind::{Age, Degree, Discipline, Language, Licence, Title, UniversityClass, Years};
    for (kind, value, code) in [
        (Degree, "大专", "asked-degree"),
        (Degree, "", "asked-degree"),
        (UniversityClass, "985", "asked-nothing"),
        (Discipline, "什么都行", "asked-discipline"),
        (Discipline, "、", "asked-disciplines"),
        (Title, "none", "asked-title"),
        (Years, "0", "number-out-of-range"),
        (Years, "51", "number-out-of-range"),
        (Age, "17", "number-out-of-range"),
        (Age, "三十五", "number-out-of-range"),
        (Licence, " ", "asked-certificate"),
        (Language, "", "asked-certificate"),
    ] {
        assert_eq!(read(kind, value), Err(code), "{kind} {value}");
    }
    assert_eq!(read(Discipline, &["0905"; 11].join("、")), Err("asked-disciplines"));
    assert_eq!(read(Licence, &"长".repeat(101)), Err("too-long"));
}

#[test]
fn what_is_asked_has_its_words_and_the_way_out_and_back() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Sample {
        requirement: Requirement,
    }
    for (kind, value, zh, en) in [
        (RequirementKind::Degree, "master", "硕士及以上", "Master’s degree or above"),
        (
            RequirementKind::ListedDegree,
            "bachelor",
            "“双一流”高校的学士及以上",
            "Bachelor’s degree or above of a Double First-Class university",
        ),
        (RequirementKind::Discipline, "临床医学、兽医学", "兽医学、临床医学", "Veterinary Medicine; Clinical Medicine"),
        (RequirementKind::Years, "1", "工作满1年", "At least one year of work"),
        (RequirementKind::Licence, "法律职业资格证书", "法律职业资格证书", ""),
    ] {
        let requirement = read(kind, value).expect("read");
        assert_eq!(requirement.words(), TextInput { zh: zh.into(), en: en.into() });
        let sample = Sample { requirement };
        let written = toml::to_string(&sample).expect("writes");
        assert_eq!(toml::from_str::<Sample>(&written).expect("reads"), sample);
    }
}
