//! Words in the reader's language, from a crate's own `locales` folder.
//! A key without words says itself in brackets, so that a test sees it; it never answers in the other language.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::LazyLock;

pub use contract::Language;
use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, StaticLoader};

/// What a crate's `static_loader!` makes.
pub type Words = LazyLock<StaticLoader>;

fluent_templates::static_loader! {
    static KIT = {
        locales: "locales",
        fallback_language: "zh-CN",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static TAGS: LazyLock<[LanguageIdentifier; 2]> =
    LazyLock::new(|| Language::ALL.map(|language| language.tag().parse().expect("our tags are language tags")));

/// The words of one crate in one language.
#[derive(Clone, Copy)]
pub struct Say {
    words: &'static Words,
    language: Language,
}

impl Say {
    pub fn new(words: &'static Words, language: Language) -> Say {
        Say { words, language }
    }

    /// The words of the frame and of its problems.
    pub fn kit(language: Language) -> Say {
        Say::new(&KIT, language)
    }

    pub fn language(&self) -> Language {
        self.language
    }

    pub fn it(&self, key: impl AsRef<str>) -> String {
        self.look(key.as_ref(), None)
    }

    /// In a template: `say.with("found", [("count", n.into())])`; askama lends the list itself.
    pub fn with(&self, key: impl AsRef<str>, arguments: &[(&'static str, Arg)]) -> String {
        let arguments = arguments.iter().map(|(name, Arg(value))| (*name, value.clone())).collect();
        self.look(key.as_ref(), Some(&arguments))
    }

    fn look(&self, key: &str, arguments: Option<&HashMap<&'static str, FluentValue<'static>>>) -> String {
        let tag = &TAGS[match self.language {
            Language::Zh => 0,
            Language::En => 1,
        }];
        self.words.lookup_single_language(tag, key, arguments).unwrap_or_else(|_| format!("⟦{key}⟧"))
    }
}

/// What goes where a text has `{ $name }`.
pub struct Arg(FluentValue<'static>);

impl From<String> for Arg {
    fn from(value: String) -> Arg {
        Arg(value.into())
    }
}

impl From<&str> for Arg {
    fn from(value: &str) -> Arg {
        Arg(value.to_owned().into())
    }
}

impl From<&String> for Arg {
    fn from(value: &String) -> Arg {
        Arg(value.clone().into())
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl From<$number> for Arg {
            fn from(value: $number) -> Arg {
                Arg(value.into())
            }
        }
    )*};
}

numbers!(i64, i32, u16, u32, u64, usize);

/// The words of a service, from its `locales`: the whole of its `words.rs`.
#[macro_export]
macro_rules! words {
    () => {
        fluent_templates::static_loader! {
            static WORDS = {
                locales: "locales",
                fallback_language: "zh-CN",
                customise: |bundle| bundle.set_use_isolating(false),
            };
        }

        pub fn say(language: $crate::html::say::Language) -> $crate::Say {
            $crate::Say::new(&WORDS, language)
        }

        #[cfg(test)]
        mod tests {
            #[test]
            fn both_languages_say_the_same_things() {
                let locales = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
                assert_eq!($crate::html::parity(&locales), Vec::<String>::new());
            }
        }
    };
}

/// What one language of a `locales` folder says and another does not: keys, attributes and their arguments.
/// Empty when all is well. Each crate has a test that asks.
pub fn parity(locales: &Path) -> Vec<String> {
    let said = Language::ALL.map(|language| (language, keys(&locales.join(language.tag()))));
    let mut missing = Vec::new();
    for (one, words) in &said {
        for (other, theirs) in said.iter().filter(|(other, _)| other != one) {
            for (key, arguments) in words {
                match theirs.get(key) {
                    None => missing.push(format!("{key} is said in {} and not in {}", one.tag(), other.tag())),
                    Some(their) if their != arguments => {
                        missing.push(format!(
                            "{key} takes {arguments:?} in {}, {their:?} in {}",
                            one.tag(),
                            other.tag()
                        ));
                    }
                    Some(_) => {}
                }
            }
        }
    }
    missing
}

/// Each key of the folder's files, with the arguments its words use.
fn keys(folder: &Path) -> BTreeMap<String, Vec<String>> {
    let mut keys = BTreeMap::<String, Vec<String>>::new();
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for file in files.filter(|file| file.path().extension().is_some_and(|kind| kind == "ftl")) {
        let text = std::fs::read_to_string(file.path()).unwrap_or_default();
        let (mut message, mut key) = (String::new(), String::new());
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.split_once('=').map(|(name, _)| name.trim()).filter(|name| is_name(name)) {
                if let Some(attribute) = name.strip_prefix('.') {
                    key = format!("{message}.{attribute}");
                } else if !line.starts_with(' ') {
                    message = name.to_owned();
                    key = message.clone();
                }
                keys.entry(key.clone()).or_default();
            }
            let used = keys.entry(key.clone()).or_default();
            used.extend(line.split('$').skip(1).map(|rest| {
                rest.chars().take_while(|letter| letter.is_alphanumeric() || "-_".contains(*letter)).collect()
            }));
        }
    }
    keys.remove("");
    for used in keys.values_mut() {
        used.sort();
        used.dedup();
    }
    keys
}

fn is_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '.' || first == '-')
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_.".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_of_kit_say_the_same_things() {
        let locales = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
        assert_eq!(parity(&locales), Vec::<String>::new());
        assert!(keys(&locales.join("en")).len() > 30);
    }

    #[test]
    fn a_missing_key_says_itself() {
        assert_eq!(Say::kit(Language::En).it("no-such-key"), "⟦no-such-key⟧");
    }

    #[test]
    fn arguments_come_without_marks_around_them() {
        let said = Say::kit(Language::Zh).with("errors-found", &[("count", 2_usize.into())]);
        assert_eq!(said, "有2处要改，改好再继续");
        let said = Say::kit(Language::En).with("errors-found", &[("count", 1_usize.into())]);
        assert_eq!(said, "1 thing to correct before you go on");
    }
}
