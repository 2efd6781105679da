//! Wording that may shut people out (Article 9) and that no list of words can hold: a bound of age, whatever its number, and a
//! sex that stands alone. Each tells where all that it finds stands.

use std::ops::Range;

/// Ages of people who work; `3岁` is a patient's or a pupil's.
const WORKING_AGES: std::ops::RangeInclusive<u32> = 16..=70;

/// Before an age.
const AT_MOST: [&str; 11] =
    ["不得超过", "不超过", "不大于", "不高于", "不得大于", "不得高于", "小于", "低于", "未满", "不满", "控制在"];
/// Between an age and what bounds it.
const AND: [&str; 5] = ["及", "（含）", "(含)", "含", "或"];
/// Behind an age.
const OR_LESS: [&str; 4] = ["以下", "以内", "之内", "内"];

/// Before an age that needs no unit.
const OLDER: [&str; 6] =
    ["no older than", "not older than", "younger than", "not be older than", "aged under", "not above the age of"];
/// Before any number: an age where years follow.
const OVER: [&str; 9] =
    ["under", "below", "not over", "not exceed", "not exceeding", "up to", "at most", "no more than", "not more than"];

/// Before a sex that is asked for.
const ASKED: [&str; 6] = ["要求", "仅招", "只招", "限招", "须为", "应为"];

/// Behind a sex and a number: how many of it are wanted, or how old.
const COUNTED: [&str; 6] = ["名", "人", "位", "个", "周岁", "岁"];
/// What begins with a sex and is about no person who is wanted: `男科经验优先`, `女排经历优先`.
const NO_PERSON: [char; 10] = ['科', '排', '篮', '足', '装', '声', '高', '中', '低', '子'];
/// What makes a sex a part of another word: `子女2人`, `妇女工作经历优先`.
const KIN: [char; 7] = ['子', '儿', '妇', '孙', '幼', '男', '女'];

/// `不超过40岁`, `四十岁以内`, `under 38 years`, `no older than 40`; in small letters.
pub fn bounds_of_age(text: &str) -> Vec<Range<usize>> {
    let mut bounds = chinese_bounds(text);
    bounds.extend(english_bounds(text));
    bounds
}

/// An age in full years is one of people, with a bound or without: `年满18周岁`.
fn chinese_bounds(text: &str) -> Vec<Range<usize>> {
    let bound = |(at, unit): (usize, &str)| {
        let full = text[..at].strip_suffix('周');
        let before = full.unwrap_or(&text[..at]).trim_end();
        let bare = AND.iter().find_map(|and| before.strip_suffix(and)).unwrap_or(before).trim_end();
        let number = bare.trim_end_matches(|c: char| digit(c).is_some() || c == '十');
        if !value(&bare[number.len()..]).is_some_and(|age| WORKING_AGES.contains(&age)) {
            return None;
        }
        let after = &text[at + unit.len()..];
        let rest = AND.iter().find_map(|and| after.strip_prefix(and)).unwrap_or(after);
        let less = OR_LESS.iter().find(|less| rest.starts_with(**less));
        let most = AT_MOST.iter().find(|most| number.trim_end().ends_with(**most));
        let begins = most.map_or(number.len(), |most| number.trim_end().len() - most.len());
        let ends = match less {
            Some(less) => text.len() - rest.len() + less.len(),
            None if most.is_some() || full.is_some() => at + unit.len(),
            None => return None,
        };
        Some(begins..ends)
    };
    text.match_indices('岁').filter_map(bound).collect()
}

fn digit(c: char) -> Option<u32> {
    const SAID: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let wide = || (c as u32).checked_sub('０' as u32).filter(|digit| *digit < 10);
    c.to_digit(10).or_else(wide).or_else(|| (0..).zip(SAID).find(|(_, said)| *said == c).map(|(digit, _)| digit))
}

