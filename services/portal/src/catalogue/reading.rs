//! What a post asks and pays as its words state it, for those facets that have no code of their own in the catalogue.
//! The Chinese words are the authentic ones; where they state nothing, nothing is guessed.

use domain::{DegreeLevel, Post, Requirement, pay};

const NAMES: [(&str, DegreeLevel); 5] = [
    ("学士", DegreeLevel::Bachelor),
    ("本科", DegreeLevel::Bachelor),
    ("硕士", DegreeLevel::Master),
    ("博士", DegreeLevel::Doctor),
    ("研究生", DegreeLevel::Master),
];
/// What stands between two degrees of which one is enough.
const OR: [char; 3] = ['或', '；', ';'];
/// What ends a part of a sentence.
const MARKS: [char; 9] = ['，', ',', '；', ';', '。', '（', '）', '(', ')'];
/// A department, lessons and supervisors: they have the name of a degree, and none is asked for.
const IN_PASSING: [&str; 8] =
    ["本科室", "本科教学", "本科生教学", "研究生教学", "硕士生导师", "博士生导师", "硕士研究生导师", "博士研究生导师"];
/// How those end for whom the next part loosens something: `有博士学位的，年龄可放宽至50周岁`.
const FOR_WHOM: [&str; 3] = ["的", "者", "人员"];

/// The lowest degree that the need or a condition asks for; none where a title, a skill or experience is asked for. A condition
/// that is held against facts asks for what it has as its requirement, whatever its words speak of.
pub fn lowest_degree(post: &Post) -> Option<DegreeLevel> {
    let asked = post.conditions.iter().filter_map(|condition| match &condition.requirement {
        Some(asked) => asked.branches().iter().filter_map(required).max(),
        None => stated(&condition.words.zh),
    });
    // The levels stand from the highest down.
    asked.chain(stated(&post.need.zh)).max()
}

fn required(requirement: &Requirement) -> Option<DegreeLevel> {
    match requirement {
        Requirement::Degree { at_least } | Requirement::ListedDegree { at_least } => Some(*at_least),
        _ => None,
    }
}

fn stated(words: &str) -> Option<DegreeLevel> {
    asking(words).split(OR).filter_map(degree).max()
}

/// The words without degrees in passing, and without those for whom an age is loosened: `博士可放宽至50周岁`. Where the degree
/// itself is loosened, `可放宽至本科`, that one is asked for.
fn asking(words: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for part in words.split_inclusive(MARKS) {
        match part.split_once("放宽") {
            None if limits_an_age_by_degree(part) => {}
            None => kept.push(part),
            Some((whom, to)) => {
                if !names_somebody(whom) {
                    kept.pop_if(|before| before.ends_with(['，', ',']) && says_for_whom(before));
                }
                if !to.contains('岁') {
                    kept.push(to);
                }
            }
        }
    }
    IN_PASSING.iter().fold(kept.concat(), |words, passing| words.replace(*passing, ""))
}

fn names_somebody(whom: &str) -> bool {
    degree(whom).is_some() || FOR_WHOM.iter().any(|end| whom.contains(end))
}

fn says_for_whom(part: &str) -> bool {
    let part = part.trim_end_matches(MARKS);
    FOR_WHOM.iter().any(|end| part.ends_with(*end))
}

/// `硕士40周岁`, as it stands in brackets behind the age of all others.
fn limits_an_age_by_degree(part: &str) -> bool {
    let is_followed_by_an_age = |name: &str| {
        part.split(name).skip(1).any(|rest| {
            let unit = rest.trim_start_matches(char::is_numeric);
            unit.len() < rest.len() && unit.starts_with(['周', '岁'])
        })
    };
    NAMES.iter().any(|(name, _)| is_followed_by_an_age(name))
}

/// The lowest degree of words without an alternative. Masters and doctors are both `研究生`, which says a master only by itself.
fn degree(words: &str) -> Option<DegreeLevel> {
    NAMES.into_iter().find(|(name, _)| words.contains(name)).map(|(_, level)| level)
}

/// The least pay of a year in fen, from the band of its plan, or from words that state it.
pub fn least_pay(post: &Post) -> Option<i64> {
    let least = post.pay_band.map(|band| band.from).or_else(|| pay::least_of_year(&post.pay.zh));
    least.map(|least| least.fen)
}

#[cfg(test)]
mod tests {
    use domain::{Asked, Money, MoneyBand, PostCondition, Text, TitleLevel};

    use super::super::samples::post;
    use super::*;

