//! The questions in their order, one a page, and which fields each of them asks for.

use askama::Template;
use chrono::NaiveDate;
use domain::degree::{DegreeLevel, StudyForm};
use domain::standing::{Placement, Standing};
use domain::work::{EmployerKind, PositionLevel};
use domain::{Language, Policy, Sector, SkillLevel, TitleLevel, country, term};
use kit::{Choice, Form, Frame, Say};

use super::answers::Answers;
use crate::words;

const SCHOOL: &str = "education.0.school";
const LEVEL: &str = "education.0.level";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    Degree,
    Study,
    Placement,
    Work,
    Title,
    Standing,
    Sector,
}

impl Question {
    pub const ALL: [Question; 7] = [
        Question::Degree,
        Question::Study,
        Question::Placement,
        Question::Work,
        Question::Title,
        Question::Standing,
        Question::Sector,
    ];

    /// As the form and the keys of words have it.
    pub fn code(self) -> &'static str {
        match self {
            Question::Degree => "degree",
            Question::Study => "study",
            Question::Placement => "placement",
            Question::Work => "work",
            Question::Title => "title",
            Question::Standing => "standing",
            Question::Sector => "sector",
        }
    }

    pub fn from_code(code: &str) -> Option<Question> {
        Question::ALL.into_iter().find(|question| question.code() == code)
    }

    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Question::Degree => &[LEVEL],
            Question::Study => &[
                SCHOOL,
                "education.0.country",
                "education.0.discipline",
                "education.0.study_form",
                "education.0.year",
                "education.0.month",
            ],
            Question::Placement => &["placement"],
            Question::Work => &[
                "work.employer_kind",
                "work.position_level",
                "work.years",
                "work.in_yining",
                "work.runs_business_in_yining",
            ],
            Question::Title => &["title.level", "skill_level"],
            Question::Standing => &["standing[]"],
            Question::Sector => &["sector"],
        }
    }

    /// Whether the answers so far leave it something to ask.
    fn is_asked(self, answers: &Answers) -> bool {
        match self {
            Question::Study | Question::Placement => answers.value(LEVEL) != "none",
            _ => true,
        }
    }

    /// Those that the answers so far leave to be asked.
    pub fn asked(answers: &Answers) -> impl Iterator<Item = Question> {
        Question::ALL.into_iter().filter(move |question| question.is_asked(answers))
    }

    /// The next one to be asked; none after the last.
    pub fn after(self, answers: &Answers) -> Option<Question> {
        self.rest(answers).next()
    }

    /// The next one without whose answer there is no result.
    pub fn lacking_after(self, answers: &Answers, today: NaiveDate) -> Option<Question> {
        self.rest(answers).find(|question| match question {
            Question::Placement => answers.value("placement").is_empty(),
            _ => !answers.refused(*question, today).is_empty(),
        })
    }

    fn rest(self, answers: &Answers) -> impl Iterator<Item = Question> {
        let rest = Question::ALL.into_iter().skip_while(move |question| *question != self).skip(1);
        rest.filter(move |question| question.is_asked(answers))
    }

    pub fn before(self, answers: &Answers) -> Option<Question> {
        let earlier = Question::ALL.into_iter().take_while(|question| *question != self);
        earlier.filter(|question| question.is_asked(answers)).last()
    }

    pub fn heading(self, say: &Say) -> String {
        say.it(format!("check-{}", self.code()))
    }
}

/// Where the way goes on from a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// To the next one.
    Next,
    /// Back to the result, where one answer was to be changed.
    Result,
}

impl Then {
    pub fn code(self) -> &'static str {
        match self {
            Then::Next => "next",
            Then::Result => "result",
        }
    }

    pub fn from_code(code: &str) -> Option<Then> {
        [Then::Next, Then::Result].into_iter().find(|then| then.code() == code)
    }
}

#[derive(Template)]
#[template(path = "check/templates/question.html")]
pub struct QuestionPage {
    frame: Frame,
    say: Say,
    form: Form,
    question: Question,
    /// The place of this one, and how many there are.
    place: usize,
    of: usize,
    then: Then,
    /// What was answered elsewhere, carried along.
    carried: Vec<(String, String)>,
    goes_back: bool,
    choices: Choices,
}

