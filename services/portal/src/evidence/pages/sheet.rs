//! The page as it is shown: a part for each thing that wants evidence, with its files and a form for one more.

use askama::Template;
use domain::evidence::{LARGEST_FILE, MOST_FILES};
use domain::nomination::Stage;
use domain::{EvidenceId, Language, Policy, Question, Refusal, RequestedItem, Shows};
use kit::files;
use kit::html::{Say, date};
use kit::{Form, Frame};

use crate::evidence::store::Kept;
use crate::measures::cited::Cited;
use crate::nominations::pages::room;
use crate::nominations::pages::view::AboutView;
use crate::nominations::store::Kept as Nomination;
use crate::words;

#[derive(Template)]
#[template(path = "evidence/templates/evidence.html")]
pub struct EvidencePage {
    pub frame: Frame,
    pub say: Say,
    pub form: Form,
    pub post: AboutView,
    /// Where the nomination is filled in, or its way where it is submitted.
    pub back: String,
    /// What comes after the files.
    pub onward: String,
    pub here: String,
    pub open: bool,
    pub news: Option<String>,
    pub parts: Vec<Part>,
    pub how: String,
}

/// What wants evidence, and what has come for it: an item that is asked for, a clause, or the person.
pub struct Part {
    /// Its place on the page.
    pub code: String,
    /// What its form sends.
    pub shows: &'static str,
    /// The number of the item that is asked for; empty where it is none.
    pub item: String,
    pub heading: String,
    pub clause: Option<Cited>,
    pub wants: String,
    pub files: Vec<FileRow>,
    /// The ids of its two fields; what is wrong with a field lies at its id.
    pub file: String,
    pub label: String,
}

pub struct FileRow {
    pub name: String,
    pub label: String,
    pub about: String,
    /// What was done to the picture that came.
    pub made: String,
    /// What its name claims to be and is not.
    pub otherwise: String,
    pub link: String,
    pub removal: String,
    pub remove: String,
}

/// What happened just now, as the address of the page tells it.
pub enum News {
    Added(EvidenceId),
    Removed,
}

impl News {
    pub fn query(&self) -> String {
        match self {
            News::Added(id) => format!("added={id}"),
            News::Removed => "removed=1".to_owned(),
        }
    }

    fn read(query: &str) -> Option<News> {
        let read = |part: &str| match part.split_once('=')? {
            ("added", id) => Some(News::Added(id.parse().ok()?)),
            ("removed", "1") => Some(News::Removed),
            _ => None,
        };
        query.split('&').find_map(read)
    }
}

impl EvidencePage {
    /// `wanted` is what the form was for that was refused, or left when the session slept.
    pub fn new(frame: Frame, nomination: &Nomination, listed: Vec<Kept>, form: Form, wanted: Option<Shows>) -> Self {
        let say = words::say(frame.language());
        let here = frame.to(format!("/nominations/{}/evidence", nomination.nomination.id));
        let shown = |one: &Shows| {
            let claimed = match one {
                Shows::Clause(category) => nomination.claimed().contains(category),
                Shows::Identity | Shows::Other => true,
            };
            claimed || wanted == Some(*one) || listed.iter().any(|kept| kept.evidence.shows == *one)
        };
        let rows = |kept: Vec<&Kept>| kept.into_iter().map(|kept| FileRow::of(kept, &say, &here)).collect::<Vec<_>>();
        let asked = |number: Option<u16>| nomination.requested().iter().any(|item| number == Some(item.number));
        let part = |shows: Shows| {
            let files = listed.iter().filter(|kept| kept.evidence.shows == shows && !asked(kept.evidence.item));
            Part::of(shows, rows(files.collect()), &frame, &say)
        };
        let item = |item: &RequestedItem| {
            let files = listed.iter().filter(|kept| kept.evidence.item == Some(item.number));
            Part::of(item.shows, rows(files.collect()), &frame, &say).asked_for(item, &say)
        };
        let news = match News::read(frame.query()).filter(|_| !form.failed()) {
            _ if form.was_left => Some(say.owned("evidence-left")),
            Some(News::Removed) => Some(say.owned("evidence-removed")),
            Some(News::Added(id)) => {
                let added = listed.iter().find(|kept| kept.evidence.id == id);
                added.map(|kept| say.with("evidence-added", &[("name", (&kept.evidence.name).into())]))
            }
            None => None,
        };
        let open = nomination.takes_evidence().is_ok();
        let back = match (&nomination.nomination.stage, open) {
            (Stage::Draft, _) => room::base(&nomination.about, None),
            (Stage::Submitted { receipt, .. }, true) => room::base(&nomination.about, Some(*receipt)),
            (Stage::Submitted { receipt, .. } | Stage::Withdrawn { receipt, .. }, _) => format!("/track/{receipt}"),
        };
        let onward = if open { format!("{back}/{}", Question::Consents.code()) } else { back.clone() };
        let most = [("size", files::in_words(LARGEST_FILE).into()), ("most", MOST_FILES.into())];
        EvidencePage {
            post: AboutView::of(&nomination.about, &say),
            back: frame.to(back),
            onward: frame.to(onward),
            open,
            how: say.with("evidence-how", &most),
            parts: nomination.requested().iter().map(item).chain(Shows::all().filter(shown).map(part)).collect(),
            news,
            here,
            form,
            say,
            frame,
        }
    }
}

