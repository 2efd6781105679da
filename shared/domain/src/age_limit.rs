//! An age that a condition of a post asks (Article 9): the greatest, and greater ones for those who have a degree.
//! Nobody is asked how old they are: a person looks at the document.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::degree::DegreeLevel;
use crate::refusal::Refusal;
use crate::terms::term;
use crate::text::TextInput;
use crate::typed;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AgeLimit {
    /// This age itself included.
    pub at_most: u8,
    /// Where a degree allows more: the higher the degree, the greater the age.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relaxed: Vec<RelaxedAge>,
}

/// A greater age for who has a degree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RelaxedAge {
    /// Or a higher one.
    pub degree: DegreeLevel,
    pub at_most: u8,
}

const AGES: RangeInclusive<u8> = 18..=70;
pub(crate) const YOUNGER: [&str; 6] = ["周岁及以下", "周岁以下", "周岁以内", "岁及以下", "岁以下", "岁以内"];
const OLD: [&str; 2] = ["周岁", "岁"];
/// What stands around a degree and before the age that it allows, and says nothing more.
const HAVING: [&str; 4] = ["具有", "取得", "有", "获得"];
const GRADUATES: [&str; 8] = ["学历", "学位", "毕业生", "人员", "者", "的", "年龄", "及以上"];
const ALLOWED: [&str; 8] = ["可以", "可", "适当", "放宽", "年龄", "至", "到", ":"];
/// The longer names first.
const DEGREES: [(&[&str], DegreeLevel); 3] = [
    (&["博士研究生", "博士", "doctor"], DegreeLevel::Doctor),
    (&["硕士研究生", "硕士", "master"], DegreeLevel::Master),
    (&["大学本科", "本科", "学士", "bachelor"], DegreeLevel::Bachelor),
];

impl AgeLimit {
    /// `35`, `35, doctor 40`, `35周岁以下，博士可放宽至40周岁`.
    pub(crate) fn read(typed: &str) -> Result<AgeLimit, Refusal> {
        let typed = typed::half_width(typed).to_lowercase();
        let parts = typed.split([',', ';', '、', '(', ')', '。']);
        let mut parts = parts.map(|part| part.split_whitespace().collect::<String>()).filter(|part| !part.is_empty());
        let out_of_range = || {
            let refusal = Refusal::content("number-out-of-range");
            refusal.with("least", AGES.start()).with("most", AGES.end())
        };
        let at_most = parts.next().and_then(|part| number(without_first(&part, &["年龄在", "年龄"])));
        let at_most = at_most.ok_or_else(out_of_range)?;
        let relaxed: Option<Vec<_>> = parts.map(|part| relaxed(&part)).collect();
        let mut relaxed = relaxed.ok_or(Refusal::content("asked-age"))?;
        // From the lowest degree up; the levels are declared from the highest down.
        relaxed.sort_by_key(|one| std::cmp::Reverse(one.degree));
        let is_greater = relaxed.first().is_none_or(|first| first.at_most > at_most);
        let grows = relaxed.windows(2).all(|two| two[0].degree != two[1].degree && two[0].at_most < two[1].at_most);
        match is_greater && grows {
            true => Ok(AgeLimit { at_most, relaxed }),
            false => Err(Refusal::content("asked-age")),
        }
    }

    /// As a form takes it.
    pub fn value(&self) -> String {
        let relaxed = self.relaxed.iter().map(|one| format!(", {} {}", one.degree, one.at_most));
        format!("{}{}", self.at_most, relaxed.collect::<String>())
    }

    pub fn words(&self) -> TextInput {
        let at_most = self.at_most;
        let mut words =
            TextInput { zh: format!("{at_most}周岁及以下"), en: format!("{at_most} years of age or younger") };
        if self.relaxed.is_empty() {
            return words;
        }
        let zh = |one: &RelaxedAge| {
            let degree = term("degree-level", one.degree.code()).map_or(one.degree.code(), |term| term.zh.as_str());
            format!("{degree}{}周岁及以下", one.at_most)
        };
        let en = |one: &RelaxedAge| {
            let degree = match one.degree {
                DegreeLevel::Doctor => "a doctorate",
                DegreeLevel::Master => "a master’s degree",
                DegreeLevel::Bachelor => "a bachelor’s degree",
            };
            format!("{} with {degree}", one.at_most)
        };
        words.zh += &format!("（{}）", self.relaxed.iter().map(zh).collect::<Vec<_>>().join("，"));
        words.en += &format!(" ({})", self.relaxed.iter().map(en).collect::<Vec<_>>().join(", "));
        words
    }
}

fn relaxed(part: &str) -> Option<RelaxedAge> {
    let part = without_first(part, &HAVING);
    let named = |(names, level): &(&[&str], DegreeLevel)| {
        names.iter().find_map(|name| part.strip_prefix(name)).map(|rest| (rest, *level))
    };
    let (rest, degree) = DEGREES.iter().find_map(named)?;
    let rest = without(without(rest, &GRADUATES), &ALLOWED);
    number(rest).map(|at_most| RelaxedAge { degree, at_most })
}

fn number(words: &str) -> Option<u8> {
    let ends = YOUNGER.iter().chain(&OLD);
    let bare = ends.into_iter().find_map(|end| words.strip_suffix(end)).unwrap_or(words);
    bare.parse().ok().filter(|number| AGES.contains(number))
}

fn without_first<'a>(words: &'a str, before: &[&str]) -> &'a str {
    before.iter().find_map(|before| words.strip_prefix(before)).unwrap_or(words)
}

fn without<'a>(words: &'a str, before: &[&str]) -> &'a str {
    let mut words = words;
    while let Some(rest) = before.iter().find_map(|before| words.strip_prefix(before)) {
        words = rest;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_read_with_what_a_degree_allows() {
        for (typed, value) in [
            ("35", "35"),
            ("３５周岁及以下", "35"),
            ("35，博士40", "35, doctor 40"),
            ("35, doctor 40", "35, doctor 40"),
            ("35周岁以下，博士可放宽至40周岁", "35, doctor 40"),
            ("年龄在35周岁以下（具有博士学位的可适当放宽到40周岁以下）", "35, doctor 40"),
            ("35周岁以下，博士研究生可放宽至45岁，硕士研究生可放宽至40岁。", "35, master 40, doctor 45"),
        ] {
            let read = AgeLimit::read(typed).map(|limit| limit.value());
            assert_eq!(read.as_deref(), Ok(value), "{typed}");
        }
        for (typed, code) in [
            ("", "number-out-of-range"),
            ("17", "number-out-of-range"),
            ("18周岁以上，35周岁以下", "number-out-of-range"),
            ("35，博士", "asked-age"),
            ("35，博士35", "asked-age"),
            ("35，博士可放宽5岁", "asked-age"),
            ("35，高级职称45", "asked-age"),
            ("35，博士40，博士45", "asked-age"),
            ("35，博士40，硕士45", "asked-age"),
        ] {
            assert_eq!(AgeLimit::read(typed).map_err(|refusal| refusal.code()), Err(code), "{typed}");
        }
    }

    #[test]
    fn what_a_degree_allows_stands_in_its_words() {
        let words = AgeLimit::read("35，硕士40，博士45").map(|limit| limit.words());
        assert_eq!(
            words,
            Ok(TextInput {
                zh: "35周岁及以下（硕士40周岁及以下，博士45周岁及以下）".to_owned(),
                en: "35 years of age or younger (40 with a master’s degree, 45 with a doctorate)".to_owned(),
            })
        );
    }
}
