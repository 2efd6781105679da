//! Licences and languages that a cell of a list asks for (Article 9), by the names of `sheet-certificates.toml`.
//! What is asked keeps the office's name of it; the English comes along where it is known.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::requirement::Requirement;
use crate::sheet_piece::bare;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    endings: Endings,
    profession: BTreeMap<String, String>,
    certificate: BTreeMap<String, String>,
    examination: BTreeMap<String, String>,
    language: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Endings {
    profession: Vec<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("../sheet-certificates.toml")).expect("sheet-certificates.toml is checked by its test")
});

/// What stands before the name of an examination and behind it, and says nothing more than that it was passed.
const BEFORE: [&str; 4] = ["国家", "全国", "大学", "通过"];
const BEHIND: [&str; 7] = ["证书", "证", "水平", "等级", "成绩", "考试", "合格"];
const ABOVE: [&str; 2] = ["及以上", "以上"];
/// What stands between Putonghua and its level.
const BETWEEN: [&str; 7] = ["水平", "测试", "等级", "证书", "应", "须", "达到"];
/// How well somebody is to know a language; the longer ones first.
const KNOWING: [&str; 9] = ["熟练掌握", "熟练使用", "熟练运用", "能够使用", "掌握", "精通", "熟悉", "懂", "会"];

/// `执业医师资格证书`, `注册会计师`, `教师资格`: one certificate and nothing beside it.
pub(crate) fn licence(words: &str) -> Option<(String, Requirement)> {
    let name = words.to_lowercase().replace("证书", "证");
    let certificate = || TABLE.certificate.get(&name).or_else(|| TABLE.certificate.get(&format!("{name}证")));
    let profession = || {
        let of = |ending: &String| TABLE.profession.get(name.strip_suffix(ending.as_str())?);
        TABLE.endings.profession.iter().find_map(of)
    };
    let en = certificate().or_else(profession)?;
    Some((en.clone(), Requirement::Licence { name: words.to_owned() }))
}

/// `英语六级及以上`, `普通话水平达到二级甲等`, `会哈萨克语`.
pub(crate) fn language(words: &str) -> Option<(String, Requirement)> {
    let en = examination(words).or_else(|| {
        let known = KNOWING.iter().find_map(|verb| words.strip_prefix(verb))?;
        TABLE.language.get(known).map(|en| format!("A knowledge of {en}"))
    })?;
    Some((en, Requirement::Language { name: words.to_owned() }))
}

fn examination(words: &str) -> Option<String> {
    // `CET-4` and `TEM-8` are written with their dash and without it.
    let lower = words.to_lowercase().replace("cet-", "cet").replace("tem-", "tem");
    let mut rest = lower.as_str();
    while let Some(after) = BEFORE.iter().find_map(|before| rest.strip_prefix(before)) {
        rest = after;
    }
    rest = without(rest, &BEHIND);
    let (rest, above) = bare(rest, &ABOVE).map_or((rest, ""), |rest| (without(rest, &BEHIND), " or above"));
    let spoken = rest.strip_prefix("普通话").map(|level| {
        let mut level = level;
        while let Some(after) = BETWEEN.iter().find_map(|between| level.strip_prefix(between)) {
            level = after;
        }
        format!("普通话{level}")
    });
    let en = TABLE.examination.get(spoken.as_deref().unwrap_or(rest))?;
    Some(format!("{en}{above}"))
}

fn without<'a>(words: &'a str, ends: &[&str]) -> &'a str {
    let mut words = words;
    while let Some(rest) = bare(words, ends) {
        words = rest;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_is_known_by_its_name_alone() {
        for (words, en) in [
            ("执业医师资格证书", "Licensed physician"),
            ("注册会计师", "Certified public accountant"),
            ("一级注册建造师执业资格证书", "Class 1 registered constructor"),
            ("教师资格", "Teacher’s qualification certificate"),
            ("高级中学教师资格证", "Senior middle school teacher’s qualification certificate"),
            ("法律职业资格证书(A证)", "Legal professional qualification certificate, class A"),
            ("C1驾驶证", "Driving licence, class C1"),
        ] {
            let asked = Requirement::Licence { name: words.to_owned() };
            assert_eq!(licence(words), Some((en.to_owned(), asked)), "{words}");
        }
        for words in ["资格证书", "相应的职业资格证书", "教师", "教师资格证(高中数学)", "主治医师", "医师", ""]
        {
            assert_eq!(licence(words), None, "{words}");
        }
    }

    #[test]
    fn a_language_is_known_by_its_examination_or_by_a_verb_before_it() {
        for (words, en) in [
            ("英语六级", "CET-6 (College English Test, Band 6)"),
            ("大学英语四级及以上", "CET-4 (College English Test, Band 4) or above"),
            ("通过国家英语六级考试", "CET-6 (College English Test, Band 6)"),
            ("CET-4以上水平", "CET-4 (College English Test, Band 4) or above"),
            ("大学英语六级(CET-6)证书", "CET-6 (College English Test, Band 6)"),
            ("英语专业八级证书", "TEM-8 (Test for English Majors, Band 8)"),
            ("普通话二级甲等及以上", "Putonghua, level 2A or above"),
            ("普通话水平测试达到二级乙等以上", "Putonghua, level 2B or above"),
            ("普通话二甲", "Putonghua, level 2A"),
            ("会哈萨克语", "A knowledge of Kazakh"),
            ("熟练掌握国家通用语言文字", "A knowledge of the national common language and script"),
        ] {
            let asked = Requirement::Language { name: words.to_owned() };
            assert_eq!(language(words), Some((en.to_owned(), asked)), "{words}");
        }
        for words in ["英语", "英语六级425分以上", "会计", "日语一级", "普通话", "维吾尔语或哈萨克语", "会外语", ""]
        {
            assert_eq!(language(words), None, "{words}");
        }
    }

    #[test]
    fn every_name_of_the_table_is_found_by_itself() {
        for name in TABLE.profession.keys().chain(TABLE.certificate.keys()) {
            assert!(licence(name).is_some(), "{name}");
        }
        for name in TABLE.examination.keys() {
            assert!(examination(name).is_some(), "{name}");
        }
        for name in TABLE.language.keys() {
            assert!(language(&format!("会{name}")).is_some(), "{name}");
        }
        assert!(TABLE.endings.profession.iter().all(|ending| !ending.contains("证书")));
    }
}
