//! What is written in defaults, file and environment, before anything is made or opened of it.
//! What is wrong is told all at once, each by the name under which it was set.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use figment::Figment;
use figment::error::Kind;
use figment::value::Value;
use serde::de::DeserializeOwned;

use super::BadSettings;
use super::layers::{DEFAULT, Layers, named, source};
use super::manual::Manual;

#[derive(Clone)]
pub struct Written {
    figment: Figment,
    manual: Manual,
}

/// One setting as it stands.
pub struct Shown {
    pub path: String,
    /// As TOML, a secret masked; `None` where it is not set and has no default.
    pub value: Option<String>,
    /// `default`, `environment`, or the file.
    pub source: String,
}

impl Written {
    /// From the program's defaults, the file in the data folder and the environment.
    pub fn read(defaults: &[&str]) -> Result<Written, BadSettings> {
        Written::from(defaults, std::env::vars_os().collect())
    }

    pub(crate) fn given(defaults: &[&str], text: &str) -> Result<Written, BadSettings> {
        let mut layers = Layers::over(defaults)?;
        layers.file(Path::new("the text given"), text);
        Written::of(layers)
    }

    fn from(defaults: &[&str], names: Vec<(OsString, OsString)>) -> Result<Written, BadSettings> {
        let mut layers = Layers::over(defaults)?;
        let named = names.iter().find(|(name, _)| name == "YINCAI_DATA").map(|(_, folder)| PathBuf::from(folder));
        let data = named.or_else(|| layers.figment.extract_inner("data").ok()).unwrap_or_default();
        let file = data.join("yincai.toml");
        if file.exists() {
            let text = std::fs::read_to_string(&file)
                .map_err(|error| BadSettings(format!("cannot read {}: {error}", file.display())))?;
            layers.file(&file, &text);
            if source(&layers.figment, "data") != DEFAULT {
                let trouble = format!("{} lies in the data folder and cannot name it: set YINCAI_DATA", file.display());
                layers.wrong.push(trouble);
            }
        }
        layers.environment(names);
        Written::of(layers)
    }

    /// With what a file of that name says laid over it.
    pub(crate) fn under(&self, file: &Path, text: &str) -> Result<Written, BadSettings> {
        let mut layers = Layers { manual: self.manual.clone(), figment: self.figment.clone(), wrong: Vec::new() };
        layers.file(file, text);
        Written::of(layers)
    }

    /// The settings of one service.
    pub fn section<T: DeserializeOwned>(&self, service: &str) -> Result<T, BadSettings> {
        self.figment.focus(service).extract().map_err(|error| self.told(&[service], error))
    }

    pub(super) fn whole<T: DeserializeOwned>(&self) -> Result<T, BadSettings> {
        self.figment.extract().map_err(|error| self.told(&[], error))
    }

    fn of(layers: Layers) -> Result<Written, BadSettings> {
        let Layers { manual, figment, wrong } = layers;
        if wrong.is_empty() { Ok(Written { figment, manual }) } else { Err(BadSettings(wrong.join("\n"))) }
    }

    /// A setting that is text.
    pub(crate) fn text(&self, path: &str) -> Option<String> {
        self.figment.find_value(path).ok().and_then(Value::into_string)
    }

    /// The settings of a section that are text, with their names.
    pub(crate) fn texts(&self, section: &str) -> impl Iterator<Item = (String, String)> {
        let names = self.manual.paths().filter_map(move |path| path.strip_prefix(section)?.strip_prefix('.'));
        names.filter_map(move |name| Some((name.to_owned(), self.text(&format!("{section}.{name}"))?)))
    }

    /// What is wrong with a setting, by the name under which it was set.
    pub(crate) fn bad(&self, path: &str, what: &str) -> BadSettings {
        BadSettings(format!("{} {what}", named(path, &source(&self.figment, path))))
    }

    /// Whether a setting is what the manual has for it, as its default or as its example.
    pub fn is_sample(&self, path: &str) -> bool {
        self.manual
            .example(path)
            .is_some_and(|example| self.figment.find_value(path).is_ok_and(|value| value == *example))
    }

    /// Every setting there is, in the order of the manual.
    pub fn shown(&self) -> Vec<Shown> {
        let shown = |path: &str| Shown {
            path: path.to_owned(),
            value: self.figment.find_value(path).ok().map(|value| masked(path, &value)),
            source: source(&self.figment, path),
        };
        self.manual.paths().map(shown).collect()
    }

    /// Every error at once, each with the setting's name where it was set.
    fn told(&self, within: &[&str], errors: figment::Error) -> BadSettings {
        let told = errors.into_iter().map(|error| {
            let path =
                within.iter().copied().chain(error.path.iter().map(String::as_str)).collect::<Vec<_>>().join(".");
            let name = named(&path, &source(&self.figment, &path));
            match (&error.kind, self.figment.find_value(&path)) {
                (Kind::InvalidType(_, wanted) | Kind::InvalidValue(_, wanted), Ok(value)) => {
                    format!("{name} is {}, but must be {wanted}", masked(&path, &value))
                }
                (kind, _) => format!("{name}: {kind}"),
            }
        });
        BadSettings(told.collect::<Vec<_>>().join("\n"))
    }
}

fn masked(path: &str, value: &Value) -> String {
    let name = path.rsplit('.').next().unwrap_or(path);
    if ["master", "password", "secret"].iter().any(|secret| name == *secret || name.ends_with(&format!("_{secret}"))) {
        return "\"…\"".to_owned();
    }
    match value.as_str().and_then(without_password) {
        Some(address) => serde_json::to_string(&address),
        None => serde_json::to_string(value),
    }
    .unwrap_or_default()
}

