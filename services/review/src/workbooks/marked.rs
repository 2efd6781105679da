//! A sheet as it was sent, with what is doubtful or wrong in it coloured and said: in a note on its cell, and in a column at the
//! end. Every cell is text, so that nothing in it is ever a formula.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use domain::Language;
use kit::{Fault, Say};
use rust_xlsxwriter::{Format, FormatBorder, IgnoreError, Note, Workbook, Worksheet, XlsxError};

use super::Book;
use super::layout::{bounded, characters, text, width};
use crate::words;

/// What is to be looked at, in words that name its column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// From 0.
    pub row: usize,
    /// From 0; none where it is about the row, or about a column that is not there.
    pub column: Option<usize>,
    pub words: String,
}

/// Of a cell that is to be looked at.
const COLOUR: u32 = 0x00FF_EB9C;
const REMARKS_WIDTH: f64 = 60.0;
/// Of a note and of a line in it, in pixels, and how many narrow characters such a line takes.
const NOTE_WIDTH: u32 = 320;
const NOTE_LINE: u32 = 20;
const NOTE_CHARACTERS: usize = 40;
/// What is longer stands whole in the column at the end.
const NOTE_LONGEST: usize = 600;

pub fn xlsx(book: &Book, header: usize, remarks: &[Remark], say: &Say) -> Result<Vec<u8>, Fault> {
    workbook(book, header, remarks, say).map_err(|error| Fault::new(format!("a marked sheet was not written: {error}")))
}

fn workbook(book: &Book, header: usize, remarks: &[Remark], say: &Say) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    // A form can bring back a name that no workbook takes.
    if sheet.set_name(&book.sheet).is_err() {
        sheet.set_name(say.owned("sheet-marked-name"))?;
    }
    let grid = &book.grid;
    let columns = grid.iter().map(Vec::len).max().unwrap_or_default();
    let place = remarks_column(book, header).unwrap_or(columns);
    let (plain, heading, above) = (text(), text().set_bold(), text().unset_text_wrap());
    let marked = text().set_background_color(COLOUR).set_border(FormatBorder::Thin);
    for column in (0..columns).filter(|column| *column != place) {
        // What stands above the header, like a title over all columns, makes none of them wide.
        let cells = grid.iter().skip(header).filter_map(|row| row.get(column));
        sheet.set_column_width(narrow(column), width(cells.map(String::as_str)))?;
        // What was left empty is filled in as text too.
        sheet.set_column_format(narrow(column), &plain)?;
        for (row, cells) in grid.iter().enumerate() {
            let format = match row.cmp(&header) {
                Ordering::Less => &above,
                Ordering::Equal => &heading,
                Ordering::Greater => &plain,
            };
            if let Some(words) = cells.get(column).filter(|words| !words.is_empty()) {
                sheet.write_string_with_format(row as u32, narrow(column), bounded(words), format)?;
            }
        }
    }
    sheet.set_column_width(narrow(place), REMARKS_WIDTH)?;
    sheet.write_string_with_format(header as u32, narrow(place), say.owned("sheet-remarks"), &heading)?;
    mark(sheet, grid, remarks, &marked)?;
    // The header of the remarks says only what it is, so that it is known when the sheet comes again.
    for (row, said) in gathered(remarks, |remark| remark.row).into_iter().filter(|(row, _)| *row != header) {
        sheet.write_string_with_format(row as u32, narrow(place), bounded(&said), &marked)?;
    }
    let (top, last) = (header as u32, grid.len().max(header + 2) as u32 - 1);
    sheet.set_landscape().set_freeze_panes(top + 1, 0)?;
    sheet.autofilter(top, 0, last, narrow(place))?;
    sheet.ignore_error_range(0, 0, last, narrow(place), IgnoreError::NumberStoredAsText)?;
    workbook.save_to_buffer()
}

/// Each cell that something is said of, with a note.
fn mark(sheet: &mut Worksheet, grid: &[Vec<String>], remarks: &[Remark], marked: &Format) -> Result<(), XlsxError> {
    let of_cells: Vec<_> = remarks.iter().filter(|remark| remark.column.is_some()).cloned().collect();
    for ((row, column), said) in gathered(&of_cells, |remark| (remark.row, remark.column.unwrap_or_default())) {
        let words = grid.get(row).and_then(|cells| cells.get(column)).map_or("", String::as_str);
        sheet.write_string_with_format(row as u32, narrow(column), bounded(words), marked)?;
        let said: String = said.chars().take(NOTE_LONGEST).collect();
        let lines: usize = said.lines().map(|line| characters(line).div_ceil(NOTE_CHARACTERS)).sum();
        let note = Note::new(said).add_author_prefix(false).set_width(NOTE_WIDTH);
        sheet.insert_note(row as u32, narrow(column), &note.set_height(NOTE_LINE * (lines as u32 + 1)))?;
    }
    Ok(())
}

