//! A refusal: the software's answer to a step it will not do, with its reason.
//! Not a person's decision (`Rejection`), not a nominee's (`Decline`), not a technical failure (`Fault`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::clause::Clause;
use crate::text::{Language, Text};

/// Why in general; `kit` chooses the HTTP status by this and by nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalKind {
    /// The thing is not at a stage that allows the step.
    Stage,
    /// Whoever asks holds no seat or role for it.
    Seat,
    /// What was filled in cannot be taken as it is.
    Content,
}

/// Its words are in `refusals.toml`, keyed by the code, with `{name}` where an argument goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    kind: RefusalKind,
    code: &'static str,
    clause: Option<Clause>,
    arguments: Vec<(&'static str, Text)>,
    pointer: Option<String>,
}

impl Refusal {
    pub fn stage(code: &'static str) -> Refusal {
        Refusal::new(RefusalKind::Stage, code)
    }

    pub fn seat(code: &'static str) -> Refusal {
        Refusal::new(RefusalKind::Seat, code)
    }

    pub fn content(code: &'static str) -> Refusal {
        Refusal::new(RefusalKind::Content, code)
    }

    fn new(kind: RefusalKind, code: &'static str) -> Refusal {
        Refusal { kind, code, clause: None, arguments: Vec::new(), pointer: None }
    }

    /// The clause that the refusal rests on.
    pub fn under(mut self, clause: Clause) -> Refusal {
        self.clause = Some(clause);
        self
    }

    /// An argument that reads the same in both languages.
    pub fn with(self, name: &'static str, value: impl ToString) -> Refusal {
        let value = value.to_string();
        self.with_text(name, Text::new(value.clone(), value))
    }

    pub fn with_text(mut self, name: &'static str, value: Text) -> Refusal {
        self.arguments.push((name, value));
        self
    }

    /// Where in the input: a JSON Pointer such as `/education/0/year`. A form's field has the same name.
    pub fn at(mut self, pointer: impl Into<String>) -> Refusal {
        self.pointer = Some(pointer.into());
        self
    }

    /// The same where the input that it was read from stands inside another one, at that pointer.
    pub fn inside(mut self, outer: &str) -> Refusal {
        self.pointer = self.pointer.map(|pointer| format!("{outer}{pointer}"));
        self
    }

    pub fn kind(&self) -> RefusalKind {
        self.kind
    }

    pub fn code(&self) -> &'static str {
        self.code
    }

    pub fn clause(&self) -> Option<Clause> {
        self.clause
    }

    pub fn pointer(&self) -> Option<&str> {
        self.pointer.as_deref()
    }

    /// What to tell people. A code without words says itself; a test keeps that from happening.
    pub fn say(&self, language: Language) -> String {
        let Some(words) = WORDS.get(self.code) else {
            return self.code.to_owned();
        };
        let mut said = words.say(language).to_owned();
        for (name, value) in &self.arguments {
            said = said.replace(&format!("{{{name}}}"), value.say(language));
        }
        said
    }
}

impl From<Refusal> for Vec<Refusal> {
    fn from(refusal: Refusal) -> Vec<Refusal> {
        vec![refusal]
    }
}

/// Whether the code has words in both languages.
pub fn has_words(code: &str) -> bool {
    WORDS.contains_key(code)
}

static WORDS: LazyLock<BTreeMap<String, Text>> =
    LazyLock::new(|| toml::from_str(include_str!("../refusals.toml")).expect("refusals.toml is checked by its test"));

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    use super::*;

    /// Every Rust file of the crates and services.
    fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("the sources are there") {
            let path = entry.expect("a file").path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }

    /// The codes that the product's sources refuse with; `kit` knows none.
    fn codes_in_sources() -> BTreeSet<String> {
        let product = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut found = Vec::new();
        sources(&product.join("shared/domain/src"), &mut found);
        sources(&product.join("services"), &mut found);
        found.push(product.join("shared/kit/src/fault.rs"));
        let mut codes = BTreeSet::new();
        for path in found {
            let source = std::fs::read_to_string(path).expect("readable");
            for kind in ["stage", "seat", "content"] {
                let start = format!("Refusal::{kind}(\"");
                codes.extend(source.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned));
            }
        }
        codes
    }

    #[test]
    fn every_code_has_words_and_all_words_are_used() {
        let words: BTreeSet<String> = WORDS.keys().cloned().collect();
        assert_eq!(codes_in_sources(), words);
    }

    #[test]
    fn a_refusal_says_its_arguments_in_the_readers_language() {
        let role = Text::new("牵头人", "secretary");
        let refusal = Refusal::seat("turn-of-another-role").with_text("role", role);
        assert_eq!(refusal.say(Language::Zh), "这一步由牵头人办理");
        assert_eq!(refusal.say(Language::En), "This step is for the secretary");
    }

    #[test]
    fn what_points_nowhere_points_nowhere_inside_another_input_too() {
        let pointer = |refusal: Refusal| refusal.inside("/referral").pointer().map(str::to_owned);
        assert_eq!(pointer(Refusal::content("why-missing").at("/why")), Some("/referral/why".to_owned()));
        assert_eq!(pointer(Refusal::stage("post-not-open")), None);
    }
}
