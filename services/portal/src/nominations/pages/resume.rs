//! A draft begun with a JSON Resume file (Article 16): what the file answers is typed ahead, and what nothing was taken of is said.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use domain::Refusal;
use domain::resume::{LEFT, ReadResume, Resume};
use kit::auth::{Realm, kept_forms};
use kit::html::Say;
use kit::web::sent::{Content, gathered};
use kit::{DeskError, Form, Frame, PostedFile, files, page};

use super::closed::ClosedPage;
use super::room::{Entry, Paper};
use crate::nominations::desk::Nominations;

const MOST_BYTES: usize = 256 * 1024;
const FILE: &str = "/file";
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
/// Begins what is said of it in the address of the list.
const TAKEN: &str = "resume=";

#[derive(Template)]
#[template(path = "nominations/templates/resume.html")]
pub struct ResumePage {
    frame: Frame,
    say: Say,
    form: Form,
    list: (String, String),
    here: String,
    /// How large the file may be.
    most: String,
}

impl ResumePage {
    pub fn new(paper: &Paper, form: Form) -> ResumePage {
        let (say, frame) = (paper.say, paper.frame.clone());
        ResumePage { here: place(paper), list: paper.crumb(), most: most(), say, frame, form }
    }
}

/// Where it is sent.
pub fn place(paper: &Paper) -> String {
    format!("{}/resume", paper.list())
}

/// What is to be said at the list once a file was taken; none where none was.
pub fn news(paper: &Paper) -> Option<String> {
    let left = paper.frame.query().split('&').find_map(|part| part.strip_prefix(TAKEN))?;
    let say = &paper.say;
    let left: Vec<String> = LEFT
        .into_iter()
        .filter(|section| left.split(',').any(|one| one == *section))
        .map(|section| say.owned(format!("resume-{section}")))
        .collect();
    let taken = say.owned("resume-taken");
    if left.is_empty() {
        return Some(taken);
    }
    let left = say.with("resume-left", &[("sections", left.join(&*say.it("comma")).into())]);
    Some(format!("{taken}{}{left}", say.it("gap")))
}

/// Whether something is begun there: nothing is saved, and somebody is taken.
fn begins(paper: &Paper) -> bool {
    paper.kept.is_none() && paper.shut.is_none()
}

pub async fn ask(entry: Entry) -> Result<HttpResponse, DeskError> {
    match entry {
        Entry::Into(room) if begins(&room.paper) => page::show(&ResumePage::new(&room.paper, Form::empty())),
        Entry::Into(room) => Ok(page::see_other(room.paper.list())),
        Entry::Nowhere(_) => Err(DeskError::Missing),
        Entry::Elsewhere(answer) => Ok(answer),
    }
}

/// Where something was begun meanwhile, that is shown; a file that cannot be read is asked for again.
pub async fn send(
    frame: Frame,
    entry: Result<Entry, DeskError>,
    nominations: web::Data<Nominations>,
    request: HttpRequest,
    sent: PostedFile,
) -> Result<HttpResponse, DeskError> {
    let (entry, sent) =
        kept_forms::awake_with_file(entry, &nominations.house, Realm::Applicant, &request, sent).await?;
    let room = match entry {
        Entry::Into(room) if begins(&room.paper) => room,
        elsewhere => {
            sent.without_file().await;
            return match elsewhere {
                Entry::Into(room) => Ok(page::see_other(room.paper.list())),
                Entry::Nowhere(number) => page::refused(&ClosedPage::gone(frame, &number)),
                Entry::Elsewhere(answer) => Ok(answer),
            };
        }
    };
    let PostedFile { posted, file, .. } = sent;
    let taken = match read(file.map(|file| file.content), nominations.today()).await {
        Ok(ReadResume { filing, left }) => {
            let begun = nominations.begin_with_resume(&room.by, posted.once(), room.paper.target(), filing).await;
            begun.map(|_| left)
        }
        Err(error) => Err(error),
    };
    match taken {
        Ok(left) => Ok(page::see_other(format!("{}?{TAKEN}{}", room.paper.list(), left.join(",")))),
        Err(DeskError::Missing | DeskError::KeyReused) => Ok(page::see_other(room.paper.list())),
        Err(DeskError::Refused(refusals)) => {
            let form = Form::empty().refused(&refusals, room.paper.frame.language());
            page::refused(&ResumePage::new(&room.paper, form))
        }
        Err(error) => Err(error),
    }
}

fn most() -> String {
    files::in_words(MOST_BYTES as u64)
}

async fn read(content: Option<Content>, today: NaiveDate) -> Result<ReadResume, DeskError> {
    let missing = || Refusal::content("resume-missing").at(FILE);
    let too_large = || Refusal::content("resume-too-large").with("most", most()).at(FILE);
    let file = gathered(content.ok_or_else(missing)?, MOST_BYTES).await?.ok_or_else(too_large)?;
    if file.is_empty() {
        return Err(missing().into());
    }
    parsed(&file)?.read(today).map_err(|refusal| refusal.at(FILE).into())
}

/// Some editors begin a file with a byte order mark, which is no part of its JSON.
fn parsed(file: &[u8]) -> Result<Resume, Refusal> {
    let json = file.strip_prefix(BYTE_ORDER_MARK).unwrap_or(file);
    serde_json::from_slice(json).map_err(|_| Refusal::content("resume-unreadable").at(FILE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_with_a_byte_order_mark_and_without() {
        for file in ["{}", "\u{FEFF}{}"] {
            assert!(parsed(file.as_bytes()).is_ok(), "{file:?}");
        }
        for file in ["", "\u{FEFF}", "\u{FEFF}\u{FEFF}{}", "name: 王芳"] {
            assert_eq!(
                parsed(file.as_bytes()).err().map(|refusal| refusal.code()),
                Some("resume-unreadable"),
                "{file:?}"
            );
        }
    }
}
