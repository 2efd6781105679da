//! A workbook to be filled in or gone on with: a line that says how, the headers, what stands below them already, and lists of what
//! can be chosen, whole on a second sheet.

use domain::Language;
use kit::{Fault, Say};
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Format, Formula, Workbook, XlsxError};

use super::layout::{text, width};
use crate::words;

pub struct Column {
    pub header: String,
    /// What can be chosen; empty where the column is written freely.
    pub choices: Vec<String>,
    /// What stands below its header, row by row.
    pub cells: Vec<String>,
}

/// The row of the headers, below the line that says how the sheet is filled in.
const HEADER: u32 = 1;

/// `most` rows can be filled in.
pub fn xlsx(name: &str, lead: &str, columns: &[Column], most: usize, say: &Say) -> Result<Vec<u8>, Fault> {
    workbook(name, lead, columns, most, say).map_err(|error| Fault::new(format!("a template was not written: {error}")))
}

/// The name of the second sheet, whatever language it was written in.
pub fn is_lists(sheet: &str) -> bool {
    Language::ALL.into_iter().any(|language| words::say(language).owned("template-lists") == sheet)
}

fn workbook(name: &str, lead: &str, columns: &[Column], most: usize, say: &Say) -> Result<Vec<u8>, XlsxError> {
    let (heading, lists) = (text().set_bold(), say.owned("template-lists"));
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(name)?.set_landscape().set_freeze_panes(HEADER + 1, 0)?;
    let last = HEADER + most as u32;
    let mut place = 0;
    for (at, column) in (0..).zip(columns) {
        let words = column.choices.iter().chain(&column.cells).chain([&column.header]);
        sheet.set_column_width(at, width(words.map(String::as_str)))?.set_column_format(at, &text())?;
        sheet.write_string_with_format(HEADER, at, &column.header, &heading)?;
        for (line, cell) in (HEADER + 1..).zip(&column.cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string_with_format(line, at, cell, &text())?;
        }
        if !column.choices.is_empty() {
            let letter = char::from(b'A' + place);
            let range = format!("='{lists}'!${letter}$2:${letter}${}", column.choices.len() + 1);
            sheet.add_data_validation(HEADER + 1, at, last, at, &listed(range, say)?)?;
            place += 1;
        }
    }
    sheet.write_string_with_format(0, 0, lead, &Format::new().set_num_format("@"))?;
    let sheet = workbook.add_worksheet();
    sheet.set_name(&lists)?;
    for (at, column) in (0..).zip(columns.iter().filter(|column| !column.choices.is_empty())) {
        let words = column.choices.iter().chain([&column.header]);
        sheet.set_column_width(at, width(words.map(String::as_str)))?;
        sheet.write_string_with_format(0, at, &column.header, &heading)?;
        for (line, choice) in (1..).zip(&column.choices) {
            sheet.write_string_with_format(line, at, choice, &text())?;
        }
    }
    workbook.save_to_buffer()
}

/// Anything else is warned of and taken: the trial says what is wrong with it, and a credit code names a department as well.
fn listed(range: String, say: &Say) -> Result<DataValidation, XlsxError> {
    DataValidation::new()
        .allow_list_formula(Formula::new(range))
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title(say.owned("template-other-title"))?
        .set_error_message(say.owned("template-other"))
}