/// What is said of each, a line for each remark.
fn gathered<K: Ord>(remarks: &[Remark], key: impl Fn(&Remark) -> K) -> BTreeMap<K, String> {
    let mut gathered: BTreeMap<K, String> = BTreeMap::new();
    for remark in remarks {
        let said = gathered.entry(key(remark)).or_default();
        if !said.is_empty() {
            said.push('\n');
        }
        said.push_str(&remark.words);
    }
    gathered
}

/// Where remarks stand already, in a sheet that was marked before and mended since.
fn remarks_column(book: &Book, header: usize) -> Option<usize> {
    let known = Language::ALL.map(|language| words::say(language).owned("sheet-remarks"));
    book.grid.get(header)?.iter().position(|cell| known.iter().any(|known| cell.trim() == known))
}

/// A grid is bounded, far below what a sheet takes.
fn narrow(column: usize) -> u16 {
    column as u16
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use zip::ZipArchive;

    use super::*;
    use crate::workbooks::{self, Bounds};

    fn book() -> Book {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let grid = vec![
            row(["登记表", "", ""]),
            row(["编号", "层级", "职务"]),
            row(["=1+1", "科长", "局长\n兼主任"]),
            row(["", "", ""]),
        ];
        Book { grid, sheet: "名册".to_owned(), other_sheets: Vec::new() }
    }

    fn remark(row: usize, column: Option<usize>, words: &str) -> Remark {
        Remark { row, column, words: words.to_owned() }
    }

    fn part(file: &[u8], name: &str) -> String {
        let mut words = String::new();
        let mut archive = ZipArchive::new(Cursor::new(file)).expect("an archive");
        archive.by_name(name).expect(name).read_to_string(&mut words).expect("words");
        words
    }

    #[test]
    fn a_sheet_comes_back_as_it_was_with_its_remarks_and_no_formula() {
        let remarks = [
            remark(2, Some(1), "层级：选一个"),
            remark(2, Some(1), "再看"),
            remark(2, None, "单位：没有填"),
            remark(1, Some(2), "是什么"),
        ];
        for language in Language::ALL {
            let file = xlsx(&book(), 1, &remarks, &words::say(language)).expect("written");
            let (sheet, notes) = (part(&file, "xl/worksheets/sheet1.xml"), part(&file, "xl/comments1.xml"));
            assert!(
                !sheet.contains("<f>") && notes.contains("层级：选一个\n再看") && notes.contains("ref=\"C2\""),
                "{notes}"
            );
            let again = workbooks::read(file, Bounds::PLAN).expect("read");
            assert_eq!((again.sheet.as_str(), again.grid.len()), ("名册", 3), "what is empty at the end is not there");
            for (row, sent) in again.grid.iter().zip(book().grid) {
                assert_eq!(row[..3], sent);
            }
            assert_eq!(again.grid[2][3], "层级：选一个\n再看\n单位：没有填");
            assert_eq!(again.grid[1][3], words::say(language).owned("sheet-remarks"));
        }
    }

    #[test]
    fn a_sheet_that_comes_marked_is_marked_anew_and_a_name_that_is_none_is_put_right() {
        let say = words::say(Language::Zh);
        let file = xlsx(&book(), 1, &[remark(2, Some(1), "层级：选一个")], &words::say(Language::En)).expect("written");
        let again = Book { sheet: "a/b".to_owned(), ..workbooks::read(file, Bounds::PLAN).expect("read") };
        let mended = workbooks::read(xlsx(&again, 1, &[], &say).expect("written"), Bounds::PLAN).expect("read");
        assert_eq!((mended.sheet.as_str(), mended.grid[1].len()), ("标注", 4));
        assert_eq!((mended.grid[1][3].as_str(), mended.grid[2][3].as_str()), ("核对备注", ""));
    }

    #[test]
    fn a_column_of_remarks_is_left_out_of_a_list_of_posts() {
        for language in Language::ALL {
            let header = words::say(language).owned("sheet-remarks");
            assert_eq!(domain::SheetColumn::of(&header), Some(domain::SheetColumn::LeftOut), "{header}");
        }
    }
}
