//! The table of who may call what, `tests/authorisation.toml`, and the actors that it names.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// Actors who are signed in as demo officers, by their login.
pub const OFFICERS: [(&str, &str); 18] = [
    ("unit-officer", "unit-hospital"),
    ("other-unit-officer", "unit-justice"),
    ("department-officer", "department"),
    ("municipal-department-officer", "municipal"),
    ("staffing", "seat-staffing"),
    ("human-resources", "seat-hr"),
    ("finance", "seat-finance"),
    ("housing", "seat-housing"),
    ("public-security", "seat-security"),
    ("education", "seat-education"),
    ("secretary", "secretary"),
    ("prefecture-reviewer", "prefecture"),
    ("prefecture-ratifier", "ratifier"),
    ("finance-officer", "finance"),
    ("auditor", "auditor"),
    ("system-administrator", "admin-system"),
    ("security-administrator", "admin-security"),
    ("audit-administrator", "admin-audit"),
];
/// Actors who are signed in as applicants, by their mail address. The first one filed the nomination that is walked.
pub const APPLICANTS: [(&str, &str); 2] = [("applicant", "wang@example.com"), ("other-applicant", "li@example.com")];
/// Actors who are nobody.
pub const NOBODIES: [&str; 2] = ["anonymous", "expired-token"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    groups: BTreeMap<String, Vec<String>>,
    pub operation: BTreeMap<String, Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    #[serde(default)]
    pub allowed: Vec<String>,
    #[serde(default, rename = "401")]
    not_signed_in: Vec<String>,
    #[serde(default, rename = "403")]
    not_allowed: Vec<String>,
    #[serde(default, rename = "404")]
    not_known: Vec<String>,
    pub body: Option<Value>,
    #[serde(default)]
    pub given: BTreeMap<String, String>,
}

impl Table {
    pub fn read() -> Table {
        toml::from_str(include_str!("../../../authorisation.toml")).expect("tests/authorisation.toml is a table")
    }

    /// What each actor is to be answered; `None` is allowed.
    pub fn answers(&self, id: &str, row: &Row) -> BTreeMap<String, Option<u16>> {
        let columns = [
            (None, &row.allowed),
            (Some(401), &row.not_signed_in),
            (Some(403), &row.not_allowed),
            (Some(404), &row.not_known),
        ];
        let mut answers = BTreeMap::new();
        for (answer, names) in columns {
            for actor in names.iter().flat_map(|name| self.actors(name)) {
                let twice = answers.insert(actor.clone(), answer);
                assert!(twice.is_none(), "tests/authorisation.toml: {id} names {actor} twice");
            }
        }
        for actor in everybody() {
            assert!(
                answers.contains_key(actor),
                "tests/authorisation.toml: {id} does not say what {actor} is answered"
            );
        }
        answers
    }

    fn actors(&self, name: &str) -> Vec<String> {
        match self.groups.get(name) {
            Some(group) => group.iter().flat_map(|name| self.actors(name)).collect(),
            None if everybody().any(|actor| actor == name) => vec![name.to_owned()],
            None => panic!("tests/authorisation.toml: {name} is no actor and no group"),
        }
    }
}

pub fn everybody() -> impl Iterator<Item = &'static str> {
    let signed_in = OFFICERS.iter().chain(&APPLICANTS).map(|(actor, _)| *actor);
    NOBODIES.into_iter().chain(signed_in)
}
