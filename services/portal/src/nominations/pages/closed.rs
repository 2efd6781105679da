//! For a post that takes no nominations now or left the catalogue, or a unit that left the register: why, the draft that is
//! kept for it, what was typed as it closed, and where one can turn instead. The Party organisation always takes people.

use askama::Template;
use domain::{ConsentKind, FilingInput, NominationId, Question};
use kit::Frame;
use kit::html::{Say, date};

use super::answers::{self, Answer};
use super::asking;
use super::dated::Dated;
use super::question::SAVED;
use super::room::{Paper, Shut, Step};
use super::view::AboutView;
use crate::words;

#[derive(Template)]
#[template(path = "nominations/templates/closed.html")]
pub struct ClosedPage {
    pub frame: Frame,
    pub say: Say,
    pub post: AboutView,
    pub why: Dated,
    /// Whether the catalogue has the post, and so a page of it.
    pub listed: bool,
    /// The draft that the person has for it.
    pub draft: Option<DraftLinks>,
    /// Whether an answer was saved in the draft just now.
    pub saved: bool,
    /// What was typed just now and is saved nowhere.
    pub typed: Option<Typed>,
}

/// Where a draft is read and deleted.
pub struct DraftLinks {
    pub id: NominationId,
    pub check: String,
    pub discard: String,
}

/// The answer to one question.
pub struct Typed {
    pub title: String,
    pub answers: Vec<Answer>,
}

impl ClosedPage {
    /// For a place that takes nobody today.
    pub fn new(paper: &Paper) -> ClosedPage {
        let draft = paper.kept.as_ref().map(|kept| DraftLinks {
            id: kept.nomination.id,
            check: paper.to(Step::Check),
            discard: paper.to(Step::Discard),
        });
        ClosedPage {
            post: paper.view(),
            why: why(paper),
            listed: paper.shut != Some(Shut::Unlisted),
            saved: draft.is_some() && paper.frame.query() == SAVED,
            draft,
            typed: None,
            frame: paper.frame.clone(),
            say: paper.say,
        }
    }

    /// For a post of which nothing is known but the number in its address.
    pub fn gone(frame: Frame, number: &str) -> ClosedPage {
        let say = words::say(frame.language());
        ClosedPage {
            post: AboutView::numbered(number, &say),
            why: Dated::new(&say.owned("closed-gone"), &[]),
            listed: false,
            draft: None,
            saved: false,
            typed: None,
            frame,
            say,
        }
    }

    /// With what was typed, for whoever wants to take it along; nothing where nothing was.
    pub fn with(self, question: Question, typed: &FilingInput, consents: &[ConsentKind]) -> ClosedPage {
        let mut answers = answers::of(question, typed, consents, &self.say);
        answers.retain(|answer| !answer.values.is_empty());
        let title = asking::subject(&self.say, question, typed, &self.post);
        ClosedPage { typed: (!answers.is_empty()).then_some(Typed { title, answers }), ..self }
    }

    /// What its words begin with.
    fn words(&self, key: &str) -> String {
        let about = if self.is_post() { "closed" } else { "closed-unit" };
        self.say.owned(format!("{about}{key}"))
    }

    fn is_post(&self) -> bool {
        self.post.kind == "post"
    }
}

fn why(paper: &Paper) -> Dated {
    let (say, post, unit) = (&paper.say, paper.about.post(), paper.view().unit);
    let Some(post) = post else {
        return Dated::new(&say.owned("closed-unit"), &[]);
    };
    let (key, day) = match post.closes_on {
        _ if paper.shut == Some(Shut::Unlisted) => {
            return Dated::new(&say.with("closed-unlisted", &[("unit", unit.into())]), &[]);
        }
        Some(last) if last < paper.today => ("closed-since", last),
        _ => ("closed-until", post.opens_on),
    };
    let day = date::full(day, say.language());
    Dated::new(&say.with(key, &[("unit", unit.into()), ("day", (&day.words).into())]), &[&day])
}
