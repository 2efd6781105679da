//! An interpretation of the Measures (Article 28): a question, the answer and the clauses they are about.
//! The Organisation Department interprets together with the departments concerned: it is published once each of their seats agrees.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::clause::Clause;
use crate::ids::InterpretationId;
use crate::open_point::{OpenPoint, OpenPointId};
use crate::open_question::{Interpreted, OpenQuestion};
use crate::plan::{PlanOpinion, SeatOpinion};
use crate::plan_way::said;
use crate::refusal::Refusal;
use crate::seat::Seat;
use crate::stage::Step;
use crate::text::{Text, TextInput};
use crate::typed;

/// The article that says who interprets.
pub const CLAUSE: Clause = Clause::article(28);
/// Characters of a question or an answer.
const MOST: usize = 1_000;
const MOST_CLAUSES: usize = 8;
/// What is chosen for a question that stays with a person.
pub const LEFT_OPEN: &str = "left-open";

/// An interpretation as somebody types it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct InterpretationInput {
    pub question: TextInput,
    pub answer: TextInput,
    /// The clauses it is about, separated by commas or spaces.
    #[schema(example = "10(4), 11(3)")]
    pub clauses: String,
    /// The open point that it settles, by its id; none when left empty.
    #[schema(example = "O3")]
    pub open_point: String,
    /// What it says of the questions of that point, by their codes: `counts`, `does-not-count` or `left-open`. One that is not
    /// there is left to a person.
    pub settles: BTreeMap<String, String>,
    /// The first day on which it holds.
    #[schema(example = "2027-01-04")]
    pub holds_from: String,
    /// The seats concerned besides the Organisation Department, by their codes.
    pub seats: Vec<String>,
}