/// Of at most two digits, or said with tens: `35`, `３５`, `三十五`, `四十`.
fn value(number: &str) -> Option<u32> {
    if let Some((tens, ones)) = number.split_once('十') {
        let one = |word: &str, empty: u32| if word.is_empty() { Some(empty) } else { value(word).filter(|n| *n < 10) };
        return Some(one(tens, 1)? * 10 + one(ones, 0)?);
    }
    let digits: Vec<_> = number.chars().map(digit).collect::<Option<_>>()?;
    matches!(digits.len(), 1 | 2).then(|| digits.iter().fold(0, |value, digit| value * 10 + digit))
}

fn english_bounds(text: &str) -> Vec<Range<usize>> {
    let is_word = |at: usize| !text[..at].ends_with(char::is_alphanumeric);
    let bounds = |word: &'static str, needs_years: bool| {
        text.match_indices(word).filter(move |(at, _)| is_word(*at)).filter_map(move |(at, _)| {
            let number = text[at + word.len()..].trim_start_matches(' ');
            let number = number.strip_prefix("the age of ").unwrap_or(number);
            let rest = number.trim_start_matches(|c: char| c.is_ascii_digit());
            let age: u32 = number[..number.len() - rest.len()].parse().ok()?;
            let years = rest.trim_start_matches([' ', '-']).strip_prefix("years");
            let is_age = match years {
                Some(after) => is_of_a_life(after),
                None => !needs_years && !is_counted(rest),
            };
            let ends = years.unwrap_or(rest);
            (is_age && WORKING_AGES.contains(&age)).then(|| at..text.len() - ends.len())
        })
    };
    let older = OLDER.into_iter().flat_map(|word| bounds(word, false));
    older.chain(OVER.into_iter().flat_map(|word| bounds(word, true))).collect()
}

/// Whether the years are of a life: not `years of experience`, `years’ practice`.
fn is_of_a_life(after: &str) -> bool {
    const OF_WORK: [&str; 9] = ["experience", "practice", "work", "working", "service", "in", "on", "at", "of"];
    let after = after.trim_start();
    let next = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    after.starts_with("of age") || !after.starts_with(['’', '\'']) && !OF_WORK.contains(&next)
}

/// Whether the number goes on or counts something younger than people.
fn is_counted(after: &str) -> bool {
    let next = after.trim_start();
    after.starts_with(|c: char| c.is_alphanumeric() || c == '%')
        || ["day", "week", "month"].iter().any(|unit| next.starts_with(unit))
}

/// `要求：男`, `男，35岁`: a word of its own, and not both of them; and `男2名、女1名`, `男35岁以下`, `男教师优先`.
pub fn sexes_alone(text: &str) -> Vec<Range<usize>> {
    const SEXES: [char; 2] = ['男', '女'];
    const BETWEEN: [char; 8] = ['、', '/', '，', ',', '或', '和', '及', ' '];
    let alone = |(at, sex): (usize, &str)| {
        let (before, after) = (&text[..at], &text[at + sex.len()..]);
        if !before.ends_with(KIN)
            && let Some(rest) = after_a_count(after).or_else(|| after_a_preference(after))
        {
            return Some(at..text.len() - rest.len());
        }
        let asked = ASKED.iter().find(|asked| before.ends_with(**asked));
        let is_alone = asked.is_some() || !before.ends_with(char::is_alphanumeric);
        let is_either =
            before.trim_end_matches(BETWEEN).ends_with(SEXES) || after.trim_start_matches(BETWEEN).starts_with(SEXES);
        if !is_alone || is_either || after.starts_with(char::is_alphanumeric) {
            return None;
        }
        Some(at - asked.map_or(0, |asked| asked.len())..at + sex.len())
    };
    text.match_indices(SEXES).filter_map(alone).collect()
}

