//! Why something cannot be read, in the caller's language: the reader's own words are English and for programmers.

use contract::Language;

use crate::html::Say;

/// Longer names are not said back.
const LONGEST_NAME: usize = 64;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    Missing(String),
    Unknown(String),
    Twice(String),
    /// None of the values that can stand there.
    NoSuchValue(String),
    Expected(Kind),
    CutOff,
    NotWellFormed,
    DoesNotFit,
}

/// What should stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Number,
    Switch,
    List,
    Object,
}

type Naming = fn(String) -> Why;

/// What begins each of serde's messages; a test holds it to them.
const NAMED: [(&str, Naming); 4] = [
    ("missing field `", Why::Missing),
    ("unknown field `", Why::Unknown),
    ("duplicate field `", Why::Twice),
    ("unknown variant `", Why::NoSuchValue),
];
const EXPECTED: [(&str, Kind); 9] = [
    ("a string", Kind::Text),
    ("string", Kind::Text),
    ("a boolean", Kind::Switch),
    ("a sequence", Kind::List),
    ("a map", Kind::Object),
    ("struct ", Kind::Object),
    ("u", Kind::Number),
    ("i", Kind::Number),
    ("f", Kind::Number),
];

impl Why {
    pub(super) fn read(message: &str) -> Why {
        for (start, why) in NAMED {
            if let Some((name, _)) = message.strip_prefix(start).and_then(|rest| rest.split_once('`')) {
                return why(name.chars().take(LONGEST_NAME).collect());
            }
        }
        let wrong = message.starts_with("invalid type: ") || message.starts_with("invalid value: ");
        let expected = message.rsplit_once(", expected ").filter(|_| wrong).map(|(_, expected)| expected);
        let kind = EXPECTED.iter().find(|(start, _)| expected.is_some_and(|expected| expected.starts_with(start)));
        kind.map_or(Why::DoesNotFit, |(_, kind)| Why::Expected(*kind))
    }

    pub(super) fn say(&self, language: Language) -> String {
        let say = Say::kit(language);
        let named = |key: &str, name: &str| say.with(key, &[("name", name.into())]);
        match self {
            Why::Missing(name) => named("why-missing", name),
            Why::Unknown(name) => named("why-unknown", name),
            Why::Twice(name) => named("why-twice", name),
            Why::NoSuchValue(value) => named("why-no-such-value", value),
            Why::Expected(kind) => say.owned(match kind {
                Kind::Text => "why-text",
                Kind::Number => "why-number",
                Kind::Switch => "why-switch",
                Kind::List => "why-list",
                Kind::Object => "why-object",
            }),
            Why::CutOff => say.owned("why-cut-off"),
            Why::NotWellFormed => say.owned("why-not-well-formed"),
            Why::DoesNotFit => say.owned("why-does-not-fit"),
        }
    }
}

impl From<&serde_json::Error> for Why {
    fn from(error: &serde_json::Error) -> Why {
        use serde_json::error::Category;
        match error.classify() {
            Category::Data => Why::read(&error.to_string()),
            Category::Eof | Category::Io => Why::CutOff,
            Category::Syntax => Why::NotWellFormed,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only whether it can be read matters")]
    struct Thing {
        name: String,
        year: Option<u16>,
        open: Option<bool>,
        tags: Option<Vec<String>>,
        inner: Option<Box<Thing>>,
        colour: Option<Colour>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Colour {
        Red,
    }

    #[test]
    fn what_the_reader_says_is_understood_and_said_in_both_languages() {
        let named = |why: Naming, name: &str| why(name.to_owned());
        for (body, why) in [
            (r#"{}"#, named(Why::Missing, "name")),
            (r#"{"name":"x","age":1}"#, named(Why::Unknown, "age")),
            (r#"{"name":"x","name":"y"}"#, named(Why::Twice, "name")),
            (r#"{"name":"x","colour":"blue"}"#, named(Why::NoSuchValue, "blue")),
            (r#"{"name":1}"#, Why::Expected(Kind::Text)),
            (r#"{"name":"x","year":"1"}"#, Why::Expected(Kind::Number)),
            (r#"{"name":"x","year":70000}"#, Why::Expected(Kind::Number)),
            (r#"{"name":"x","open":1}"#, Why::Expected(Kind::Switch)),
            (r#"{"name":"x","tags":1}"#, Why::Expected(Kind::List)),
            (r#"{"name":"x","inner":1}"#, Why::Expected(Kind::Object)),
            (r#"{"name":"#, Why::CutOff),
            (r#"{"name" "x"}"#, Why::NotWellFormed),
        ] {
            let error = serde_json::from_str::<Thing>(body).expect_err(body);
            assert_eq!(Why::from(&error), why, "{body}: {error}");
            for language in Language::ALL {
                assert!(!why.say(language).contains('⟦'), "{body}");
            }
        }
        assert!(matches!(serde_json::from_str::<Colour>("\"red\""), Ok(Colour::Red)));
    }
}
