//! The evidence that is asked for item by item (Article 13): how each item stands, and the page on which one is answered
//! in words.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use kit::html::Say;
use kit::{DeskError, Form, Frame, Posted};

use super::correct;
use super::dated::Dated;
use super::filed::Filed;
use super::view;
use crate::accounts::Applicant;
use crate::nominations::desk::Nominations;
use crate::nominations::store::Kept;
use crate::nominations::telling;
use crate::words;

/// An item in a list.
pub struct ItemRow {
    pub number: u16,
    pub name: String,
    pub shows: String,
    /// What the applicant said to it; empty where they said nothing.
    pub said: String,
    /// For `data-s`.
    pub mark: &'static str,
    pub word: String,
    /// Where its files are, and where it is answered in words.
    pub files: String,
    pub words: String,
}

impl ItemRow {
    /// Those that are asked for now; `sent` are the numbers that files came for.
    pub fn all(frame: &Frame, kept: &Kept, sent: &[u16]) -> Vec<ItemRow> {
        let say = words::say(frame.language());
        let receipt = kept.nomination.receipt().map(|receipt| receipt.to_string()).unwrap_or_default();
        let row = |item: &domain::RequestedItem| {
            let (mark, word) =
                if item.is_answered(kept.said(), sent) { ("done", "item-answered") } else { ("todo", "item-open") };
            ItemRow {
                number: item.number,
                name: item.name.clone(),
                shows: telling::to_show(item.shows, frame.language()),
                said: said(kept, item.number),
                mark,
                word: say.owned(word),
                files: files(frame, kept, item.number),
                words: frame.to(format!("/track/{receipt}/items/{}", item.number)),
            }
        };
        kept.requested().iter().map(row).collect()
    }
}

fn said(kept: &Kept, number: u16) -> String {
    let said = kept.said().iter().find(|answer| answer.number == number);
    said.map(|answer| answer.words.clone()).unwrap_or_default()
}

fn files(frame: &Frame, kept: &Kept, number: u16) -> String {
    frame.to(format!("/nominations/{}/evidence#item-{number}", kept.nomination.id))
}

#[derive(Template)]
#[template(path = "nominations/templates/item.html")]
pub struct ItemPage {
    pub frame: Frame,
    pub say: Say,
    pub form: Form,
    pub receipt: String,
    pub number: u16,
    pub name: String,
    pub shows: String,
    pub lead: Dated,
    pub files: String,
    pub version: i64,
}

impl ItemPage {
    /// None where the item is not asked for now.
    pub fn new(frame: Frame, kept: &Kept, number: u16, form: Form, today: NaiveDate) -> Option<ItemPage> {
        let say = words::say(frame.language());
        let item = kept.requested().iter().find(|item| item.number == number)?;
        let progress = kept.progress.as_ref()?;
        let holder = progress.hand.map(|hand| view::holder(hand, &kept.about, &say)).unwrap_or_default();
        Some(ItemPage {
            receipt: kept.nomination.receipt()?.to_string(),
            number,
            name: item.name.clone(),
            shows: telling::to_show(item.shows, frame.language()),
            lead: correct::lead(&say, &holder, progress.due, today),
            files: files(&frame, kept, number),
            version: kept.version,
            frame,
            say,
            form,
        })
    }

    fn heading(&self) -> &str {
        &self.name
    }
}

pub async fn ask(filed: Filed, path: web::Path<(String, u16)>) -> Result<HttpResponse, DeskError> {
    let (_, number) = path.into_inner();
    let before = |kept: &Kept| Form::typed(vec![("words".to_owned(), said(kept, number))]);
    let asks = |frame, kept: &Kept, left: Form, today| {
        let form = if left.was_left { left } else { before(kept) };
        ItemPage::new(frame, kept, number, form, today)
    };
    filed.ask(asks).await
}

pub async fn send(filed: Filed, path: web::Path<(String, u16)>, posted: Posted) -> Result<HttpResponse, DeskError> {
    let (_, number) = path.into_inner();
    let said = async |nominations: &Nominations, by: &Applicant, kept: &Kept| {
        let (id, seen) = (kept.nomination.id, posted.version().ok_or(DeskError::Stale)?);
        nominations.answer_item(by, posted.once(), id, seen, number, posted.text("words")).await
    };
    let asks = |frame, kept: &Kept, form, today| ItemPage::new(frame, kept, number, form, today);
    filed.answer(&posted, said, "/correct", asks).await
}
