//! A workbook as offices send it, as a grid of words: its first sheet that can be seen and holds something, merged cells filled
//! downwards. It is read cell by cell within bounds, since a small file can hold a very large sheet. What else it holds is named.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx};
use domain::Refusal;
use serde::{Deserialize, Serialize};

use super::packed;

/// Of the file.
pub const MOST_BYTES: usize = 1_000_000;
/// How many characters of a sheet a form can bring back.
pub const MOST_BACK: usize = 60_000;
/// From here on a number has digits that Excel does not keep.
const MOST_WHOLE: u64 = 1_000_000_000_000_000;

/// How large a sheet may be.
#[derive(Clone, Copy)]
pub struct Bounds {
    rows: usize,
    columns: usize,
    characters: usize,
}

impl Bounds {
    /// What one plan of a unit may need.
    pub const PLAN: Bounds = Bounds { rows: 400, columns: 40, characters: MOST_BACK };
    /// What the register of a city may hold. Only what is to be entered of it comes back by a form.
    pub const REGISTER: Bounds = Bounds { rows: 2_000, columns: 40, characters: 400_000 };

    pub fn too_large(self) -> Refusal {
        let refusal = Refusal::content("sheet-too-large").with("rows", self.rows).with("columns", self.columns);
        refusal.with("characters", self.characters).at("/file")
    }

    /// Whether a grid that a form brought back is within them.
    pub fn hold(self, grid: &Grid) -> Result<(), Refusal> {
        let width = grid.iter().map(Vec::len).max().unwrap_or_default();
        if grid.len() > self.rows || width > self.columns || characters(grid) > self.characters {
            return Err(self.too_large());
        }
        Ok(())
    }
}

pub type Grid = Vec<Vec<String>>;

pub fn characters(grid: &Grid) -> usize {
    grid.iter().flatten().map(|cell| cell.chars().count()).sum()
}

/// What was read of a workbook.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Book {
    pub grid: Grid,
    /// The name of the sheet that was read.
    pub sheet: String,
    /// The names of the other sheets that hold something; nothing of them was read.
    pub other_sheets: Vec<String>,
}

type File = Xlsx<Cursor<Vec<u8>>>;

pub fn read(file: Vec<u8>, bounds: Bounds) -> Result<Book, Refusal> {
    packed::is_bounded(&file, bounds)?;
    let mut book: File = calamine::open_workbook_from_rs(Cursor::new(file)).map_err(unreadable)?;
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let sheets: Vec<_> = sheets.map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect();
    // A name takes a place even where it is empty.
    if sheets.iter().map(|(name, _)| name.chars().count() + 1).sum::<usize>() > bounds.characters {
        return Err(bounds.too_large());
    }
    let mut others: Vec<_> = sheets.iter().filter(|(name, _)| holds_something(&mut book, name)).collect();
    let place = others.iter().position(|(_, seen)| *seen);
    let read = place.map(|place| others.remove(place)).or_else(|| sheets.iter().find(|(_, seen)| *seen));
    let (name, _) = read.ok_or_else(|| Refusal::content("sheet-unreadable").at("/file"))?;
    let grid = grid(&mut book, name, bounds)?;
    let other_sheets = others.into_iter().map(|(name, _)| name.clone()).collect();
    Ok(Book { grid, sheet: name.clone(), other_sheets })
}

/// Whether anything stands in the sheet. Of one that cannot be read nobody knows, so that it is named too.
fn holds_something(book: &mut File, name: &str) -> bool {
    let Ok(mut cells) = book.worksheet_cells_reader(name) else {
        return true;
    };
    loop {
        match cells.next_cell() {
            Ok(Some(cell)) if words(cell.get_value()).trim().is_empty() => {}
            Ok(None) => return false,
            Ok(Some(_)) | Err(_) => return true,
        }
    }
}

