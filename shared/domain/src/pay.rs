//! What a post pays, in words: written from the band of its plan (Article 12), and read from words of whatever hand.
//! Words state a pay only where they name a number, its unit and its period; nothing else is guessed.

use crate::money::{Money, MoneyBand};
use crate::text::{Language, Text};
use crate::typed;

const MONTHS: i64 = 12;

/// Yuan.
pub(crate) const MOST_OF_A_YEAR: i64 = 10_000_000;
/// Yuan; less is paid for something shorter, or counted in something larger.
const LEAST_OF_A_YEAR: i64 = 10_000;

/// What is not paid by the year names one of these.
const OTHER_PERIODS: [&str; 10] = ["月", "周", "日", "天", "时", "次", "month", "week", "day", "hour"];
/// Words beside a band that change nothing of it.
const SAYS_NO_MORE: [&str; 10] =
    ["before tax", "per year", "a year", "人民币", "年薪", "每年", "税前", "yuan", "元", "年"];

/// Pay that is agreed with each person.
pub fn agreed() -> Text {
    Text::new("面议", "By agreement")
}

/// A band of a year before tax.
pub fn of_year(band: MoneyBand) -> Text {
    let (zh, en) = (band.say(Language::Zh), band.say(Language::En));
    Text::new(format!("每年{zh}（税前）"), format!("{en} a year before tax"))
}

/// The least pay of a year, where the Chinese words name a year (`年薪14万—20万元`) or a month (`每月约7000—9500元`).
pub fn least_of_year(words: &str) -> Option<Money> {
    // What is paid on top of another pay says nothing of the whole.
    if words.contains("补助") {
        return None;
    }
    let least = |name: &str| {
        words.match_indices(name).find_map(|(at, _)| {
            let (figures, _) = Figures::read(words[at + name.len()..].trim_start_matches('约'))?;
            figures.unit()?;
            Some(figures.band(Unit::Yuan)?.from)
        })
    };
    let month = || least("每月").map(|month| Money { fen: month.fen * MONTHS });
    least("年薪").or_else(|| least("每年")).or_else(month)
}

/// What a cell of a list pays a year, read under its header: `12—18` under `年薪（万元）`. Sure where it is a band and nothing
/// more; none where it is paid by something else than a year, or could be.
pub(crate) fn of_a_cell(header: &str, cell: &str) -> Option<(MoneyBand, bool)> {
    let header = typed::half_width(header).to_lowercase();
    let cell = typed::half_width(cell).to_lowercase().replace(['¥', '￥'], "");
    if OTHER_PERIODS.iter().any(|period| header.contains(period) || cell.contains(period)) {
        return None;
    }
    let (before, words) = cell.split_at(cell.find(|c: char| c.is_ascii_digit())?);
    let (figures, after) = Figures::read(words)?;
    let counted = if ["万", "10,000", "10000"].iter().any(|words| header.contains(words)) {
        Unit::TenThousand
    } else if header.contains('千') {
        Unit::Thousand
    } else {
        Unit::Yuan
    };
    let band = figures.band(counted)?;
    let can_be = |pay: Money| {
        (Money::yuan(LEAST_OF_A_YEAR)..=Money::yuan(MOST_OF_A_YEAR)).contains(&pay) && !pay.whole_yuan().is_empty()
    };
    if !can_be(band.from) || !can_be(band.to) || after.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let beside = SAYS_NO_MORE.iter().fold(format!("{before} {after}"), |beside, word| beside.replace(word, ""));
    let says_more = beside.contains(|c: char| c.is_alphanumeric() || c == '+');
    Some((band, figures.to.is_some() && !says_more))
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Yuan,
    Thousand,
    TenThousand,
}

impl Unit {
    const WORDS: [(&'static str, Unit); 6] = [
        ("万元", Unit::TenThousand),
        ("万", Unit::TenThousand),
        ("千元", Unit::Thousand),
        ("千", Unit::Thousand),
        ("元", Unit::Yuan),
        ("yuan", Unit::Yuan),
    ];

    fn fen(self) -> i64 {
        match self {
            Unit::Yuan => 100,
            Unit::Thousand => 100_000,
            Unit::TenThousand => 1_000_000,
        }
    }
}

/// A number as it is written, with its unit where it has one of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Figure<'a> {
    number: &'a str,
    unit: Option<Unit>,
}

/// One number or two with a stroke between: `12万—18万元`, `12.5—18万`, `125000元—18万元`, `10,000`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Figures<'a> {
    from: Figure<'a>,
    to: Option<Figure<'a>>,
}

impl<'a> Figures<'a> {
    /// What the words begin with, and those after it.
    fn read(words: &'a str) -> Option<(Figures<'a>, &'a str)> {
        let (from, rest) = Figure::read(words)?;
        let stroke = rest.trim_start().strip_prefix(['—', '–', '-', '~', '～', '至', '到']);
        let to = stroke.and_then(|after| Figure::read(after.trim_start_matches(['—', '-', ' '])));
        Some(match to {
            Some((to, rest)) => (Figures { from, to: Some(to) }, rest),
            None => (Figures { from, to: None }, rest),
        })
    }

    /// Named by either number.
    fn unit(&self) -> Option<Unit> {
        self.from.unit.or(self.to.and_then(|to| to.unit))
    }

