//! Deleting a draft with its files: asked once, since nothing brings it back.

use actix_web::HttpResponse;
use askama::Template;
use contract::Voice;
use kit::html::Say;
use kit::{DeskError, Frame, Posted, page};

use super::room::{Paper, Room, Step};
use super::track::DISCARDED;
use crate::evidence::store::Kept as Evidence;

#[derive(Template)]
#[template(path = "nominations/templates/discard.html")]
pub struct DiscardPage {
    pub frame: Frame,
    pub say: Say,
    pub list: (String, String),
    pub here: String,
    pub version: i64,
    pub files: usize,
    /// Who recommends the person for it: what they wrote stays.
    pub referrers: String,
    /// Whether it was changed elsewhere since the page was made.
    pub moved: bool,
}

impl DiscardPage {
    /// None where there is no draft.
    pub fn new(paper: &Paper, listed: &[Evidence], voices: &[Voice]) -> Option<DiscardPage> {
        let referrers: Vec<&str> = voices.iter().map(|voice| voice.name.as_str()).collect();
        Some(DiscardPage {
            version: paper.kept.as_ref()?.version,
            list: paper.crumb(),
            here: paper.to(Step::Discard),
            files: listed.len(),
            referrers: referrers.join(&*paper.say.it("measures-between")),
            moved: false,
            frame: paper.frame.clone(),
            say: paper.say,
        })
    }
}

pub async fn show(room: &Room) -> Result<HttpResponse, DeskError> {
    match sheet(room).await? {
        Some(sheet) => page::show(&sheet),
        None => Ok(page::see_other(room.paper.list())),
    }
}

pub async fn send(room: Box<Room>, posted: &Posted) -> Result<HttpResponse, DeskError> {
    let (Some(kept), Some(seen)) = (&room.paper.kept, posted.version()) else {
        return Ok(page::see_other(room.paper.list()));
    };
    match room.nominations.discard(&room.by, posted.once(), kept.nomination.id, seen).await {
        Ok(()) => return Ok(page::see_other(room.paper.frame.to(format!("/track?{DISCARDED}")))),
        Err(DeskError::Stale | DeskError::KeyReused | DeskError::Refused(_)) => {}
        Err(error) => return Err(error),
    }
    let room = match room.again().await? {
        Ok(room) => room,
        Err(answer) => return Ok(answer),
    };
    match sheet(&room).await? {
        Some(sheet) => page::refused(&DiscardPage { moved: true, ..sheet }),
        None => Ok(page::see_other(room.paper.list())),
    }
}

async fn sheet(room: &Room) -> Result<Option<DiscardPage>, DeskError> {
    let voices = match &room.paper.kept {
        Some(kept) => room.nominations.spoken_for(&room.by, kept.nomination.id).await?,
        None => Vec::new(),
    };
    Ok(DiscardPage::new(&room.paper, &room.files_sent().await?, &voices))
}
