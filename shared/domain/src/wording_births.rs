//! Wording that bounds when somebody was born (Article 9): an age limit in other words, `1990年1月1日以后出生`, `90后`,
//! `born after 1990`. A condition of age is typed as one; words like these are asked about.

use std::ops::Range;

/// Years in which people of a working age were born; later ones are of pupils and patients.
const YEARS: std::ops::RangeInclusive<u32> = 1950..=2010;

/// What says in Chinese that it is about a birth.
const BIRTHS: [&str; 3] = ["出生", "生于", "生日"];
/// What makes a bound of a year.
const BOUNDS: [&str; 9] = ["以后", "之后", "以前", "之前", "及以后", "后", "前", "起", "至"];
/// Before a year, a bound of it.
const NOT: [&str; 4] = ["不早于", "不晚于", "晚于", "早于"];
/// Between one thing that is said and the next.
const ENDS: [char; 8] = ['，', ',', '。', '；', ';', '\n', '、', '！'];

/// The same in English, each whole.
const BORN: [&str; 3] = ["born", "date of birth", "birth date"];
const ENGLISH_BOUNDS: [&str; 8] = ["after", "before", "since", "from", "earlier", "later", "in the", "between"];
/// Bytes from the birth to the year that it is bounded by.
const NEAR: usize = 48;

/// Where the bounds stand; in small letters.
pub fn bounds_of_birth(text: &str) -> Vec<Range<usize>> {
    let mut bounds = chinese_bounds(text);
    bounds.extend(decades(text));
    bounds.extend(english_bounds(text));
    bounds
}

/// `1990年1月1日以后出生`, `出生于1990年以后`: a year, a birth and a bound in the same breath.
fn chinese_bounds(text: &str) -> Vec<Range<usize>> {
    let mut bounds = Vec::new();
    let mut begins = 0;
    for said in text.split(ENDS) {
        bounds.extend(chinese_bound(said).map(|bound| begins + bound.start..begins + bound.end));
        let after = begins + said.len();
        begins = after + text[after..].chars().next().map_or(0, char::len_utf8);
    }
    bounds
}

fn chinese_bound(said: &str) -> Option<Range<usize>> {
    let birth = BIRTHS.iter().find_map(|birth| said.find(birth).map(|at| at..at + birth.len()))?;
    let year = year(said)?;
    let after = &said[year.end..];
    let behind = BOUNDS.iter().filter_map(|bound| after.find(bound).map(|at| at + bound.len())).max();
    let before = NOT.iter().find(|not| said[..year.start].trim_end().ends_with(**not));
    let begins = before.map_or(year.start, |not| said[..year.start].trim_end().len() - not.len());
    if behind.is_none() && before.is_none() {
        return None;
    }
    let ends = year.end + behind.unwrap_or(0);
    Some(birth.start.min(begins)..birth.end.max(ends))
}

/// `90后`, `八五后`: those who were born from that year of their century on.
fn decades(text: &str) -> Vec<Range<usize>> {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let digit = |c: char| {
        let said = || (0..).zip(DIGITS).find(|(_, said)| *said == c).map(|(digit, _)| digit);
        c.to_digit(10).or_else(said).or_else(|| (c == '〇').then_some(0))
    };
    let decade = |(at, word): (usize, &str)| {
        let (mut before, after) = (text[..at].chars().rev(), &text[at + word.len()..]);
        let (ones, tens) = (before.next()?, before.next()?);
        let is_decade = matches!((digit(tens)?, digit(ones)?), (0 | 5..=9, 0 | 5));
        // Not `第90后`, `满60后`, `190后`, and not `90后续`.
        let is_counted = before.next().is_some_and(|c| digit(c).is_some() || matches!(c, '第' | '满' | '.' | '-'));
        let goes_on = after.starts_with(['续', '勤', '期', '台', '方', '备', '天', '日', '个', '小']);
        (is_decade && !is_counted && !goes_on).then(|| at - tens.len_utf8() - ones.len_utf8()..at + word.len())
    };
    text.match_indices('后').filter_map(decade).collect()
}

/// `born after 1990`, `date of birth on or after 1 January 1990`, `born in the 1990s`.
fn english_bounds(text: &str) -> Vec<Range<usize>> {
    let is_letter = |c: char| c.is_alphanumeric() || c == '-';
    let bound = |(at, word): (usize, &str)| {
        let after = &text[at + word.len()..];
        if text[..at].ends_with(is_letter) || after.starts_with(is_letter) {
            return None;
        }
        let said = after.split(['.', ';', '\n', '。', '；']).next().unwrap_or_default();
        let year = year(said).filter(|year| year.start <= NEAR)?;
        let between = &said[..year.start];
        let words = format!(" {} ", between.split_whitespace().collect::<Vec<_>>().join(" "));
        let is_bound = ENGLISH_BOUNDS.iter().any(|bound| words.contains(&format!(" {bound} ")));
        let ends = year.end + said[year.end..].len() - said[year.end..].trim_start_matches('s').len();
        is_bound.then(|| at..at + word.len() + ends)
    };
    BORN.into_iter().flat_map(|word| text.match_indices(word)).filter_map(bound).collect()
}

/// Where the first year stands, of those in which people of a working age were born.
fn year(said: &str) -> Option<Range<usize>> {
    let is_digit = |c: char| c.is_ascii_digit();
    let mut from = 0;
    while let Some(begins) = said[from..].find(is_digit).map(|at| from + at) {
        let ends = said[begins..].find(|c: char| !is_digit(c)).map_or(said.len(), |at| begins + at);
        let is_year = ends - begins == 4 && said[begins..ends].parse().is_ok_and(|year: u32| YEARS.contains(&year));
        if is_year {
            return Some(begins..ends);
        }
        from = ends;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        bounds_of_birth(text).into_iter().map(|found| &text[found]).collect()
    }

    #[test]
    fn a_bound_of_birth_is_found_however_it_is_written() {
        for (text, word) in [
            ("须1990年1月1日以后出生", "1990年1月1日以后出生"),
            ("硕士，1985年1月1日（含）以后出生", "1985年1月1日"),
            ("出生于1990年之后", "出生于1990年之后"),
            ("出生日期：1990.01.01以后", "出生日期：1990.01.01以后"),
            ("出生日期不早于1990-01-01", "出生日期不早于1990"),
            ("面向90后", "90后"),
            ("八五后优先", "八五后"),
            ("00后、95后均可", "00后"),
            ("applicants born after 1990", "born after 1990"),
            ("born on or after 1 january 1990.", "born on or after 1 january 1990"),
            ("date of birth: after 1985", "date of birth: after 1985"),
            ("born in the 1990s", "born in the 1990s"),
            ("born no earlier than january 1, 1988", "born no earlier than january 1, 1988"),
        ] {
            assert!(found(text).first().is_some_and(|found| found.starts_with(word)), "{text}: {:?}", found(text));
        }
        for text in [
            "1990年以后参加工作",
            "1990年成立，出生缺陷防治后续工作",
            "2020年以后出生的儿童保健",
            "工作满60后退休",
            "术后随访、90后续病例",
            "第90后排",
            "1998后扩建",
            "newborn care since 1990",
            "new-born care since 1990",
            "children born after 2015",
            "bornholm from 1990",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
