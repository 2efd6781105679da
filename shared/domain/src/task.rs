//! The tasks of a filing and the questions in each (Articles 10, 11 and 16): what one page asks, and how a task stands.
//! Every field of a filing belongs to one question; an answer touches the fields of its question and no other.

use crate::code::coded;
use crate::degree::{DegreeInput, MOST_DEGREES};
use crate::filing::FilingInput;
use crate::refusal::Refusal;

coded! {
    /// A task of the list, in the order in which they stand.
    Task {
        Person = "person",
        Document = "document",
        Education = "education",
        Work = "work",
        Title = "title",
        Achievements = "achievements",
        Sector = "sector",
        Clauses = "clauses",
        Consents = "consents",
    }
}

coded! {
    /// How a task stands.
    TaskState {
        /// Nothing is typed yet.
        Todo = "todo",
        /// Something of it is missing or cannot be read.
        Begun = "begun",
        Done = "done",
    }
}

/// What one page asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    Person,
    Document,
    /// One degree, by its place from 0: the highest first.
    Degree(usize),
    Placement,
    Work,
    Experience,
    Title,
    Achievements,
    Sector,
    Clauses,
    Consents,
}

impl Task {
    /// Whether a filing cannot be submitted without it.
    pub fn is_needed(self) -> bool {
        matches!(self, Task::Person | Task::Document | Task::Education | Task::Clauses | Task::Consents)
    }

    /// Its questions, as many as the filing has answers to.
    pub fn questions(self, filing: &FilingInput) -> Vec<Question> {
        match self {
            Task::Person => vec![Question::Person],
            Task::Document => vec![Question::Document],
            Task::Education => {
                let degrees = (0..filing.education.len().max(1)).map(Question::Degree);
                degrees.chain([Question::Placement]).collect()
            }
            Task::Work => vec![Question::Work, Question::Experience],
            Task::Title => vec![Question::Title],
            Task::Achievements => vec![Question::Achievements],
            Task::Sector => vec![Question::Sector],
            Task::Clauses => vec![Question::Clauses],
            Task::Consents => vec![Question::Consents],
        }
    }

    /// What the filing says to it, with everything else blank.
    pub fn of(self, filing: &FilingInput) -> FilingInput {
        let mut part = FilingInput::default();
        self.answer(&mut part, filing.clone());
        part
    }

    /// Writes what was typed to it into the filing.
    pub fn answer(self, filing: &mut FilingInput, typed: FilingInput) {
        match self {
            Task::Education => {
                filing.education = typed.education;
                filing.placement = typed.placement;
            }
            Task::Work => filing.work = typed.work,
            _ => self.questions(&typed).into_iter().for_each(|question| question.answer(filing, typed.clone())),
        }
    }

    /// How it stands, with what the whole filing is refused for.
    pub fn state(self, filing: &FilingInput, refused: &[Refusal]) -> TaskState {
        let questions = self.questions(filing);
        let wrong = refused.iter().any(|refusal| questions.iter().any(|question| question.owns(refusal)));
        match (self.of(filing) == FilingInput::default(), wrong) {
            (true, _) => TaskState::Todo,
            (false, true) => TaskState::Begun,
            (false, false) => TaskState::Done,
        }
    }
}

impl Question {
    /// As it stands in an address.
    pub fn code(self) -> String {
        match self {
            Question::Person => "person".to_owned(),
            Question::Document => "document".to_owned(),
            Question::Degree(place) => format!("degree-{}", place + 1),
            Question::Placement => "placement".to_owned(),
            Question::Work => "work".to_owned(),
            Question::Experience => "experience".to_owned(),
            Question::Title => "title".to_owned(),
            Question::Achievements => "achievements".to_owned(),
            Question::Sector => "sector".to_owned(),
            Question::Clauses => "clauses".to_owned(),
            Question::Consents => "consents".to_owned(),
        }
    }

    pub fn from_code(code: &str) -> Option<Question> {
        if let Some(number) = code.strip_prefix("degree-") {
            let place = number.parse::<usize>().ok()?.checked_sub(1)?;
            return (place < MOST_DEGREES).then_some(Question::Degree(place));
        }
        let plain = Question::plain();
        plain.into_iter().find(|question| question.code() == code)
    }