impl Part {
    fn of(shows: Shows, files: Vec<FileRow>, frame: &Frame, say: &Say) -> Part {
        let language = say.language();
        let (heading, clause, wants) = match shows {
            Shows::Clause(category) => {
                let row = Policy::standard().category(category);
                let clause = Cited::of(category.clause(), frame);
                (row.name.say(language).to_owned(), Some(clause), row.evidence.say(language).to_owned())
            }
            Shows::Identity | Shows::Other => {
                let key = format!("evidence-{}", shows.code());
                (say.owned(&key), None, say.owned(format!("{key}.wants")))
            }
        };
        let (code, item) = (shows.code(), String::new());
        let (file, label) = (field("file", code), field("label", code));
        Part { code: code.to_owned(), shows: code, item, heading, clause, wants, files, file, label }
    }

    /// The same for an item that an officer asks for, in the officer's words.
    fn asked_for(self, item: &RequestedItem, say: &Say) -> Part {
        let code = part(self.shows, &item.number.to_string());
        let about = match item.shows {
            Shows::Clause(_) => self.heading,
            Shows::Identity | Shows::Other => self.wants,
        };
        Part {
            item: item.number.to_string(),
            heading: item.name.clone(),
            wants: say.with("evidence-asked", &[("about", about.into())]),
            file: field("file", &code),
            label: field("label", &code),
            code,
            ..self
        }
    }
}

impl FileRow {
    fn of(kept: &Kept, say: &Say, here: &str) -> FileRow {
        let evidence = &kept.evidence;
        let (kind, size) = (evidence.file.kind.word(), files::in_words(evidence.file.size));
        let what = match evidence.file.pages {
            Some(count) => say.with("evidence-pages", &[("kind", kind.into()), ("count", count.into())]),
            None => kind.to_owned(),
        };
        let at = date::moment(kept.at, say.language()).words;
        let fits = evidence.file.fits_name(&evidence.name);
        FileRow {
            about: say.with("evidence-about", &[("kind", what.into()), ("size", size.into()), ("at", at.into())]),
            made: match (evidence.file.made_smaller_from(), evidence.file.made_of) {
                (Some(from), _) => {
                    let (from, to) = (files::in_words(from), files::in_words(evidence.file.size));
                    say.with("evidence-made-smaller", &[("from", from.into()), ("to", to.into())])
                }
                (None, Some(_)) => say.owned("evidence-made-upright"),
                (None, None) => String::new(),
            },
            otherwise: if fits { String::new() } else { say.with("evidence-otherwise", &[("kind", kind.into())]) },
            link: format!("{here}/{}", evidence.id),
            removal: format!("{here}/{}/removal", evidence.id),
            remove: say.with("evidence-remove", &[("name", (&evidence.name).into())]),
            name: evidence.name.clone(),
            label: evidence.label.clone(),
        }
    }
}

/// A field of the part's own form: several forms of the page have one of that name.
fn field(name: &str, code: &str) -> String {
    format!("{name}.{code}")
}

/// What was sent for that part while the session slept, beside its field.
pub fn left(left: &Form, part: &str) -> Form {
    let label = (field("label", part), left.value("label").to_owned());
    if left.was_left { Form::left(vec![label]) } else { Form::empty() }
}

/// The part of the page that a form was sent from.
pub fn part(shows: &str, item: &str) -> String {
    match item.parse::<u16>() {
        Ok(number) => format!("item-{number}"),
        Err(_) => Shows::from_code(shows).unwrap_or(Shows::Other).code().to_owned(),
    }
}

/// What was sent for that part, and what is wrong with it, each beside its field.
pub fn refused(part: &str, label: &str, refusals: &[Refusal], language: Language) -> Form {
    let mut form = sent(part, label).refused(refusals, language);
    for error in &mut form.errors {
        error.name = match error.name.as_deref() {
            Some("label") => Some(field("label", part)),
            Some("file" | "shows" | "item") => Some(field("file", part)),
            _ => None,
        };
    }
    form
}

/// What was sent for that part, which is well as it is, and why its file cannot be taken now.
pub fn held_up(part: &str, label: &str, why: String) -> Form {
    sent(part, label).wrong(&field("file", part), why)
}

fn sent(part: &str, label: &str) -> Form {
    Form::typed(vec![(field("label", part), label.to_owned())])
}
