//! Words in the reader's language, from a crate's own `locales` folder.
//! A key without words says itself in brackets, so that a test sees it; it never answers in the other language.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

pub use contract::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use include_dir::{Dir, include_dir};
use xxhash_rust::xxh3::Xxh3DefaultBuilder;

/// In bytes, of a text with an argument in it.
const LIKELY_LENGTH: usize = 128;

/// The words of a crate, read when the first of them is asked for.
pub type Words = LazyLock<[Tongue; 2]>;

static KIT: Words = LazyLock::new(|| Tongue::all(&LOCALES));
static LOCALES: Dir = include_dir!("$CARGO_MANIFEST_DIR/locales");

/// What the files of a crate say in one language.
pub struct Tongue {
    /// Those that only have to be put together: the same whenever they are said, or with arguments as they come.
    ready: HashMap<String, Vec<Piece>, Xxh3DefaultBuilder>,
    bundle: FluentBundle<FluentResource>,
}

enum Piece {
    Words(String),
    Argument(String),
}

impl Tongue {
    /// Of the files of a `locales` folder. Those are part of the program, so that one that cannot be read is a fault of ours.
    pub fn all(locales: &Dir) -> [Tongue; 2] {
        Language::ALL.map(|language| {
            let mut bundle = FluentBundle::new_concurrent(vec![language.tag().parse().expect("our tags are tags")]);
            bundle.set_use_isolating(false);
            for text in texts(locales, language) {
                let resource = FluentResource::try_new(text.to_owned()).expect("our locales can be read");
                bundle.add_resource(resource).expect("no words are said twice");
            }
            let mut tongue = Tongue { ready: HashMap::default(), bundle };
            for (key, arguments) in keys(locales, language) {
                let pieces = match arguments.is_empty() {
                    true => tongue.look(&key, None).map(|words| vec![Piece::Words(words)]),
                    false => tongue.pattern(&key).and_then(Piece::all),
                };
                if let Some(pieces) = pieces {
                    tongue.ready.insert(key, pieces);
                }
            }
            tongue
        })
    }

    fn look(&self, key: &str, arguments: Option<&FluentArgs>) -> Option<String> {
        let mut wrong = Vec::new();
        let words = self.bundle.format_pattern(self.pattern(key)?, arguments, &mut wrong);
        wrong.is_empty().then(|| words.into_owned())
    }

    fn pattern(&self, key: &str) -> Option<&Pattern<&str>> {
        match key.split_once('.') {
            None => self.bundle.get_message(key)?.value(),
            Some((message, attribute)) => Some(self.bundle.get_message(message)?.get_attribute(attribute)?.value()),
        }
    }
}

impl Piece {
    /// None where the words depend on the arguments, as a plural does.
    fn all(pattern: &Pattern<&str>) -> Option<Vec<Piece>> {
        let piece = |element: &PatternElement<&str>| match element {
            PatternElement::TextElement { value } => Some(Piece::Words((*value).to_owned())),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => Some(Piece::Argument(id.name.to_owned())),
            PatternElement::Placeable { .. } => None,
        };
        pattern.elements.iter().map(piece).collect()
    }

    /// None where an argument is missing.
    fn together(pieces: &[Piece], arguments: &[(&'static str, Arg)]) -> Option<String> {
        let mut said = String::with_capacity(LIKELY_LENGTH);
        for piece in pieces {
            match piece {
                Piece::Words(words) => said.push_str(words),
                Piece::Argument(name) => arguments.iter().find(|(given, _)| given == name)?.1.say(&mut said),
            }
        }
        Some(said)
    }
}

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

    /// For a template.
    pub fn it(&self, key: impl AsRef<str>) -> Cow<'static, str> {
        let key = key.as_ref();
        match self.ready(key) {
            Some([Piece::Words(words)]) => words.as_str().into(),
            _ => self.look(key, None).into(),
        }
    }

    /// The same, to be kept.
    pub fn owned(&self, key: impl AsRef<str>) -> String {
        self.it(key).into_owned()
    }