    /// All but the degrees.
    fn plain() -> [Question; 10] {
        [
            Question::Person,
            Question::Document,
            Question::Placement,
            Question::Work,
            Question::Experience,
            Question::Title,
            Question::Achievements,
            Question::Sector,
            Question::Clauses,
            Question::Consents,
        ]
    }

    pub fn task(self) -> Task {
        match self {
            Question::Person => Task::Person,
            Question::Document => Task::Document,
            Question::Degree(_) | Question::Placement => Task::Education,
            Question::Work | Question::Experience => Task::Work,
            Question::Title => Task::Title,
            Question::Achievements => Task::Achievements,
            Question::Sector => Task::Sector,
            Question::Clauses => Task::Clauses,
            Question::Consents => Task::Consents,
        }
    }

    /// What the filing says to it, with everything else blank; a degree stands at the place 0 then.
    pub fn of(self, filing: &FilingInput) -> FilingInput {
        let mut part = FilingInput::default();
        match self {
            Question::Degree(place) => part.education = filing.education.get(place).cloned().into_iter().collect(),
            _ => self.answer(&mut part, filing.clone()),
        }
        part
    }

    /// Writes what was typed to it into the filing. Of degrees the first that was typed is meant; an empty one is taken
    /// off.
    pub fn answer(self, filing: &mut FilingInput, typed: FilingInput) {
        match self {
            Question::Person => {
                filing.name = typed.name;
                filing.phone = typed.phone;
            }
            Question::Document => filing.document = typed.document,
            Question::Degree(place) => set_degree(&mut filing.education, place, typed.education),
            Question::Placement => filing.placement = typed.placement,
            Question::Work => {
                filing.work.employer = typed.work.employer;
                filing.work.employer_kind = typed.work.employer_kind;
                filing.work.position = typed.work.position;
                filing.work.position_level = typed.work.position_level;
            }
            Question::Experience => {
                filing.work.years = typed.work.years;
                filing.work.in_yining = typed.work.in_yining;
                filing.work.runs_business_in_yining = typed.work.runs_business_in_yining;
            }
            Question::Title => {
                filing.title = typed.title;
                filing.skill_level = typed.skill_level;
            }
            Question::Achievements => {
                filing.standing = typed.standing;
                filing.orcid = typed.orcid;
            }
            Question::Sector => filing.sector = typed.sector,
            Question::Clauses => {
                filing.claimed = typed.claimed;
                filing.remark = typed.remark;
            }
            Question::Consents => filing.consents = typed.consents,
        }
    }

    /// Whether that is refused because of one of its fields.
    pub fn owns(self, refusal: &Refusal) -> bool {
        let pointer = refusal.pointer().unwrap_or_default();
        let lies_below =
            |field: &str| pointer.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        match self {
            Question::Person => lies_below("/name") || lies_below("/phone"),
            Question::Document => lies_below("/document"),
            Question::Degree(0) => pointer == "/education" || lies_below("/education/0"),
            Question::Degree(place) => lies_below(&format!("/education/{place}")),
            Question::Placement => lies_below("/placement"),
            Question::Work => ["employer", "employer_kind", "position", "position_level"]
                .iter()
                .any(|field| lies_below(&format!("/work/{field}"))),
            Question::Experience => ["years", "in_yining", "runs_business_in_yining"]
                .iter()
                .any(|field| lies_below(&format!("/work/{field}"))),
            Question::Title => lies_below("/title") || lies_below("/skill_level"),
            Question::Achievements => lies_below("/standing") || lies_below("/orcid"),
            Question::Sector => lies_below("/sector"),
            Question::Clauses => lies_below("/claimed") || lies_below("/remark"),
            Question::Consents => lies_below("/consents"),
        }
    }
}

