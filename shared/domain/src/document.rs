//! Identity documents: six kinds, each with its own form of number, and others, named and numbered in one's own words.
//! The region in a number is never judged; no refusal repeats a number, since refusals are shown and logged.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::code::coded;
use crate::country;
use crate::personal::Personal;
use crate::refusal::Refusal;
use crate::typed;

/// The most characters of the name and number of another kind.
const MOST_OTHER: usize = 60;

coded! {
    /// The kind of an identity document.
    DocumentKind {
        CitizenId = "citizen-id",
        HkMacaoPermit = "hk-macao-permit",
        TaiwanPermit = "taiwan-permit",
        HkMacaoTaiwanResidencePermit = "hk-macao-taiwan-residence-permit",
        Passport = "passport",
        ForeignPermanentResidence = "foreign-permanent-residence",
        Other = "other",
    }
}

/// An identity document as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DocumentInput {
    /// `citizen-id`, `hk-macao-permit`, `taiwan-permit`, `hk-macao-taiwan-residence-permit`, `passport`,
    /// `foreign-permanent-residence` or `other`.
    #[schema(example = "citizen-id")]
    pub kind: String,
    /// As printed on the document; spaces, a small x and full-width digits are put right. Of another kind, its name
    /// and number, kept as typed.
    #[schema(example = "11010519491231002X")]
    pub number: String,
    /// The issuing country of a passport, ISO 3166-1 alpha-2; empty for the other kinds.
    #[schema(example = "")]
    pub country: String,
}

/// An identity document whose number has its kind's form.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    pub kind: DocumentKind,
    /// Without spaces, letters in capitals; of another kind as typed.
    pub number: Personal<String>,
    /// ISO 3166-1 alpha-2, of a passport only.
    pub country: Option<String>,
}

impl DocumentInput {
    /// The number as it is compared: without spaces, unseen characters, full-width digits and small letters.
    pub fn compact(&self) -> String {
        typed::half_width(&self.number).split_whitespace().collect::<String>().to_uppercase()
    }

    pub(crate) fn read(&self, today: NaiveDate, refused: &mut Vec<Refusal>) -> Option<Document> {
        if self.kind.trim().is_empty() {
            refused.push(Refusal::content("document-kind-missing").at("/document/kind"));
        }
        let kind = typed::choice(&self.kind, DocumentKind::from_code, "/document/kind", refused);
        let number = self.compact();
        if number.is_empty() {
            refused.push(Refusal::content("document-number-empty").at("/document/number"));
        }
        let kind = kind?;
        let country = self.read_country(kind, refused);
        if kind == DocumentKind::Other {
            let number = read_other(&self.number, refused)?;
            return Some(Document { kind, number: Personal::new(number), country });
        }
        if number.is_empty() {
            return None;
        }
        if let Some(refusal) = wrong_with(kind, &number, today) {
            refused.push(refusal.at("/document/number"));
            return None;
        }
        Some(Document { kind, number: Personal::new(number), country })
    }

    fn read_country(&self, kind: DocumentKind, refused: &mut Vec<Refusal>) -> Option<String> {
        match (kind, self.country.trim()) {
            (DocumentKind::Passport, "") => {
                refused.push(Refusal::content("passport-country-missing").at("/document/country"));
                None
            }
            (DocumentKind::Passport, code) => country::read(code, "/document/country", refused),
            _ => None,
        }
    }
}

/// A name and a number, such as of a travel document for refugees; nothing is known of its form.
fn read_other(typed: &str, refused: &mut Vec<Refusal>) -> Option<String> {
    let number = typed::line(typed, MOST_OTHER, "/document/number", refused)?;
    if number.chars().any(char::is_numeric) {
        return Some(number);
    }
    refused.push(Refusal::content("other-document-form").at("/document/number"));
    None
}

fn wrong_with(kind: DocumentKind, number: &str, today: NaiveDate) -> Option<Refusal> {
    let has_form = match kind {
        DocumentKind::CitizenId => return wrong_with_18(number, today),
        DocumentKind::HkMacaoTaiwanResidencePermit => {
            if !["81", "82", "83"].iter().any(|region| number.starts_with(region)) {
                return Some(Refusal::content("residence-permit-form"));
            }
            return wrong_with_18(number, today);
        }
        DocumentKind::ForeignPermanentResidence if number.len() == 18 && number.starts_with('9') => {
            return wrong_with_18(number, today);
        }
        DocumentKind::HkMacaoPermit => {
            number.strip_prefix(['H', 'M']).is_some_and(|rest| is_digits(rest) && matches!(rest.len(), 8 | 10))
        }
        DocumentKind::TaiwanPermit => is_letters_or_digits(number) && (8..=12).contains(&number.len()),
        DocumentKind::Passport => is_letters_or_digits(number) && (5..=20).contains(&number.len()),
        DocumentKind::ForeignPermanentResidence => {
            number.len() == 15
                && number.is_ascii()
                && number[..3].bytes().all(|byte| byte.is_ascii_uppercase())
                && is_digits(&number[3..])
        }
        DocumentKind::Other => true,
    };
    if has_form {
        return None;
    }
    Some(match kind {
        DocumentKind::HkMacaoPermit => Refusal::content("hk-macao-permit-form"),
        DocumentKind::TaiwanPermit => Refusal::content("taiwan-permit-form"),
        DocumentKind::Passport => Refusal::content("passport-form"),
        _ => Refusal::content("permanent-residence-form"),
    })
}

