//! Defaults, file and environment, laid one over another, each value with where it is from.
//! A name that is no setting is refused with the nearest that is one: a misspelt limit would be no limit.

use std::ffi::OsString;
use std::path::Path;

use figment::providers::{Format, Toml};
use figment::util::nest;
use figment::value::{Dict, Map, Value};
use figment::{Figment, Metadata, Profile, Provider};

use super::manual::{Manual, leaves};
use super::{BadSettings, DEFAULTS};

const PREFIX: &str = "YINCAI_";
const ENVIRONMENT: &str = "environment";
pub(super) const DEFAULT: &str = "default";
/// What begins like a setting and is none: it belongs to the tests.
const NO_SETTINGS: [&str; 2] = ["YINCAI_MEASURES_TEXT", "YINCAI_TEST_"];

/// The layers as they are laid, and what is wrong in them.
pub(super) struct Layers {
    pub manual: Manual,
    pub figment: Figment,
    pub wrong: Vec<String>,
}

impl Layers {
    pub fn over(defaults: &[&str]) -> Result<Layers, BadSettings> {
        let texts: Vec<&str> = [DEFAULTS].into_iter().chain(defaults.iter().copied()).collect();
        let mut layers = Layers { manual: Manual::of(&texts)?, figment: Figment::new(), wrong: Vec::new() };
        for text in texts {
            let dict = Toml::from_str::<Dict>(text).map_err(|error| BadSettings(error.to_string()))?;
            for (path, value) in leaves(&dict) {
                layers.lay(DEFAULT, &path, value);
            }
        }
        Ok(layers)
    }

    pub fn file(&mut self, file: &Path, text: &str) {
        let source = file.display().to_string();
        match Toml::from_str::<Dict>(text) {
            Ok(dict) => {
                for (path, value) in leaves(&dict) {
                    self.set(&source, &path, value);
                }
            }
            Err(error) => self.wrong.push(format!("{source} is no TOML: {error}")),
        }
    }

    pub fn environment(&mut self, names: Vec<(OsString, OsString)>) {
        for (name, value) in names {
            let (Some(name), value) = (name.to_str(), value.to_string_lossy()) else { continue };
            let is_none = NO_SETTINGS.iter().any(|none| name.starts_with(none));
            let Some(rest) = name.strip_prefix(PREFIX).filter(|_| !is_none) else { continue };
            let path = rest.to_lowercase().replace("__", ".");
            let value = self.typed(&path, &value);
            self.set(ENVIRONMENT, &path, value);
        }
    }

    /// A setting, or the file that holds it: `master_file` for `master`.
    fn set(&mut self, source: &str, path: &str, value: Value) {
        if self.manual.example(path).is_some() || self.manual.is_table(path) {
            return self.lay(source, path, value);
        }
        match path.strip_suffix("_file").filter(|path| self.manual.example(path).is_some()) {
            Some(path) => self.lay_file(source, path, &value),
            None => {
                let nearest = self.manual.nearest(path).map(|near| format!("; did you mean {}?", named(near, source)));
                let nearest = nearest.unwrap_or_else(|| "; `yincai config dump` lists all there are".to_owned());
                self.wrong.push(format!("{} is no setting{nearest}", named(path, source)));
            }
        }
    }

    fn lay_file(&mut self, source: &str, path: &str, file: &Value) {
        let name = named(&format!("{path}_file"), source);
        let Some(file) = file.as_str() else {
            return self.wrong.push(format!("{name} must be the path of a file"));
        };
        match std::fs::read_to_string(file) {
            Ok(text) => {
                let value = self.typed(path, text.trim_end_matches(['\r', '\n']));
                self.lay(source, path, value);
            }
            Err(error) => self.wrong.push(format!("{name}: cannot read {file}: {error}")),
        }
    }

    /// What stands in the environment or a file of its own is text: a name or number as the manual has it.
    fn typed(&self, path: &str, text: &str) -> Value {
        let path = path.strip_suffix("_file").filter(|path| self.manual.example(path).is_some()).unwrap_or(path);
        match self.manual.example(path) {
            Some(Value::String(..)) => Value::from(text),
            _ => text.parse().unwrap_or_else(|never: std::convert::Infallible| match never {}),
        }
    }

    fn lay(&mut self, source: &str, path: &str, value: Value) {
        self.figment = std::mem::take(&mut self.figment).merge(One::new(source, path, value));
    }
}

/// One value and where it is from.
struct One {
    source: String,
    path: String,
    value: Value,
}

impl One {
    fn new(source: &str, path: &str, value: Value) -> One {
        One { source: source.to_owned(), path: path.to_owned(), value }
    }
}

impl Provider for One {
    fn metadata(&self) -> Metadata {
        Metadata::named(self.source.clone())
    }

    fn data(&self) -> figment::error::Result<Map<Profile, Dict>> {
        let dict = nest(&self.path, self.value.clone()).into_dict().unwrap_or_default();
        Ok(Profile::default().collect(dict))
    }
}

pub(super) fn source(figment: &Figment, path: &str) -> String {
    figment.find_metadata(path).map_or_else(String::new, |metadata| metadata.name.to_string())
}

/// How an operator finds it again.
pub(super) fn named(path: &str, source: &str) -> String {
    if source == ENVIRONMENT {
        return format!("{PREFIX}{}", path.replace('.', "__").to_uppercase());
    }
    format!("`{path}` ({source})")
}
