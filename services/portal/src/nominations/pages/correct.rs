//! What is to be corrected (Articles 13 and 14), by whom it is asked and until when: on top of the list of tasks.

use domain::Calendar;
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
            late: progress.due.is_some_and(|due| due.holds_until(Calendar::standard()) < today),
        })
    }
}

/// Who asks, and by when; a term that has passed is said to have passed. An estimated one holds longer: until then it is today's day.
pub fn lead(say: &Say, holder: &str, due: Option<domain::Due>, today: chrono::NaiveDate) -> Dated {
    let Some(due) = due else {
        return Dated::new(&say.with("asked-by", &[("holder", holder.into())]), &[]);
    };
    let is_past = due.holds_until(Calendar::standard()) < today;
    let day = date::day(if is_past { due.date } else { due.date.max(today) }, say.language());
    let key = match (is_past, due.estimated) {
        (true, _) => "asked-by-past",
        (false, true) => "asked-by-estimated",
        (false, false) => "asked-by-day",
    };
    Dated::new(&say.with(key, &[("holder", holder.into()), ("day", (&day.words).into())]), &[&day])
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use domain::{Due, Language};

    use super::*;

    /// So far ahead no year is announced.
    #[test]
    fn a_term_that_is_an_estimate_has_passed_only_when_it_holds_no_longer() {
        let day = |day: u32| NaiveDate::from_ymd_opt(2097, 3, day).expect("a day");
        let said = |today: u32, estimated: bool| {
            let due = Due { date: day(5), estimated };
            lead(&words::say(Language::Zh), "人民医院", Some(due), day(today)).to_string()
        };
        for (today, estimated, shown, has_passed) in
            [(5, true, 5, false), (6, true, 6, false), (20, true, 5, true), (5, false, 5, false), (6, false, 5, true)]
        {
            let said = said(today, estimated);
            assert!(said.contains(&format!("datetime=\"2097-03-{shown:02}\"")), "{today}: {said}");
            assert_eq!(
                (said.contains("已过"), said.contains("估计")),
                (has_passed, estimated && !has_passed),
                "{said}"
            );
        }
    }
}
