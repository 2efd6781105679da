//! What a row of the trail says beside its deed, in words. What is not known here stays as it was written: it is evidence.

use std::collections::BTreeMap;

use domain::{OfficerId, Policy, Seat, Text};
use kit::html::Say;
use serde::Deserialize;
use serde_json::Value;

use super::deeds;
use crate::unmasking::purpose::{Masked, Purpose};

/// The facts that acts of this service note.
const NAMED: [&str; 17] = [
    "purpose",
    "fields",
    "actor",
    "deed",
    "subject",
    "day",
    "reason",
    "file",
    "seat_before",
    "seat_after",
    "office_before",
    "office_after",
    "unit_before",
    "unit_after",
    "department_before",
    "department_after",
    IN_PLACE_OF,
];
/// Whose place somebody acted in.
const IN_PLACE_OF: &str = "in_place_of";

/// The officers' names that the words of a row need, beside its actor's.
pub fn away(detail: &str) -> Vec<OfficerId> {
    let facts: Value = serde_json::from_str(detail).unwrap_or_default();
    let ids = match facts.get(IN_PLACE_OF) {
        Some(Value::Array(ids)) => ids.as_slice(),
        Some(id) => std::slice::from_ref(id),
        None => &[],
    };
    ids.iter().filter_map(|id| id.as_str()?.parse().ok()).collect()
}

pub fn words(say: &Say, detail: &str, names: &BTreeMap<OfficerId, Text>) -> String {
    match serde_json::from_str(detail) {
        Ok(Value::Object(facts)) => {
            let facts = facts.iter().map(|(name, value)| fact(say, name, value, names));
            facts.collect::<Vec<_>>().join(&*say.it("detail-between"))
        }
        Ok(list @ Value::Array(_)) => value(say, "", &list, names),
        _ => detail.to_owned(),
    }
}

fn fact(say: &Say, name: &str, told: &Value, names: &BTreeMap<OfficerId, Text>) -> String {
    let label =
        if NAMED.contains(&name) { say.owned(format!("detail-{}", name.replace('_', "-"))) } else { name.to_owned() };
    say.with("detail-fact", &[("name", label.into()), ("value", value(say, name, told, names).into())])
}

fn value(say: &Say, name: &str, told: &Value, names: &BTreeMap<OfficerId, Text>) -> String {
    match told {
        Value::Array(items) => {
            items.iter().map(|item| value(say, name, item, names)).collect::<Vec<_>>().join(&*say.it("comma"))
        }
        Value::String(code) => match name {
            "purpose" if Purpose::from_code(code).is_some() => say.owned(format!("purpose-{code}")),
            "fields" if Masked::from_code(code).is_some() => say.owned(format!("masked-{code}")),
            "deed" => deeds::words(say, code),
            "seat_before" | "seat_after" => seat(say, code),
            IN_PLACE_OF => officer(say, code, names),
            _ => code.clone(),
        },
        other => match Text::deserialize(other) {
            Ok(text) => text.say(say.language()).to_owned(),
            Err(_) => other.to_string(),
        },
    }
}

fn seat(say: &Say, code: &str) -> String {
    let known = Seat::from_code(code).map(|seat| Policy::standard().seat(seat).say(say.language()));
    known.unwrap_or(code).to_owned()
}

fn officer(say: &Say, id: &str, names: &BTreeMap<OfficerId, Text>) -> String {
    let known = id.parse().ok().and_then(|id: OfficerId| names.get(&id));
    known.map_or_else(|| id.to_owned(), |name| name.say(say.language()).to_owned())
}

#[cfg(test)]
mod tests {
    use domain::Language;
    use uuid::Uuid;

    use super::*;
    use crate::words::say;

    #[test]
    fn what_an_act_noted_is_said_in_words_and_nothing_of_it_is_lost() {
        let say = say(Language::En);
        let away = OfficerId::from(Uuid::nil());
        let names = BTreeMap::from([(away, Text::new("沈青禾", "Shen Qinghe"))]);
        let words = |say: &Say, detail: &str| words(say, detail, &names);
        let look = r#"{"fields":["phone","mail"],"purpose":"contact"}"#;
        assert_eq!(words(&say, look), "Looked at: Telephone, Email; Purpose: To reach the candidate");
        assert_eq!(words(&say, r#"["YC26-1","YC26-2"]"#), "YC26-1, YC26-2");
        assert_eq!(words(&say, r#"{"limit":5,"purpose":"of-old"}"#), "limit: 5; Purpose: of-old");
        let moved = r#"{"seat_after":"throne","seat_before":"housing"}"#;
        assert_eq!(words(&say, moved), "Seat now: throne; Seat before: Housing");
        let renamed = r#"{"office_after":{"zh":"财政局","en":"Finance Bureau"}}"#;
        assert_eq!(words(&say, renamed), "Their office now: Finance Bureau");
        for stood_in in [format!(r#"{{"in_place_of":["{away}"]}}"#), format!(r#"{{"in_place_of":"{away}"}}"#)] {
            assert_eq!(words(&say, &stood_in), "In place of: Shen Qinghe");
            assert_eq!(super::away(&stood_in), [away]);
        }
        assert!(["", "{}", "[]"].into_iter().all(|detail| super::away(detail).is_empty()));
        assert_eq!(words(&say, "{}"), "");
        assert_eq!(words(&say, "not json"), "not json");
    }

    #[test]
    fn every_fact_that_is_named_has_words() {
        for say in Language::ALL.map(say) {
            for name in NAMED {
                assert!(!fact(&say, name, &Value::Null, &BTreeMap::new()).contains('⟦'), "{name}");
            }
        }
    }
}
