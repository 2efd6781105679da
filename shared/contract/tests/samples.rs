//! Each committed sample decodes for ever, and says the same when it is written again.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use contract::Envelope;
use serde_json::Value;

fn samples() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let files = fs::read_dir(folder).expect("the samples are there");
    let read = |file: fs::DirEntry| {
        (file.file_name().to_string_lossy().into_owned(), fs::read_to_string(file.path()).expect("readable"))
    };
    files.map(|file| read(file.expect("a file"))).collect()
}

#[test]
fn every_sample_decodes_and_says_the_same_when_written_again() {
    for (name, sample) in samples() {
        let envelope: Envelope = serde_json::from_str(&sample).unwrap_or_else(|error| panic!("{name}: {error}"));
        let written = serde_json::to_value(&envelope).expect("JSON");
        let mut sampled: Value = serde_json::from_str(&sample).expect("JSON");
        without_nothings(&mut sampled);
        let mut again = written;
        without_nothings(&mut again);
        assert_eq!(again, sampled, "{name}");
    }
}

#[test]
fn every_type_of_event_has_a_sample() {
    let read = |(_, sample): (String, String)| {
        let sample: Value = serde_json::from_str(&sample).expect("JSON");
        sample["type"].as_str().expect("a type").to_owned()
    };
    let sampled: BTreeSet<String> = samples().into_iter().map(read).collect();
    let schema = serde_json::to_value(contract::schema()).expect("JSON");
    let mut told = BTreeSet::new();
    types(&schema, &mut told);
    assert!(!told.is_empty());
    assert_eq!(told, sampled, "types in the schema, and types that have a sample");
}

/// Every event's type that the schema names.
fn types(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::String(word) if word.starts_with("yincai.") => {
            found.insert(word.clone());
        }
        Value::Object(fields) => fields.values().for_each(|field| types(field, found)),
        Value::Array(items) => items.iter().for_each(|item| types(item, found)),
        _ => {}
    }
}

/// A field that is null and one that is absent mean the same.
fn without_nothings(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, field| !field.is_null());
            fields.values_mut().for_each(without_nothings);
        }
        Value::Array(items) => items.iter_mut().for_each(without_nothings),
        _ => {}
    }
}
