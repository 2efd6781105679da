//! A workbook as a register: its columns by their headers, its rows as a form would send them.

use domain::register_sheet::RegisterColumn;
use domain::{Department, DepartmentKind, Refusal, RegisterSheet};
use kit::Fault;
use kit::html::nested;
use serde::de::DeserializeOwned;

use super::desk::is_importable;
use crate::workbooks::{Book, is_bounded};

#[derive(Clone, Debug)]
pub struct Sheet {
    pub book: Book,
    /// The row of the header.
    pub header: usize,
    pub columns: Vec<&'static RegisterColumn>,
    /// Where each of them stands in the sheet, from 0.
    pub places: Vec<usize>,
    /// The headers that nothing is taken from.
    pub left_out: Vec<String>,
    pub rows: Vec<Row>,
}

/// A row that is not empty.
#[derive(Clone, Debug)]
pub struct Row {
    /// In the sheet, from 1.
    pub number: usize,
    /// In the order of the columns: as typed, and as the form takes it.
    pub cells: Vec<(String, String)>,
}

impl Sheet {
    /// `departments` are those that a unit can name, by name or credit code.
    pub fn of(register: RegisterSheet, book: Book, departments: &[Department]) -> Result<Sheet, Refusal> {
        let grid = &book.grid;
        is_bounded(grid)?;
        let headless = || Refusal::content("register-without-header").with("sheet", &book.sheet).at("/file");
        let (header, columns) = register.header(grid).ok_or_else(headless)?;
        let value = |field: &str, cell: &str| match of_department(register, field) {
            Some(fits) => department(departments, fits, cell),
            None => register.value(field, cell),
        };
        let row = |(at, row): (usize, &Vec<String>)| {
            let known = row.iter().zip(&columns).filter_map(|(cell, column)| Some((cell, (*column)?)));
            let cells: Vec<_> =
                known.map(|(cell, column)| (cell.trim().to_owned(), value(&column.field, cell))).collect();
            let is_empty = cells.iter().all(|(typed, _)| typed.is_empty());
            (!is_empty).then_some(Row { number: at + 1, cells })
        };
        let rows: Vec<_> = grid.iter().enumerate().skip(header + 1).filter_map(row).collect();
        is_importable(rows.len()).map_err(|refusal| refusal.at("/file"))?;
        let headers = grid[header].iter().zip(&columns);
        let left_out = headers.filter(|(header, column)| column.is_none() && !header.trim().is_empty());
        let left_out = left_out.map(|(header, _)| header.trim().to_owned()).collect();
        let known = columns.into_iter().enumerate().filter_map(|(place, column)| Some((place, column?)));
        let (places, columns) = known.unzip();
        Ok(Sheet { header, columns, places, left_out, rows, book })
    }

    /// The entries as their forms would send them.
    pub fn entries<I: DeserializeOwned>(&self) -> Result<Vec<I>, Fault> {
        let entry = |row: &Row| -> Result<I, Fault> {
            let fields = self.columns.iter().zip(&row.cells);
            let fields = fields.map(|(column, (_, value))| (column.field.as_str(), value.as_str()));
            let value = nested::gathered(fields).map_err(|error| Fault::new(format!("{error:?}")))?;
            Ok(serde_json::from_value(value)?)
        };
        self.rows.iter().map(entry).collect()
    }
}

/// Of which kinds a department is that stands in this column.
pub fn of_department(register: RegisterSheet, field: &str) -> Option<fn(DepartmentKind) -> bool> {
    match (register, field) {
        (RegisterSheet::Units, "department") => Some(|kind| kind == DepartmentKind::Supervising),
        (RegisterSheet::Units, "municipal") => Some(DepartmentKind::reviews),
        _ => None,
    }
}

/// One that does not fit is found where no other has the name, and refused.
fn department(departments: &[Department], fits: fn(DepartmentKind) -> bool, cell: &str) -> String {
    let cell = cell.trim();
    let is_named = |kept: &&Department| {
        let code = kept.credit_code.as_ref().is_some_and(|code| code.as_str() == cell);
        kept.closed_on.is_none() && (code || kept.name.zh == cell || kept.name.en == cell)
    };
    let named = departments.iter().filter(is_named).min_by_key(|kept| !fits(kept.kind));
    named.map_or_else(|| cell.to_owned(), |kept| kept.id.to_string())
}
