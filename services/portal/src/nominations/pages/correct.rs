//! What is to be corrected (Articles 13 and 14), by whom it is asked and until when: on top of the list of tasks.

use kit::Frame;
use kit::html::{Say, date};

use super::dated::Dated;
use super::item::ItemRow;
use super::{room, view};
use crate::measures::cited::Cited;
use crate::nominations::progress::Asked;
use crate::nominations::store::Kept;
use crate::nominations::telling;
use crate::words;

/// What is asked, by whom and until when.
pub struct AskedView {
    pub receipt: String,
    pub lead: Dated,
    pub reason: String,
    pub clause: Cited,
    /// Where each lies in the list, and what it is called.
    pub parts: Vec<(&'static str, String)>,
    /// Where the list is.
    pub list: String,
    pub remedy: String,
    pub words: Option<String>,
    /// The evidence that is asked for item by item.
    pub items: Vec<ItemRow>,
    /// Whether the last day has passed.
    pub late: bool,
}

impl AskedView {
    /// None where nothing is to be corrected. `sent` are the numbers of the items that files came for.
    pub fn of(frame: &Frame, kept: &Kept, sent: &[u16], today: chrono::NaiveDate) -> Option<AskedView> {
        let (say, language) = (words::say(frame.language()), frame.language());
        let (progress, receipt) = (kept.progress.as_ref()?, kept.nomination.receipt()?);
        let Some(Asked::Correction { reason, sections, words, .. }) =
            progress.asked.as_ref().filter(|_| kept.asks_correction())
        else {
            return None;
        };
        let holder = progress.hand.map(|hand| view::holder(hand, &kept.about, &say)).unwrap_or_default();
        Some(AskedView {
            receipt: receipt.to_string(),
            lead: lead(&say, &holder, progress.due, today),
            reason: reason.words().say(language).to_owned(),
            clause: Cited::of(reason.clause(), frame),
            parts: sections.iter().map(|part| (part.code(), telling::part(*part, language))).collect(),
            list: frame.to(room::base(&kept.about, Some(receipt))),
            remedy: reason.remedy().say(language).to_owned(),
            words: words.clone(),
            items: ItemRow::all(frame, kept, sent),
            late: progress.due.is_some_and(|due| due.date < today),
        })
    }
}

/// Who asks, and by when; a term that has passed is said to have passed.
pub fn lead(say: &Say, holder: &str, due: Option<domain::Due>, today: chrono::NaiveDate) -> Dated {
    let Some(due) = due else {
        return Dated::new(&say.with("asked-by", &[("holder", holder.into())]), &[]);
    };
    let day = date::day(due.date, say.language());
    let key = match (due.date < today, due.estimated) {
        (true, _) => "asked-by-past",
        (false, true) => "asked-by-estimated",
        (false, false) => "asked-by-day",
    };
    Dated::new(&say.with(key, &[("holder", holder.into()), ("day", (&day.words).into())]), &[&day])
}
