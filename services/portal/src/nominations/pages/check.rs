//! Everything that was answered on one page, each with its way back, before it is submitted or sent as the correction.

use actix_web::HttpResponse;
use askama::Template;
use domain::{FilingInput, Question, Task};
use kit::html::Say;
use kit::{DeskError, Fault, Form, Frame, Posted, page};

use super::answers::{self, Answer};
use super::asking;
use super::clauses::{self, Found};
use super::item::ItemRow;
use super::room::{Paper, Room, Step};
use super::view::AboutView;
use crate::catalogue::Compared;
use crate::evidence::desk;
use crate::evidence::pages::note::EvidenceNote;
use crate::evidence::store::Kept as Evidence;

#[derive(Template)]
#[template(path = "nominations/templates/check.html")]
pub struct CheckPage {
    pub frame: Frame,
    pub say: Say,
    pub form: Form,
    pub post: AboutView,
    pub list: (String, String),
    pub here: String,
    pub version: i64,
    pub parts: Vec<Checked>,
    pub evidence: EvidenceNote,
    /// The evidence that is asked for item by item.
    pub items: Vec<ItemRow>,
    /// Where the files are.
    pub files: String,
    pub found: Vec<Found>,
    /// None where it is without a post, or nothing of the post can be compared.
    pub compared: Option<Compared>,
    /// Whether it was changed elsewhere since the page was made.
    pub moved: bool,
    pub corrects: bool,
    /// Where the draft is deleted that nobody takes there today: it is read here, and not submitted.
    pub discard: Option<String>,
}

/// One question with its answers.
pub struct Checked {
    pub title: String,
    pub link: String,
    pub answers: Vec<Answer>,
}

impl CheckPage {
    fn heading(&self) -> String {
        self.say.owned(if self.discard.is_some() { "look-over-closed" } else { "look-over" })
    }

    pub fn submit(&self) -> String {
        match self.corrects {
            true => self.say.owned("correct-submit"),
            false => self.say.with("nominate-submit", &self.post.arguments()),
        }
    }

    /// Whether an answer keeps it from being submitted.
    fn is_marked(&self) -> bool {
        self.parts.iter().flat_map(|part| &part.answers).any(|answer| !answer.wrong.is_empty())
    }

    /// None while nothing is saved.
    pub fn new(paper: &Paper, listed: &[Evidence], mut form: Form) -> Option<CheckPage> {
        let (kept, filing, post) = (paper.kept.as_ref()?, paper.stands(), paper.view());
        let questions = Task::ALL.into_iter().flat_map(|task| task.questions(&filing));
        let mut parts: Vec<Checked> = questions.map(|question| checked(paper, question, &filing, &post)).collect();
        mark(&mut form, &mut parts);
        Some(CheckPage {
            list: paper.crumb(),
            here: paper.to(Step::Check),
            version: kept.version,
            parts,
            evidence: EvidenceNote::of(listed, &kept.claimed(), &paper.say),
            items: ItemRow::all(&paper.frame, kept, &desk::numbers(listed)),
            files: paper.files()?,
            found: clauses::found(&paper.clauses(), &paper.frame, &paper.say),
            compared: Compared::of(&paper.conditions(), &paper.say),
            moved: false,
            corrects: paper.receipt.is_some(),
            discard: paper.shut.map(|_| paper.to(Step::Discard)),
            frame: paper.frame.clone(),
            say: paper.say,
            form,
            post,
        })
    }
}

fn checked(paper: &Paper, question: Question, filing: &FilingInput, post: &AboutView) -> Checked {
    Checked {
        title: asking::subject(&paper.say, question, filing, post),
        link: format!("{}?from=check", paper.to(Step::Asks(question))),
        answers: answers::of(question, filing, paper.target().consents(), &paper.say),
    }
}

/// Says what is wrong beside its answer, and has the summary lead there.
fn mark(form: &mut Form, parts: &mut [Checked]) {
    for error in &mut form.errors {
        let all = parts.iter_mut().flat_map(|part| part.answers.iter_mut()).collect();
        if let Some(answer) = answers::beside(error.name.as_deref().unwrap_or_default(), all) {
            answer.wrong.push(error.words.clone());
            error.name = Some(answer.name.clone());
        }
    }
}

/// What was typed, with all that it would be refused for. Where nobody is taken it is read alone, and nothing is to be mended.
fn looked_over(paper: &Paper) -> Result<Form, Fault> {
    let refused = if paper.shut.is_some() { Vec::new() } else { paper.refused() };
    Ok(Form::filled(&paper.typed())?.refused(&refused, paper.frame.language()))
}

pub async fn show(room: &Room) -> Result<HttpResponse, DeskError> {
    match CheckPage::new(&room.paper, &room.files_sent().await?, looked_over(&room.paper)?) {
        Some(sheet) => page::show(&sheet),
        None => Ok(page::see_other(room.paper.list())),
    }
}

pub async fn send(room: Box<Room>, posted: &Posted) -> Result<HttpResponse, DeskError> {
    let (Some(kept), Some(seen)) = (&room.paper.kept, posted.version()) else {
        return Ok(page::see_other(room.paper.list()));
    };
    let (nominations, id) = (&room.nominations, kept.nomination.id);
    let sent = match room.paper.receipt {
        None => nominations
            .submit(&room.by, posted.once(), id, seen)
            .await
            .map(|sent| format!("/receipts/{}", sent.receipt)),
        Some(receipt) => {
            nominations.correct(&room.by, posted.once(), id, seen).await.map(|_| format!("/track/{receipt}"))
        }
    };
    let refusals = match sent {
        Ok(way) => return Ok(page::see_other(room.paper.frame.to(way))),
        Err(DeskError::Refused(refusals)) => refusals,
        Err(DeskError::Stale | DeskError::KeyReused) => Vec::new(),
        Err(error) => return Err(error),
    };
    let room = match room.again().await? {
        Ok(room) => room,
        Err(answer) => return Ok(answer),
    };
    let form = match refusals.as_slice() {
        [] => looked_over(&room.paper)?,
        refusals => Form::filled(&room.paper.typed())?.refused(refusals, room.paper.frame.language()),
    };
    match CheckPage::new(&room.paper, &room.files_sent().await?, form) {
        Some(sheet) => page::refused(&CheckPage { moved: refusals.is_empty(), ..sheet }),
        None => Ok(page::see_other(room.paper.list())),
    }
}
