//! The questions in their order, one a page, and which fields each of them asks for.

use std::collections::BTreeSet;

use askama::Template;
use chrono::NaiveDate;
use domain::degree::{DegreeLevel, MOST_DEGREES, StudyForm};
use domain::standing::{Placement, Standing};
use domain::work::{EmployerKind, PositionLevel};
use domain::{Language, Policy, Sector, SkillLevel, TitleLevel, country, term};
use kit::{Choice, Form, Frame, Say};

use super::answers::Answers;
use super::degrees::{self, Names};
use crate::words;

const LEVEL: &str = "education.0.level";
/// What the code of a further degree begins with; its number follows, counted with the highest.
const FURTHER: &str = "degree-";

/// In the order in which they are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    Degree,
    Study,
    /// One more degree, by its place behind the highest.
    Further(usize),
    Placement,
    Work,
    Title,
    Standing,
    Sector,
}

impl Question {
    /// Those that nobody has to ask for.
    pub const USUAL: [Question; 7] = [
        Question::Degree,
        Question::Study,
        Question::Placement,
        Question::Work,
        Question::Title,
        Question::Standing,
        Question::Sector,
    ];

    /// As the form and the keys of words have it.
    pub fn code(self) -> String {
        let code = match self {
            Question::Degree => "degree",
            Question::Study => "study",
            Question::Further(place) => return format!("{FURTHER}{}", place + 1),
            Question::Placement => "placement",
            Question::Work => "work",
            Question::Title => "title",
            Question::Standing => "standing",
            Question::Sector => "sector",
        };
        code.to_owned()
    }

    pub fn from_code(code: &str) -> Option<Question> {
        let further = (1..MOST_DEGREES).map(Question::Further);
        Question::USUAL.into_iter().chain(further).find(|question| question.code() == code)
    }

    /// Whether the field is one of its own.
    pub fn asks_for(self, name: &str) -> bool {
        match self {
            Question::Degree => name == LEVEL,
            Question::Study => degrees::place(name) == Some(0) && name != LEVEL,
            Question::Further(place) => degrees::place(name) == Some(place),
            Question::Placement => name == "placement",
            Question::Work => [
                "work.employer_kind",
                "work.position_level",
                "work.years",
                "work.in_yining",
                "work.runs_business_in_yining",
            ]
            .contains(&name),
            Question::Title => ["title.level", "skill_level"].contains(&name),
            Question::Standing => name == "standing[]",
            Question::Sector => name == "sector",
        }
    }

    /// Whether the answers so far leave it something to ask.
    fn is_asked(self, answers: &Answers) -> bool {
        match self {
            Question::Study | Question::Further(_) | Question::Placement => answers.value(LEVEL) != "none",
            _ => true,
        }
    }

    /// Those that the answers so far leave to be asked.
    pub fn asked(answers: &Answers) -> impl Iterator<Item = Question> {
        let [degree, study, then @ ..] = Question::USUAL;
        let further = (1..answers.degrees()).map(Question::Further);
        let all = [degree, study].into_iter().chain(further).chain(then);
        all.filter(move |question| question.is_asked(answers))
    }

    /// The page for one more degree; none behind the most there can be, and where there is no degree.
    pub fn one_more(answers: &Answers) -> Option<Question> {
        let next = Question::Further(answers.degrees().max(1));
        Some(next).filter(|next| *next < Question::Further(MOST_DEGREES) && next.is_asked(answers))
    }

    /// The next one to be asked; none after the last.
    pub fn after(self, answers: &Answers) -> Option<Question> {
        self.rest(answers).next()
    }

    /// The next one that a changed answer may have brought up, and that was not answered.
    pub fn lacking_after(self, answers: &Answers, today: NaiveDate) -> Option<Question> {
        self.rest(answers).find(|question| match question {
            Question::Placement => answers.value("placement").is_empty(),
            _ => !answers.refused(*question, today).is_empty(),
        })
    }

    fn rest(self, answers: &Answers) -> impl Iterator<Item = Question> {
        Question::asked(answers).filter(move |question| *question > self)
    }

    pub fn before(self, answers: &Answers) -> Option<Question> {
        Question::asked(answers).take_while(|question| *question < self).last()
    }

    /// Whether it can be passed over, and the result says so then.
    fn can_be_left_out(self) -> bool {
        matches!(self, Question::Placement | Question::Work | Question::Title)
    }

    pub fn heading(self, say: &Say) -> String {
        match self {
            Question::Further(place) => say.with("check-further", &[("number", (place + 1).into())]),
            usual => say.owned(format!("check-{}", usual.code())),
        }
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
    /// Whether another degree can be stated from here.
    takes_more: bool,
    names: Names,
    choices: Choices,
}

/// What can be chosen, in the reader's words.
struct Choices {
    /// With that of whoever has none.
    highest_levels: Vec<Choice>,
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
        // One more degree is asked about before anything was said of it.
        let mut asked: BTreeSet<Question> = Question::asked(answers).collect();
        asked.insert(question);
        let (of_degree, place) = match question {
            Question::Further(place) => (true, place),
            usual => (usual == Question::Study, 0),
        };
        QuestionPage {
            place: asked.range(..=question).count(),
            of: asked.len(),
            carried: answers.beside(question),
            goes_back: then == Then::Next && question.before(answers).is_some(),
            takes_more: of_degree && place + 1 < MOST_DEGREES,
            names: Names::of(place),
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
        format!("{} - {}", self.heading(), self.say.it("check"))
    }

    fn can_be_left_out(&self) -> bool {
        self.question.can_be_left_out()
    }

    fn is_further(&self) -> bool {
        matches!(self.question, Question::Further(_))
    }
}

impl Choices {
    fn new(say: &Say) -> Choices {
        let language = say.language();
        let sector = |sector: Sector| Choice::new(sector.code(), Policy::standard().sector(sector).say(language));
        let levels = named(language, "degree-level", DegreeLevel::ALL.map(DegreeLevel::code));
        let yes_no = ["yes", "no"].map(|answer| Choice::new(answer, say.owned(format!("check-answer-{answer}"))));
        Choices {
            highest_levels: [levels.clone(), named(language, "degree-level", ["none"])].concat(),
            levels,
            countries: country::listed(language).into_iter().map(|(code, name)| Choice::new(code, name)).collect(),
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
    fn further_degrees_are_asked_about_one_by_one_behind_the_highest() {
        let answers = |more: &[&'static str]| {
            let more = more.iter().map(|name| (*name, "bachelor"));
            Answers::of([(LEVEL, "master")].into_iter().chain(more))
        };
        let two = answers(&["education.1.level"]);
        assert_eq!(Question::Study.after(&two), Some(Question::Further(1)));
        assert_eq!(Question::Further(1).after(&two), Some(Question::Placement));
        assert_eq!(Question::Placement.before(&two), Some(Question::Further(1)));
        assert_eq!(Question::one_more(&two), Some(Question::Further(2)));
        // Before anything was said of it, and after nothing was.
        assert_eq!(Question::Further(2).before(&two), Some(Question::Further(1)));
        assert_eq!(Question::Further(2).after(&two), Some(Question::Placement));
        assert_eq!(Question::from_code(&Question::Further(9).code()), Some(Question::Further(9)));
        let ten: Vec<String> = (1..MOST_DEGREES).map(|place| format!("education.{place}.level")).collect();
        let ten = Answers::of([(LEVEL, "master")].into_iter().chain(ten.iter().map(|name| (name.as_str(), "master"))));
        assert_eq!(Question::one_more(&ten), None);
        assert_eq!(Question::one_more(&Answers::of([(LEVEL, "none")])), None);
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