    #[test]
    fn pay_is_that_of_the_band_and_read_from_words_where_there_is_none() {
        let words = |words: &str| Post { pay: Text::new(words, ""), ..post() };
        assert_eq!(least_pay(&words("每年12.5万—18万元（税前）")), Some(12_500_000));
        assert_eq!(least_pay(&words("面议")), None);
        let band = MoneyBand { from: Money::yuan(130_000), to: Money::yuan(180_000) };
        assert_eq!(least_pay(&Post { pay_band: Some(band), ..words("面议") }), Some(13_000_000));
    }

    #[test]
    fn the_lowest_degree_named_counts() {
        let degree = |need: &str| lowest_degree(&Post { need: Text::new(need, ""), conditions: Vec::new(), ..post() });
        assert_eq!(degree("博士，或“双一流”高校硕士"), Some(DegreeLevel::Master));
        assert_eq!(degree("全日制应届医学学士"), Some(DegreeLevel::Bachelor));
        assert_eq!(degree("正高级职称，或博士"), Some(DegreeLevel::Doctor));
        for doctor in ["博士研究生及以上", "研究生学历、博士学位", "副高级职称；或博士研究生"]
        {
            assert_eq!(degree(doctor), Some(DegreeLevel::Doctor), "{doctor}");
        }
        for master in ["硕士研究生", "研究生", "研究生（硕士或博士）", "博士或研究生", "研究生学历、硕士学位"]
        {
            assert_eq!(degree(master), Some(DegreeLevel::Master), "{master}");
        }
        assert_eq!(degree("数控铣工技师以上"), None);
    }

    #[test]
    fn a_degree_in_passing_is_none_that_is_asked_for() {
        let degree = |words: &str| {
            let condition = PostCondition {
                label: Text::new("条件", ""),
                words: Text::new(words, ""),
                clause: None,
                requirement: None,
            };
            lowest_degree(&Post { need: Text::new("副高级职称", ""), conditions: vec![condition], ..post() })
        };
        for nothing in [
            "45周岁以下，博士可放宽至50周岁",
            "45周岁以下，博士或正高级职称可放宽到50周岁",
            "40周岁以下；具有博士学位的，年龄可放宽至45周岁",
            "35周岁及以下（硕士40周岁，博士45周岁）",
            "能带好本科室的医师",
            "有高校本科教学经历",
            "担任过硕士生导师或博士研究生导师",
        ] {
            assert_eq!(degree(nothing), None, "{nothing}");
        }
        for (words, lowest) in [
            ("硕士，45周岁以下，博士可放宽至50周岁", DegreeLevel::Master),
            ("35周岁以下硕士", DegreeLevel::Master),
            ("博士，担任过硕士生导师", DegreeLevel::Doctor),
            ("硕士，特别优秀的可放宽至本科", DegreeLevel::Bachelor),
            ("硕士及以上学历人员，特别优秀者可放宽年龄限制", DegreeLevel::Master),
            ("取得硕士学位者，业绩突出的可放宽至40岁", DegreeLevel::Master),
            ("35周岁以下硕士2名", DegreeLevel::Master),
            ("具有博士学位的。年龄可放宽至45周岁", DegreeLevel::Doctor),
        ] {
            assert_eq!(degree(words), Some(lowest), "{words}");
        }
    }

    #[test]
    fn a_condition_held_against_facts_asks_for_the_degree_of_its_requirement() {
        let degree = |need: &str, words: &str, asked: Asked| {
            let condition = PostCondition {
                label: Text::new("条件", ""),
                words: Text::new(words, ""),
                clause: None,
                requirement: Some(asked),
            };
            lowest_degree(&Post { need: Text::new(need, ""), conditions: vec![condition], ..post() })
        };
        let title = Requirement::Title { at_least: TitleLevel::AssociateSenior };
        let years = Requirement::Years { at_least: 5 };
        let doctor = Requirement::Degree { at_least: DegreeLevel::Doctor };
        let listed = Requirement::ListedDegree { at_least: DegreeLevel::Master };
        assert_eq!(degree("副高级职称", "副高级职称，硕士生带教", title.clone().into()), None);
        assert_eq!(degree("博士", "从事本科课程教学5年以上", years.into()), Some(DegreeLevel::Doctor));
        let either = Asked::AnyOf { any_of: vec![doctor, title, listed] };
        assert_eq!(degree("优秀人才", "见招聘公告", either), Some(DegreeLevel::Master));
    }
}
