//! Wording of a post that may shut people out without reason (Article 9): words of `wording.toml`, in both languages, and what
//! no list of words can hold: bounds of age with any number, a sex that stands alone (`wording_forms`), bounds of birth (`wording_births`).
//! The software marks and asks; a person decides and says why. It refuses nothing by itself.

use std::ops::Range;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::code::coded;
use crate::post_input::PostInput;
use crate::{wording_births, wording_forms};

coded! {
    /// What the wording may turn on; its words are terms.
    WordingKind {
        Sex = "sex",
        Ethnicity = "ethnicity",
        Religion = "religion",
        PoliticalStatus = "political-status",
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
    /// Longer words in which one of `zh` stands and is about something else: `单身公寓`.
    #[serde(default)]
    harmless: Vec<String>,
    en: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    wording: Vec<Row>,
}

static TABLE: LazyLock<Table> =
    LazyLock::new(|| toml::from_str(include_str!("../wording.toml")).expect("wording.toml is checked by its test"));

/// What may shut people out in the post's texts: for each place and kind every word that stands there, once.
pub fn flags(post: &PostInput) -> Vec<Flag> {
    let mut flags = Vec::new();
    for (at, text) in post.texts() {
        let text = text.to_lowercase();
        for row in &TABLE.wording {
            let words = marked(&text, row).into_iter().map(str::to_owned);
            flags.extend(words.map(|word| Flag { at: at.clone(), word, kind: row.kind }));
        }
    }
    // An age that is asked for shuts people out in whatever words; words that name the same one are marked already.
    for (row, condition) in post.conditions.iter().enumerate() {
        let here = format!("/conditions/{row}/");
        let Some((below, age)) = condition.age() else { continue };
        let same = age.at_most.to_string();
        let names_it = |flag: &Flag| flag.kind == WordingKind::Age && flag.word.contains(&same);
        if !flags.iter().any(|flag| flag.at.starts_with(&here) && names_it(flag)) {
            let at = format!("/conditions/{row}{below}/value");
            flags.push(Flag { at, word: age.words().zh, kind: WordingKind::Age });
        }
    }
    flags
}

/// The words and forms of a kind in a text, in their order and each once; what stands within another, overlaps or touches it is
/// one with it: `限女`, `限女性` and `女性` of `限女性`.
fn marked<'a>(text: &'a str, Row { kind, zh, harmless, en }: &Row) -> Vec<&'a str> {
    let harmless: Vec<Range<usize>> = harmless.iter().flat_map(|word| places(text, word)).collect();
    let is_harmless =
        |found: &Range<usize>| harmless.iter().any(|all| all.start <= found.start && found.end <= all.end);
    let chinese = zh.iter().flat_map(|word| places(text, word));
    let chinese = chinese.filter(|found| !is_harmless(found) && !is_open(text, found));
    let mut found: Vec<Range<usize>> = chinese.chain(en.iter().flat_map(|word| whole(text, word))).collect();
    match kind {
        WordingKind::Age => {
            found.extend(wording_forms::bounds_of_age(text));
            found.extend(wording_births::bounds_of_birth(text));
        }
        WordingKind::Sex => found.extend(wording_forms::sexes_alone(text)),
        _ => {}
    }
    found.sort_by_key(|found| found.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for next in found {
        match joined.last_mut().filter(|last| next.start <= last.end) {
            Some(last) => last.end = last.end.max(next.end),
            None => joined.push(next),
        }
    }
    let mut words = Vec::new();
    for word in joined.into_iter().map(|found| &text[found]) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

fn places<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    text.match_indices(word).map(|(at, found)| at..at + found.len())
}

/// Whether it is said that it does not matter: `性别不限`, `年龄要求：不限`, `不限户籍`; `专业不限，男性优先` and
/// `男性 不限专业` say so of something else.
fn is_open(text: &str, found: &Range<usize>) -> bool {
    const BETWEEN: [char; 3] = [' ', ':', '：'];
    let (before, after) = (&text[..found.start], &text[found.end..]);
    let behind = ["要求", "条件", "状况"].iter().find_map(|said| after.strip_prefix(said)).unwrap_or(after);
    let behind = behind.trim_start_matches(BETWEEN).strip_prefix("不限");
    let of_another = |ahead: &str| ahead.ends_with(char::is_alphanumeric) || ahead.trim_end().ends_with([':', '：']);
    let ahead = before.strip_suffix("不限").is_some_and(|ahead| !of_another(ahead));
    // `限男` of `不限男女`.
    let is_denied = before.ends_with('不') && text[found.start..].starts_with('限');
    behind.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)) || ahead || is_denied
}