fn grid(book: &mut File, name: &str, bounds: Bounds) -> Result<Grid, Refusal> {
    let merged = book.merge_cells_by_sheet_name(name).map_err(unreadable)?;
    let mut grid = Grid::new();
    let mut characters = 0;
    let mut cells = book.worksheet_cells_reader(name).map_err(unreadable)?;
    while let Some(cell) = cells.next_cell().map_err(unreadable)? {
        let words = words(cell.get_value());
        if words.trim().is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize, column as usize);
        characters += words.chars().count();
        if row >= bounds.rows || column >= bounds.columns || characters > bounds.characters {
            return Err(bounds.too_large());
        }
        put(&mut grid, row, column, words);
    }
    for region in merged {
        let (first, column) = (region.start.0 as usize, region.start.1 as usize);
        let Some(words) = grid.get(first).and_then(|row| row.get(column)).filter(|words| !words.is_empty()) else {
            continue;
        };
        let words = words.clone();
        let count = words.chars().count();
        // Not to the right: a title over all columns would be read as their headers.
        for row in first + 1..=(region.end.0 as usize).min(bounds.rows - 1) {
            characters += count;
            if characters > bounds.characters {
                return Err(bounds.too_large());
            }
            put(&mut grid, row, column, words.clone());
        }
    }
    let width = grid.iter().map(Vec::len).max().unwrap_or_default();
    for row in &mut grid {
        row.resize(width, String::new());
    }
    Ok(grid)
}

pub fn unreadable<E>(_: E) -> Refusal {
    Refusal::content("sheet-unreadable").at("/file")
}

fn put(grid: &mut Grid, row: usize, column: usize, words: String) {
    if grid.len() <= row {
        grid.resize(row + 1, Vec::new());
    }
    let cells = &mut grid[row];
    if cells.len() <= column {
        cells.resize(column + 1, String::new());
    }
    cells[column] = words;
}

