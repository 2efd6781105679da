//! One interpretation: the form of a draft for the secretary, the text for the others, what the seats said, the next act.

use askama::Template;
use domain::interpretation::LEFT_OPEN;
use domain::plan::seats;
use domain::{Interpretation, InterpretationStage, Interpreted, OpenPointId, OpenQuestion, Policy, Step, term};
use kit::html::{Choice, Form, Frame, Say, date};

use super::list::stands;
use super::{DRAFTS, PATH};
use crate::interpretations::desk;
use crate::officers::Officer;
use crate::planning::pages::act::{Entry, OpinionRow};
use crate::words;

#[derive(Template)]
#[template(path = "interpretations/templates/entry.html")]
pub struct EntryPage {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    /// The text itself.
    form: Form,
    /// What is done with it.
    act_form: Form,
    heading: String,
    stands: String,
    action: String,
    /// None of one that is not there yet.
    version: Option<i64>,
    /// Whether the officer writes it now.
    writes: bool,
    facts: Vec<(String, Vec<String>)>,
    opinions: Vec<OpinionRow>,
    points: Vec<Choice>,
    /// Those of the point that is chosen.
    questions: Vec<QuestionField>,
    /// What can be said of each.
    sayings: Vec<Choice>,
    seats: Vec<Choice>,
    log: Vec<Entry>,
    opines: bool,
    publishes: bool,
    ends: bool,
}

struct QuestionField {
    name: String,
    legend: String,
}

impl EntryPage {
    pub fn new(frame: Frame, officer: Officer, shown: Option<Interpretation>, form: Form, act_form: Form) -> EntryPage {
        let (language, policy) = (frame.language(), Policy::standard());
        let say = words::say(language);
        let is_draft = shown.as_ref().is_none_or(|one| one.is_draft().is_ok());
        let writes = desk::may_draft(&officer) && is_draft;
        let point =
            |id: OpenPointId| Choice::new(id.code(), format!("{id} {}", policy.open_point(id).question.say(language)));
        let published = shown.as_ref().is_some_and(|one| matches!(one.stage, InterpretationStage::Published { .. }));
        EntryPage {
            heading: match &shown {
                Some(one) => one.text.question.say(language).to_owned(),
                None => say.owned("interpretation-draft"),
            },
            stands: shown.as_ref().map_or_else(String::new, |one| stands(&say, one)),
            action: frame.to(match &shown {
                Some(one) => format!("{PATH}/{}", one.id),
                None => DRAFTS.to_owned(),
            }),
            version: shown.as_ref().map(|one| one.version),
            writes,
            facts: shown.as_ref().filter(|_| !writes).map(|one| facts(&say, one)).unwrap_or_default(),
            opinions: shown.as_ref().map(|one| opinions(&say, one)).unwrap_or_default(),
            points: OpenPointId::ALL.map(point).into(),
            questions: questions(&say, &form),
            sayings: sayings().map(|said| Choice::new(said, worded(&say, "interpreted", said))).collect(),
            seats: seats().map(|seat| Choice::new(seat.code(), policy.seat(seat).say(language))).collect(),
            log: shown.as_ref().map(|one| log(&say, one)).unwrap_or_default(),
            opines: shown.as_ref().is_some_and(|one| desk::is_turn(&officer, one)),
            publishes: writes && shown.as_ref().is_some_and(Interpretation::is_agreed),
            ends: desk::may_draft(&officer) && published,
            officer: Some(officer),
            form,
            act_form,
            say,
            frame,
        }
    }
}

fn sayings() -> impl Iterator<Item = &'static str> {
    Interpreted::ALL.map(Interpreted::code).into_iter().chain([LEFT_OPEN])
}

/// As typed: those of another point come once it is saved.
fn questions(say: &Say, form: &Form) -> Vec<QuestionField> {
    let point = OpenPointId::from_code(form.value("open_point").trim());
    let field = |question: OpenQuestion| QuestionField {
        name: format!("settles.{question}"),
        legend: worded(say, "open-question", question.code()),
    };
    point.into_iter().flat_map(OpenQuestion::of).map(field).collect()
}

fn worded(say: &Say, section: &str, code: &str) -> String {
    term(section, code).map_or(code, |term| term.say(say.language())).to_owned()
}

/// What it says of each question of its point.
fn settled(say: &Say, one: &Interpretation) -> Vec<String> {
    let line = |question: OpenQuestion| {
        let said = one.text.settles.get(&question).map_or(LEFT_OPEN, |said| said.code());
        let (case, said) = (worded(say, "open-question", question.code()), worded(say, "interpreted", said));
        say.with("interpretation-settled", &[("case", case.into()), ("said", said.into())])
    };
    one.text.open_point.into_iter().flat_map(OpenQuestion::of).map(line).collect()
}

fn facts(say: &Say, one: &Interpretation) -> Vec<(String, Vec<String>)> {
    let (language, text) = (say.language(), &one.text);
    let lines = |words: &str| words.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let told = [
        ("interpretation-answer", lines(text.answer.say(language))),
        ("interpretation-clauses", text.clauses.iter().map(|clause| clause.say(language)).collect()),
        ("interpretation-point", text.open_point.iter().map(|point| point.code().to_owned()).collect()),
        ("interpretation-settles", settled(say, one)),
        ("interpretation-holds-from", vec![date::full(text.holds_from, language).words]),
    ];
    told.into_iter()
        .filter(|(_, lines): &(_, Vec<String>)| !lines.is_empty())
        .map(|(key, lines)| (say.owned(key), lines))
        .collect()
}

/// What each seat that is asked said of the words as they are.
fn opinions(say: &Say, one: &Interpretation) -> Vec<OpinionRow> {
    one.text.seats.iter().map(|seat| OpinionRow::new(say, *seat, &one.opinions)).collect()
}

/// The newest first.
fn log(say: &Say, one: &Interpretation) -> Vec<Entry> {
    let steps = match &one.stage {
        InterpretationStage::Drafted => vec![],
        InterpretationStage::Published { published } => vec![("published", published)],
        InterpretationStage::Ended { published, ended } => vec![("ended", ended), ("published", published)],
    };
    steps.into_iter().chain([("drafted-by", &one.drafted)]).map(|(kind, step)| entry(say, kind, step)).collect()
}

fn entry(say: &Say, kind: &str, step: &Step) -> Entry {
    let language = say.language();
    let role = Policy::standard().role(step.role).say(language);
    Entry {
        when: date::full(step.on, language),
        kind: say.owned(format!("interpretation-log-{kind}")),
        words: say.with("interpretation-step", &[("name", step.name(language).into()), ("role", role.into())]),
        said: step.words.clone().unwrap_or_default(),
    }
}
