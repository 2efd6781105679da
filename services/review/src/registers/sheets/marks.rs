//! What is wrong in a workbook of a register, cell by cell, as the trial told it.

use domain::{Refusal, RegisterSheet};
use kit::Say;

use super::sheet::Sheet;
use crate::workbooks::marked::Remark;

pub fn remarks(register: RegisterSheet, sheet: &Sheet, refused: &[Refusal], say: &Say) -> Vec<Remark> {
    refused.iter().filter_map(|refusal| remark(register, sheet, refusal, say)).collect()
}

fn remark(register: RegisterSheet, sheet: &Sheet, refusal: &Refusal, say: &Say) -> Option<Remark> {
    let below = refusal.pointer()?.strip_prefix("/entries/")?;
    let (entry, field) = below.split_once('/').unwrap_or((below, ""));
    let row = sheet.rows.get(entry.parse::<usize>().ok()?)?.number - 1;
    let field = field.replace('/', ".");
    let known = sheet.columns.iter().position(|column| column.field == field);
    let words = refusal.say(say.language());
    // A column that is asked for and not there has a name all the same.
    let words = match register.columns().iter().find(|column| column.field == field) {
        None => words,
        Some(column) => format!("{}{}{words}", column.header(say.language()), say.it("catalogue-colon")),
    };
    Some(Remark { row, column: known.map(|known| sheet.places[known]), words })
}
