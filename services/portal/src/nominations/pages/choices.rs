//! What can be chosen on the form, in the reader's words.

use domain::country;
use domain::degree::{DegreeLevel, StudyForm};
use domain::standing::{Placement, Standing};
use domain::work::{EmployerKind, PositionLevel};
use domain::{DocumentKind, Language, Policy, Sector, SkillLevel, TitleLevel};
use kit::Choice;
use kit::html::Say;

/// Where most people come from; they stand before the others.
const FIRST: [&str; 4] = ["CN", "HK", "MO", "TW"];

pub struct Choices {
    pub documents: Vec<Choice>,
    pub countries: Vec<Choice>,
    /// With “no degree”, which only the first entry offers.
    pub highest_levels: Vec<Choice>,
    pub levels: Vec<Choice>,
    pub study_forms: Vec<Choice>,
    pub employers: Vec<Choice>,
    pub positions: Vec<Choice>,
    pub yes_no: Vec<Choice>,
    pub titles: Vec<Choice>,
    pub skills: Vec<Choice>,
    pub placements: Vec<Choice>,
    pub sectors: Vec<Choice>,
    pub standing: Vec<Choice>,
}

impl Choices {
    pub fn new(say: &Say) -> Choices {
        let language = say.language();
        let levels = named(say, "level", DegreeLevel::ALL.map(DegreeLevel::code));
        let no_degree = Choice::new("none", say.it("pick-level-none"));
        let sector = |sector: Sector| Choice::new(sector.code(), Policy::standard().sector(sector).say(language));
        let study_form = |form: StudyForm| {
            let key = format!("pick-study-form-{}", form.code());
            Choice::new(form.code(), say.it(&key)).hinted(say.it(format!("{key}.hint")))
        };
        Choices {
            documents: named(say, "document", DocumentKind::ALL.map(DocumentKind::code)),
            countries: countries(language),
            highest_levels: levels.iter().cloned().chain([no_degree]).collect(),
            levels,
            study_forms: StudyForm::ALL.map(study_form).into(),
            employers: named(say, "employer", EmployerKind::ALL.map(EmployerKind::code)),
            positions: named(say, "position", PositionLevel::ALL.map(PositionLevel::code)),
            yes_no: named(say, "answer", ["yes", "no"]),
            titles: named(say, "title", TitleLevel::ALL.map(TitleLevel::code)),
            skills: named(say, "skill", SkillLevel::ALL.map(SkillLevel::code)),
            placements: named(say, "placement", Placement::ALL.map(Placement::code)),
            sectors: Sector::ALL.map(sector).into(),
            standing: named(say, "standing", Standing::ALL.map(Standing::code)),
        }
    }
}

fn named<const N: usize>(say: &Say, list: &str, codes: [&'static str; N]) -> Vec<Choice> {
    codes.map(|code| Choice::new(code, say.it(format!("pick-{list}-{code}")))).into()
}

/// English names in their order; Chinese ones in the order of the codes, which is about that of the English names.
fn countries(language: Language) -> Vec<Choice> {
    let mut countries: Vec<Choice> = country::all().map(|(code, name)| Choice::new(code, name.say(language))).collect();
    let first = |choice: &Choice| FIRST.iter().position(|code| *code == choice.value).unwrap_or(FIRST.len());
    if language == Language::En {
        countries.sort_by(|one, other| one.label.cmp(&other.label));
    }
    countries.sort_by_key(first);
    countries
}
