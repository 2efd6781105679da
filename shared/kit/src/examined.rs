//! What the program depends on, as an operator's command found it.

use std::fmt;

pub struct Examined {
    pub what: String,
    /// How it is, or what is wrong and what to do.
    pub found: Result<String, String>,
}

impl Examined {
    pub fn new(what: impl Into<String>, found: Result<String, String>) -> Examined {
        Examined { what: what.into(), found }
    }

    pub fn is_well(&self) -> bool {
        self.found.is_ok()
    }
}

impl fmt::Display for Examined {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.found {
            Ok(how) => write!(out, "ok    {}: {how}", self.what),
            Err(wrong) => write!(out, "BAD   {}: {wrong}", self.what),
        }
    }
}
