//! Countries and regions by ISO 3166-1 alpha-2 (`data/countries.csv`), for schools and passports.
//! Names are for screens; the code is what is kept.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::refusal::Refusal;
use crate::text::{Language, Text};
use crate::typed;

#[derive(Deserialize)]
struct Row {
    alpha2: String,
    name_zh: String,
    name_en: String,
}

static COUNTRIES: LazyLock<BTreeMap<String, Text>> = LazyLock::new(|| {
    csv::Reader::from_reader(include_str!("../data/countries.csv").as_bytes())
        .deserialize::<Row>()
        .map(|row| row.map(|row| (row.alpha2, Text::new(row.name_zh, row.name_en))))
        .collect::<Result<_, _>>()
        .expect("countries.csv is checked by a test")
});

/// All codes with their names, by code.
pub fn all() -> impl Iterator<Item = (&'static str, &'static Text)> {
    COUNTRIES.iter().map(|(code, name)| (code.as_str(), name))
}

/// To choose from: China and its regions first; then English names in their order, Chinese ones in that of the codes, which is
/// about that of the English names.
pub fn listed(language: Language) -> Vec<(&'static str, &'static str)> {
    const FIRST: [&str; 4] = ["CN", "HK", "MO", "TW"];
    let mut listed: Vec<_> = all().map(|(code, name)| (code, name.say(language))).collect();
    if language == Language::En {
        listed.sort_by_key(|(_, name)| *name);
    }
    listed.sort_by_key(|(code, _)| FIRST.iter().position(|first| first == code).unwrap_or(FIRST.len()));
    listed
}

pub fn name(code: &str) -> Option<&'static Text> {
    COUNTRIES.get(code)
}

pub(crate) fn read(written: &str, at: &str, refused: &mut Vec<Refusal>) -> Option<String> {
    let code = typed::half_width(written).to_uppercase();
    if name(&code).is_some() {
        return Some(code);
    }
    refused.push(Refusal::content("no-such-country").at(at).with("typed", typed::echo(written)));
    None
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_country_has_a_name_in_both_languages() {
        assert_eq!(super::all().count(), 249);
        assert!(super::all().all(|(code, name)| code.len() == 2 && !name.zh.is_empty() && !name.en.is_empty()));
    }
}
