//! Which settings there are: those with a default, and those that a `default.toml` names in a comment,
//! `# url = "https://talent.example"`, because they have none. So the manual cannot leave one out.

use figment::providers::{Format, Toml};
use figment::value::{Dict, Value};

use super::BadSettings;

/// Two names are meant to be one when they are at least so alike, of 1.
const ALIKE: f64 = 0.8;

#[derive(Clone, Default)]
pub(super) struct Manual {
    /// In the order of the manual: path and default or example.
    known: Vec<(String, Value)>,
}

impl Manual {
    pub fn of(texts: &[&str]) -> Result<Manual, BadSettings> {
        let mut manual = Manual::default();
        for text in texts {
            let mut section = String::new();
            for line in text.lines() {
                if let Some((name, _)) = line.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
                    section = format!("{name}.");
                }
                let line = line.strip_prefix("# ").unwrap_or(line);
                if let Ok(entry) = Toml::from_str::<Dict>(line) {
                    manual
                        .known
                        .extend(leaves(&entry).into_iter().map(|(path, value)| (section.clone() + &path, value)));
                }
            }
            let whole = Toml::from_str::<Dict>(text).map_err(|error| BadSettings(error.to_string()))?;
            if let Some((path, _)) = leaves(&whole).into_iter().find(|(path, _)| manual.example(path).is_none()) {
                return Err(BadSettings(format!("the manual must say {path} in one line")));
            }
        }
        Ok(manual)
    }

    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.known.iter().map(|(path, _)| path.as_str())
    }

    pub fn example(&self, path: &str) -> Option<&Value> {
        self.known.iter().find(|(known, _)| known == path).map(|(_, example)| example)
    }

    /// Whether settings lie below it, as below `city.site`.
    pub fn is_table(&self, path: &str) -> bool {
        self.paths().any(|known| known.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')))
    }

    pub fn nearest(&self, path: &str) -> Option<&str> {
        let likeness =
            |known: &str| strsim::jaro_winkler(known, path).max(strsim::normalized_damerau_levenshtein(known, path));
        let nearest = self.paths().max_by(|one, other| likeness(one).total_cmp(&likeness(other)))?;
        Some(nearest).filter(|nearest| likeness(nearest) >= ALIKE)
    }
}

/// Every value that is no table, with its path.
pub(super) fn leaves(dict: &Dict) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for (name, value) in dict {
        match value {
            Value::Dict(_, below) => {
                found.extend(leaves(below).into_iter().map(|(path, value)| (format!("{name}.{path}"), value)));
            }
            value => found.push((name.clone(), value.clone())),
        }
    }
    found
}