/// An address, if it is one that says a password: from the first `:` behind the account to the last `@`.
fn without_password(text: &str) -> Option<String> {
    let begins = text.find("://")? + 3;
    let (account, rest) = text[begins..].rsplit_once('@')?;
    let (account, _) = account.split_once(':')?;
    Some(format!("{}{account}:…@{rest}", &text[..begins]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Within;

    const REVIEW: &str = "[review]\nsession_hours = 10\nprefix = \"批\"\n# password = \"of the relay\"\n";

    #[derive(Debug, serde::Deserialize)]
    struct Section {
        session_hours: Within<1, 24>,
        prefix: String,
        password: Option<String>,
    }

    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Folder {
            let folder = std::env::temp_dir().join(format!("yincai-settings-{name}-{}", std::process::id()));
            std::fs::create_dir_all(&folder).expect("a folder");
            Folder(folder)
        }

        fn holds(&self, name: &str, text: &str) -> String {
            let path = self.0.join(name);
            std::fs::write(&path, text).expect("written");
            path.display().to_string()
        }

        fn read(&self, names: &[(&str, &str)]) -> Result<Written, BadSettings> {
            let data = self.0.display().to_string();
            let names = names.iter().copied().chain([("YINCAI_DATA", data.as_str()), ("PATH", "/bin")]);
            Written::from(&[REVIEW], names.map(|(name, value)| (name.into(), value.into())).collect())
        }

        fn refuses(&self, names: &[(&str, &str)]) -> String {
            let read = self.read(names).and_then(|written| written.section::<Section>("review"));
            read.expect_err("refused").to_string()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            std::fs::remove_dir_all(&self.0).ok();
        }
    }

    #[test]
    fn the_environment_lies_over_the_file_and_the_file_over_the_defaults() {
        let folder = Folder::new("layers");
        let file = folder.holds("yincai.toml", "demo = false\n[review]\nsession_hours = 8\nprefix = \"甲\"\n");
        let written = folder.read(&[("YINCAI_REVIEW__SESSION_HOURS", "6")]).expect("read");
        let section: Section = written.section("review").expect("a section");
        assert_eq!((section.session_hours.get(), section.prefix.as_str(), section.password), (6, "甲", None));
        let shown = written.shown();
        let of = |path: &str| shown.iter().find(|shown| shown.path == path).expect(path);
        assert_eq!(of("review.session_hours").source, "environment");
        assert_eq!(
            (of("review.prefix").source.as_str(), of("review.prefix").value.as_deref()),
            (&*file, Some("\"甲\""))
        );
        assert_eq!((of("listen").source.as_str(), of("review.password").value.as_deref()), ("default", None));
    }

    #[test]
    fn what_is_no_setting_is_refused_with_the_nearest_one() {
        let folder = Folder::new("unknown");
        folder.holds("yincai.toml", "lisen = \"127.0.0.1:1\"\n[review]\nsesion_hours = 8\n");
        let said = folder.refuses(&[("YINCAI_REVIEW__PREFIXX", "x"), ("YINCAI_WEATHER", "fine")]);
        for part in [
            "did you mean `listen`",
            "did you mean `review.session_hours`",
            "YINCAI_REVIEW__PREFIXX is no setting; did you mean YINCAI_REVIEW__PREFIX?",
            "YINCAI_WEATHER is no setting; `yincai config dump`",
        ] {
            assert!(said.contains(part), "{part} is not in:\n{said}");
        }
    }

    #[test]
    fn what_is_out_of_bounds_or_of_another_kind_is_told_with_what_is_allowed() {
        let folder = Folder::new("bounds");
        for (given, shown) in
            [("0", "0"), ("25", "25"), ("-1", "-1"), ("ten", "\"ten\""), ("99999999999", "99999999999")]
        {
            let said = folder.refuses(&[("YINCAI_REVIEW__SESSION_HOURS", given)]);
            let expected = format!("YINCAI_REVIEW__SESSION_HOURS is {shown}, but must be a whole number from 1 to 24");
            assert_eq!(said, expected);
        }
        folder.holds("yincai.toml", "[review]\nprefix = 7\n");
        assert!(folder.refuses(&[]).contains("`review.prefix`"), "{}", folder.refuses(&[]));
    }

    #[test]
    fn a_secret_can_lie_in_a_file_and_is_never_shown() {
        let folder = Folder::new("secrets");
        let file = folder.holds("password", "00987654321\n");
        let written = folder.read(&[("YINCAI_REVIEW__PASSWORD_FILE", &file)]).expect("read");
        assert_eq!(written.section::<Section>("review").expect("a section").password.as_deref(), Some("00987654321"));
        assert!(
            written
                .shown()
                .iter()
                .all(|shown| shown.value.as_deref().is_none_or(|value| !value.contains("00987654321")))
        );
        let said = folder.refuses(&[("YINCAI_REVIEW__PASSWORD_FILE", "/nowhere/at/all")]);
        assert!(said.contains("YINCAI_REVIEW__PASSWORD_FILE: cannot read /nowhere/at/all"), "{said}");
    }

    #[test]
    fn text_of_digits_stays_text_where_text_is_wanted() {
        let folder = Folder::new("digits");
        let written =
            folder.read(&[("YINCAI_REVIEW__PREFIX", "0654"), ("YINCAI_CITY__SITE_CODE", "6540")]).expect("read");
        assert_eq!(written.section::<Section>("review").expect("a section").prefix, "0654");
        written.section::<crate::html::City>("city").expect("the city");
    }

    #[test]
    fn the_file_in_the_data_folder_cannot_name_the_folder() {
        let folder = Folder::new("data");
        folder.holds("yincai.toml", "data = \"/elsewhere\"\n");
        assert!(folder.refuses(&[]).contains("YINCAI_DATA"), "{}", folder.refuses(&[]));
    }
}
