//! The ten heads of Article 21 on its page, and the table of what they say of each mode.

use domain::{Entitlement, EntitlementHead, Mode, Policy};
use kit::{Frame, Say};

use super::cited::Cited;
use super::granted::Granted;
use super::phrase;

pub struct Head {
    pub id: &'static str,
    pub name: &'static str,
    pub granted: Vec<Granted>,
}

/// What the sentences say of each mode, one row for each thing granted.
pub struct Matrix {
    pub modes: Vec<&'static str>,
    pub rows: Vec<MatrixRow>,
}

pub struct MatrixRow {
    pub name: &'static str,
    /// The kinds of unit, where the sentence names some.
    pub units: Option<String>,
    pub cells: Vec<Cell>,
    pub clause: Cited,
}

pub struct Cell {
    /// The mark of `.st`.
    pub mark: &'static str,
    pub word: &'static str,
}

fn under(head: EntitlementHead) -> impl Iterator<Item = Entitlement> {
    let of_head =
        move |one: &Entitlement| EntitlementHead::of(Policy::standard().entitlement(*one).clause) == Some(head);
    Entitlement::ALL.into_iter().filter(of_head)
}

impl Head {
    pub fn of(head: EntitlementHead, frame: &Frame, say: &Say) -> Head {
        Head {
            id: head.code(),
            name: Policy::standard().entitlement_head(head).say(frame.language()),
            granted: under(head).map(|one| Granted::by_clause(one, frame, say)).collect(),
        }
    }
}

impl Matrix {
    pub fn of(frame: &Frame) -> Matrix {
        let (language, policy) = (frame.language(), Policy::standard());
        let row = |one: Entitlement| {
            let row = policy.entitlement(one);
            let cell = |mode: Mode| match (row.names_mode(mode), row.modes_carried_on) {
                (true, _) => Cell { mark: "met", word: "matrix-applies" },
                (false, true) => Cell { mark: "open", word: "matrix-open" },
                (false, false) => Cell { mark: "not", word: "matrix-not" },
            };
            MatrixRow {
                name: row.name.say(language),
                units: row.units.as_ref().map(|units| phrase::opening(&phrase::units(units.iter().copied(), language))),
                cells: Mode::ALL.map(cell).into(),
                clause: Cited::of(row.clause, frame),
            }
        };
        Matrix {
            modes: Mode::ALL.map(|mode| policy.mode(mode).say(language)).into(),
            rows: EntitlementHead::ALL.into_iter().flat_map(under).map(row).collect(),
        }
    }
}
