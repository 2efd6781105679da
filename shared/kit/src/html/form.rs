//! A form on its page: what stands in its fields, and what is wrong with them.
//! A refusal at `/education/0/year` stands beside the field `education.0.year`.

use std::collections::{BTreeMap, BTreeSet};

use contract::{Clause, Language, Refusal};
use serde::Serialize;

use super::nested;
use super::posted::Posted;
use crate::fault::Fault;

#[derive(Clone, Default)]
pub struct Form {
    typed: Vec<(String, String)>,
    pub errors: Vec<FieldError>,
    /// Whether it was typed before somebody had to sign in again, and never sent since.
    pub was_left: bool,
}

/// The same words above the form and beside the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// None for what concerns no single field.
    pub name: Option<String>,
    pub words: String,
    pub clause: Option<Clause>,
}

impl Form {
    /// Nothing typed yet.
    pub fn empty() -> Form {
        Form::default()
    }

    /// As it was sent.
    pub fn of(posted: &Posted) -> Form {
        let typed = posted.typed().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        Form { typed, ..Form::default() }
    }

    /// With these texts in its fields.
    pub fn typed(typed: Vec<(String, String)>) -> Form {
        Form { typed, ..Form::default() }
    }

    /// As it was when somebody had to sign in again.
    pub fn left(typed: Vec<(String, String)>) -> Form {
        Form { typed, was_left: true, ..Form::default() }
    }

    /// Filled with what is already known.
    pub fn filled(value: &impl Serialize) -> Result<Form, Fault> {
        Ok(Form { typed: nested::spread(&serde_json::to_value(value)?), ..Form::default() })
    }

    /// With each refusal beside its field.
    pub fn refused(mut self, refusals: &[Refusal], language: Language) -> Form {
        self.errors.extend(refusals.iter().map(|refusal| FieldError {
            name: refusal.pointer().filter(|pointer| !pointer.is_empty()).map(field_name),
            words: refusal.say(language),
            clause: refusal.clause(),
        }));
        self
    }

    /// With one more thing wrong, in words of the page.
    pub fn wrong(mut self, name: &str, words: impl Into<String>) -> Form {
        self.errors.push(FieldError { name: Some(name.to_owned()), words: words.into(), clause: None });
        self
    }

    /// What is wrong with it, without what was typed.
    pub fn emptied(self) -> Form {
        Form { errors: self.errors, ..Form::default() }
    }

    pub fn failed(&self) -> bool {
        !self.errors.is_empty()
    }

    pub fn value(&self, name: &str) -> &str {
        self.typed.iter().find(|(field, _)| field == name).map_or("", |(_, text)| text)
    }

    /// Whether that is what stands in the field.
    pub fn is(&self, name: &str, value: impl AsRef<str>) -> bool {
        self.value(name) == value.as_ref()
    }

    /// Whether that box is ticked.
    pub fn holds(&self, name: &str, value: impl AsRef<str>) -> bool {
        self.typed.iter().any(|(field, text)| field == name && text == value.as_ref())
    }

    /// How many items a list has: as many as there are different numbers behind `name.`, however great they are.
    pub fn count(&self, name: &str) -> usize {
        let number = |field: &str| nested::number(field.strip_prefix(name)?.strip_prefix('.')?.split('.').next()?);
        self.typed.iter().filter_map(|(field, _)| number(field)).collect::<BTreeSet<_>>().len()
    }

    /// With the items of a list, and of the lists in them, numbered as they are read: without gaps.
    pub fn without_gaps(self, name: &str) -> Form {
        let mut numbers = BTreeMap::<String, BTreeSet<usize>>::new();
        for (list, number) in self.typed.iter().flat_map(|(field, _)| numbered(field, name)) {
            numbers.entry(list).or_default().insert(number);
        }
        let close = |(field, text): (String, String)| {
            let mut steps: Vec<String> = field.split('.').map(str::to_owned).collect();
            for (list, number) in numbered(&field, name) {
                let before = numbers.get(&list).map_or(0, |numbers| numbers.range(..number).count());
                steps[list.split('.').count()] = before.to_string();
            }
            (steps.join("."), text)
        };
        Form { typed: self.typed.into_iter().map(close).collect(), ..self }
    }

    /// What is wrong with the field; of a list of boxes (`claimed[]`), what is wrong with any of them.
    pub fn error(&self, name: &str) -> Option<&str> {
        self.errors.iter().find(|error| self.lies_at(error, name)).map(|error| error.words.as_str())
    }

