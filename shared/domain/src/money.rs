//! Money in integer fen, and the bands the Measures set for it (Articles 18 to 21 and 26).
//! Nothing here rounds: what is not whole fen is no amount.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::text::Language;

const FEN: i64 = 100;
/// Fen of 1万元, the unit in which the Chinese text counts.
const WAN: i64 = 10_000 * FEN;

/// An amount of renminbi. Below nought only where something is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// In fen, a hundredth of a yuan.
    #[schema(example = 5_000_000)]
    pub fen: i64,
}

/// From and to, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoneyBand {
    pub from: Money,
    pub to: Money,
}

impl Money {
    pub const fn yuan(yuan: i64) -> Money {
        Money { fen: yuan * FEN }
    }

    /// As forms take it: the yuan, where there are no fen beside them.
    pub fn whole_yuan(self) -> String {
        if self.fen % FEN == 0 { (self.fen / FEN).to_string() } else { String::new() }
    }

    /// `5万元`, `5000元`, `¥50,000`, `¥0.50`.
    pub fn say(self, language: Language) -> String {
        let sign = if self.fen < 0 { "-" } else { "" };
        let fen = self.fen.unsigned_abs();
        let (yuan, rest) = (fen / FEN.unsigned_abs(), fen % FEN.unsigned_abs());
        let cents = if rest == 0 { String::new() } else { format!(".{rest:02}") };
        match language {
            Language::Zh if fen > 0 && fen.is_multiple_of(WAN.unsigned_abs()) => {
                format!("{sign}{}万元", fen / WAN.unsigned_abs())
            }
            Language::Zh => format!("{sign}{yuan}{cents}元"),
            Language::En => format!("{sign}¥{}{cents}", grouped(yuan)),
        }
    }
}

impl MoneyBand {
    pub fn holds(self, amount: Money) -> bool {
        (self.from..=self.to).contains(&amount)
    }

    /// `5万—20万元`, `¥50,000–¥200,000`; one amount where both ends are the same. What counts in another unit keeps its own.
    pub fn say(self, language: Language) -> String {
        let (from, to) = (self.from.say(language), self.to.say(language));
        match language {
            _ if self.from == self.to => to,
            Language::Zh if to.ends_with("万元") && !from.ends_with("万元") => format!("{from}—{to}"),
            Language::Zh => format!("{}—{to}", from.trim_end_matches('元')),
            Language::En => format!("{from}–{to}"),
        }
    }
}

fn grouped(yuan: u64) -> String {
    let digits = yuan.to_string();
    let mut said = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            said.push(',');
        }
        said.push(digit);
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_said_as_people_write_it() {
        for (fen, zh, en) in [
            (5_000_000, "5万元", "¥50,000"),
            (1_000_000_000, "1000万元", "¥10,000,000"),
            (500_000, "5000元", "¥5,000"),
            (12_345, "123.45元", "¥123.45"),
            (5, "0.05元", "¥0.05"),
            (0, "0元", "¥0"),
            (-500_000, "-5000元", "-¥5,000"),
            (i64::MIN, "-92233720368547758.08元", "-¥92,233,720,368,547,758.08"),
        ] {
            assert_eq!((Money { fen }.say(Language::Zh), Money { fen }.say(Language::En)), (zh.into(), en.into()));
        }
    }

    #[test]
    fn a_band_holds_both_its_ends() {
        let band = MoneyBand { from: Money::yuan(50_000), to: Money::yuan(200_000) };
        assert_eq!(band.say(Language::Zh), "5万—20万元");
        assert_eq!(band.say(Language::En), "¥50,000–¥200,000");
        assert_eq!(MoneyBand { from: band.to, ..band }.say(Language::Zh), "20万元");
        assert_eq!(MoneyBand { from: Money::yuan(55_500), ..band }.say(Language::Zh), "55500元—20万元");
        assert!(band.holds(Money::yuan(50_000)) && band.holds(Money::yuan(200_000)));
        assert!(!band.holds(Money { fen: 4_999_999 }) && !band.holds(Money { fen: 20_000_001 }));
    }

    #[test]
    fn money_travels_as_whole_fen() {
        let written = toml::to_string(&Money::yuan(5_000)).expect("writes");
        assert_eq!(written.trim(), "fen = 500000");
        assert_eq!(toml::from_str::<Money>(&written).expect("reads"), Money::yuan(5_000));
        assert!(toml::from_str::<Money>("fen = 0.5").is_err());
    }
}
