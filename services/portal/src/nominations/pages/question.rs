//! One question a page (Article 16): Continue saves and leads to the next, and what is wrong is said beside its field.
//! What was typed is saved even where it is wrong: a draft may be half filled in.

use actix_web::{Error, HttpResponse, web};
use domain::{ConsentKind, FilingInput, Question};
use kit::html::nested;
use kit::{DeskError, Form, Frame, Misread, Posted, page};

use super::asking::QuestionPage;
use super::closed::ClosedPage;
use super::kept::KeptForm;
use super::room::{Entry, Paper, Room, Step};
use super::{check, consents, degrees, discard, tasks};
use crate::nominations::desk::{Nominations, Saved};
use crate::nominations::drafts;

pub const SAVED: &str = "saved=1";
/// The fields of a page that answer nothing.
const AROUND: [&str; 3] = ["do", "seen", "from"];

pub async fn ask(entry: Entry) -> Result<HttpResponse, DeskError> {
    let room = match entry {
        Entry::Into(room) => room,
        Entry::Nowhere(_) => return Err(DeskError::Missing),
        Entry::Elsewhere(answer) => return Ok(answer),
    };
    let step = room.step().ok_or(DeskError::Missing)?;
    if !room.shows(step) {
        return page::show(&ClosedPage::new(&room.paper));
    }
    match step {
        Step::Asks(question) => {
            let (from, form) = (comes_from(room.paper.frame.query()), Form::filled(&room.paper.stands())?);
            // Whoever comes to mend it is told here too what was marked there.
            let form = if from.is_empty() { form } else { marked(form, &room.paper, question) };
            let sheet = QuestionPage::new(&room.paper, question, form)?;
            page::show(&QuestionPage { from: from.to_owned(), ..sheet })
        }
        Step::Degrees => degrees::show(&room.paper),
        Step::Check => check::show(&room).await,
        Step::Fill => Ok(page::see_other(room.paper.list())),
        Step::Discard => discard::show(&room).await,
    }
}

pub async fn send(
    frame: Frame,
    entry: Result<Entry, DeskError>,
    nominations: web::Data<Nominations>,
    posted: Posted,
) -> Result<HttpResponse, Error> {
    let room = match entry {
        Ok(Entry::Into(room)) => room,
        Ok(Entry::Nowhere(number)) => return Ok(page::refused(&not_saved(frame, &number, &nominations, &posted)?)?),
        Ok(Entry::Elsewhere(answer)) => return Ok(answer),
        Err(DeskError::NotSignedIn) => {
            let kept = KeptForm::of(&nominations.house, &posted)?;
            return Ok(kept.sign_in_first(frame, &nominations.house)?);
        }
        Err(error) => return Err(error.into()),
    };
    Ok(match room.step().ok_or(DeskError::Missing)? {
        Step::Asks(question) if posted.has("kept") => {
            let form = KeptForm::of(&nominations.house, &posted)?.into_form();
            let seen = form.value("seen").to_owned();
            page::show(&QuestionPage::new(&room.paper, question, form)?.seen(&seen))?
        }
        Step::Asks(question) => {
            let typed = typed(posted.typed())?;
            take(room, question, typed, &posted).await?
        }
        step if posted.has("kept") => page::see_other(room.paper.to(step)),
        Step::Degrees => degrees::go_on(&room.paper, &posted),
        Step::Check => check::send(room, &posted).await?,
        Step::Fill if room.paper.shut.is_some() => page::see_other(room.paper.list()),
        Step::Fill => tasks::fill(&room, &posted).await?,
        Step::Discard => discard::send(room, &posted).await?,
    })
}

/// With what the filing would be refused for because of this question.
fn marked(form: Form, paper: &Paper, question: Question) -> Form {
    let mut refused = paper.refused();
    refused.retain(|refusal| question.owns(refusal));
    let mut form = form.refused(&refused, paper.frame.language());
    consents::beside_each(&mut form, paper);
    form
}

fn comes_from(query: &str) -> &'static str {
    if query.split('&').any(|part| part == "from=check") { "check" } else { "" }
}

/// What was typed, without what stands around it.
fn typed<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<FilingInput, Misread> {
    let mut value = nested::gathered(fields).map_err(|nested::Contradiction(name)| Misread::malformed(name))?;
    if let Some(fields) = value.as_object_mut() {
        consents::join_versions(fields);
        fields.retain(|name, _| !AROUND.contains(&name.as_str()));
    }
    serde_json::from_value(value).map_err(|error| Misread::malformed(error.to_string()))
}

