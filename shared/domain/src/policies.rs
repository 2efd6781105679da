//! The versions of the policy and the day from which each is in force (Article 29). What is made keeps the version it was made
//! under: a plan that of the day it was opened, a filing that of the day it was submitted.
//! Whoever makes something asks for the one in force that day; whoever goes on with it, for its own.

use std::sync::LazyLock;

use chrono::NaiveDate;

use crate::policy::{Policy, Written};

/// Every version that is known, the earliest first; there is always one.
#[derive(Clone, Debug)]
pub struct Policies {
    first: Policy,
    later: Vec<Policy>,
}

/// The files of a version, from the folder that is named like it.
macro_rules! written {
    ($version:literal) => {
        Written {
            measures: include_str!(concat!("../policies/", $version, "/measures.toml")),
            arrival: include_str!(concat!("../policies/", $version, "/measures-arrival.toml")),
            open: include_str!(concat!("../policies/", $version, "/measures-open.toml")),
        }
    };
}

/// The city's versions, each a folder in `policies` and a line here.
pub const WRITTEN: &[Written<'static>] = &[written!("2026-1")];

static STANDARD: LazyLock<Policies> = LazyLock::new(|| {
    let read = |written: &Written| Policy::read(*written).expect("the policy data are checked by a test");
    Policies::of_versions(WRITTEN.iter().map(read)).expect("the city has a version")
});

impl Policies {
    /// Those that this program carries.
    pub fn standard() -> &'static Policies {
        &STANDARD
    }

    /// Of these versions, in whatever order; nothing where there are none.
    pub fn of_versions(versions: impl IntoIterator<Item = Policy>) -> Option<Policies> {
        let mut later: Vec<_> = versions.into_iter().collect();
        later.sort_by_key(Policy::effective_from);
        (!later.is_empty()).then(|| Policies { first: later.remove(0), later })
    }

    /// The earliest first.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = &Policy> {
        std::iter::once(&self.first).chain(&self.later)
    }

    pub fn latest(&self) -> &Policy {
        self.later.last().unwrap_or(&self.first)
    }

    /// What is made on this day is made under this one: the latest that is in force by then. Before the first it is the first, since
    /// none that went before is known here.
    pub fn in_force(&self, on: NaiveDate) -> &Policy {
        self.all().rfind(|policy| policy.effective_from() <= on).unwrap_or(&self.first)
    }

    /// The version that something was made under. What keeps none was made before versions were kept, under the first; a label
    /// that is not known here was written by a newer program, and the latest of this one is nearest to it.
    pub fn of(&self, version: &str) -> &Policy {
        match version {
            "" => &self.first,
            label => self.all().find(|policy| policy.version() == label).unwrap_or_else(|| self.latest()),
        }
    }
}

#[cfg(test)]
#[path = "policies_tests.rs"]
mod tests;
