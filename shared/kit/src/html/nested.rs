//! Fields with dotted names as one JSON value, and back: `education.0.year=2021` is `{"education":[{"year":"2021"}]}`.
//! Every leaf is a string, as it was typed; a name ending in `[]`, or repeated, is a list of strings.

use serde_json::{Map, Value};

/// Deeper than any form of ours.
const DEEPEST: usize = 8;

/// The fields cannot be one value: the name tells which one contradicts another.
#[derive(Debug, PartialEq, Eq)]
pub struct Contradiction(pub String);

/// The value that the fields describe, in the order in which they came.
pub fn gathered<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Value, Contradiction> {
    let mut root = Value::Object(Map::new());
    for (name, text) in fields {
        let refuse = || Contradiction(name.to_owned());
        let (path, listed) = match name.strip_suffix("[]") {
            Some(path) => (path, true),
            None => (name, false),
        };
        if path.split('.').count() > DEEPEST || path.split('.').any(str::is_empty) {
            return Err(refuse());
        }
        let mut place = &mut root;
        for step in path.split('.') {
            if place.is_null() {
                *place = Value::Object(Map::new());
            }
            place = place.as_object_mut().ok_or_else(refuse)?.entry(step).or_insert(Value::Null);
        }
        let text = Value::String(text.to_owned());
        match place {
            Value::Null => *place = if listed { Value::Array(vec![text]) } else { text },
            Value::Array(texts) => texts.push(text),
            Value::String(_) => *place = Value::Array(vec![place.take(), text]),
            _ => return Err(refuse()),
        }
    }
    Ok(with_lists(root))
}

/// The number that a step of a name is: `+5` and `05` are none.
pub(super) fn number(step: &str) -> Option<usize> {
    step.parse::<usize>().ok().filter(|number| number.to_string() == step)
}

/// Turns each object whose names are all numbers into a list, in their order; gaps close.
fn with_lists(value: Value) -> Value {
    let Value::Object(fields) = value else {
        return value;
    };
    let numbered: Option<Vec<usize>> = fields.keys().map(|name| number(name)).collect();
    match numbered.filter(|numbers| !numbers.is_empty()) {
        None => Value::Object(fields.into_iter().map(|(name, value)| (name, with_lists(value))).collect()),
        Some(numbers) => {
            let mut items: Vec<_> = numbers.into_iter().zip(fields.into_iter().map(|(_, value)| value)).collect();
            items.sort_by_key(|(number, _)| *number);
            Value::Array(items.into_iter().map(|(_, value)| with_lists(value)).collect())
        }
    }
}

/// The fields that describe the value: the reverse of `gathered`.
pub fn spread(value: &Value) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    spread_into(&mut fields, String::new(), value);
    fields
}

fn spread_into(fields: &mut Vec<(String, String)>, name: String, value: &Value) {
    let below = |step: &str| if name.is_empty() { step.to_owned() } else { format!("{name}.{step}") };
    match value {
        Value::Null => {}
        Value::Bool(is) => fields.push((name, is.to_string())),
        Value::Number(number) => fields.push((name, number.to_string())),
        Value::String(text) => fields.push((name, text.clone())),
        Value::Object(inner) => inner.iter().for_each(|(step, value)| spread_into(fields, below(step), value)),
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                let nested = item.is_object() || item.is_array();
                let name = if nested { below(&at.to_string()) } else { format!("{name}[]") };
                spread_into(fields, name, item);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn dotted_names_make_one_value() {
        let fields = [
            ("document.kind", "passport"),
            ("education.1.year", "2024"),
            ("education.0.year", "2021"),
            ("education.0.school", ""),
            ("claimed[]", "10(4)"),
            ("skill", "a"),
            ("skill", "b"),
        ];
        let value = gathered(fields).expect("a value");
        assert_eq!(
            value,
            json!({
                "document": { "kind": "passport" },
                "education": [{ "year": "2021", "school": "" }, { "year": "2024" }],
                "claimed": ["10(4)"],
                "skill": ["a", "b"],
            })
        );
        let again = spread(&value);
        assert_eq!(gathered(again.iter().map(|(name, text)| (name.as_str(), text.as_str()))), Ok(value));
    }

    #[test]
    fn only_a_number_as_it_is_written_is_a_place_in_a_list() {
        let value = gathered([("a.0", "x"), ("a.00", "y"), ("b.+1", "z")]);
        assert_eq!(value, Ok(json!({ "a": { "0": "x", "00": "y" }, "b": { "+1": "z" } })));
    }

    #[test]
    fn fields_that_contradict_are_refused() {
        for fields in [[("a", "1"), ("a.b", "2")], [("a.b", "1"), ("a", "2")], [("a", "1"), ("b..c", "2")]] {
            assert!(gathered(fields).is_err(), "{fields:?}");
        }
        let deep = ["a"; 9].join(".");
        assert!(gathered([(deep.as_str(), "1")]).is_err());
    }
}
