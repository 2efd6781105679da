//! What the words of a post state, for those facets that have no code of their own in the catalogue.
//! The Chinese words are the authentic ones; where they state nothing, nothing is guessed.

use domain::{DegreeLevel, Post};

const FEN_OF_TEN_THOUSAND: i64 = 1_000_000;
const MONTHS: i64 = 12;

/// The lowest degree that the need or a condition names; none where a title, a skill or experience is asked for.
pub fn lowest_degree(post: &Post) -> Option<DegreeLevel> {
    const NAMES: [(DegreeLevel, [&str; 2]); 3] = [
        (DegreeLevel::Bachelor, ["学士", "本科"]),
        (DegreeLevel::Master, ["硕士", "研究生"]),
        (DegreeLevel::Doctor, ["博士", "博士"]),
    ];
    let conditions = post.conditions.iter().map(|condition| condition.words.zh.as_str());
    let texts: Vec<&str> = [post.need.zh.as_str()].into_iter().chain(conditions).collect();
    let named = |names: [&str; 2]| texts.iter().any(|text| names.into_iter().any(|name| text.contains(name)));
    NAMES.into_iter().find(|(_, names)| named(*names)).map(|(level, _)| level)
}

/// The least pay of a year in fen, where the words name a year (`年薪14万—20万元`) or a month (`每月约7000—9500元`).
pub fn least_pay(post: &Post) -> Option<i64> {
    let words = post.pay.zh.as_str();
    // What is paid on top of another pay says nothing of the whole.
    if words.contains("补助") {
        return None;
    }
    let after = |name: &str| words.find(name).map(|at| &words[at + name.len()..]);
    if let Some(year) = after("年薪") {
        let (number, rest) = number(year)?;
        return rest.starts_with('万').then(|| number * FEN_OF_TEN_THOUSAND);
    }
    let (number, rest) = number(after("每月")?.trim_start_matches('约'))?;
    rest.starts_with(['元', '—', '-', '至']).then(|| number * 100 * MONTHS)
}

fn number(words: &str) -> Option<(i64, &str)> {
    let end = words.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(words.len());
    Some((words[..end].parse().ok()?, &words[end..]))
}

#[cfg(test)]
mod tests {
    use domain::Text;

    use super::super::samples::post;
    use super::*;

    #[test]
    fn pay_is_read_where_it_is_stated() {
        let pay = |words: &str| least_pay(&Post { pay: Text::new(words, ""), ..post() });
        assert_eq!(pay("由用人单位与本人商定，年薪14万—20万元（税前）"), Some(14_000_000));
        assert_eq!(pay("国家规定的工资，税前每月约7000—9500元"), Some(8_400_000));
        for unstated in ["原单位工资照发，另按月补助4500元", "按在岗天数计酬，每天2000元", "面议", "年薪面议", "每月约"]
        {
            assert_eq!(pay(unstated), None, "{unstated}");
        }
    }

    #[test]
    fn the_lowest_degree_named_counts() {
        let degree = |need: &str| lowest_degree(&Post { need: Text::new(need, ""), conditions: Vec::new(), ..post() });
        assert_eq!(degree("博士，或“双一流”高校硕士"), Some(DegreeLevel::Master));
        assert_eq!(degree("全日制应届医学学士"), Some(DegreeLevel::Bachelor));
        assert_eq!(degree("正高级职称，或博士"), Some(DegreeLevel::Doctor));
        assert_eq!(degree("数控铣工技师以上"), None);
    }
}