fn words(cell: &DataRef<'_>) -> String {
    match cell {
        // Of more than fifteen digits Excel keeps the first fifteen: noughts in place of the others would look like a whole code.
        DataRef::Int(number) if number.unsigned_abs() >= MOST_WHOLE => in_powers(*number as f64),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if number.abs() >= MOST_WHOLE as f64 => in_powers(*number),
        DataRef::Float(number) if number.fract() == 0.0 => format!("{number:.0}"),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(words) => bare(words),
        DataRef::SharedString(words) => bare(words),
        DataRef::Bool(true) => "是".to_owned(),
        DataRef::Bool(false) => "否".to_owned(),
        DataRef::DateTime(instant) if instant.is_datetime() => {
            let (year, month, day, ..) = instant.to_ymd_hms_milli();
            format!("{year}-{month:02}-{day:02}")
        }
        DataRef::DateTime(length) => length.as_f64().to_string(),
        DataRef::DateTimeIso(words) => words.chars().take_while(|c| *c != 'T').collect(),
        DataRef::DurationIso(words) => words.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// In Excel's own way to show it, `1.26540029990101E+17`.
fn in_powers(number: f64) -> String {
    format!("{number:E}").replace('E', "E+")
}

/// Without carriage returns, for which workbooks hold a code as well.
fn bare(words: &str) -> String {
    words.replace("_x000D_", "").replace('\r', "")
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

    use super::*;

    #[test]
    fn merged_cells_are_filled_downwards_and_dates_are_days() {
        let mut book = Workbook::new();
        let format = Format::new();
        let hidden = book.add_worksheet();
        hidden.write_string(0, 0, "not this one").expect("written");
        hidden.set_hidden(true);
        let sheet = book.add_worksheet();
        sheet.merge_range(0, 0, 0, 2, "2027年度", &format).expect("merged");
        sheet.merge_range(1, 0, 2, 0, "市人民医院", &format).expect("merged");
        sheet.write_number(1, 1, 2.0).expect("written");
        let day = ExcelDateTime::from_ymd(2027, 3, 1).expect("a day");
        sheet.write_string(1, 2, "护理。\r\n带教。").expect("written");
        let dated = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_datetime_with_format(2, 2, &day, &dated).expect("written");
        sheet.set_active(true);
        let Book { grid, .. } = read(book.save_to_buffer().expect("a book"), Bounds::PLAN).expect("read");
        assert_eq!(grid[0], ["2027年度", "", ""]);
        assert_eq!(grid[1], ["市人民医院", "2", "护理。\n带教。"]);
        assert_eq!(grid[2], ["市人民医院", "", "2027-03-01"]);
    }

    #[test]
    fn a_number_of_which_excel_lost_digits_is_not_written_as_if_it_were_whole() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (row, number) in (0..).zip([126_540_029_990_101_000.0, 999_999_999_999_999.0, 0.5]) {
            sheet.write_number(row, 0, number).expect("written");
        }
        let read = read(book.save_to_buffer().expect("a book"), Bounds::PLAN).expect("read");
        assert_eq!(read.grid, [["1.26540029990101E+17"], ["999999999999999"], ["0.5"]]);
        let refused = domain::CreditCode::parse(&read.grid[0][0]).expect_err("no code");
        assert_eq!(refused.code(), "credit-code-rounded");
    }

    #[test]
    fn the_first_sheet_that_is_seen_and_holds_something_is_read_and_the_others_that_do_are_named() {
        let mut book = Workbook::new();
        for (name, words) in [("空白", ""), ("岗位", "医师"), ("说明", "填表说明"), ("备用", " "), ("字典", "学历")]
        {
            let sheet = book.add_worksheet();
            sheet.set_name(name).expect("named").write_string(0, 0, words).expect("written");
            sheet.set_hidden(name == "字典");
        }
        let read = read(book.save_to_buffer().expect("a book"), Bounds::PLAN).expect("read");
        assert_eq!((read.sheet.as_str(), read.grid), ("岗位", vec![vec!["医师".to_owned()]]));
        assert_eq!(read.other_sheets, ["说明", "字典"], "a hidden one too, an empty one not");
    }

    #[test]
    fn hidden_columns_and_rows_are_read_like_others() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (row, cells) in (0..).zip([["岗位", "人数"], ["医师", "2"], ["护士", "3"]]) {
            for (column, words) in (0..).zip(cells) {
                sheet.write_string(row, column, words).expect("written");
            }
        }
        sheet.set_column_hidden(1).expect("hidden").set_row_hidden(1).expect("hidden");
        let read = read(book.save_to_buffer().expect("a book"), Bounds::PLAN).expect("read");
        assert_eq!(read.grid, [["岗位", "人数"], ["医师", "2"], ["护士", "3"]]);
    }

    #[test]
    fn what_is_no_workbook_or_too_large_is_refused() {
        assert_eq!(read(b"PK not really".to_vec(), Bounds::PLAN).expect_err("no workbook").code(), "sheet-unreadable");
        let mut book = Workbook::new();
        book.add_worksheet().write_string(1_000_000, 16_000, "far away").expect("written");
        let far = read(book.save_to_buffer().expect("a book"), Bounds::PLAN).expect_err("too large");
        assert_eq!((far.code(), far.pointer()), ("sheet-too-large", Some("/file")));
    }

    #[test]
    fn words_that_are_filled_downwards_count_in_every_row() {
        let filled = |last: u32| {
            let mut book = Workbook::new();
            let sheet = book.add_worksheet();
            sheet.merge_range(0, 0, last, 0, &"岗".repeat(1_000), &Format::new()).expect("merged");
            read(book.save_to_buffer().expect("a book"), Bounds::PLAN)
        };
        assert_eq!(filled(59).expect("read").grid.len(), 60);
        let far = filled(60).expect_err("too large");
        assert_eq!((far.code(), far.pointer()), ("sheet-too-large", Some("/file")));
    }
}