/// GB 11643: region, date of birth, sequence, check character.
fn wrong_with_18(number: &str, today: NaiveDate) -> Option<Refusal> {
    let shaped = number.len() == 18
        && number.is_ascii()
        && is_digits(&number[..17])
        && number.ends_with(|last: char| last.is_ascii_digit() || last == 'X');
    if !shaped {
        return Some(Refusal::content("id-number-form").with("count", number.chars().count()));
    }
    let born = NaiveDate::parse_from_str(&number[6..14], "%Y%m%d").ok();
    let earliest = NaiveDate::from_ymd_opt(1900, 1, 1);
    if born.is_none_or(|born| Some(born) < earliest || born > today) {
        return Some(Refusal::content("id-number-date"));
    }
    (check_character(&number[..17]) != number.chars().last()).then(|| Refusal::content("id-number-check"))
}

/// ISO 7064 MOD 11-2, as GB 11643 and ORCID take it.
pub(crate) fn check_character(digits: &str) -> Option<char> {
    let sum = digits.bytes().fold(0u32, |sum, digit| (sum + u32::from(digit - b'0')) * 2 % 11);
    match (12 - sum) % 11 {
        10 => Some('X'),
        value => char::from_digit(value, 10),
    }
}

fn is_digits(written: &str) -> bool {
    !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_letters_or_digits(written: &str) -> bool {
    written.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kind: &str, number: &str, country: &str) -> Result<Document, Vec<&'static str>> {
        let input = DocumentInput { kind: kind.into(), number: number.into(), country: country.into() };
        let mut refused = Vec::new();
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
        input.read(today, &mut refused).ok_or_else(|| refused.iter().map(Refusal::code).collect())
    }

    #[test]
    fn an_id_number_is_put_right_and_checked() {
        for typed in [
            "11010519491231002X",
            "11010519491231002x",
            "１１０１０５ 19491231 002ｘ",
            "\u{202D}110105194912\u{200B}31002X\u{202C}",
        ] {
            let document = read("citizen-id", typed, "").unwrap_or_else(|codes| panic!("{typed}: {codes:?}"));
            assert_eq!(document.number.expose(), "11010519491231002X");
        }
        for (typed, code) in [
            ("110105194912310021", "id-number-check"),
            ("11010519491331002X", "id-number-date"),
            ("11010520301231002X", "id-number-date"),
            ("1101051949123100", "id-number-form"),
            ("11010519491231002\u{202E}X", "id-number-form"),
            ("身份证", "id-number-form"),
            ("", "document-number-empty"),
        ] {
            assert_eq!(read("citizen-id", typed, "").err(), Some(vec![code]), "{typed}");
        }
    }

    #[test]
    fn no_region_is_refused() {
        for region in 0..100 {
            let seventeen = format!("{region:02}010519491231002");
            let number = format!("{seventeen}{}", check_character(&seventeen).expect("a character"));
            assert!(read("citizen-id", &number, "").is_ok(), "{number}");
        }
    }

    #[test]
    fn every_kind_takes_its_own_form() {
        for (kind, number, country) in [
            ("hk-macao-permit", "h12345678", ""),
            ("taiwan-permit", "12345678", ""),
            ("passport", "E12345678", "kz"),
            ("foreign-permanent-residence", "KAZ110012345678", ""),
        ] {
            assert!(read(kind, number, country).is_ok(), "{kind}");
        }
        assert_eq!(read("hk-macao-permit", "X12345678", "").err(), Some(vec!["hk-macao-permit-form"]));
        assert_eq!(
            read("hk-macao-taiwan-residence-permit", "11010519491231002X", "").err(),
            Some(vec!["residence-permit-form"])
        );
        assert_eq!(read("foreign-permanent-residence", "1", "").err(), Some(vec!["permanent-residence-form"]));
        assert_eq!(read("", "1", "").err(), Some(vec!["document-kind-missing"]));
    }

    #[test]
    fn another_document_is_named_and_numbered_in_ones_own_words() {
        let typed = " 军官证 军字第0001234号 ";
        assert_eq!(read("other", typed, "").map(|read| read.number.into_exposed()), Ok(typed.trim().to_owned()));
        assert_eq!(read("other", "军官证", "").err(), Some(vec!["other-document-form"]));
        assert_eq!(read("other", "军官证\u{200B}1", "").err(), Some(vec!["hidden-characters"]));
        assert_eq!(read("other", " ", "").err(), Some(vec!["document-number-empty"]));
        assert_eq!(read("other", &"1".repeat(61), "").err(), Some(vec!["too-long"]));
    }

    #[test]
    fn a_passport_needs_its_country() {
        let mut refused = Vec::new();
        let input = DocumentInput { kind: "passport".into(), number: "E1234567".into(), country: String::new() };
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
        assert!(input.read(today, &mut refused).is_some());
        assert_eq!(refused[0].pointer(), Some("/document/country"));
    }
}