    fn lies_at(&self, error: &FieldError, name: &str) -> bool {
        let Some(wrong) = error.name.as_deref() else {
            return false;
        };
        match name.strip_suffix("[]") {
            None => wrong == name,
            Some(list) => wrong.strip_suffix("[]").unwrap_or(wrong) == list || listed_in(wrong, list),
        }
    }

    /// The id that the summary links to: that of the field, or of its list of boxes.
    pub fn target(&self, error: &FieldError) -> String {
        let name = error.name.as_deref().unwrap_or_default();
        let boxes = self.typed.iter().filter_map(|(field, _)| field.strip_suffix("[]"));
        let list = boxes.into_iter().find(|list| listed_in(name, list));
        self.id(list.unwrap_or(name)).to_owned()
    }

    /// The id of a field: its name, without the brackets of a list.
    pub fn id<'a>(&self, name: &'a str) -> &'a str {
        name.strip_suffix("[]").unwrap_or(name)
    }
}

/// One of several: what is sent, what is read, and a word of explanation or none.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub hint: String,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Choice {
        Choice { value: value.into(), label: label.into(), hint: String::new() }
    }

    pub fn hinted(self, hint: impl Into<String>) -> Choice {
        Choice { hint: hint.into(), ..self }
    }
}

/// Whether `claimed.0` is an item of `claimed`.
fn listed_in(name: &str, list: &str) -> bool {
    let number = name.strip_prefix(list).and_then(|rest| rest.strip_prefix('.'));
    number.is_some_and(|number| !number.is_empty() && number.chars().all(|letter| letter.is_ascii_digit()))
}

/// The lists that a field is in, each by its name with the number in it: the list of that name and those within.
fn numbered(field: &str, name: &str) -> Vec<(String, usize)> {
    if !field.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')) {
        return Vec::new();
    }
    let dots = field.match_indices('.').map(|(at, _)| at).filter(|at| *at >= name.len());
    let number = |at: usize| nested::number(field[at + 1..].split('.').next()?);
    dots.filter_map(|at| Some((field[..at].to_owned(), number(at)?))).collect()
}

fn field_name(pointer: &str) -> String {
    pointer.trim_start_matches('/').replace('/', ".").replace("~1", "/").replace("~0", "~")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_refusal_stands_beside_its_field() {
        let refusals = [
            Refusal::content("no-such-year").at("/education/0/year"),
            Refusal::content("no-claim").at("/claimed/0").under(Clause::of(10, 4)),
            Refusal::stage("closed"),
        ];
        let value = json!({ "education": [{ "year": 20221 }], "claimed": ["10(4)"], "note": null });
        let form = Form::filled(&value).expect("a form").refused(&refusals, Language::En);
        assert_eq!(form.value("education.0.year"), "20221");
        assert_eq!(form.error("education.0.year"), Some("no-such-year"));
        assert_eq!(form.error("claimed[]"), Some("no-claim"));
        assert_eq!(form.error("note"), None);
        assert!(form.holds("claimed[]", "10(4)") && form.failed());
        assert_eq!(form.target(&form.errors[1]), "claimed");
        assert_eq!((form.errors[2].name.as_ref(), form.count("education")), (None, 1));
    }

    #[test]
    fn a_list_has_as_many_items_as_were_sent_however_they_are_numbered() {
        let fields = [
            ("conditions.2.kind", "degree"),
            ("conditions.4000000000.kind", "age"),
            ("conditions.4000000000.or.9.kind", "title"),
            ("conditions.4000000000.or.7.kind", "skill"),
            ("conditions.+5.kind", "no number"),
            ("conditions.02.kind", "no number"),
            ("conditionsx.8.kind", "none of these"),
        ];
        let form = Form::typed(fields.map(|(name, text)| (name.to_owned(), text.to_owned())).into());
        assert_eq!((form.count("conditions"), form.count("conditions.4000000000.or"), form.count("or")), (2, 2, 0));
        let form = form.without_gaps("conditions");
        assert_eq!((form.count("conditions"), form.value("conditions.0.kind")), (2, "degree"));
        assert_eq!((form.value("conditions.1.kind"), form.value("conditionsx.8.kind")), ("age", "none of these"));
        assert_eq!((form.value("conditions.1.or.0.kind"), form.value("conditions.1.or.1.kind")), ("skill", "title"));
    }
}