    /// In a template: `say.with("found", [("count", n.into())])`; askama lends the list itself.
    pub fn with(&self, key: impl AsRef<str>, arguments: &[(&'static str, Arg)]) -> String {
        let key = key.as_ref();
        let put_together = self.ready(key).and_then(|pieces| Piece::together(pieces, arguments));
        put_together.unwrap_or_else(|| {
            let lent = arguments.iter().map(|(name, value)| (*name, value.lent())).collect();
            self.look(key, Some(&lent))
        })
    }

    fn ready(&self, key: &str) -> Option<&'static [Piece]> {
        self.tongue().ready.get(key).map(Vec::as_slice)
    }

    fn look(&self, key: &str, arguments: Option<&FluentArgs>) -> String {
        self.tongue().look(key, arguments).unwrap_or_else(|| format!("⟦{key}⟧"))
    }

    fn tongue(&self) -> &'static Tongue {
        &self.words[self.language as usize]
    }
}

/// What goes where a text has `{ $name }`.
pub struct Arg<'a>(FluentValue<'a>);

impl Arg<'_> {
    fn lent(&self) -> FluentValue<'_> {
        match &self.0 {
            FluentValue::String(words) => FluentValue::String(words.as_ref().into()),
            other => other.clone(),
        }
    }

    /// As fluent would.
    fn say(&self, said: &mut String) {
        match &self.0 {
            FluentValue::String(words) => said.push_str(words),
            FluentValue::Number(number) => said.push_str(&number.as_string()),
            // Nothing else can be made into one.
            _ => {}
        }
    }
}

impl From<String> for Arg<'_> {
    fn from(value: String) -> Self {
        Arg(value.into())
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(value: &'a str) -> Self {
        Arg(value.into())
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(value: &'a String) -> Self {
        Arg(value.as_str().into())
    }
}

impl<'a> From<Cow<'a, str>> for Arg<'a> {
    fn from(value: Cow<'a, str>) -> Self {
        Arg(value.into())
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl From<$number> for Arg<'_> {
            fn from(value: $number) -> Self {
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
        static LOCALES: include_dir::Dir = include_dir::include_dir!("$CARGO_MANIFEST_DIR/locales");
        static WORDS: $crate::html::say::Words = std::sync::LazyLock::new(|| $crate::html::say::Tongue::all(&LOCALES));

        pub fn say(language: $crate::html::say::Language) -> $crate::Say {
            $crate::Say::new(&WORDS, language)
        }

        #[cfg(test)]
        mod tests {
            #[test]
            fn both_languages_say_the_same_things() {
                assert_eq!($crate::html::parity(&super::LOCALES), Vec::<String>::new());
            }
        }
    };
}

/// What one language of a `locales` folder says and another does not: keys, attributes and their arguments.
/// Empty when all is well. Each crate has a test that asks.
pub fn parity(locales: &Dir) -> Vec<String> {
    let said = Language::ALL.map(|language| (language, keys(locales, language)));
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

/// The files of one language.
fn texts<'a>(locales: &'a Dir, language: Language) -> impl Iterator<Item = &'a str> {
    let files = locales.get_dir(language.tag()).into_iter().flat_map(Dir::files);
    let ours = files.filter(|file| file.path().extension().is_some_and(|kind| kind == "ftl"));
    ours.map(|file| file.contents_utf8().expect("our locales are UTF-8"))
}

/// Each key of a language, with the arguments its words use.
fn keys(locales: &Dir, language: Language) -> BTreeMap<String, Vec<String>> {
    let mut keys = BTreeMap::<String, Vec<String>>::new();
    for text in texts(locales, language) {
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
        assert_eq!(parity(&LOCALES), Vec::<String>::new());
        assert!(keys(&LOCALES, Language::En).len() > 30);
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

    #[test]
    fn what_is_always_the_same_is_lent_and_what_wants_an_argument_is_not_said_without() {
        for say in Language::ALL.map(Say::kit) {
            assert!(matches!(say.it("choose"), Cow::Borrowed(_)));
            assert_eq!(say.it("errors-found"), "⟦errors-found⟧");
        }
    }

    #[test]
    fn arguments_stand_where_fluent_would_put_them() {
        let english = Say::kit(Language::En);
        assert!(english.ready("site-code").is_some() && english.ready("errors-found").is_none(), "a plural is no list");
        for say in Language::ALL.map(Say::kit) {
            for (key, names) in keys(&LOCALES, say.language()) {
                for value in [|| "《办法》".into(), || 1_i64.into(), || 4_000_u64.into()] as [fn() -> Arg<'static>; 3]
                {
                    let given: Vec<(&'static str, Arg)> =
                        names.iter().map(|name| (&*name.clone().leak(), value())).collect();
                    let lent = given.iter().map(|(name, value)| (*name, value.lent())).collect();
                    assert_eq!(say.with(&key, &given), say.look(&key, Some(&lent)), "{key}");
                }
            }
        }
    }
}
