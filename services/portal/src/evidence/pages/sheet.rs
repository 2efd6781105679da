//! The page as it is shown: a part for each thing that wants evidence, with its files and a form for one more.

use askama::Template;
use domain::evidence::{LARGEST_FILE, MOST_FILES};
use domain::nomination::Stage;
use domain::{EvidenceId, Language, Policy, Question, Refusal, Shows};
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

/// What wants evidence, and what has come for it.
pub struct Part {
    pub code: &'static str,
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
        let part = |shows: Shows| {
            let files = listed.iter().filter(|kept| kept.evidence.shows == shows);
            let files = files.map(|kept| FileRow::of(kept, &say, &here)).collect();
            Part::of(shows, files, &frame, &say)
        };
        let news = match News::read(frame.query()).filter(|_| !form.failed()) {
            _ if form.was_left => Some(say.it("evidence-left")),
            Some(News::Removed) => Some(say.it("evidence-removed")),
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
            parts: Shows::all().filter(shown).map(part).collect(),
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
                (say.it(&key), None, say.it(format!("{key}.wants")))
            }
        };
        let (file, label) = (field("file", shows.code()), field("label", shows.code()));
        Part { code: shows.code(), heading, clause, wants, files, file, label }
    }
}

impl FileRow {
    fn of(kept: &Kept, say: &Say, here: &str) -> FileRow {
        let evidence = &kept.evidence;
        let (kind, size) = (evidence.file.kind.word(), files::in_words(evidence.file.size));
        let at = date::moment(kept.at, say.language()).words;
        let fits = evidence.file.kind.fits_name(&evidence.name);
        FileRow {
            about: say.with("evidence-about", &[("kind", kind.into()), ("size", size.into()), ("at", at.into())]),
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

/// What was sent while the session slept, beside its field.
pub fn left(left: &Form) -> Form {
    let label = (field("label", known(left.value("shows"))), left.value("label").to_owned());
    if left.was_left { Form::left(vec![label]) } else { Form::empty() }
}

fn known(code: &str) -> &'static str {
    Shows::from_code(code).unwrap_or(Shows::Other).code()
}

/// What was sent for that part, and what is wrong with it, each beside its field.
pub fn refused(code: &str, label: &str, refusals: &[Refusal], language: Language) -> Form {
    let known = known(code);
    let typed = serde_json::json!({ "label": { known: label } });
    let mut form = Form::filled(&typed).unwrap_or_default().refused(refusals, language);
    for error in &mut form.errors {
        error.name = match error.name.as_deref() {
            Some("label") => Some(field("label", known)),
            Some("file" | "shows") => Some(field("file", known)),
            _ => None,
        };
    }
    form
}
