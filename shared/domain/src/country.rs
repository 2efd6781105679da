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
    pinyin: String,
}

struct Country {
    name: Text,
    /// A syllable with its tone for each character: `a1 fu4 han4`.
    pinyin: String,
}

static COUNTRIES: LazyLock<BTreeMap<String, Country>> = LazyLock::new(|| {
    csv::Reader::from_reader(include_str!("../data/countries.csv").as_bytes())
        .deserialize::<Row>()
        .map(|row| {
            let Row { alpha2, name_zh, name_en, pinyin } = row?;
            Ok((alpha2, Country { name: Text::new(name_zh, name_en), pinyin }))
        })
        .collect::<Result<_, csv::Error>>()
        .expect("countries.csv is checked by a test")
});

/// All codes with their names, by code.
pub fn all() -> impl Iterator<Item = (&'static str, &'static Text)> {
    COUNTRIES.iter().map(|(code, country)| (code.as_str(), &country.name))
}

/// To choose from: China and its regions first; then Chinese names by pinyin, English ones by their letters without accents.
pub fn listed(language: Language) -> Vec<(&'static str, &'static str)> {
    const FIRST: [&str; 4] = ["CN", "HK", "MO", "TW"];
    let mut listed: Vec<_> = COUNTRIES.iter().collect();
    listed.sort_by_cached_key(|(code, country)| {
        let first = FIRST.iter().position(|first| *first == code.as_str()).unwrap_or(FIRST.len());
        (first, country.order(language))
    });
    listed.into_iter().map(|(code, country)| (code.as_str(), country.name.say(language))).collect()
}

impl Country {
    /// What its name is put in order by. Digits come before letters, so that `a1 …` stands before `ai1 …`.
    fn order(&self, language: Language) -> String {
        match language {
            Language::Zh => self.pinyin.clone(),
            Language::En => self.name.en.chars().map(base).collect(),
        }
    }
}

/// A letter without its accent, of those that the English names have.
fn base(letter: char) -> char {
    match letter {
        'Å' => 'A',
        'ç' => 'c',
        'é' => 'e',
        'ô' => 'o',
        'ü' => 'u',
        other => other,
    }
}

pub fn name(code: &str) -> Option<&'static Text> {
    COUNTRIES.get(code).map(|country| &country.name)
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
    use super::*;
    use crate::han::is_han;

    #[test]
    fn every_country_has_a_name_in_both_languages_and_a_place_among_them() {
        assert_eq!(all().count(), 249);
        for (code, country) in COUNTRIES.iter() {
            let Country { name, pinyin } = country;
            assert!(code.len() == 2 && !name.zh.is_empty() && !name.en.is_empty(), "{code}");
            assert_eq!(pinyin.split(' ').count(), name.zh.chars().filter(|letter| is_han(*letter)).count(), "{code}");
            assert!(country.order(Language::En).is_ascii(), "{} has an accent", name.en);
        }
    }

    #[test]
    fn each_language_has_its_own_order_and_china_stands_first() {
        let places = |language: Language, names: &[&str]| -> Vec<Option<usize>> {
            let listed = listed(language);
            names.iter().map(|name| listed.iter().position(|(_, one)| one == name)).collect()
        };
        for language in Language::ALL {
            let codes: Vec<&str> = listed(language).into_iter().take(4).map(|(code, _)| code).collect();
            assert_eq!(codes, ["CN", "HK", "MO", "TW"]);
        }
        for (language, names) in [
            (Language::Zh, &["阿尔巴尼亚", "阿塞拜疆", "埃及", "澳大利亚", "秘鲁", "德国", "厄瓜多尔", "法国"][..]),
            (Language::Zh, &["法国", "佛得角", "刚果（布）", "刚果（金）", "韩国", "美国", "日本", "英国", "智利"][..]),
            (Language::En, &["Afghanistan", "Åland Islands", "Albania", "Costa Rica", "Côte d'Ivoire", "Croatia"][..]),
            (Language::En, &["Tunisia", "Türkiye", "Turkmenistan", "Zimbabwe"][..]),
        ] {
            let places = places(language, names);
            assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{names:?} stand at {places:?}");
        }
    }
}
