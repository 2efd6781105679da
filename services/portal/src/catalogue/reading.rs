//! What the words of a post state, for those facets that have no code of their own in the catalogue.
//! The Chinese words are the authentic ones; where they state nothing, nothing is guessed.

use domain::{DegreeLevel, Post, pay};

/// What stands between two degrees of which one is enough.
const OR: [char; 3] = ['或', '；', ';'];

/// The lowest degree that the need or a condition names; none where a title, a skill or experience is asked for.
pub fn lowest_degree(post: &Post) -> Option<DegreeLevel> {
    let conditions = post.conditions.iter().map(|condition| condition.words.zh.as_str());
    let texts = [post.need.zh.as_str()].into_iter().chain(conditions);
    // The levels stand from the highest down.
    texts.flat_map(|text| text.split(OR)).filter_map(degree).max()
}

/// The lowest degree of words without an alternative. Masters and doctors are both `研究生`, which says a master only by itself.
fn degree(words: &str) -> Option<DegreeLevel> {
    const NAMES: [(&str, DegreeLevel); 5] = [
        ("学士", DegreeLevel::Bachelor),
        ("本科", DegreeLevel::Bachelor),
        ("硕士", DegreeLevel::Master),
        ("博士", DegreeLevel::Doctor),
        ("研究生", DegreeLevel::Master),
    ];
    NAMES.into_iter().find(|(name, _)| words.contains(name)).map(|(_, level)| level)
}

/// The least pay of a year in fen, from the band of its plan, or from words that state it.
pub fn least_pay(post: &Post) -> Option<i64> {
    let least = post.pay_band.map(|band| band.from).or_else(|| pay::least_of_year(&post.pay.zh));
    least.map(|least| least.fen)
}

#[cfg(test)]
mod tests {
    use domain::{Money, MoneyBand, Text};

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
}