/// Where a word stands whole: `male` is not found in `female`.
fn whole<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_whole = move |found: &Range<usize>| {
        !is_letter(text[..found.start].chars().next_back()) && !is_letter(text[found.end..].chars().next())
    };
    places(text, word).filter(is_whole)
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
        use WordingKind::{Age, Ethnicity, Health, Marriage, Origin, PoliticalStatus, Religion, Sex};
        for (zh, en, expected) in [
            ("限男性，35周岁以下", "Men only, under 35 years", vec![Sex, Age, Sex, Age]),
            ("具有本地户籍的汉族", "Han with local household registration", vec![Ethnicity, Origin, Ethnicity, Origin]),
            ("身体健康，未婚", "In good health, unmarried", vec![Health, Marriage, Health, Marriage]),
            ("无宗教信仰", "No religious belief", vec![Religion, Religion, Religion]),
            ("政治面貌不限", "Party members preferred", vec![PoliticalStatus]),
            ("中共党员优先", "Member of the Communist Party", vec![PoliticalStatus, PoliticalStatus]),
            ("1990年1月1日以后出生", "Born after 1990", vec![Age, Age]),
            ("面向90后", "Born on or after 1 January 1990", vec![Age, Age]),
            ("集团员工服务、群众工作", "Members of a consortium", vec![]),
            ("医学博士，五年临床经验", "Doctor of medicine with five years of practice", vec![]),
            ("女职工权益维护、民族医药研究", "Female students’ manager of management", vec![Sex, Ethnicity, Sex]),
        ] {
            assert_eq!(kinds(zh, en), expected, "{zh} {en}");
        }
    }

    #[test]
    fn words_of_offices_for_each_kind_are_marked() {
        use WordingKind::{Ethnicity, Health, Marriage, Origin, Religion, Sex};
        let groups = ["锡伯族", "柯尔克孜族", "乌孜别克族", "塔吉克族", "塔塔尔族", "满族", "达斡尔族", "俄罗斯族"];
        for zh in groups.into_iter().chain(["民考汉"]) {
            assert_eq!(kinds(zh, ""), [Ethnicity], "{zh}");
        }
        for (kind, words) in [
            (Sex, vec!["适合男生", "男女各1名"]),
            (Origin, vec!["伊犁生源", "疆外生源地", "新疆籍优先", "本地常住人员"]),
            (Health, vec!["身心健康", "无慢性病", "无色盲", "形象气质佳", "健康状况良好"]),
            (Marriage, vec!["单身", "未孕", "两年内无生育计划"]),
            (Religion, vec!["不信教"]),
        ] {
            for zh in words {
                assert_eq!(kinds(zh, ""), [kind], "{zh}");
            }
        }
        assert_eq!(kinds("", "Not colour blind, of local origin"), [Origin, Health]);
    }

    #[test]
    fn what_is_about_something_else_or_said_not_to_matter_is_not_marked() {
        for zh in [
            "提供单身公寓，缴纳生育保险",
            "计划生育服务",
            "促进学生身心健康",
            "提高生源质量",
            "联系信教群众",
            "五官科病房",
            "性别不限",
            "年龄要求：不限",
            "不限户籍",
            "不限男女",
            "政治面貌不限、民族不限",
            "3岁以下婴幼儿照护",
            "3周岁以下婴幼儿照护",
        ] {
            assert!(kinds(zh, "").is_empty(), "{zh}: {:?}", kinds(zh, ""));
        }
        for (zh, kind) in [
            ("计划生育服务，近期无生育", WordingKind::Marriage),
            ("专业不限男性优先", WordingKind::Sex),
            ("性别不限，男性优先", WordingKind::Sex),
            ("专业：不限男性优先", WordingKind::Sex),
            ("男性 不限专业", WordingKind::Sex),
            ("女士 不限户籍", WordingKind::Sex),
            ("汉族 不限专业", WordingKind::Ethnicity),
            ("党员不限专业", WordingKind::PoliticalStatus),
            ("户籍不限于伊宁", WordingKind::Origin),
            ("年满18周岁", WordingKind::Age),
        ] {
            assert_eq!(kinds(zh, ""), [kind], "{zh}");
        }
    }

    #[test]
    fn an_age_that_is_asked_for_is_marked_once_in_whatever_words() {
        let asks_for = |value: &str, zh: &str| {
            let words = TextInput { zh: zh.to_owned(), en: zh.to_owned() };
            let (kind, value) = ("age".to_owned(), value.to_owned());
            let conditions = vec![ConditionInput { words, kind, value, ..ConditionInput::default() }];
            flags(&PostInput { conditions, ..PostInput::default() })
        };
        let asks = |zh: &str| asks_for("35", zh);
        for words in ["", "年富力强"] {
            let (at, word) = ("/conditions/0/value".to_owned(), "35周岁及以下".to_owned());
            assert_eq!(asks(words), [Flag { at, word, kind: WordingKind::Age }], "{words}");
        }
        assert_eq!(asks("35周岁以下").len(), 2, "in either language, by its words");
        let (kind, or) = ("degree".to_owned(), AlternativeInput { kind: "age".to_owned(), value: "35".to_owned() });
        let row = ConditionInput { kind, value: "doctor".to_owned(), or: vec![or], ..ConditionInput::default() };
        let found = flags(&PostInput { conditions: vec![row], ..PostInput::default() });
        assert_eq!(found.iter().map(|flag| flag.at.as_str()).collect::<Vec<_>>(), ["/conditions/0/or/0/value"]);
        assert_eq!(asks_for("30", "35周岁以下").len(), 3, "the words are of another age");
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
            ("男2名、女1名", "", vec![Sex, Sex]),
            ("男35岁以下、女３０周岁以下", "", vec![Sex, Sex, Age, Age]),
            ("男教师优先", "", vec![Sex]),
            ("小于3岁的患儿，男女不限", "Under 20 years of experience is fine", vec![]),
        ] {
            assert_eq!(kinds(zh, en), expected, "{zh} {en}");
        }
    }

    #[test]
    fn a_word_is_found_whole_and_as_it_stands() {
        assert!(whole("management of females", "male").next().is_none() && whole("male, 30", "male").next().is_some());
        let need = TextInput { zh: "35周岁以下".to_owned(), en: String::new() };
        let flags = flags(&PostInput { need, ..PostInput::default() });
        assert_eq!(flags, [Flag { at: "/need/zh".to_owned(), word: "35周岁以下".to_owned(), kind: WordingKind::Age }]);
    }

    #[test]
    fn every_word_of_a_kind_is_marked_once_and_what_stands_within_it_with_it() {
        for (zh, expected) in [
            ("女职工权益维护", vec!["女职工"]),
            ("女职工权益维护，限女", vec!["女职工", "限女"]),
            ("限女性，女性优先", vec!["限女性", "女性优先"]),
            ("男2名、女1名", vec!["男2名", "女1名"]),
            ("限女。限女", vec!["限女"]),
            ("女职工权益维护；要求：男", vec!["女职工", "男"]),
            ("40岁以下，博士45岁以下", vec!["40岁以下", "45岁以下"]),
            ("不超过40周岁，90后", vec!["不超过40周岁", "90后"]),
        ] {
            let need = TextInput { zh: zh.to_owned(), en: String::new() };
            let flags = flags(&PostInput { need, ..PostInput::default() });
            assert_eq!(flags.iter().map(|flag| flag.word.as_str()).collect::<Vec<_>>(), expected, "{zh}");
        }
    }

    #[test]
    fn each_kind_has_its_row_and_words_in_both_languages() {
        let kinds: Vec<_> = TABLE.wording.iter().map(|row| row.kind).collect();
        assert_eq!(kinds, WordingKind::ALL);
        for row in &TABLE.wording {
            assert!(!row.zh.is_empty() && row.en.iter().all(|word| *word == word.to_lowercase()), "{}", row.kind);
            let holds_one =
                |longer: &String| row.zh.iter().any(|word| longer != word && longer.contains(word.as_str()));
            assert!(row.harmless.iter().all(holds_one), "{}: nothing of it would be marked", row.kind);
        }
    }
}