/// What can be chosen, in the reader's words.
struct Choices {
    levels: Vec<Choice>,
    countries: Vec<Choice>,
    study_forms: Vec<Choice>,
    placements: Vec<Choice>,
    employers: Vec<Choice>,
    positions: Vec<Choice>,
    yes_no: Vec<Choice>,
    titles: Vec<Choice>,
    skills: Vec<Choice>,
    standing: Vec<Choice>,
    sectors: Vec<Choice>,
}

impl QuestionPage {
    pub fn of(frame: Frame, question: Question, then: Then, answers: &Answers, form: Form) -> QuestionPage {
        let say = words::say(frame.language());
        let asked: Vec<Question> = Question::asked(answers).collect();
        QuestionPage {
            place: asked.iter().position(|one| *one == question).map_or(1, |place| place + 1),
            of: asked.len(),
            carried: answers.beside(question),
            goes_back: then == Then::Next && question.before(answers).is_some(),
            choices: Choices::new(&say),
            question,
            then,
            form,
            say,
            frame,
        }
    }

    fn heading(&self) -> String {
        self.question.heading(&self.say)
    }

    fn title(&self) -> String {
        format!("{}{}{}", self.heading(), self.say.it("posts-comma"), self.say.it("check"))
    }
}

impl Choices {
    fn new(say: &Say) -> Choices {
        let language = say.language();
        let sector = |sector: Sector| Choice::new(sector.code(), Policy::standard().sector(sector).say(language));
        let levels = named(language, "degree-level", DegreeLevel::ALL.map(DegreeLevel::code));
        let yes_no = ["yes", "no"].map(|answer| Choice::new(answer, say.it(format!("check-answer-{answer}"))));
        Choices {
            levels: [levels, named(language, "degree-level", ["none"])].concat(),
            countries: country::all().map(|(code, name)| Choice::new(code, name.say(language))).collect(),
            study_forms: named(language, "study-form", StudyForm::ALL.map(StudyForm::code)),
            placements: named(language, "placement", Placement::ALL.map(Placement::code)),
            employers: named(language, "employer-kind", EmployerKind::ALL.map(EmployerKind::code)),
            positions: named(language, "position-level", PositionLevel::ALL.map(PositionLevel::code)),
            yes_no: yes_no.into(),
            titles: named(language, "title-level", TitleLevel::ALL.map(TitleLevel::code)),
            skills: named(language, "skill-level", SkillLevel::ALL.map(SkillLevel::code)),
            standing: named(language, "standing", Standing::ALL.map(Standing::code)),
            sectors: Sector::ALL.map(sector).into(),
        }
    }
}

/// A section of the domain's terms.
fn named<const N: usize>(language: Language, section: &str, codes: [&'static str; N]) -> Vec<Choice> {
    codes.map(|code| Choice::new(code, term(section, code).map_or(code, |term| term.say(language)))).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_without_a_degree_is_not_asked_where_it_was_taken() {
        let answers = |level: &str| Answers::of([(LEVEL, level)]);
        assert_eq!(Question::Degree.after(&answers("master")), Some(Question::Study));
        assert_eq!(Question::Degree.after(&answers("none")), Some(Question::Work));
        assert_eq!(Question::Work.before(&answers("none")), Some(Question::Degree));
        assert_eq!(Question::Sector.after(&answers("none")), None);
    }

    #[test]
    fn a_changed_answer_leads_to_what_it_leaves_open_and_else_back_to_the_result() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a date");
        let lacking = |question: Question, level| question.lacking_after(&Answers::of([(LEVEL, level)]), today);
        assert_eq!(lacking(Question::Degree, "none"), None);
        assert_eq!(lacking(Question::Degree, "master"), Some(Question::Study));
        assert_eq!(lacking(Question::Study, "master"), Some(Question::Placement));
        assert_eq!(lacking(Question::Work, "master"), None);
    }
}
