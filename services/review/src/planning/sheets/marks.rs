//! What is to be looked at in a workbook of posts, cell by cell: what was not sure, what is no post,
//! posts of the same title as one in the plan, and columns nobody has said.

use domain::SheetRow;
use kit::Say;

use super::desk::{Sheet, SheetUnit};
use super::pages::doubt;
use crate::workbooks::marked::Remark;

pub fn remarks(sheet: &Sheet, for_unit: &SheetUnit, say: &Say) -> Vec<Remark> {
    let refused = sheet.posts(&for_unit.unit).err().unwrap_or_default();
    let of_columns = refused.iter().filter_map(|refusal| {
        let column = refusal.pointer()?.strip_prefix("/columns/")?.parse().ok()?;
        Some(Remark { row: sheet.header, column: Some(column), words: refusal.say(say.language()) })
    });
    let mut remarks: Vec<_> = of_columns.collect();
    for (number, row) in sheet.rows(&for_unit.unit) {
        let row_at = number - 1;
        match row {
            SheetRow::Post { input, cells } => {
                if for_unit.has_namesake(&input) {
                    remarks.push(Remark { row: row_at, column: None, words: say.owned("sheet-namesake") });
                }
                let doubtful = cells.iter().filter(|cell| !cell.sure);
                remarks.extend(doubtful.map(|cell| Remark {
                    row: row_at,
                    column: Some(cell.place),
                    words: doubt(say, cell),
                }));
            }
            SheetRow::NoPost { words, .. } if words.is_empty() => {}
            SheetRow::NoPost { why, .. } => {
                remarks.push(Remark { row: row_at, column: None, words: say.owned(format!("sheet-row-{why}")) });
            }
        }
    }
    remarks
}
