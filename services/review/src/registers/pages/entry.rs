//! One entry of a register as a form; for whoever does not keep it, as text.

use askama::Template;
use domain::{
    Department, DepartmentId, DepartmentInput, DepartmentKind, EmployingUnit, Policy, TextInput, UnitInput, UnitKind,
    term,
};
use kit::Fault;
use kit::html::{Choice, Form, Frame, Say};

use super::{PATH, Register, closed};
use crate::officers::Officer;
use crate::registers::desk;
use crate::words;

/// An entry that is there already.
pub enum Shown {
    Unit(Box<EmployingUnit>),
    Department(Department),
}

impl Shown {
    pub fn form(&self) -> Result<Form, Fault> {
        match self {
            Shown::Unit(kept) => Form::filled(&UnitInput::of(kept)),
            Shown::Department(kept) => Form::filled(&DepartmentInput::of(kept)),
        }
    }

    fn version(&self) -> i64 {
        match self {
            Shown::Unit(kept) => kept.version,
            Shown::Department(kept) => kept.version,
        }
    }

    fn closed_on(&self) -> Option<chrono::NaiveDate> {
        match self {
            Shown::Unit(kept) => kept.closed_on,
            Shown::Department(kept) => kept.closed_on,
        }
    }

    fn name(&self) -> TextInput {
        match self {
            Shown::Unit(kept) => TextInput::of(&kept.unit.name),
            Shown::Department(kept) => TextInput::of(&kept.name),
        }
    }

    /// Where its own address is.
    fn path(&self, register: Register) -> String {
        let id = match self {
            Shown::Unit(kept) => kept.unit.id.to_string(),
            Shown::Department(kept) => kept.id.to_string(),
        };
        format!("{PATH}/{}/{id}", register.code())
    }
}

#[derive(Template)]
#[template(path = "registers/templates/entry.html")]
pub struct EntryPage {
    frame: Frame,
    say: Say,
    officer: Option<Officer>,
    form: Form,
    heading: String,
    action: String,
    is_unit: bool,
    kinds: Vec<Choice>,
    departments: Vec<Choice>,
    municipal: Vec<Choice>,
    /// None of an entry that is not there yet.
    version: Option<i64>,
    /// Whether the officer may change it.
    opens: bool,
    /// That it is closed, and since when.
    closed: String,
    facts: Vec<(String, String)>,
}

impl EntryPage {
    pub fn new(
        frame: Frame,
        officer: Officer,
        register: Register,
        shown: Option<Shown>,
        departments: &[Department],
        form: Form,
    ) -> EntryPage {
        let (language, policy) = (frame.language(), Policy::standard());
        let say = words::say(language);
        let is_unit = register == Register::Units;
        let kind =
            |code: &str| term("department-kind", code).map_or_else(String::new, |term| term.say(language).into());
        let kinds: Vec<Choice> = if is_unit {
            UnitKind::ALL.map(|kind| Choice::new(kind.code(), policy.unit_kind(kind).say(language))).into()
        } else {
            DepartmentKind::ALL.map(|one| Choice::new(one.code(), kind(one.code()))).into()
        };
        let choices = |fits: fn(DepartmentKind) -> bool| {
            let choices = departments.iter().filter(|of| fits(of.kind) && of.closed_on.is_none());
            choices.map(|one| Choice::new(one.id.to_string(), one.name.say(language))).collect()
        };
        let closed_on = shown.as_ref().and_then(Shown::closed_on);
        let name = shown.as_ref().map(Shown::name);
        let name = name.map(|name| if language == domain::Language::Zh { name.zh } else { name.en });
        EntryPage {
            heading: name.unwrap_or_else(|| say.owned(if is_unit { "unit-add" } else { "department-add" })),
            action: frame
                .to(shown.as_ref().map_or_else(|| format!("{PATH}/{}", register.code()), |shown| shown.path(register))),
            version: shown.as_ref().map(Shown::version),
            opens: desk::may_keep(&officer) && closed_on.is_none(),
            closed: closed(&say, closed_on),
            facts: shown.as_ref().map(|shown| facts(&say, shown, departments)).unwrap_or_default(),
            officer: Some(officer),
            is_unit,
            kinds,
            departments: choices(|kind| kind == DepartmentKind::Supervising),
            municipal: choices(DepartmentKind::reviews),
            form,
            say,
            frame,
        }
    }
}

/// What is kept, for those who may only read it.
fn facts(say: &Say, shown: &Shown, departments: &[Department]) -> Vec<(String, String)> {
    let (language, policy) = (say.language(), Policy::standard());
    let code = |code: &Option<domain::CreditCode>| {
        code.as_ref().map_or_else(|| say.owned("not-stated"), |code| code.as_str().to_owned())
    };
    let named = |id: DepartmentId| departments.iter().find(|of| of.id == id).map(|of| of.name.say(language).to_owned());
    let facts = match shown {
        Shown::Unit(kept) => vec![
            ("entry-kind", policy.unit_kind(kept.unit.kind).say(language).to_owned()),
            ("entry-department", kept.unit.department.say(language).to_owned()),
            ("entry-municipal", kept.municipal_id.and_then(named).unwrap_or_default()),
            ("entry-code", code(&kept.credit_code)),
            ("entry-address", kept.address.say(language).to_owned()),
            ("entry-contact", kept.unit.contact.say(language).to_owned()),
        ],
        Shown::Department(kept) => vec![
            (
                "entry-kind",
                term("department-kind", kept.kind.code()).map_or_else(String::new, |term| term.say(language).into()),
            ),
            ("entry-code", code(&kept.credit_code)),
        ],
    };
    facts.into_iter().filter(|(_, fact)| !fact.is_empty()).map(|(key, fact)| (say.owned(key), fact)).collect()
}