/// What was typed for a post that left the catalogue meanwhile, where nothing of the person's is kept that it could go into.
fn not_saved(frame: Frame, number: &str, nominations: &Nominations, posted: &Posted) -> Result<ClosedPage, Error> {
    let closed = ClosedPage::gone(frame, number);
    let Some(question) = posted.path().rsplit('/').next().and_then(Question::from_code) else {
        return Ok(closed);
    };
    let kept = KeptForm::of(&nominations.house, posted)?;
    Ok(closed.with(question, &typed(kept.typed())?, &ConsentKind::ALL))
}

async fn take(
    room: Box<Room>,
    question: Question,
    typed: FilingInput,
    posted: &Posted,
) -> Result<HttpResponse, DeskError> {
    let removes = matches!(question, Question::Degree(_)) && posted.text("do") == "remove";
    let typed = if removes { FilingInput::default() } else { typed };
    if room.paper.shut.is_some() && room.paper.kept.is_none() {
        let consents = room.paper.target().consents();
        return page::refused(&ClosedPage::new(&room.paper).with(question, &typed, consents));
    }
    match save(&room, question, typed, posted).await {
        Ok(_) => {}
        Err(DeskError::Stale | DeskError::KeyReused) => return changed_elsewhere(room, question, posted).await,
        Err(DeskError::Refused(refusals)) => {
            let form = Form::of(posted).refused(&refusals, room.paper.frame.language());
            return page::refused(&QuestionPage::new(&room.paper, question, form)?.seen(posted.text("seen")));
        }
        Err(error) => return Err(error),
    };
    let room = match room.again().await? {
        Ok(room) => room,
        Err(answer) => return Ok(answer),
    };
    // Nobody goes on where nobody is taken; the list says so, and where it is read.
    if room.paper.shut.is_some() {
        return Ok(page::see_other(format!("{}?{SAVED}", room.paper.list())));
    }
    if removes {
        return Ok(page::see_other(room.paper.to(Step::Degrees)));
    }
    if posted.text("do") == "leave" {
        return Ok(page::see_other(format!("{}?{SAVED}", room.paper.list())));
    }
    let form = marked(Form::of(posted), &room.paper, question);
    if !form.failed() {
        return Ok(page::see_other(next(&room.paper, question, &room.paper.typed(), posted.text("from"))));
    }
    page::refused(&QuestionPage::new(&room.paper, question, form)?)
}

/// Into the draft that is there, or into one that begins with it.
async fn save(room: &Room, question: Question, typed: FilingInput, posted: &Posted) -> Result<Saved, DeskError> {
    let (nominations, by, seen) = (&room.nominations, &room.by, posted.text("seen"));
    if let Some(kept) = &room.paper.kept {
        return nominations.answer(by, posted.once(), kept.nomination.id, question, seen, typed).await;
    }
    if drafts::mark(question, &room.paper.typed())? != seen {
        return Err(DeskError::Stale);
    }
    let target = room.paper.target();
    match nominations.begin_with(by, posted.once(), target, question, typed.clone()).await {
        // Another tab was faster.
        Err(DeskError::Refused(refusals)) => match nominations.live(by, target).await? {
            Some(live) => nominations.answer(by, posted.once(), live.nomination.id, question, seen, typed).await,
            None => Err(DeskError::Refused(refusals)),
        },
        begun => begun,
    }
}

/// Two tabs, or an old page: what was typed beside what was saved elsewhere, so that a second press overwrites knowingly.
async fn changed_elsewhere(room: Box<Room>, question: Question, posted: &Posted) -> Result<HttpResponse, DeskError> {
    match room.again().await? {
        Err(answer) => Ok(answer),
        Ok(room) => {
            let sheet = QuestionPage::new(&room.paper, question, Form::of(posted))?;
            page::refused(&sheet.beside(&room.paper, question))
        }
    }
}

/// Where Continue leads.
fn next(paper: &Paper, question: Question, filing: &FilingInput, from: &str) -> String {
    let asks = |question| paper.to(Step::Asks(question));
    let has_none = || filing.education.first().is_some_and(|degree| degree.level.trim() == "none");
    match question {
        _ if from == "check" => paper.to(Step::Check),
        Question::Degree(_) if !has_none() => paper.to(Step::Degrees),
        Question::Person => asks(Question::Document),
        Question::Document => paper.to(Step::Degrees),
        Question::Degree(_) | Question::Placement => asks(Question::Work),
        Question::Work => asks(Question::Experience),
        Question::Experience => asks(Question::Title),
        Question::Title => asks(Question::Achievements),
        Question::Achievements => asks(Question::Sector),
        Question::Sector => asks(Question::Clauses),
        Question::Clauses => paper.files().unwrap_or_else(|| asks(Question::Consents)),
        Question::Consents => paper.to(Step::Check),
    }
}
