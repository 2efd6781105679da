//! The unified social credit code by which an employing unit or department is entered in the registers (Article 4).
//! 18 characters by GB 32100: the last is a check character, so that a mistyped code is noticed.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::refusal::Refusal;
use crate::typed;

/// The characters that a code is written with; a character's place is its value.
const CHARACTERS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const LENGTH: usize = 18;

/// A code whose check character is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(example = "12654002999010042N")]
pub struct CreditCode(String);

impl CreditCode {
    /// As people type it: full or half width, small or capital letters, with blanks between.
    pub fn parse(typed: &str) -> Result<CreditCode, Refusal> {
        let code: String = typed::half_width(typed).chars().filter(|c| !c.is_whitespace()).collect();
        let code = code.to_ascii_uppercase();
        if code.is_empty() {
            return Err(Refusal::content("credit-code-missing"));
        }
        if is_rounded(&code) {
            return Err(Refusal::content("credit-code-rounded"));
        }
        let count = code.chars().count();
        let values: Option<Vec<usize>> = code.bytes().map(value).collect();
        match values {
            Some(values) if values.len() == LENGTH && check(&values[..LENGTH - 1]) == values[LENGTH - 1] => {
                Ok(CreditCode(code))
            }
            Some(values) if values.len() == LENGTH => Err(Refusal::content("credit-code-check")),
            _ => Err(Refusal::content("credit-code-form").with("count", count)),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// `1.26540029990101E+17`: a spreadsheet took the code for a number, and of a number it keeps fifteen digits.
fn is_rounded(code: &str) -> bool {
    let digits = |words: &str| words.chars().all(|c| c.is_ascii_digit() || c == '.');
    code.split_once("E+").is_some_and(|(number, power)| digits(number) && digits(power))
}

fn value(character: u8) -> Option<usize> {
    CHARACTERS.iter().position(|known| *known == character)
}

/// GB 32100: the weights are the powers of 3 modulo 31.
fn check(values: &[usize]) -> usize {
    let (sum, _) = values.iter().fold((0, 1), |(sum, weight), value| (sum + value * weight, weight * 3 % 31));
    (31 - sum % 31) % 31
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_put_right_and_its_check_character_is_checked() {
        // The example of the standard's own annex, and as people type it.
        for typed in ["91350100M000100Y43", "91350100m000100y43", " ９１３５０１００ M000100Y43 "] {
            assert_eq!(CreditCode::parse(typed).as_ref().map(CreditCode::as_str), Ok("91350100M000100Y43"), "{typed}");
        }
        for (typed, code) in [
            ("", "credit-code-missing"),
            ("91350100M000100Y44", "credit-code-check"),
            ("91350100M000010Y43", "credit-code-check"),
            ("91350100M000100Y4", "credit-code-form"),
            ("91350100I000100Y43", "credit-code-form"),
            ("统一社会信用代码", "credit-code-form"),
            ("1.26540029990101E+17", "credit-code-rounded"),
            ("1.2654e+17", "credit-code-rounded"),
        ] {
            assert_eq!(CreditCode::parse(typed).map_err(|refusal| refusal.code()), Err(code), "{typed}");
        }
    }
}
