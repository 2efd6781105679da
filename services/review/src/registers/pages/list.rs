//! The registers on one page: units by their department, departments, seats.

use askama::Template;
use domain::{Department, DepartmentId, EmployingUnit, Policy, Text, term};
use kit::html::{Frame, Say};
use uuid::Uuid;

use super::{PATH, Register, closed};
use crate::officers::Officer;
use crate::registers::desk;
use crate::registers::seats::desk::{Seated, Sitting};
use crate::words;

#[derive(Template)]
#[template(path = "registers/templates/registers.html")]
pub struct RegistersPage {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    keeps: bool,
    /// What was kept just now.
    kept: String,
    units: Vec<Row>,
    departments: Vec<Row>,
    seats: Vec<SeatRow>,
}

struct Row {
    to: String,
    name: String,
    kind: String,
    code: String,
    department: String,
    /// By which municipal department its posts are reviewed, where one is named.
    reviewed: String,
    contact: String,
    /// That it is closed, and since when.
    closed: String,
}

struct SeatRow {
    name: String,
    /// Empty for a vacant seat.
    officers: String,
    offices: String,
}

impl RegistersPage {
    pub fn new(
        frame: Frame,
        officer: Officer,
        units: &[EmployingUnit],
        departments: &[Department],
        seats: &[Seated],
        kept: Option<Uuid>,
    ) -> RegistersPage {
        let (language, policy) = (frame.language(), Policy::standard());
        let say = words::say(language);
        let to = |register: Register, id: String| frame.to(format!("{PATH}/{}/{id}", register.code()));
        let code = |code: &Option<domain::CreditCode>| {
            code.as_ref().map_or_else(|| say.owned("not-stated"), |code| code.as_str().to_owned())
        };
        let named = |id: DepartmentId| departments.iter().find(|of| of.id == id).map(|of| of.name.say(language));
        let unit = |kept: &EmployingUnit| Row {
            to: to(Register::Units, kept.unit.id.to_string()),
            name: kept.unit.name.say(language).to_owned(),
            kind: policy.unit_kind(kept.unit.kind).say(language).to_owned(),
            code: code(&kept.credit_code),
            department: kept.unit.department.say(language).to_owned(),
            reviewed: kept
                .municipal_id
                .and_then(named)
                .map_or_else(String::new, |name| say.with("entry-reviewed", &[("department", name.into())])),
            contact: kept.unit.contact.say(language).to_owned(),
            closed: closed(&say, kept.closed_on),
        };
        let department = |kept: &Department| Row {
            to: to(Register::Departments, kept.id.to_string()),
            name: kept.name.say(language).to_owned(),
            kind: term("department-kind", kept.kind.code()).map_or_else(String::new, |term| term.say(language).into()),
            code: code(&kept.credit_code),
            department: String::new(),
            reviewed: String::new(),
            contact: String::new(),
            closed: closed(&say, kept.closed_on),
        };
        let joined = |members: &[Sitting], of: fn(&Sitting) -> &Text| {
            members.iter().map(|one| of(one).say(language)).collect::<Vec<_>>().join(&*say.it("comma"))
        };
        let seat = |Seated { seat, members, .. }: &Seated| SeatRow {
            name: policy.seat(*seat).say(language).to_owned(),
            officers: joined(members, |one| &one.name),
            offices: joined(members, |one| &one.office),
        };
        let units_kept = units.iter().map(|unit| (unit.unit.id.uuid(), &unit.unit.name, unit.closed_on));
        let departments_kept =
            departments.iter().map(|department| (department.id.uuid(), &department.name, department.closed_on));
        let told = units_kept.chain(departments_kept).find(|(id, ..)| Some(*id) == kept);
        let told = told.map(|(_, name, closed)| {
            let key = if closed.is_some() { "entry-closed" } else { "entry-kept" };
            say.with(key, &[("name", name.say(language).into())])
        });
        RegistersPage {
            keeps: desk::may_keep(&officer),
            kept: told.unwrap_or_default(),
            units: units.iter().map(unit).collect(),
            departments: departments.iter().map(department).collect(),
            seats: seats.iter().map(seat).collect(),
            officer: Some(officer),
            say,
            frame,
        }
    }
}
