//! Wording of a post that may shut people out without reason (Article 9): words of `wording.toml`, in both languages, and what
//! no list of words can hold (`wording_forms`): bounds of age with any number, a sex that stands alone.
//! The software marks and asks; a person decides and says why. It refuses nothing by itself.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::code::coded;
use crate::post_input::PostInput;
use crate::wording_forms;

coded! {
    /// What the wording may turn on; its words are terms.
    WordingKind {
        Sex = "sex",
        Ethnicity = "ethnicity",
        Religion = "religion",
        Origin = "origin",
        Health = "health",
        Marriage = "marriage",
        Age = "age",
    }
}

/// A word that was marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Flag {
    /// Where it stands: a JSON Pointer into the post.
    #[schema(example = "/need/zh")]
    pub at: String,
    #[schema(example = "限男性")]
    pub word: String,
    pub kind: WordingKind,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    kind: WordingKind,
    zh: Vec<String>,
    en: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    wording: Vec<Row>,
}

static TABLE: LazyLock<Table> =
    LazyLock::new(|| toml::from_str(include_str!("../wording.toml")).expect("wording.toml is checked by its test"));

/// What may shut people out in the post's texts: each kind once for each place, by the longest word that fits, or else by its form.
pub fn flags(post: &PostInput) -> Vec<Flag> {
    let mut flags = Vec::new();
    for (at, text) in post.texts() {
        let text = text.to_lowercase();
        for Row { kind, zh, en } in &TABLE.wording {
            let chinese = zh.iter().filter(|word| text.contains(word.as_str()));
            let english = en.iter().filter(|word| has_word(&text, word));
            let longest = chinese.chain(english).max_by_key(|word| word.chars().count());
            let form = || match kind {
                WordingKind::Age => wording_forms::bound_of_age(&text),
                WordingKind::Sex => wording_forms::sex_alone(&text),
                _ => None,
            };
            let word = longest.cloned().or_else(form);
            flags.extend(word.map(|word| Flag { at: at.clone(), word, kind: *kind }));
        }
    }
    // An age that is asked for shuts people out in whatever words.
    for (row, condition) in post.conditions.iter().enumerate() {
        let here = format!("/conditions/{row}/");
        let is_marked = flags.iter().any(|flag| flag.kind == WordingKind::Age && flag.at.starts_with(&here));
        if let Some((below, age)) = condition.age().filter(|_| !is_marked) {
            let at = format!("/conditions/{row}{below}/value");
            flags.push(Flag { at, word: age.words().zh, kind: WordingKind::Age });
        }
    }
    flags
}

/// Whole, so that `male` is not found in `female`.
fn has_word(text: &str, word: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(word).any(|(at, found)| {
        !is_letter(text[..at].chars().next_back()) && !is_letter(text[at + found.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::condition_input::{AlternativeInput, ConditionInput};
    use crate::text::TextInput;

    fn kinds(zh: &str, en: &str) -> Vec<WordingKind> {
        let need = TextInput { zh: zh.to_owned(), en: en.to_owned() };
        flags(&PostInput { need, ..PostInput::default() }).into_iter().map(|flag| flag.kind).collect()
    }

    #[test]
    fn words_that_shut_people_out_are_marked_in_both_languages() {
        use WordingKind::{Age, Ethnicity, Health, Marriage, Origin, Religion, Sex};
        for (zh, en, expected) in [
            ("限男性，35周岁以下", "Men only, under 35 years", vec![Sex, Age, Sex, Age]),
            ("具有本地户籍的汉族", "Han with local household registration", vec![Ethnicity, Origin, Ethnicity, Origin]),
            ("身体健康，未婚", "In good health, unmarried", vec![Health, Marriage, Health, Marriage]),
            ("无宗教信仰", "No religious belief", vec![Religion, Religion]),
            ("医学博士，五年临床经验", "Doctor of medicine with five years of practice", vec![]),
            ("女职工权益维护、民族医药研究", "Female students’ manager of management", vec![Sex, Ethnicity, Sex]),
        ] {
            assert_eq!(kinds(zh, en), expected, "{zh} {en}");
        }
    }

    #[test]
    fn an_age_that_is_asked_for_is_marked_once_in_whatever_words() {
        let asks = |zh: &str| {
            let words = TextInput { zh: zh.to_owned(), en: zh.to_owned() };
            let (kind, value) = ("age".to_owned(), "35".to_owned());
            let conditions = vec![ConditionInput { words, kind, value, ..ConditionInput::default() }];
            flags(&PostInput { conditions, ..PostInput::default() })
        };
        for words in ["", "年富力强"] {
            let (at, word) = ("/conditions/0/value".to_owned(), "35周岁及以下".to_owned());
            assert_eq!(asks(words), [Flag { at, word, kind: WordingKind::Age }], "{words}");
        }
        assert_eq!(asks("35周岁以下").len(), 2, "in either language, by its words");
        let (kind, or) = ("degree".to_owned(), AlternativeInput { kind: "age".to_owned(), value: "35".to_owned() });
        let row = ConditionInput { kind, value: "doctor".to_owned(), or: vec![or], ..ConditionInput::default() };
        let found = flags(&PostInput { conditions: vec![row], ..PostInput::default() });
        assert_eq!(found.iter().map(|flag| flag.at.as_str()).collect::<Vec<_>>(), ["/conditions/0/or/0/value"]);
    }

    #[test]
    fn bounds_of_age_with_any_number_and_a_sex_that_stands_alone_are_marked() {
        use WordingKind::{Age, Sex};
        for (zh, en, expected) in [
            ("40岁及以下，男生优先", "No older than 40", vec![Sex, Age, Age]),
            ("不超过４０岁；要求：男", "Under 38 years, male only", vec![Sex, Age, Sex, Age]),
            ("35岁以内，女生优先", "Not over 35 years old", vec![Sex, Age, Age]),
            ("服务期五年", "Younger than 45", vec![Age]),
            ("工作5年以内，男科主任", "Young cattle; under 5 years of practice", vec![]),
            ("小于3岁的患儿，男女不限", "Under 20 years of experience is fine", vec![]),
        ] {
            assert_eq!(kinds(zh, en), expected, "{zh} {en}");
        }
    }

    #[test]
    fn a_word_is_found_whole_and_the_longest_is_named() {
        assert!(!has_word("management of females", "male") && has_word("male, 30", "male"));
        let need = TextInput { zh: "35周岁以下".to_owned(), en: String::new() };
        let flags = flags(&PostInput { need, ..PostInput::default() });
        assert_eq!(flags, [Flag { at: "/need/zh".to_owned(), word: "周岁以下".to_owned(), kind: WordingKind::Age }]);
    }

    #[test]
    fn each_kind_has_its_row_and_words_in_both_languages() {
        let kinds: Vec<_> = TABLE.wording.iter().map(|row| row.kind).collect();
        assert_eq!(kinds, WordingKind::ALL);
        for row in &TABLE.wording {
            assert!(!row.zh.is_empty() && row.en.iter().all(|word| *word == word.to_lowercase()), "{}", row.kind);
        }
    }
}
