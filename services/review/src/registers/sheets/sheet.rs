//! A workbook as a register: its columns by their headers, its rows as a form would send them. A row that names an entry of the
//! register changes it; what its cells leave empty stays as it is there. Rows that say nothing else than the register are not entered.

use std::collections::{BTreeMap, HashMap};

use domain::register_sheet::RegisterColumn;
use domain::{Department, DepartmentKind, Language, Refusal, RegisterSheet};
use kit::Fault;
use kit::html::nested;
use serde::de::DeserializeOwned;

use super::desk::is_importable;
use super::known::Known;
use crate::registers::desk::Kept;
use crate::workbooks::{Book, Bounds, MOST_BACK, characters};

#[derive(Clone, Debug)]
pub struct Sheet {
    register: RegisterSheet,
    departments: Vec<Department>,
    pub book: Book,
    /// The row of the header.
    pub header: usize,
    pub columns: Vec<&'static RegisterColumn>,
    /// Where each of them stands in the sheet, from 0.
    pub places: Vec<usize>,
    /// The headers that nothing is taken from.
    pub left_out: Vec<String>,
    /// Those to be entered: new ones and changes.
    pub rows: Vec<Row>,
    /// Those that say nothing else than the register.
    pub same: Vec<Row>,
}

/// A row that is not empty.
#[derive(Clone, Debug)]
pub struct Row {
    /// In the sheet, from 1.
    pub number: usize,
    /// In the order of the columns: as typed, and as the form takes it.
    pub cells: Vec<(String, String)>,
    /// The entry that it changes; none: it is a new one.
    pub known: Option<Known>,
    /// The same, in the version that it is changed from.
    changes: Option<Kept>,
}

/// An entry as its form would send it.
#[derive(Clone, Debug)]
pub struct Entering<T> {
    pub entry: T,
    /// What it changes, in the version that was seen; none: it is a new one.
    pub changes: Option<Kept>,
}

impl Sheet {
    /// `known` is what stands in the register; `departments` are those that a unit can name, by name or credit code.
    pub fn of(
        register: RegisterSheet,
        book: Book,
        known: Vec<Known>,
        departments: Vec<Department>,
    ) -> Result<Sheet, Refusal> {
        let grid = &book.grid;
        Bounds::REGISTER.hold(grid)?;
        let headless = || Refusal::content("register-without-header").with("sheet", &book.sheet).at("/file");
        let (header, columns) = register.header(grid).ok_or_else(headless)?;
        let known = known.into_iter().map(|known| (known.value(register.key()).to_owned(), known));
        let mut known: HashMap<_, _> = known.collect();
        let mut times: HashMap<String, usize> = HashMap::new();
        let row = |(at, row): (usize, &Vec<String>)| {
            let sent = row.iter().zip(&columns).filter_map(|(cell, column)| Some((cell, (*column)?)));
            let key = sent.clone().find(|(_, column)| column.field == register.key());
            let name = key.and_then(|(cell, _)| register.named(cell));
            // A second row that names the same is a new one, and refused as such.
            let known = name.as_ref().and_then(|name| known.remove(name));
            name.into_iter().for_each(|name| *times.entry(name).or_default() += 1);
            let value = |field: &str, cell: &str| value(register, &departments, known.as_ref(), field, cell);
            let cells: Vec<_> =
                sent.map(|(cell, column)| (cell.trim().to_owned(), value(&column.field, cell))).collect();
            let is_empty = cells.iter().all(|(typed, _)| typed.is_empty());
            (!is_empty).then(|| Row { number: at + 1, cells, changes: known.as_ref().map(|known| known.kept), known })
        };
        let rows: Vec<_> = grid.iter().enumerate().skip(header + 1).filter_map(row).collect();
        let headers = grid[header].iter().zip(&columns);
        let left_out = headers.filter(|(header, column)| column.is_none() && !header.trim().is_empty());
        let left_out = left_out.map(|(header, _)| header.trim().to_owned()).collect();
        let recognised = columns.into_iter().enumerate().filter_map(|(place, column)| Some((place, column?)));
        let (places, columns) = recognised.unzip();
        let mut sheet = Sheet {
            register,
            departments,
            header,
            columns,
            places,
            left_out,
            rows: Vec::new(),
            same: Vec::new(),
            book,
        };
        // What is named twice is looked over together, whatever one of the rows says.
        let is_alone = |known: &Known| times.get(known.value(register.key())) == Some(&1);
        let is_same = |row: &Row| row.known.as_ref().is_some_and(is_alone) && sheet.changed(row).is_empty();
        (sheet.same, sheet.rows) = rows.into_iter().partition(is_same);
        sheet.is_enterable().map_err(|refusal| refusal.at("/file"))?;
        Ok(sheet)
    }