/// What stands behind `2名` or `35岁`.
fn after_a_count(after: &str) -> Option<&str> {
    let number = after.trim_start();
    let unit = number.trim_start_matches(|c: char| digit(c).is_some() || matches!(c, '十' | '两'));
    let is_number = unit.len() < number.len();
    COUNTED.iter().filter(|_| is_number).find_map(|counted| unit.trim_start().strip_prefix(counted))
}

/// What stands behind `教师优先`: a person in a few words that is preferred.
fn after_a_preference(after: &str) -> Option<&str> {
    const LONGEST: usize = 4;
    let (person, rest) = after.split_once("优先")?;
    let is_person = (1..=LONGEST).contains(&person.chars().count())
        && person.chars().all(char::is_alphanumeric)
        && !person.starts_with(NO_PERSON)
        && !person.contains(['男', '女']);
    is_person.then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first that is found, as it is written.
    fn first(text: &str, found: Vec<Range<usize>>) -> Option<&str> {
        found.into_iter().next().map(|found| &text[found])
    }

    #[test]
    fn a_bound_of_age_is_found_with_any_number_and_told_as_it_is_written() {
        for (text, word) in [
            ("40岁及以下", "40岁及以下"),
            ("年龄不超过40岁", "不超过40岁"),
            ("不得超过 ４５ 周岁（含）以下", "不得超过 ４５ 周岁（含）以下"),
            ("限四十五岁以内", "四十五岁以内"),
            ("未满三十周岁", "未满三十周岁"),
            ("35（含）周岁以下", "35（含）周岁以下"),
            ("18—35周岁", "35周岁"),
            ("年满十八周岁", "十八周岁"),
            ("under 38 years", "under 38 years"),
            ("applicants under 38 years old", "under 38 years"),
            ("no older than 40.", "no older than 40"),
            ("below 40 years preferred", "below 40 years"),
            ("not exceeding 45 years of age", "not exceeding 45 years"),
            ("younger than the age of 40", "younger than the age of 40"),
        ] {
            assert_eq!(first(text, bounds_of_age(text)), Some(word), "{text}");
        }
        for text in [
            "工作5年以内",
            "0—6岁儿童保健",
            "小于3岁的患儿",
            "3周岁以下婴幼儿照护",
            "60岁以上老人",
            "服务满五岁月",
            "under 20 years of experience",
            "up to 30 years’ practice",
            "under 38 beds",
            "up to 40 people",
            "young cattle",
            "younger than 400 animals",
            "calves younger than 18 months",
            "thunder 38 years",
        ] {
            assert_eq!(first(text, bounds_of_age(text)), None, "{text}");
        }
    }

    #[test]
    fn every_bound_is_found() {
        let text = "40岁以下，博士不超过45周岁; under 40 years, doctors no older than 45";
        let found: Vec<_> = bounds_of_age(text).into_iter().map(|found| &text[found]).collect();
        assert_eq!(found, ["40岁以下", "不超过45周岁", "no older than 45", "under 40 years"]);
    }

    #[test]
    fn a_sex_is_found_where_it_stands_alone() {
        for (text, word) in [
            ("要求：男", "男"),
            ("男", "男"),
            ("女，熟悉会计", "女"),
            ("岗位要求女", "要求女"),
            ("要求：男。做妇女工作", "男"),
            ("招男 2 名", "男 2 名"),
            ("女三名", "女三名"),
            ("限报：男35岁以下", "男35岁"),
            ("有经验的男医生优先", "男医生优先"),
        ] {
            assert_eq!(first(text, sexes_alone(text)), Some(word), "{text}");
        }
        for text in [
            "男科",
            "要求男科经验",
            "男科经验优先",
            "女排经历优先",
            "妇女工作者优先",
            "男、女均可",
            "男女均可，党员优先",
            "男/女不限",
            "子女入学",
            "子女2人",
            "第三女中",
            "妇女保健",
            "儿女",
        ] {
            assert_eq!(first(text, sexes_alone(text)), None, "{text}");
        }
    }
}
