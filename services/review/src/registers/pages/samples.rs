//! Every page of the registers in both languages, without a word missing.

use askama::Template;
use domain::{Department, DepartmentKind, EmployingUnit, Language, Role, Seat, Text, UnitKind, UnitRef};
use kit::html::{Form, Frame};
use uuid::Uuid;

use super::Register;
use super::entry::{EntryPage, Shown};
use super::list::RegistersPage;
use crate::officers::Officer;
use crate::registers::seats::desk::{Seated, Sitting};
use crate::words;

fn both(words: &str) -> Text {
    Text::new(words, words)
}

fn department(closed_on: Option<&str>) -> Department {
    Department {
        id: Uuid::nil().into(),
        name: both("Health"),
        kind: DepartmentKind::Supervising,
        credit_code: None,
        closed_on: closed_on.map(|on| on.parse().expect("a date")),
        version: 1,
    }
}

fn unit(closed_on: Option<&str>) -> EmployingUnit {
    EmployingUnit {
        unit: UnitRef {
            id: Uuid::nil().into(),
            name: both("<b>Hospital"),
            kind: UnitKind::PublicInstitution,
            department: both("Health"),
            contact: both("0999"),
        },
        department_id: Some(Uuid::nil().into()),
        municipal_id: None,
        credit_code: domain::CreditCode::parse("12654002999010042N").ok(),
        address: both("Street"),
        closed_on: closed_on.map(|on| on.parse().expect("a date")),
        version: 3,
    }
}

#[test]
fn the_registers_are_shown_in_both_languages_and_changed_by_the_secretary_alone() {
    for language in Language::ALL {
        for role in [Role::Secretary, Role::Auditor] {
            let whole = |page: &dyn Fn() -> String| {
                let page = page();
                assert!(!page.contains('⟦') && !page.contains("<b>Hospital"), "{page}");
                page
            };
            let frame = || Frame::sample(language, "/staff/registers");
            let officer = || Officer::sample(role);
            let luo = Sitting { id: Uuid::nil().into(), name: both("Luo"), office: both("Finance") };
            let seats = [
                Seated { seat: Seat::Finance, concerns: Vec::new(), members: vec![luo] },
                Seated { seat: Seat::Housing, concerns: Vec::new(), members: Vec::new() },
            ];
            let list = |closed: Option<&str>, kept: Option<Uuid>| {
                whole(&|| {
                    RegistersPage::new(frame(), officer(), &[unit(closed)], &[department(None)], &seats, kept)
                        .render()
                        .expect("a page")
                })
            };
            let [kept, ended] = [None, Some("2026-11-01")].map(|on| list(on, Some(unit(on).unit.id.uuid())));
            let told = |key: &str| words::say(language).with(key, &[("name", String::new().into())]);
            assert!(kept.contains(&told("entry-kept")) && ended.contains(&told("entry-closed")), "{kept}{ended}");
            assert!(!list(None, None).contains("role=\"status\""), "nothing was kept just now");
            assert_eq!(kept.contains("/registers/units\""), role == Role::Secretary, "{kept}");
            for closed in [None, Some("2026-11-01")] {
                let shown = [
                    (Register::Units, Shown::Unit(Box::new(unit(closed)))),
                    (Register::Departments, Shown::Department(department(closed))),
                ];
                for (register, shown) in shown {
                    let form = shown.form().expect("a form");
                    let entry = EntryPage::new(frame(), officer(), register, Some(shown), &[department(None)], form);
                    let entry = whole(&|| entry.render().expect("a page"));
                    assert_eq!(entry.contains("name=\"version\""), role == Role::Secretary && closed.is_none());
                }
            }
            for register in [Register::Units, Register::Departments] {
                let form = Form::empty();
                let empty = EntryPage::new(frame(), officer(), register, None, &[department(None)], form);
                whole(&|| empty.render().expect("a page"));
            }
        }
    }
}