    /// The amounts, in `other` where neither number has a unit; none where they are no whole fen or the band runs downwards.
    fn band(&self, other: Unit) -> Option<MoneyBand> {
        let unit = self.unit().unwrap_or(other);
        let to = self.to.unwrap_or(self.from);
        let to = to.money(to.unit.unwrap_or(unit))?;
        let from = |unit: Unit| self.from.money(self.from.unit.unwrap_or(unit)).filter(|from| *from <= to);
        // `5000—1万元` counts in yuan first.
        let from = from(unit).or_else(|| from(Unit::Yuan))?;
        Some(MoneyBand { from, to })
    }
}

impl<'a> Figure<'a> {
    fn read(words: &'a str) -> Option<(Figure<'a>, &'a str)> {
        let end = words.find(|letter: char| !letter.is_ascii_digit() && !",.".contains(letter)).unwrap_or(words.len());
        let number = words[..end].trim_end_matches([',', '.']);
        if !number.starts_with(|first: char| first.is_ascii_digit()) {
            return None;
        }
        let rest = &words[number.len()..];
        let unit = Unit::WORDS.into_iter().find_map(|(word, unit)| Some((unit, rest.trim_start().strip_prefix(word)?)));
        Some(match unit {
            Some((unit, rest)) => (Figure { number, unit: Some(unit) }, rest),
            None => (Figure { number, unit: None }, rest),
        })
    }

    fn money(self, unit: Unit) -> Option<Money> {
        let (whole, part) = self.number.split_once('.').unwrap_or((self.number, ""));
        let mut groups = whole.split(',');
        let first = groups.next()?;
        let grouped = groups.clone().next().is_none_or(|_| first.len() <= 3) && groups.all(|group| group.len() == 3);
        if !grouped {
            return None;
        }
        let whole: i64 = whole.replace(',', "").parse().ok()?;
        let mut fen = whole.checked_mul(unit.fen())?;
        let mut worth = unit.fen();
        for digit in part.chars() {
            let digit = i64::from(digit.to_digit(10)?);
            if digit > 0 && worth % 10 != 0 {
                return None;
            }
            worth /= 10;
            fen = fen.checked_add(digit * worth)?;
        }
        Some(Money { fen })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Fen, yuan, and amounts of which some are whole in the unit in which the words count.
    const UNITS: &[i64] = &[1, 100, 50_000, 125_000, 1_000_000];

    #[test]
    fn pay_is_read_where_number_unit_and_period_are_stated() {
        for (words, yuan) in [
            ("由用人单位与本人商定，年薪14万—20万元（税前）", 140_000),
            ("国家规定的工资，税前每月约7000—9500元", 84_000),
            ("年薪12.5万—18万元", 125_000),
            ("每年12.5—18万元", 125_000),
            ("年薪150000元", 150_000),
            ("每年125000元—18万元（税前）", 125_000),
            ("每年125000—18万元（税前）", 125_000),
            ("每年发14个月工资，每月8,000元", 96_000),
        ] {
            assert_eq!(least_of_year(words), Some(Money::yuan(yuan)), "{words}");
        }
        for unstated in [
            "原单位工资照发，另按月补助4500元",
            "按在岗天数计酬，每天2000元",
            "每年在岗40天",
            "面议",
            "年薪面议",
            "年薪12—18",
            "年薪18万—12万元",
            "年薪1.2.3万元",
            "每月约",
        ] {
            assert_eq!(least_of_year(unstated), None, "{unstated}");
        }
        assert_eq!(least_of_year(&agreed().zh), None);
    }

    #[test]
    fn a_cell_is_read_under_its_header_and_what_is_not_a_year_s_is_not_taken_for_it() {
        for (header, cell, yuan, sure) in [
            ("年薪（万元）", "12-18", (120_000, 180_000), true),
            ("年薪（万元）", "12.5～18", (125_000, 180_000), true),
            ("年薪/万", "１２—１８万元", (120_000, 180_000), true),
            ("年薪（万元）", "120000-180000元", (120_000, 180_000), true),
            ("薪酬（千元）", "120至180", (120_000, 180_000), true),
            ("薪酬", "12—18万元/年（税前）", (120_000, 180_000), true),
            ("Pay", "¥120,000–¥180,000 a year", (120_000, 180_000), true),
            ("年薪（元）", "120000—180000", (120_000, 180_000), true),
            ("年薪（万元）", "15", (150_000, 150_000), false),
            ("年薪", "12-18万元+绩效", (120_000, 180_000), false),
            ("年薪", "不低于12-18万元", (120_000, 180_000), false),
        ] {
            let band = MoneyBand { from: Money::yuan(yuan.0), to: Money::yuan(yuan.1) };
            assert_eq!(of_a_cell(header, cell), Some((band, sure)), "{header} {cell}");
        }
        for (header, cell) in [
            ("月薪（元）", "10000-15000"),
            ("月工资", "12000"),
            ("Monthly pay", "12000-15000"),
            ("薪酬", "10000元/月"),
            ("薪酬", "12-18"),
            ("年薪（元）", "8000-9000"),
            ("年薪（万元）", "120000-180000"),
            ("年薪", "18万—12万元"),
            ("年薪", "12-18万元，安家费30万元"),
            ("年薪", "按规定执行"),
        ] {
            assert_eq!(of_a_cell(header, cell), None, "{header} {cell}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_of_a_band_is_read_again(
            from in 1..2_000_i64, more in 0..2_000_i64, counts in prop::sample::select(UNITS), counted in prop::sample::select(UNITS),
        ) {
            let (from, to) = (from * counts, (from + more) * counted);
            let band = MoneyBand { from: Money { fen: from.min(to) }, to: Money { fen: from.max(to) } };
            let words = of_year(band).zh;
            prop_assert_eq!(least_of_year(&words), Some(band.from), "{}", words);
        }
    }
}