fn set_degree(degrees: &mut Vec<DegreeInput>, place: usize, typed: Vec<DegreeInput>) {
    let typed = typed.into_iter().next().filter(|degree| *degree != DegreeInput::default());
    match (typed, degrees.get_mut(place)) {
        (Some(typed), Some(degree)) => *degree = typed,
        (Some(typed), None) => degrees.push(typed),
        (None, Some(_)) => drop(degrees.remove(place)),
        (None, None) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filing::ConsentKind;
    use crate::policy::Policy;

    /// With another text in every field.
    fn full() -> FilingInput {
        let degree =
            |school: &str| DegreeInput { level: "master".into(), school: school.into(), ..DegreeInput::default() };
        let mut filing = FilingInput {
            name: "王芳".into(),
            phone: "139".into(),
            education: vec![degree("兰州大学"), degree("伊犁师范大学")],
            skill_level: "none".into(),
            orcid: "0000".into(),
            standing: vec!["patent-utility-model".into()],
            placement: "placed".into(),
            sector: "fruit-growing".into(),
            claimed: vec!["10(4)".into()],
            consents: vec!["review".into()],
            remark: "甲".into(),
            ..FilingInput::default()
        };
        filing.document.kind = "passport".into();
        filing.work.employer = "医院".into();
        filing.work.years = "5".into();
        filing.title.level = "none".into();
        filing
    }

    fn all_questions(filing: &FilingInput) -> Vec<Question> {
        Task::ALL.into_iter().flat_map(|task| task.questions(filing)).collect()
    }

    #[test]
    fn the_questions_together_ask_for_every_field_and_each_answer_is_its_own() {
        let full = full();
        let (mut by_questions, mut by_tasks) = (FilingInput::default(), FilingInput::default());
        for question in all_questions(&full) {
            let part = question.of(&full);
            assert!(part != FilingInput::default(), "{question:?}");
            let mut changed = full.clone();
            question.answer(&mut changed, part.clone());
            assert!(changed == full, "{question:?} changes what is not its own");
            question.answer(&mut by_questions, part);
        }
        for task in Task::ALL {
            task.answer(&mut by_tasks, task.of(&full));
        }
        assert!(by_questions == full && by_tasks == full);
    }

    #[test]
    fn every_refusal_belongs_to_one_question() {
        let today = "2026-11-24".parse().expect("a date");
        let mut filing = full();
        filing.work.position_level = "king".into();
        filing.work.in_yining = "perhaps".into();
        filing.standing.push("knight".into());
        filing.claimed.push("12(1)".into());
        for filing in [filing, FilingInput::default()] {
            let refused = filing.parse(&ConsentKind::ALL, Policy::standard(), today).err().expect("refused");
            for refusal in &refused {
                let owners = all_questions(&filing).into_iter().filter(|question| question.owns(refusal));
                assert_eq!(owners.count(), 1, "{:?}", refusal.pointer());
            }
        }
    }

    #[test]
    fn a_code_leads_back_to_its_question() {
        for question in Question::plain().into_iter().chain([Question::Degree(0), Question::Degree(MOST_DEGREES - 1)]) {
            assert_eq!(Question::from_code(&question.code()), Some(question));
        }
        for unknown in ["", "degree-0", "degree-11", "degree-x", "check"] {
            assert_eq!(Question::from_code(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn a_degree_is_added_changed_and_taken_off_alone() {
        let mut filing = full();
        Question::Degree(1).answer(&mut filing, FilingInput::default());
        assert_eq!(filing.education.len(), 1);
        assert_eq!(filing.education[0].school, "兰州大学");
        Question::Degree(7).answer(&mut filing, Question::Degree(1).of(&full()));
        assert_eq!(filing.education[1].school, "伊犁师范大学");
    }

    #[test]
    fn a_task_is_untouched_begun_or_done() {
        let today = "2026-11-24".parse().expect("a date");
        let refused = full().parse(&ConsentKind::ALL, Policy::standard(), today).err().expect("refused");
        let state = |task: Task| task.state(&full(), &refused);
        assert_eq!((state(Task::Person), state(Task::Sector)), (TaskState::Begun, TaskState::Done));
        assert_eq!(Task::Person.state(&FilingInput::default(), &refused), TaskState::Todo);
    }
}
