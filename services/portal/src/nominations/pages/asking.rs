//! The page of one question: its fields, what is wrong with them, and the clauses held against what was saved.

use askama::Template;
use domain::degree::MOST_DEGREES;
use domain::{FilingInput, Question, Task};
use kit::html::Say;
use kit::{DeskError, Form, Frame};

use super::answers::{self, Answer};
use super::choices::Choices;
use super::clauses::{self, ClauseChoice, Found};
use super::consents::{self, ConsentView};
use super::room::{Paper, Step};
use super::school;
use super::view::AboutView;
use crate::nominations::drafts;

#[derive(Template)]
#[template(path = "nominations/templates/question.html")]
pub struct QuestionPage {
    pub frame: Frame,
    pub say: Say,
    pub form: Form,
    pub post: AboutView,
    /// The heading of the list, and where it is.
    pub list: (String, String),
    /// Where it is sent.
    pub here: String,
    pub code: String,
    pub title: String,
    /// Marks the answer that was saved when the page was made.
    pub seen: String,
    /// Where Continue leads, if not to the next question.
    pub from: String,
    pub choices: Choices,
    pub degree: DegreeFields,
    /// Where its school stands, as it was saved; none where the lists do not concern it.
    pub school: Option<String>,
    pub clauses: Vec<ClauseChoice>,
    pub consents: Vec<ConsentView>,
    /// What was saved elsewhere meanwhile.
    pub elsewhere: Vec<Answer>,
    /// Empty where the clauses do not turn on it.
    pub found: Vec<Found>,
    /// How many of the ten are not among them.
    pub unknown: usize,
}

/// The names of one degree's fields.
pub struct DegreeFields {
    pub place: usize,
    pub level: String,
    pub school: String,
    pub country: String,
    pub discipline: String,
    pub study_form: String,
    pub year: String,
    pub month: String,
    pub proof: String,
    /// Not asked here; kept where the API brought it.
    pub fresh: String,
}

impl DegreeFields {
    fn at(place: usize) -> DegreeFields {
        let named = |field: &str| format!("education.{place}.{field}");
        DegreeFields {
            place,
            level: named("level"),
            school: named("school"),
            country: named("country"),
            discipline: named("discipline"),
            study_form: named("study_form"),
            year: named("year"),
            month: named("month"),
            proof: named("proof"),
            fresh: named("fresh"),
        }
    }
}

impl QuestionPage {
    /// Filled in as `form` is; made from what is saved now.
    pub fn new(paper: &Paper, question: Question, form: Form) -> Result<QuestionPage, DeskError> {
        let (say, saved, post) = (paper.say, paper.typed(), paper.view());
        let evaluated = paper.clauses();
        let turns_on_it = !matches!(question.task(), Task::Person | Task::Document | Task::Clauses | Task::Consents);
        let found = clauses::found(&evaluated, &paper.frame, &say).into_iter();
        let found: Vec<Found> = found.filter(|one| turns_on_it && one.mark != "wait").collect();
        let (code, place) = match question {
            Question::Degree(place) => ("degree".to_owned(), place.min(MOST_DEGREES - 1)),
            other => (other.code(), 0),
        };
        Ok(QuestionPage {
            list: paper.crumb(),
            here: paper.to(Step::Asks(question)),
            title: title(&say, question, &saved, &post),
            seen: drafts::mark(question, &saved)?,
            from: form.value("from").to_owned(),
            choices: Choices::new(&say),
            degree: DegreeFields::at(place),
            school: saved.education.get(place).and_then(|degree| school::standing(degree, paper.today, &say)),
            clauses: clauses::choices(&evaluated, &paper.about, &paper.frame, &say),
            consents: consents::asked(paper, &post, &form),
            elsewhere: Vec::new(),
            unknown: if turns_on_it { evaluated.len() - found.len() } else { 0 },
            frame: paper.frame.clone(),
            code,
            say,
            form,
            post,
            found,
        })
    }

    /// Made from an older answer than the one that is saved now.
    pub fn seen(self, seen: &str) -> QuestionPage {
        QuestionPage { seen: seen.to_owned(), ..self }
    }

    /// Beside what was saved elsewhere.
    pub fn beside(self, paper: &Paper, question: Question) -> QuestionPage {
        let elsewhere = answers::of(question, &paper.typed(), paper.target().consents(), &paper.say);
        QuestionPage { elsewhere, ..self }
    }

    pub fn is(&self, code: &str) -> bool {
        self.code == code
    }
}

/// What it is about, where it is not asked.
pub fn subject(say: &Say, question: Question, saved: &FilingInput, post: &AboutView) -> String {
    match question {
        Question::Degree(_) => title(say, question, saved, post),
        Question::Placement => say.owned("nominate-placement"),
        Question::Experience => say.owned("look-over-experience"),
        other => say.owned(format!("task-{}", other.task().code())),
    }
}

/// The question itself.
pub fn title(say: &Say, question: Question, saved: &FilingInput, post: &AboutView) -> String {
    match question {
        Question::Degree(0) => say.owned("ask-degree"),
        Question::Degree(place) => {
            let number = saved.education.len().min(place) + 1;
            say.with("ask-degree-before", &[("number", number.into())])
        }
        other => say.with(format!("ask-{}", other.code()), &post.arguments()),
    }
}
