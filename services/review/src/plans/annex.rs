//! The annex of the issued catalogue: every post in a row of a workbook. A cell is text and never a formula.

use chrono::Datelike;
use domain::{Language, Policy, Post};
use kit::{Fault, Say};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

use super::catalogue::{basis, conditions, policy};
use super::desk::{IssuedPlan, IssuedPost};
use crate::words;

/// Each column's words, and its width in characters.
const COLUMNS: [(&str, f64); 18] = [
    ("number", 11.0),
    ("unit", 28.0),
    ("department", 24.0),
    ("title", 24.0),
    ("sector", 18.0),
    ("mode", 12.0),
    ("wanted", 7.0),
    ("quota", 9.0),
    ("need", 36.0),
    ("duties", 44.0),
    ("conditions", 44.0),
    ("basis", 20.0),
    ("pay", 24.0),
    ("place", 20.0),
    ("opens", 12.0),
    ("closes", 12.0),
    ("contact", 24.0),
    ("change", 10.0),
];
/// The columns that hold a number.
const NUMBERS: [usize; 2] = [6, 7];
const LONGEST_NAME: usize = 31;

/// The same bytes for the same issue.
pub fn xlsx(plan: &IssuedPlan, under: &Policy, language: Language) -> Result<Vec<u8>, Fault> {
    let written = workbook(plan, under, &words::say(language));
    written.map_err(|error| Fault::new(format!("an annex was not written: {error}")))
}

fn workbook(plan: &IssuedPlan, under: &Policy, say: &Say) -> Result<Vec<u8>, XlsxError> {
    let language = say.language();
    let (title, last) = (plan.title.say(language), COLUMNS.len() as u16 - 1);
    let day = plan.issued_on;
    let year = u16::try_from(day.year()).unwrap_or_default();
    let made = ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8)?;
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
    let name: String = say.owned("annex-sheet").chars().take(LONGEST_NAME).collect();
    let sheet = workbook.add_worksheet();
    sheet.set_name(name)?.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    let heading = Format::new().set_bold().set_font_size(16).set_align(FormatAlign::Center);
    let centred = Format::new().set_align(FormatAlign::Center);
    sheet.merge_range(0, 0, 0, last, title, &heading)?;
    let below: Vec<_> = std::iter::once(plan.document.clone()).chain(policy(plan, under, say)).collect();
    for (line, words) in (1..).zip(&below) {
        sheet.merge_range(line, 0, line, last, words, &centred)?;
    }
    let top = below.len() as u32 + 1;
    sheet.set_freeze_panes(top + 1, 2)?.set_repeat_rows(top, top)?;
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
    let header = cell.clone().set_bold();
    for (column, (words, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(top, column, say.owned(format!("annex-{words}")), &header)?;
    }
    for (line, issued) in (top + 1..).zip(&plan.posts) {
        for (column, words) in row(issued, under, say).into_iter().enumerate() {
            let at = column as u16;
            match words.parse::<u16>() {
                Ok(number) if NUMBERS.contains(&column) => sheet.write_number_with_format(line, at, number, &cell)?,
                _ => sheet.write_string_with_format(line, at, words, &cell)?,
            };
        }
    }
    workbook.save_to_buffer()
}

fn row(IssuedPost { change, post }: &IssuedPost, under: &Policy, say: &Say) -> [String; COLUMNS.len()] {
    let language = say.language();
    let text = |words: &domain::Text| words.say(language).to_owned();
    [
        post.number.clone(),
        text(&post.unit.name),
        text(&post.unit.department),
        text(&post.title),
        text(under.sector(post.sector)),
        text(under.mode(post.mode)),
        post.wanted.to_string(),
        quota(post, say),
        text(&post.need),
        text(&post.duties),
        conditions(post, say).join("\n"),
        basis(post, say),
        text(&post.pay),
        text(&post.place),
        post.opens_on.to_string(),
        post.closes_on.map_or_else(|| say.owned("annex-until-filled"), |last| last.to_string()),
        text(&post.unit.contact),
        say.owned(format!("change-{change}")),
    ]
}

/// How many places of the special quota it takes (Article 17); in words where an older issue says only that it takes some.
fn quota(post: &Post, say: &Say) -> String {
    match post.quota {
        Some(places) => places.to_string(),
        None if post.special_quota => say.owned("annex-quota-uncounted"),
        None => "0".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use domain::SheetColumn;

    use super::*;
    use crate::plans::samples::post;

    #[test]
    fn the_quota_is_counted_where_it_is_known() {
        let say = words::say(Language::En);
        assert_eq!(quota(&post(1, "2027-001"), &say), "1");
        assert_eq!(quota(&Post { quota: None, ..post(1, "2027-001") }, &say), say.owned("annex-quota-uncounted"));
        let none = Post { special_quota: false, quota: None, ..post(1, "2027-001") };
        assert_eq!(quota(&none, &say), "0");
    }

    #[test]
    fn a_list_of_posts_that_is_read_again_knows_what_is_counted_and_what_is_done() {
        for language in Language::ALL {
            let say = words::say(language);
            let known = ["quota", "duties"].map(|column| SheetColumn::of(&say.owned(format!("annex-{column}"))));
            assert_eq!(known, [Some(SheetColumn::Quota), Some(SheetColumn::DutiesZh)], "{language:?}");
            assert_eq!(COLUMNS.map(|(column, _)| column)[NUMBERS[0]..=NUMBERS[1]], ["wanted", "quota"]);
        }
    }
}
