//! Claims about reading a filing: what is taken, what is refused, and where each refusal points.
//! The sample passes; each case changes one thing.

use super::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

fn sample() -> FilingInput {
    FilingInput {
        name: "买买提·吐尔逊".into(),
        phone: "+86 139 0000 0000".into(),
        document: DocumentInput {
            kind: "citizen-id".into(),
            number: "11010519491231002x".into(),
            ..Default::default()
        },
        education: vec![DegreeInput {
            level: "master".into(),
            school: "兰州大学".into(),
            discipline: "临床医学".into(),
            study_form: "full-time".into(),
            year: "2021".into(),
            month: "6".into(),
            ..Default::default()
        }],
        claimed: vec!["10(4)".into()],
        consents: ["review", "hand-over", "mail"].map(String::from).to_vec(),
        ..Default::default()
    }
}

fn refusals(input: &FilingInput) -> Vec<(String, &'static str)> {
    let at = |refusal: &Refusal| (refusal.pointer().unwrap_or_default().to_owned(), refusal.code());
    input.parse(&ConsentKind::ALL, Policy::standard(), today()).err().unwrap_or_default().iter().map(at).collect()
}

#[test]
fn the_sample_is_read() {
    let filing =
        sample().parse(&ConsentKind::ALL, Policy::standard(), today()).unwrap_or_else(|refused| panic!("{refused:?}"));
    assert_eq!(filing.name.expose(), "买买提·吐尔逊");
    assert_eq!(filing.document.number.expose(), "11010519491231002X");
    assert_eq!(filing.claimed, [Category::H4]);
    assert_eq!(filing.degrees[0].country, "CN");
    assert_eq!(filing.policy_version, Policy::standard().version());
    assert_eq!(filing.facts().standing, Some(Vec::new()), "what is not stated in a filing is none");
}

#[test]
fn each_problem_is_told_at_its_field() {
    type Change = fn(&mut FilingInput);
    let cases: [(Change, &str, &str); 22] = [
        (|input| input.name.clear(), "/name", "name-missing"),
        (|input| input.phone = "电话".into(), "/phone", "phone-form"),
        (|input| input.document.kind = "library-card".into(), "/document/kind", "not-a-choice"),
        (|input| input.education.clear(), "/education/0/level", "degree-missing"),
        (|input| input.education[0].year = "20221".into(), "/education/0/year", "year-not-four-digits"),
        (|input| input.education[0].year = "2029".into(), "/education/0/year", "year-out-of-range"),
        (|input| input.education[0].month = "13".into(), "/education/0/month", "month-not-1-to-12"),
        (|input| input.education[0].study_form.clear(), "/education/0/study_form", "study-form-missing"),
        (|input| input.education[0].school.clear(), "/education/0/school", "school-missing"),
        (|input| input.education[0].country = "XX".into(), "/education/0/country", "no-such-country"),
        (|input| input.education = vec![input.education[0].clone(); 11], "/education", "too-many-degrees"),
        (|input| input.work.years = "四年".into(), "/work/years", "years-not-a-number"),
        (|input| input.work.in_yining = "maybe".into(), "/work/in_yining", "not-a-choice"),
        (|input| input.title.name = "工程师".into(), "/title/level", "title-level-missing"),
        (|input| input.skill_level = "wizard".into(), "/skill_level", "not-a-choice"),
        (|input| input.standing = vec!["academician".into(), "saint".into()], "/standing/1", "not-a-choice"),
        (|input| input.sector = "magic".into(), "/sector", "not-a-choice"),
        (|input| input.claimed.push("12".into()), "/claimed/1", "no-such-category"),
        (|input| input.claimed.clear(), "/claimed", "nothing-claimed"),
        (|input| input.remark = "长".repeat(2001), "/remark", "too-long"),
        (|input| input.consents.retain(|code| code != "hand-over"), "/consents", "consent-hand-over-missing"),
        (|input| input.placement = "somewhere".into(), "/placement", "not-a-choice"),
    ];
    for (change, pointer, code) in cases {
        let mut input = sample();
        change(&mut input);
        assert_eq!(refusals(&input), [(pointer.to_owned(), code)]);
    }
}

#[test]
fn every_problem_is_told_at_once() {
    let codes: Vec<_> = refusals(&FilingInput::default()).into_iter().map(|(_, code)| code).collect();
    assert_eq!(
        codes,
        [
            "name-missing",
            "phone-missing",
            "document-kind-missing",
            "document-number-empty",
            "degree-missing",
            "nothing-claimed",
            "consent-review-missing",
            "consent-hand-over-missing",
            "consent-mail-missing",
        ]
    );
}

#[test]
fn a_refusal_says_what_was_typed() {
    let mut input = sample();
    input.education[0].year = "20221".into();
    let refused = input.parse(&ConsentKind::ALL, Policy::standard(), today()).err().unwrap_or_default();
    assert_eq!(refused[0].say(crate::Language::Zh), "年份写4位数字，例如2021。您写的是“20221”");
}

#[test]
fn somebody_without_degree_or_clause_may_still_file() {
    let mut input = sample();
    input.education = vec![DegreeInput { level: "none".into(), ..Default::default() }];
    input.claimed.clear();
    input.remark = "我修了三十年手风琴。\n伊宁需要这门手艺。".into();
    let filing =
        input.parse(&ConsentKind::ALL, Policy::standard(), today()).unwrap_or_else(|refused| panic!("{refused:?}"));
    assert!(filing.degrees.is_empty() && filing.claimed.is_empty());
}

#[test]
fn what_cannot_be_read_yet_is_left_out_of_the_facts() {
    let mut input = FilingInput { education: sample().education, ..Default::default() };
    input.education[0].year = "20221".into();
    let facts = input.facts_so_far(today());
    assert_eq!(facts.degrees.map(|degrees| degrees[0].year), Some(None));
    assert_eq!((facts.work, facts.standing), (None, None));
}

#[test]
fn an_unknown_field_is_refused() {
    assert!(toml::from_str::<FilingInput>("ethnicity = 'any'").is_err());
    assert!(toml::from_str::<FilingInput>("name = '王芳'").is_ok());
}
