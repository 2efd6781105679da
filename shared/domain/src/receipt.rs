//! The receipt number of a nomination: `YC26-XXXXX-XXXXX-C`, random with a check character.
//! Never a counter: a number must not tell how many others there are.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::refusal::Refusal;
use crate::typed;

/// Crockford's base 32: digits and letters without I, L, O and U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const PREFIX: &str = "YC";
const RANDOM: usize = 10;

/// One receipt, fifty random bits in a year.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Receipt {
    /// The year's last two digits, then the random symbols, each 0 to 31.
    symbols: [u8; 2 + RANDOM],
}

impl Receipt {
    /// The lowest five bits of each random byte count.
    pub fn new(year: i32, random: [u8; RANDOM]) -> Receipt {
        let year = u8::try_from(year.rem_euclid(100)).unwrap_or_default();
        let mut symbols = [0; 2 + RANDOM];
        symbols[0] = year / 10;
        symbols[1] = year % 10;
        for (symbol, byte) in symbols[2..].iter_mut().zip(random) {
            *symbol = byte & 31;
        }
        Receipt { symbols }
    }

    /// Forgiving: either case, spaces, full width, missing dashes, I and L for 1, O for 0.
    pub fn parse(written: &str) -> Result<Receipt, Refusal> {
        let refuse = || Refusal::content("receipt-unreadable").with("typed", typed::echo(written));
        let plain: String =
            typed::half_width(written).chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_uppercase();
        let symbols: Vec<u8> = plain
            .strip_prefix(PREFIX)
            .unwrap_or(&plain)
            .chars()
            .map(value)
            .collect::<Option<_>>()
            .ok_or_else(refuse)?;
        let (given, symbols) = symbols.split_last().ok_or_else(refuse)?;
        let symbols: [u8; 2 + RANDOM] = symbols.try_into().map_err(|_| refuse())?;
        if symbols[0] > 9 || symbols[1] > 9 {
            return Err(refuse());
        }
        let receipt = Receipt { symbols };
        if receipt.check() != *given {
            return Err(Refusal::content("receipt-mistyped").with("typed", typed::echo(written)));
        }
        Ok(receipt)
    }

    /// A polynomial over the field of 32 elements: each place has its own weight, so that every
    /// single wrong character and every swap of two characters changes the check character.
    fn check(&self) -> u8 {
        self.symbols.iter().fold(0, |sum, symbol| times_x(sum ^ symbol))
    }
}

/// Multiplication by x in the field of 32 elements made by x⁵ + x² + 1.
fn times_x(element: u8) -> u8 {
    let shifted = element << 1;
    if shifted & 0b10_0000 == 0 { shifted } else { shifted ^ 0b10_0101 }
}

fn value(written: char) -> Option<u8> {
    let meant = match written {
        'I' | 'L' => '1',
        'O' => '0',
        other => other,
    };
    ALPHABET.iter().position(|symbol| char::from(*symbol) == meant).and_then(|place| u8::try_from(place).ok())
}

impl fmt::Display for Receipt {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let symbol = |value: u8| char::from(ALPHABET[usize::from(value)]);
        let say = |part: &[u8]| part.iter().map(|value| symbol(*value)).collect::<String>();
        let (year, random) = self.symbols.split_at(2);
        let (first, second) = random.split_at(RANDOM / 2);
        write!(out, "{PREFIX}{}-{}-{}-{}", say(year), say(first), say(second), symbol(self.check()))
    }
}

impl fmt::Debug for Receipt {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Receipt({self})")
    }
}

impl Serialize for Receipt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Receipt {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Receipt, D::Error> {
        let written = String::deserialize(deserializer)?;
        Receipt::parse(&written).map_err(|_| serde::de::Error::custom(format_args!("{written:?} is no receipt")))
    }
}

impl PartialSchema for Receipt {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some("The receipt number of a nomination; the last character is a check character"))
            .examples([Receipt::new(2026, [7, 16, 3, 28, 9, 1, 22, 14, 5, 30]).to_string()])
            .build()
            .into()
    }
}

impl ToSchema for Receipt {}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples() -> impl Iterator<Item = Receipt> {
        (0u8..40)
            .map(|seed| Receipt::new(2026, std::array::from_fn(|place| seed.wrapping_mul(37) ^ (place as u8 * 11))))
    }

    #[test]
    fn a_receipt_is_read_back_however_it_is_typed() {
        for receipt in samples() {
            let said = receipt.to_string();
            assert_eq!(said.len(), 18, "{said}");
            let sloppy = format!(" {} ", said.to_lowercase().replace('-', " ").replace('1', "l").replace('0', "o"));
            for written in [said.clone(), said.replace('-', ""), sloppy, said.replace('2', "２")] {
                assert_eq!(Receipt::parse(&written), Ok(receipt), "{written}");
            }
        }
    }

    #[test]
    fn every_wrong_character_and_every_swap_of_neighbours_is_noticed() {
        for receipt in samples() {
            let said: Vec<char> = receipt.to_string().replace('-', "").chars().collect();
            for place in 2..said.len() {
                for other in ALPHABET.iter().map(|symbol| char::from(*symbol)).filter(|other| *other != said[place]) {
                    let mut wrong = said.clone();
                    wrong[place] = other;
                    assert!(Receipt::parse(&wrong.iter().collect::<String>()).is_err(), "{wrong:?}");
                }
                if place + 1 < said.len() && said[place] != said[place + 1] {
                    let mut swapped = said.clone();
                    swapped.swap(place, place + 1);
                    assert!(Receipt::parse(&swapped.iter().collect::<String>()).is_err(), "{swapped:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_receipt_is_refused_with_its_code() {
        for written in ["", "YC26", "YC26-UUUUU-XXXXX-1", "您好", "YCAB-00000-00000-0"] {
            assert_eq!(
                Receipt::parse(written).map_err(|refusal| refusal.code()),
                Err("receipt-unreadable"),
                "{written}"
            );
        }
    }
}