/// An interpretation that was read whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InterpretationText {
    pub question: Text,
    pub answer: Text,
    pub clauses: Vec<Clause>,
    pub open_point: Option<OpenPointId>,
    /// What it says of the questions of that point; the others are left to a person.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settles: BTreeMap<OpenQuestion, Interpreted>,
    #[schema(value_type = String, format = Date)]
    pub holds_from: NaiveDate,
    /// In the order of the coordination group.
    pub seats: Vec<Seat>,
}

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "stage", rename_all = "kebab-case")]
pub enum InterpretationStage {
    /// The secretary writes it, and the seats concerned speak on it.
    Drafted,
    Published {
        published: Step,
    },
    /// It holds no more; what was decided under it stands.
    Ended {
        published: Step,
        ended: Step,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Interpretation {
    pub id: InterpretationId,
    #[serde(flatten)]
    pub text: InterpretationText,
    #[serde(flatten)]
    pub stage: InterpretationStage,
    pub drafted: Step,
    /// On the text as it is now, in the order in which they came.
    pub opinions: Vec<SeatOpinion>,
    /// 1 when drafted, one more with each act.
    pub version: i64,
}

impl InterpretationInput {
    pub fn of(text: &InterpretationText) -> InterpretationInput {
        let clauses: Vec<_> = text.clauses.iter().map(Clause::to_string).collect();
        let asked = text.open_point.into_iter().flat_map(OpenQuestion::of);
        let said = |question| text.settles.get(&question).map_or(LEFT_OPEN, |said| said.code());
        InterpretationInput {
            question: TextInput::of(&text.question),
            answer: TextInput::of(&text.answer),
            clauses: clauses.join(", "),
            open_point: text.open_point.map_or_else(String::new, |point| point.code().to_owned()),
            settles: asked.map(|question| (question.code().to_owned(), said(question).to_owned())).collect(),
            holds_from: text.holds_from.to_string(),
            seats: text.seats.iter().map(|seat| seat.code().to_owned()).collect(),
        }
    }

    /// The beginning of a draft on an open point: its question, and as the answer the reading that holds meanwhile. It settles
    /// nothing until somebody says what counts.
    pub fn on(point: &OpenPoint) -> InterpretationInput {
        let clauses: Vec<_> = point.clauses.iter().map(Clause::to_string).collect();
        InterpretationInput {
            question: TextInput::of(&point.question),
            answer: TextInput::of(&point.reading),
            clauses: clauses.join(", "),
            open_point: point.id.code().to_owned(),
            ..InterpretationInput::default()
        }
    }

    pub fn read(&self) -> Result<InterpretationText, Vec<Refusal>> {
        let mut refused = Vec::new();
        let question = self.question.read_lines(MOST, "/question", &mut refused);
        let answer = self.answer.read_lines(MOST, "/answer", &mut refused);
        let clauses = self.clauses(&mut refused);
        let open_point = typed::choice(&self.open_point, OpenPointId::from_code, "/open_point", &mut refused);
        let settles = self.settles(open_point, &mut refused);
        let holds_from = typed::day(&self.holds_from, "/holds_from", &mut refused);
        let seats = self.seats(&mut refused);
        match (question, answer, clauses, holds_from, seats) {
            (Some(question), Some(answer), Some(clauses), Some(holds_from), Some(seats)) if refused.is_empty() => {
                Ok(InterpretationText { question, answer, clauses, open_point, settles, holds_from, seats })
            }
            _ => Err(refused),
        }
    }

    /// Without what was chosen for the questions of another point than the one that is chosen now: a form that shows them sends
    /// them still.
    pub fn of_its_point(mut self) -> InterpretationInput {
        let point = OpenPointId::from_code(self.open_point.trim());
        let is_asked = |code: &str| OpenQuestion::from_code(code).map(OpenQuestion::point) == point;
        self.settles.retain(|code, _| is_asked(code));
        self
    }

    /// Nothing where the point itself could not be read.
    fn settles(&self, point: Option<OpenPointId>, refused: &mut Vec<Refusal>) -> BTreeMap<OpenQuestion, Interpreted> {
        let mut settles = BTreeMap::new();
        if point.is_none() && !self.open_point.trim().is_empty() {
            return settles;
        }
        for (code, said) in &self.settles {
            let question = OpenQuestion::from_code(code).filter(|question| Some(question.point()) == point);
            let Some(question) = question else {
                let elsewhere = Refusal::content("question-elsewhere").with("typed", typed::echo(code));
                refused.push(elsewhere.at("/settles"));
                continue;
            };
            if said.trim() != LEFT_OPEN {
                let said = typed::choice(said, Interpreted::from_code, &format!("/settles/{code}"), refused);
                settles.extend(said.map(|said| (question, said)));
            }
        }
        settles
    }

    fn clauses(&self, refused: &mut Vec<Refusal>) -> Option<Vec<Clause>> {
        let before = refused.len();
        let narrow = typed::half_width(&self.clauses);
        let mut clauses: Vec<Clause> = Vec::new();
        for typed in narrow.split([',', '、', ';', ' ']).filter(|typed| !typed.is_empty()) {
            match typed.parse() {
                Ok(clause) => clauses.push(clause),
                Err(_) => {
                    let unreadable = Refusal::content("clause-unreadable").with("typed", typed::echo(typed));
                    refused.push(unreadable.at("/clauses"));
                }
            }
        }
        clauses.sort();
        clauses.dedup();
        if refused.len() == before && (clauses.is_empty() || clauses.len() > MOST_CLAUSES) {
            refused.push(Refusal::content("clauses-missing").with("most", MOST_CLAUSES).at("/clauses"));
        }
        (refused.len() == before).then_some(clauses)
    }

    fn seats(&self, refused: &mut Vec<Refusal>) -> Option<Vec<Seat>> {
        let before = refused.len();
        let concerned = |code: &str| Seat::from_code(code).filter(|seat| *seat != Seat::Organisation);
        let mut seats = Vec::new();
        for (row, code) in self.seats.iter().enumerate() {
            seats.extend(typed::choice(code, concerned, &format!("/seats/{row}"), refused));
        }
        seats.sort();
        seats.dedup();
        if seats.is_empty() && refused.len() == before {
            refused.push(Refusal::content("seats-missing").under(CLAUSE).at("/seats"));
        }
        (refused.len() == before).then_some(seats)
    }
}

impl Interpretation {
    pub fn draft(id: InterpretationId, text: InterpretationText, step: Step) -> Interpretation {
        let stage = InterpretationStage::Drafted;
        Interpretation { id, text, stage, drafted: step, opinions: Vec::new(), version: 1 }
    }

    /// Written anew: the seats speak anew.
    pub fn change(self, text: InterpretationText) -> Result<Interpretation, Refusal> {
        self.is_draft()?;
        Ok(Interpretation { text, opinions: Vec::new(), version: self.version + 1, ..self })
    }

    /// A seat that it concerns speaks once on each wording.
    pub fn opine(self, step: Step, seat: Seat, opinion: PlanOpinion) -> Result<Interpretation, Refusal> {
        self.is_draft()?;
        if !self.text.seats.contains(&seat) {
            return Err(Refusal::seat("seat-not-concerned").under(CLAUSE));
        }
        let given = SeatOpinion::give(&self.opinions, seat, opinion, step).map_err(|refusal| refusal.under(CLAUSE))?;
        let Interpretation { mut opinions, .. } = self;
        opinions.push(given);
        Ok(Interpretation { opinions, version: self.version + 1, ..self })
    }

    /// Whether each seat concerned agrees to it as it is now.
    pub fn is_agreed(&self) -> bool {
        let agrees =
            |seat: &Seat| self.opinions.iter().any(|given| given.seat == *seat && given.opinion == PlanOpinion::Agrees);
        self.text.seats.iter().all(agrees)
    }

    /// It holds from a day that is not yet past: nothing that was decided before changes.
    pub fn publish(self, step: Step) -> Result<Interpretation, Refusal> {
        self.is_draft()?;
        if !self.is_agreed() {
            return Err(Refusal::stage("seats-disagree").under(CLAUSE));
        }
        if self.text.holds_from < step.on {
            return Err(Refusal::content("holds-from-past").under(CLAUSE).at("/holds_from"));
        }
        let stage = InterpretationStage::Published { published: step };
        Ok(Interpretation { stage, version: self.version + 1, ..self })
    }

    /// It holds no more from this day on, as when another one takes its place.
    pub fn end(self, step: Step) -> Result<Interpretation, Refusal> {
        let InterpretationStage::Published { published } = self.stage else {
            return Err(Refusal::stage("interpretation-not-in-force").under(CLAUSE));
        };
        let stage = InterpretationStage::Ended { published, ended: said(step)? };
        Ok(Interpretation { stage, version: self.version + 1, ..self })
    }

    pub fn is_draft(&self) -> Result<(), Refusal> {
        match self.stage {
            InterpretationStage::Drafted => Ok(()),
            _ => Err(Refusal::stage("interpretation-published").under(CLAUSE)),
        }
    }

    /// What of it the public reads; nothing before it is published.
    pub fn published(&self) -> Option<Published> {
        let (published, ended) = match &self.stage {
            InterpretationStage::Drafted => return None,
            InterpretationStage::Published { published } => (published, None),
            InterpretationStage::Ended { published, ended } => (published, Some(ended.on)),
        };
        let InterpretationText { question, answer, clauses, open_point, settles, holds_from, seats } =
            self.text.clone();
        Some(Published {
            id: self.id,
            question,
            answer,
            clauses,
            open_point,
            settles,
            seats,
            holds_from,
            published_on: published.on,
            ended_on: ended,
        })
    }
}

/// A published interpretation, as it travels and is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PublishedInterpretation)]
pub struct Published {
    pub id: InterpretationId,
    pub question: Text,
    pub answer: Text,
    pub clauses: Vec<Clause>,
    /// The open point that it settles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_point: Option<OpenPointId>,
    /// What it says of the questions of that point; the others are left to a person.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settles: BTreeMap<OpenQuestion, Interpreted>,
    /// The seats that agreed, besides the Organisation Department.
    pub seats: Vec<Seat>,
    #[schema(value_type = String, format = Date)]
    pub holds_from: NaiveDate,
    #[schema(value_type = String, format = Date)]
    pub published_on: NaiveDate,
    /// The first day on which it holds no more; absent while it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub ended_on: Option<NaiveDate>,
}

impl Published {
    pub fn is_in_force(&self, on: NaiveDate) -> bool {
        self.holds_from <= on && self.ended_on.is_none_or(|ended| on < ended)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::ids::OfficerId;
    use crate::policy::Policy;
    use crate::role::Role;

    fn input() -> InterpretationInput {
        let text = |words: &str| TextInput { zh: words.to_owned(), en: words.to_owned() };
        InterpretationInput {
            question: text("which list"),
            answer: text("that of the day"),
            clauses: "11(3)、10(4)".to_owned(),
            open_point: "O3".to_owned(),
            settles: settles("school-listed-today", "counts"),
            holds_from: "2026-12-01".to_owned(),
            seats: vec!["human-resources".to_owned(), "education".to_owned()],
        }
    }

    fn settles(question: &str, said: &str) -> BTreeMap<String, String> {
        [(question.to_owned(), said.to_owned())].into()
    }

    fn step(role: Role, words: Option<&str>) -> Step {
        let (by, on) = (OfficerId::from(Uuid::nil()), "2026-11-26".parse().expect("a day"));
        Step::new(by, role, Text::new("韩朔", "Han"), on, words.map(str::to_owned))
    }

    fn drafted(input: &InterpretationInput) -> Interpretation {
        let id = InterpretationId::from(Uuid::nil());
        Interpretation::draft(id, input.read().expect("whole"), step(Role::Secretary, None))
    }

    fn spoken(draft: Interpretation, seat: Seat, opinion: PlanOpinion) -> Result<Interpretation, Refusal> {
        draft.opine(step(Role::SeatMember, Some("words")), seat, opinion)
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let wrong = InterpretationInput {
            answer: TextInput::default(),
            clauses: "30".to_owned(),
            open_point: "O99".to_owned(),
            holds_from: "soon".to_owned(),
            seats: vec!["organisation".to_owned()],
            ..input()
        };
        let refused = wrong.read().expect_err("wrong");
        let at: Vec<_> = refused.iter().map(|refusal| refusal.pointer().unwrap_or("")).collect();
        assert_eq!(at, ["/answer/zh", "/answer/en", "/clauses", "/open_point", "/holds_from", "/seats/0"]);
        let text = input().read().expect("whole");
        assert_eq!(text.clauses, [Clause::of(10, 4), Clause::of(11, 3)]);
        let again = InterpretationInput::of(&text);
        assert_eq!(again.settles["school-listed-then"], LEFT_OPEN, "each question of the point is asked");
        assert_eq!(again.read(), Ok(text));
    }

    #[test]
    fn it_says_what_it_settles_of_its_own_point_and_of_no_other() {
        let text = input().read().expect("whole");
        assert_eq!(text.settles, [(OpenQuestion::SchoolListedToday, Interpreted::Counts)].into());
        for (question, said, at) in [
            ("skill-senior-worker", "counts", "/settles"),
            ("nobody", "left-open", "/settles"),
            ("school-listed-then", "perhaps", "/settles/school-listed-then"),
        ] {
            let wrong = InterpretationInput { settles: settles(question, said), ..input() };
            let refused = wrong.read().expect_err("wrong");
            assert_eq!(refused.iter().map(Refusal::pointer).collect::<Vec<_>>(), [Some(at)], "{question}");
        }
        let moved = InterpretationInput { open_point: "O9".to_owned(), ..input() };
        assert!(moved.clone().read().is_err());
        assert!(moved.of_its_point().read().expect("whole").settles.is_empty());
    }

    #[test]
    fn it_is_published_once_each_seat_agrees_to_the_words_as_they_are() {
        let code = |refused: Result<Interpretation, Refusal>| refused.expect_err("refused").code();
        let draft = drafted(&input());
        assert_eq!(code(draft.clone().publish(step(Role::Secretary, None))), "seats-disagree");
        assert_eq!(code(spoken(draft.clone(), Seat::Finance, PlanOpinion::Agrees)), "seat-not-concerned");
        let half = spoken(draft, Seat::HumanResources, PlanOpinion::Agrees).expect("spoken");
        assert_eq!(code(spoken(half.clone(), Seat::HumanResources, PlanOpinion::Agrees)), "seat-spoke-before");
        let objected = spoken(half.clone(), Seat::Education, PlanOpinion::Objects).expect("spoken");
        assert_eq!(code(objected.clone().publish(step(Role::Secretary, None))), "seats-disagree");
        let anew = objected.change(input().read().expect("whole")).expect("changed");
        assert!(anew.opinions.is_empty(), "the seats speak on the new words");
        let agreed = spoken(half, Seat::Education, PlanOpinion::Agrees).expect("spoken");
        assert!(agreed.published().is_none(), "nobody reads a draft");
        let published = agreed.publish(step(Role::Secretary, None)).expect("published");
        assert_eq!(published.published().expect("public").ended_on, None);
        assert_eq!(code(published.clone().change(input().read().expect("whole"))), "interpretation-published");
        let ended = published.end(step(Role::Secretary, None)).expect("ended");
        assert!(ended.published().expect("public").ended_on.is_some());
        assert_eq!(code(ended.end(step(Role::Secretary, None))), "interpretation-not-in-force");
    }

    #[test]
    fn it_never_holds_from_a_day_before_it_is_published() {
        let past =
            InterpretationInput { holds_from: "2026-11-25".to_owned(), seats: vec!["finance".into()], ..input() };
        let agreed = spoken(drafted(&past), Seat::Finance, PlanOpinion::Agrees).expect("spoken");
        assert_eq!(agreed.publish(step(Role::Secretary, None)).expect_err("past").code(), "holds-from-past");
    }

    #[test]
    fn a_draft_begins_with_any_open_point_and_lacks_only_the_day_and_the_seats() {
        for point in Policy::standard().open_points() {
            let begun = InterpretationInput::on(point);
            let lacking = begun.read().expect_err("half");
            let lacking: Vec<_> = lacking.iter().filter_map(Refusal::pointer).collect();
            assert_eq!(lacking, ["/holds_from", "/seats"], "{}", point.id);
            let whole = InterpretationInput { holds_from: "2027-01-04".into(), seats: vec!["finance".into()], ..begun };
            let whole = whole.read().expect("whole");
            assert_eq!((whole.open_point, &whole.answer), (Some(point.id), &point.reading));
            assert!(whole.settles.is_empty(), "nobody has said what counts");
        }
    }
}
