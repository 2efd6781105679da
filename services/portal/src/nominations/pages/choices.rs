//! What can be chosen on the form, in the reader's words.

use domain::country;
use domain::degree::{DegreeLevel, StudyForm};
use domain::standing::{Placement, Standing};
use domain::work::{EmployerKind, PositionLevel};
use domain::{DocumentKind, Language, Policy, Sector, SkillLevel, TitleLevel, term, university};
use kit::Choice;
use kit::html::Say;

pub struct Choices {
    pub documents: Vec<Choice>,
    pub countries: Vec<Choice>,
    /// With “no degree”, which only the first entry offers.
    pub highest_levels: Vec<Choice>,
    /// Of the Double First-Class lists; any other can be typed.
    pub schools: Vec<&'static str>,
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
        let levels = named(language, "degree-level", DegreeLevel::ALL.map(DegreeLevel::code));
        let no_degree = named(language, "degree-level", ["none"]);
        let sector = |sector: Sector| Choice::new(sector.code(), Policy::standard().sector(sector).say(language));
        let study_forms = named(language, "study-form", StudyForm::ALL.map(StudyForm::code));
        let hinted = |choice: Choice| match choice.value.as_str() {
            "part-time" => choice.hinted(say.owned("nominate-part-time")),
            _ => choice,
        };
        Choices {
            documents: named(language, "document-kind", DocumentKind::ALL.map(DocumentKind::code)),
            countries: country::listed(language).into_iter().map(|(code, name)| Choice::new(code, name)).collect(),
            highest_levels: levels.iter().cloned().chain(no_degree).collect(),
            levels,
            schools: university::names().collect(),
            study_forms: study_forms.into_iter().map(hinted).collect(),
            employers: named(language, "employer-kind", EmployerKind::ALL.map(EmployerKind::code)),
            positions: named(language, "position-level", PositionLevel::ALL.map(PositionLevel::code)),
            yes_no: ["yes", "no"].map(|answer| Choice::new(answer, say.owned(format!("answer-{answer}")))).into(),
            titles: named(language, "title-level", TitleLevel::ALL.map(TitleLevel::code)),
            skills: named(language, "skill-level", SkillLevel::ALL.map(SkillLevel::code)),
            placements: named(language, "placement", Placement::ALL.map(Placement::code)),
            sectors: Sector::ALL.map(sector).into(),
            standing: named(language, "standing", Standing::ALL.map(Standing::code)),
        }
    }
}

/// A section of the domain's terms.
fn named<const N: usize>(language: Language, section: &str, codes: [&'static str; N]) -> Vec<Choice> {
    codes.map(|code| Choice::new(code, term(section, code).map_or(code, |term| term.say(language)))).into()
}
