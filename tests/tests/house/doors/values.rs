//! What nobody should send, and somebody will.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use tests::Operation;

/// Stands in a body until the raw JSON that it stands for is written in its place.
const HOLE: &str = "@@hole@@";
/// How deep a schema is followed.
const DEPTH: usize = 5;

/// JSON texts for the place of one field.
pub fn raw() -> Vec<String> {
    let text = |text: &str| Value::from(text).to_string();
    vec![
        "null".to_owned(),
        "true".to_owned(),
        "-1".to_owned(),
        "0.5".to_owned(),
        "1e400".to_owned(),
        "99999999999999999999999999".to_owned(),
        "[]".to_owned(),
        "{}".to_owned(),
        "[[[[[]]]]]".to_owned(),
        format!("{}{}", "[".repeat(3000), "]".repeat(3000)),
        r#""\ud800""#.to_owned(),
        r#""\u0000""#.to_owned(),
        text(""),
        text(" "),
        text("\u{1}\u{7f}\u{9b}"),
        text("\u{202e}\u{feff}\u{200b}"),
        text("line\r\nBcc: other@example.com"),
        text("<script>alert(1)</script>"),
        text("'; DROP TABLE letters; --"),
        text("../../../../etc/passwd"),
        text("{{7*7}} ${7*7} %s%n"),
        text(&"长".repeat(20_000)),
    ]
}

/// Texts for a part of an address.
pub fn texts() -> Vec<String> {
    let long = "长".repeat(1200);
    let texts = [
        "",
        " ",
        "0",
        "-1",
        "99999999999999999999",
        "1e400",
        "null",
        "\0",
        "\u{1}\u{7f}",
        "\u{202e}\u{feff}",
        "a\r\nSet-Cookie: a=b",
        "<script>alert(1)</script>",
        "'; DROP TABLE letters; --",
        "../../../etc/passwd",
        "..%2f..%2f",
        "{{7*7}}",
        "🦀",
        "after_2026-01-01_",
        "2026-13-45_x",
        &long,
    ];
    texts.map(str::to_owned).into()
}

/// Texts for a field of a form.
pub fn typed() -> Vec<String> {
    let long = "长".repeat(5000);
    let typed = [
        "",
        "-1",
        "99999999999999999999",
        "\0",
        "\u{1}\u{7f}",
        "\u{202e}\u{feff}",
        "a\r\nBcc: b@example.com",
        "<script>alert(1)</script>",
        "'; DROP TABLE letters; --",
        &long,
    ];
    typed.map(str::to_owned).into()
}

/// Bodies that are wrong as a whole.
pub fn bodies(right: &Value) -> Vec<Vec<u8>> {
    let mut bodies: Vec<Vec<u8>> =
        ["", "null", "[]", "{", "\"\"", "{}}", "{\"a\":", "nul", "{\"unknown\":1}", "\u{feff}{}", "{\"a\":1}{\"a\":1}"]
            .map(|text| text.as_bytes().to_vec())
            .into();
    bodies.push(b"{\"name\":\"\xff\xfe\"}".to_vec());
    bodies.push(vec![0; 64]);
    bodies.push("[".repeat(100_000).into_bytes());
    bodies.push(vec![b'a'; 300 * 1024]);
    if let Some((field, value)) = right.as_object().and_then(|fields| fields.iter().next()) {
        let written = right.to_string();
        bodies.push(written.replacen('{', &format!("{{{}:{value},", json!(field)), 1).into_bytes());
    }
    bodies
}

/// Each field of the operation's body left out, and each with every raw value in its place. What lies inside another operation's
/// body too is read by the same code: it is spoilt inside the first only.
pub fn spoilt(operation: &Operation, right: &Value, known: &mut BTreeSet<String>) -> Vec<(String, String)> {
    let Some(schema) = operation.body() else {
        return Vec::new();
    };
    let (mut places, mut inside) = (Vec::new(), BTreeSet::new());
    fields(operation, schema, &mut Vec::new(), &mut places, &mut Inside { known, met: &mut inside });
    known.append(&mut inside);
    let mut spoilt = Vec::new();
    for place in places {
        let pointer = place.join("/");
        let mut without = right.clone();
        remove(&mut without, &place);
        spoilt.push((format!("no {pointer}"), without.to_string()));
        let mut holed = right.clone();
        put(&mut holed, &place);
        let holed = holed.to_string();
        for raw in raw() {
            let what = format!("{pointer} = {}", raw.chars().take(40).collect::<String>());
            spoilt.push((what, holed.replace(&format!("\"{HOLE}\""), &raw)));
        }
    }
    spoilt
}

/// The names of the schemas inside bodies: those of other operations, and those met in this one.
struct Inside<'a> {
    known: &'a BTreeSet<String>,
    met: &'a mut BTreeSet<String>,
}

/// Every field that the schema knows, as steps from the top; an array's item is `0`.
fn fields(
    operation: &Operation,
    schema: &Value,
    at: &mut Vec<String>,
    found: &mut Vec<Vec<String>>,
    inside: &mut Inside<'_>,
) {
    if at.len() > DEPTH {
        return;
    }
    if let Some(name) = schema["$ref"].as_str().filter(|_| !at.is_empty()) {
        if inside.known.contains(name) {
            return;
        }
        inside.met.insert(name.to_owned());
    }
    let schema = operation.resolve(schema);
    for kind in ["oneOf", "anyOf", "allOf"] {
        for one in schema[kind].as_array().into_iter().flatten() {
            fields(operation, one, at, found, inside);
        }
    }
    for (name, told) in schema["properties"].as_object().into_iter().flatten() {
        at.push(name.clone());
        if !found.contains(at) {
            found.push(at.clone());
        }
        fields(operation, told, at, found, inside);
        at.pop();
    }
    if schema["items"].is_object() {
        at.push("0".to_owned());
        found.push(at.clone());
        fields(operation, &schema["items"], at, found, inside);
        at.pop();
    }
}

fn put(body: &mut Value, place: &[String]) {
    let Some((step, rest)) = place.split_first() else {
        *body = HOLE.into();
        return;
    };
    if step == "0" {
        if !body.is_array() {
            *body = json!([{}]);
        }
        let items = body.as_array_mut().expect("an array");
        if items.is_empty() {
            items.push(json!({}));
        }
        put(&mut items[0], rest);
    } else {
        if !body.is_object() {
            *body = Map::new().into();
        }
        put(&mut body[step.as_str()], rest);
    }
}

fn remove(body: &mut Value, place: &[String]) {
    match place {
        [] => {}
        [last] => {
            if let Some(fields) = body.as_object_mut() {
                fields.remove(last);
            }
        }
        [step, rest @ ..] if step == "0" => {
            if let Some(first) = body.as_array_mut().and_then(|items| items.first_mut()) {
                remove(first, rest);
            }
        }
        [step, rest @ ..] => {
            if let Some(field) = body.get_mut(step) {
                remove(field, rest);
            }
        }
    }
}
