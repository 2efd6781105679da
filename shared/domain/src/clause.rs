//! A place in the Measures: an article, an item of it, a sub-item of that.
//! Everything the product states about the Measures carries one.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::text::Language;

/// The last article of the Measures.
pub const LAST_ARTICLE: u8 = 29;

/// Written `10`, `10(4)` or `21(10)1` in data, contract and staff tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Clause {
    article: u8,
    item: Option<u8>,
    sub_item: Option<u8>,
}

impl Clause {
    pub const fn article(article: u8) -> Clause {
        Clause { article, item: None, sub_item: None }
    }

    pub const fn of(article: u8, item: u8) -> Clause {
        Clause { article, item: Some(item), sub_item: None }
    }

    pub const fn sub(article: u8, item: u8, sub_item: u8) -> Clause {
        Clause { article, item: Some(item), sub_item: Some(sub_item) }
    }

    /// The number of the article alone, 1 to 29.
    pub fn number(self) -> u8 {
        self.article
    }

    /// The item that a sub-item belongs to: `21(10)` of `21(10)1`.
    pub const fn item_only(self) -> Clause {
        Clause { sub_item: None, ..self }
    }

    /// As people cite it: `第十条（四）` or `Art. 10(4)`.
    pub fn say(self, language: Language) -> String {
        match language {
            Language::Zh => {
                let mut said = format!("第{}条", numeral(self.article));
                if let Some(item) = self.item {
                    said.push_str(&format!("（{}）", numeral(item)));
                }
                if let Some(sub_item) = self.sub_item {
                    said.push_str(&format!("第{sub_item}项"));
                }
                said
            }
            Language::En => format!("Art. {self}"),
        }
    }
}

impl fmt::Display for Clause {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.article)?;
        if let Some(item) = self.item {
            write!(out, "({item})")?;
        }
        if let Some(sub_item) = self.sub_item {
            write!(out, "{sub_item}")?;
        }
        Ok(())
    }
}

/// What stood there was not a clause of the Measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSuchClause(pub String);

impl fmt::Display for NoSuchClause {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?} is no clause of the Measures; write it like 10(4)", self.0)
    }
}

impl std::error::Error for NoSuchClause {}

impl FromStr for Clause {
    type Err = NoSuchClause;

    fn from_str(written: &str) -> Result<Clause, NoSuchClause> {
        let refuse = || NoSuchClause(written.to_owned());
        let number = |digits: &str| digits.parse::<u8>().ok().filter(|n| *n > 0).ok_or_else(refuse);
        let (article, rest) = match written.split_once('(') {
            None => (written, None),
            Some((article, rest)) => (article, Some(rest.split_once(')').ok_or_else(refuse)?)),
        };
        let article = number(article)?;
        if article > LAST_ARTICLE {
            return Err(refuse());
        }
        let (item, sub_item) = match rest {
            None => (None, None),
            Some((item, "")) => (Some(number(item)?), None),
            Some((item, sub_item)) => (Some(number(item)?), Some(number(sub_item)?)),
        };
        Ok(Clause { article, item, sub_item })
    }
}

impl Serialize for Clause {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Clause {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Clause, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl PartialSchema for Clause {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some(r"^([1-9]|1\d|2\d)(\([1-9]\d?\)([1-9])?)?$"))
            .description(Some("A clause of the Measures: article, item, sub-item"))
            .examples(["10(4)"])
            .build()
            .into()
    }
}

impl ToSchema for Clause {}

/// Chinese numerals from 1 to 99, as articles and items are numbered.
fn numeral(number: u8) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (usize::from(number / 10), usize::from(number % 10));
    match tens {
        0 => DIGITS[ones].to_owned(),
        1 => format!("十{}", DIGITS[ones]),
        _ => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_is_cited_in_both_languages() {
        let clause: Clause = "21(10)1".parse().expect("a clause");
        assert_eq!(clause, Clause::sub(21, 10, 1));
        assert_eq!(clause.say(Language::Zh), "第二十一条（十）第1项");
        assert_eq!(clause.say(Language::En), "Art. 21(10)1");
        assert_eq!(Clause::of(10, 4).say(Language::Zh), "第十条（四）");
    }

    #[test]
    fn what_is_no_clause_is_refused() {
        for written in ["", "30", "0", "10(", "10()", "10(4)x", "a(1)", "10(0)"] {
            assert!(written.parse::<Clause>().is_err(), "{written}");
        }
    }
}
