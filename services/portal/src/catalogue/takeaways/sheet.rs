//! The list as a table, written as CSV or as a workbook. What a cell holds is never a formula.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use domain::{Policy, Post};
use kit::{Fault, Frame, Say};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

use super::super::shown::Shown;
use crate::measures::cited;
use crate::words;

/// Tells spreadsheets that the text is UTF-8.
const MARK: &str = "\u{feff}";
/// A cell that begins with one of these is taken for a formula by spreadsheets that open a CSV.
const FORMULAS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];
/// Each column's words, and its width in characters.
const COLUMNS: [(&str, f64); 18] = [
    ("number", 11.0),
    ("title", 30.0),
    ("unit", 28.0),
    ("kind", 14.0),
    ("department", 26.0),
    ("sector", 18.0),
    ("mode", 16.0),
    ("wanted", 7.0),
    ("need", 40.0),
    ("conditions", 60.0),
    ("basis", 22.0),
    ("pay", 36.0),
    ("place", 24.0),
    ("quota", 10.0),
    ("opens", 12.0),
    ("closes", 12.0),
    ("contact", 26.0),
    ("address", 40.0),
];
/// The column that holds a number.
const WANTED: usize = 7;

pub struct Sheet {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    name: String,
}

impl Sheet {
    pub fn of(posts: &[Arc<Shown>], frame: &Frame) -> Sheet {
        let say = words::say(frame.language());
        Sheet {
            header: COLUMNS.iter().map(|(name, _)| say.owned(format!("sheet-{name}"))).collect(),
            rows: posts.iter().map(|post| row(post, frame, &say)).collect(),
            name: say.owned("posts-title"),
        }
    }

    /// UTF-8 with its mark, comma and CRLF, as RFC 4180 has it.
    pub fn csv(&self) -> Result<Vec<u8>, Fault> {
        let trouble = |error: csv::Error| Fault::new(format!("a sheet was not written: {error}"));
        let mut writer =
            csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(MARK.as_bytes().to_vec());
        writer.write_record(&self.header).map_err(trouble)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(|cell| disarmed(cell))).map_err(trouble)?;
        }
        writer.into_inner().map_err(|error| Fault::new(format!("a sheet was not written: {error}")))
    }

    /// A workbook of one sheet, the same bytes for the same posts and day.
    pub fn xlsx(&self, day: NaiveDate) -> Result<Vec<u8>, Fault> {
        self.workbook(day).map_err(|error| Fault::new(format!("a workbook was not written: {error}")))
    }

    fn workbook(&self, day: NaiveDate) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let year = u16::try_from(day.year()).unwrap_or_default();
        let made = ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8)?;
        workbook.set_properties(&DocProperties::new().set_title(&self.name).set_creation_datetime(&made));
        let sheet = workbook.add_worksheet();
        sheet.set_name(&self.name)?.set_freeze_panes(1, 2)?.set_landscape().set_repeat_rows(0, 0)?;
        let bold = Format::new().set_bold();
        let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        for ((column, (_, width)), words) in (0..).zip(COLUMNS).zip(&self.header) {
            sheet.set_column_width(column, width)?.write_string_with_format(0, column, words, &bold)?;
        }
        for (line, row) in (1..).zip(&self.rows) {
            for (column, cell) in (0..).zip(row) {
                match cell.parse::<u16>() {
                    Ok(number) if usize::from(column) == WANTED => {
                        sheet.write_number_with_format(line, column, number, &wrapped)?
                    }
                    _ => sheet.write_string_with_format(line, column, cell, &wrapped)?,
                };
            }
        }
        let (lines, columns) = (u32::try_from(self.rows.len()).unwrap_or(u32::MAX), COLUMNS.len() as u16);
        sheet.autofilter(0, 0, lines, columns - 1)?;
        workbook.save_to_buffer()
    }
}

fn row(post: &Post, frame: &Frame, say: &Say) -> Vec<String> {
    let (language, policy) = (frame.language(), Policy::standard());
    let text = |words: &domain::Text| words.say(language).to_owned();
    let conditions = post.conditions.iter().map(|condition| {
        let (label, words) = (condition.label.say(language), condition.words.say(language));
        format!("{label}{}{words}", say.it("posts-colon"))
    });
    let clauses: Vec<_> = post.basis.iter().map(|category| category.clause()).collect();
    vec![
        post.number.clone(),
        text(&post.title),
        text(&post.unit.name),
        text(policy.unit_kind(post.unit.kind)),
        text(&post.unit.department),
        text(policy.sector(post.sector)),
        text(policy.mode(post.mode)),
        post.wanted.to_string(),
        text(&post.need),
        conditions.collect::<Vec<_>>().join("\n"),
        cited::together(&clauses, language),
        text(&post.pay),
        text(&post.place),
        say.owned(if post.special_quota { "sheet-yes" } else { "sheet-no" }),
        post.opens_on.to_string(),
        post.closes_on.map_or_else(|| say.owned("until-filled"), |day| day.to_string()),
        text(&post.unit.contact),
        frame.whole(format!("/posts/{}", post.number)),
    ]
}

/// An apostrophe in front makes a spreadsheet take it for what it is: text.
fn disarmed(cell: &str) -> String {
    if cell.starts_with(FORMULAS) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use domain::{Language, Text};

    use super::super::super::samples::{TODAY, post};
    use super::*;

    fn sheet(language: Language, title: &str) -> Sheet {
        let post = Post { title: Text::new(title, title), ..post() };
        Sheet::of(&[Arc::new(post.into())], &Frame::sample(language, "/posts"))
    }

    #[test]
    fn a_cell_is_never_a_formula() {
        for title in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"] {
            let csv = String::from_utf8(sheet(Language::Zh, title).csv().expect("a sheet")).expect("text");
            assert!(csv.contains(&format!("'{title}")) && csv.starts_with("\u{feff}岗位编号,"), "{csv}");
        }
        let csv = String::from_utf8(sheet(Language::En, "a \"b\", c").csv().expect("a sheet")).expect("text");
        assert!(csv.contains("\"a \"\"b\"\", c\"") && csv.contains("\r\n2026-037,") && !csv.contains('⟦'), "{csv}");
    }

    #[test]
    fn a_workbook_of_the_same_posts_is_the_same() {
        let book = || sheet(Language::Zh, "=1+1").xlsx(TODAY).expect("a workbook");
        assert!(book().starts_with(b"PK") && book() == book());
    }
}
