//! The empty workbook of a register: the headers that are asked for, and what can be chosen below them.

use domain::{Department, DepartmentKind, RegisterSheet};
use kit::{Fault, Say};

use super::desk::MOST_ENTRIES;
use crate::workbooks::template::{self, Column};

pub fn xlsx(register: RegisterSheet, departments: &[Department], say: &Say) -> Result<Vec<u8>, Fault> {
    let language = say.language();
    let supervising =
        |department: &&Department| department.kind == DepartmentKind::Supervising && department.closed_on.is_none();
    let columns = register.columns().iter().map(|column| {
        let choices = match (register, column.field.as_str()) {
            (RegisterSheet::Units, "department") => {
                let named = departments.iter().filter(supervising).map(|department| department.name.say(language));
                named.map(str::to_owned).collect()
            }
            (_, field) => {
                let named = register.choices(field).into_iter().map(|(_, name)| name.say(language).to_owned());
                named.collect()
            }
        };
        Column { header: column.header(language).to_owned(), choices }
    });
    let name = say.it(format!("register-template-{register}"));
    let lead = say.with("register-template-lead", &[("most", MOST_ENTRIES.to_string().into())]);
    template::xlsx(&name, &lead, &columns.collect::<Vec<_>>(), MOST_ENTRIES, say)
}
