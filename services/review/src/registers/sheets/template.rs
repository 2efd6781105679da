//! The workbook of a register: the headers that are asked for, what can be chosen below them, and what stands in the register.
//! Without entries it is the empty one to fill in.

use domain::{Department, RegisterSheet, Text};
use kit::{Fault, Say};

use super::desk::MOST_ENTRIES;
use super::known::Known;
use super::sheet::{of_department, written};
use crate::workbooks::template::{self, Column};

pub fn xlsx(
    register: RegisterSheet,
    departments: &[Department],
    entries: &[Known],
    say: &Say,
) -> Result<Vec<u8>, Fault> {
    let language = say.language();
    let columns = register.columns().iter().map(|column| {
        let field = column.field.as_str();
        let names: Vec<&Text> = match of_department(register, field) {
            Some(fits) => {
                let open = departments.iter().filter(|one| fits(one.kind) && one.closed_on.is_none());
                open.map(|one| &one.name).collect()
            }
            None => register.choices(field).into_iter().map(|(_, name)| name).collect(),
        };
        let choices = names.into_iter().map(|name| name.say(language).to_owned()).collect();
        let cell = |known: &Known| written(register, departments, field, known.value(field), language);
        let cells = entries.iter().map(cell).collect();
        Column { header: column.header(language).to_owned(), choices, cells }
    });
    let name = say.owned(format!("register-template-{register}"));
    let lead = say.with("register-template-lead", &[("most", MOST_ENTRIES.to_string().into())]);
    template::xlsx(&name, &lead, &columns.collect::<Vec<_>>(), entries.len() + MOST_ENTRIES, say)
}
