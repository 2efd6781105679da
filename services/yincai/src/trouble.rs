//! Why the program cannot go on, in words for its operator, and the exit code that says what kind of trouble it is.

use std::fmt;
use std::process::ExitCode;

use contract::{Language, Refusal};
use kit::{BadSettings, DeskError, Fault};

#[derive(Debug)]
pub struct Trouble {
    what: String,
    kind: Kind,
}

/// As `yincai --help` lists them.
#[derive(Clone, Copy, Debug)]
enum Kind {
    NotDone = 1,
    WrongUse = 2,
    WrongData = 3,
}

impl Trouble {
    /// It could not be done.
    pub fn new(what: impl Into<String>) -> Trouble {
        Trouble { what: what.into(), kind: Kind::NotDone }
    }

    /// What was typed or set cannot be.
    pub fn usage(what: impl Into<String>) -> Trouble {
        Trouble { what: what.into(), kind: Kind::WrongUse }
    }

    /// What is stored is not as it must be.
    pub fn data(what: impl Into<String>) -> Trouble {
        Trouble { what: what.into(), kind: Kind::WrongData }
    }

    pub fn exit(&self) -> ExitCode {
        ExitCode::from(self.kind as u8)
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.what)
    }
}

impl From<BadSettings> for Trouble {
    fn from(bad: BadSettings) -> Trouble {
        Trouble::usage(bad.to_string())
    }
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Trouble {
        Trouble::new(fault.to_string())
    }
}

impl From<DeskError> for Trouble {
    fn from(error: DeskError) -> Trouble {
        match error {
            DeskError::Refused(refusals) => Trouble::usage(refusals.iter().map(words).collect::<Vec<_>>().join("\n")),
            other => Trouble::new(other.to_string()),
        }
    }
}

/// A form shows what there is to choose from; a command says which option is wrong, and where the codes stand.
fn words(refusal: &Refusal) -> String {
    let entry = match (refusal.code(), refusal.pointer()) {
        ("not-a-choice", Some("/unit")) => "unit",
        ("not-a-choice", Some("/department")) => "department",
        _ => return refusal.say(Language::En),
    };
    format!("--{entry}: no {entry} has this code; the office console lists the registers' codes at /staff/registers")
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Trouble {
        Trouble::new(error.to_string())
    }
}