    /// Whether a form can bring back what is to be entered.
    fn is_enterable(&self) -> Result<(), Refusal> {
        if self.rows.is_empty() && !self.same.is_empty() {
            return Ok(());
        }
        is_importable(self.rows.len())?;
        if characters(&self.to_enter().grid) > MOST_BACK {
            return Err(Refusal::content("entries-too-long").with("most", MOST_BACK));
        }
        Ok(())
    }

    /// What a form brings back: what is to be entered, each row in its place, and what stands above.
    pub fn to_enter(&self) -> Book {
        let mut book = self.book.clone();
        let below = (1..).zip(&mut book.grid).skip(self.header + 1);
        below.filter(|(number, _)| !self.is_entered(*number)).for_each(|(_, row)| row.clear());
        book
    }

    /// With nothing below its header but what is to be entered, to be mended and sent again.
    pub fn for_mending(mut self) -> Sheet {
        let mut grid = std::mem::take(&mut self.book.grid);
        let mut number = 0;
        grid.retain(|_| {
            number += 1;
            number <= self.header + 1 || self.is_entered(number)
        });
        self.book.grid = grid;
        for (number, row) in (self.header + 2..).zip(&mut self.rows) {
            row.number = number;
        }
        self.same.clear();
        self
    }

    fn is_entered(&self, number: usize) -> bool {
        self.rows.iter().any(|row| row.number == number)
    }

    /// Entries as their forms would send them.
    pub fn entries<I: DeserializeOwned>(&self, rows: &[Row]) -> Result<Vec<Entering<I>>, Fault> {
        let entry = |row: &Row| {
            let fields = self.register.columns().iter().map(|column| column.field.as_str());
            let fields = fields.filter_map(|field| Some((field, self.value(row, field)?)));
            let value = nested::gathered(fields).map_err(|error| Fault::new(format!("{error:?}")))?;
            Ok(Entering { entry: serde_json::from_value(value)?, changes: row.changes })
        };
        rows.iter().map(entry).collect()
    }

    /// What the row has in a field; what its cell leaves empty, or no column is there for, is as it stands in the register.
    fn value<'a>(&'a self, row: &'a Row, field: &str) -> Option<&'a str> {
        let own = self.columns.iter().zip(&row.cells).find(|(column, _)| column.field == field);
        let own = own.map(|(_, (_, value))| value.as_str());
        match &row.known {
            Some(known) => Some(own.filter(|value| !value.is_empty()).unwrap_or(known.value(field))),
            None => own,
        }
    }

    /// The fields in which the row says something else than the entry that it changes.
    pub fn changed(&self, row: &Row) -> Vec<&'static str> {
        let Some(known) = &row.known else { return Vec::new() };
        let fields = self.columns.iter().map(|column| column.field.as_str());
        // However the code or number is written, it named the entry.
        let others = fields.filter(|field| *field != self.register.key());
        others.filter(|field| self.value(row, field) != Some(known.value(field))).collect()
    }

    /// What stands in the register in a field of the row's entry, as a cell has it.
    pub fn before(&self, row: &Row, field: &str, language: Language) -> Option<String> {
        let value = row.known.as_ref()?.value(field);
        Some(written(self.register, &self.departments, field, value, language))
    }

    /// What the rows change, by their numbers, in the version that it was read at.
    pub fn seen(&self) -> BTreeMap<usize, Kept> {
        self.rows.iter().filter_map(|row| Some((row.number, row.changes?))).collect()
    }

    /// Each row changes what was seen, whatever stands in the register by now.
    pub fn seen_as(mut self, seen: &BTreeMap<usize, Kept>) -> Sheet {
        for row in &mut self.rows {
            row.changes = seen.get(&row.number).copied();
        }
        self
    }
}

/// A cell as the form takes it. What the register would write is what it has: two departments can have one name.
fn value(
    register: RegisterSheet,
    departments: &[Department],
    known: Option<&Known>,
    field: &str,
    cell: &str,
) -> String {
    let cell = cell.trim();
    let writes_it = |kept: &&str| {
        let writes = |language| written(register, departments, field, kept, language);
        Language::ALL.into_iter().any(|language| writes(language) == cell)
    };
    let kept = known.map(|known| known.value(field)).filter(writes_it);
    kept.map_or_else(
        || match of_department(register, field) {
            Some(fits) => department(departments, fits, cell),
            None => register.value(field, cell),
        },
        str::to_owned,
    )
}

/// What a field of a form has, as a cell has it: a department and what is chosen from a list by its name.
pub fn written(
    register: RegisterSheet,
    departments: &[Department],
    field: &str,
    value: &str,
    language: Language,
) -> String {
    let name = match of_department(register, field) {
        Some(_) => departments.iter().find(|kept| kept.id.to_string() == value).map(|kept| &kept.name),
        None => register.choices(field).into_iter().find(|(code, _)| *code == value).map(|(_, name)| name),
    };
    name.map_or(value, |name| name.say(language)).to_owned()
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
