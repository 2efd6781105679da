//! What a case is found by (Articles 13 and 14): the whole name, the number of the identity document, the receipt; and the
//! recommender as which somebody recommended the person (Article 4).
//! They are compared whole and alike however they are typed; nothing is guessed, ranked or found by a part of it.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

use crate::document::{DocumentInput, DocumentKind};
use crate::filing::FilingInput;
use crate::han::{is_han, simplified};
use crate::ids::RecommenderId;
use crate::receipt::Receipt;
use crate::refusal::Refusal;

/// The most characters: twice the longest name, which may have been copied with more around it.
pub const MOST_SOUGHT: usize = 200;

/// Where a second name of the same person begins or ends: `王芳（Wang Fang）`.
const DIVIDES: [char; 9] = ['(', ')', '[', ']', '【', '】', '/', '|', ';'];

/// One thing that a case is found by, as it is compared.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clue {
    Name(String),
    Number(String),
    Recommender(RecommenderId),
}

/// What somebody typed to find a case: whatever it can be. By a recommender nobody finds who types something.
#[derive(Clone, PartialEq, Eq)]
pub struct Sought {
    pub receipt: Option<Receipt>,
    pub clues: BTreeSet<Clue>,
}

impl Clue {
    /// Everything that a case with this filing is found by, its receipt and its recommenders apart.
    pub fn of(filing: &FilingInput) -> BTreeSet<Clue> {
        let numbers = numbers(&filing.document).into_iter().map(Clue::Number);
        names(&filing.name).into_iter().map(Clue::Name).chain(numbers).collect()
    }
}

impl Sought {
    /// What was recommended as this recommender.
    pub fn recommended_as(id: RecommenderId) -> Sought {
        Sought { receipt: None, clues: BTreeSet::from([Clue::Recommender(id)]) }
    }

    pub fn read(typed: &str) -> Result<Sought, Refusal> {
        let (typed, count) = (typed.trim(), typed.trim().chars().count());
        if count > MOST_SOUGHT {
            return Err(Refusal::content("too-long").with("most", MOST_SOUGHT).with("count", count).at("/words"));
        }
        let number = number(&DocumentInput { number: typed.to_owned(), ..DocumentInput::default() }.compact());
        let numbers = Some(number).filter(|number| !number.is_empty()).map(Clue::Number);
        let clues: BTreeSet<Clue> = names(typed).into_iter().map(Clue::Name).chain(numbers).collect();
        if clues.is_empty() {
            return Err(Refusal::content("nothing-to-find").at("/words"));
        }
        Ok(Sought { receipt: Receipt::parse(typed).ok(), clues })
    }
}

/// The name whole, and each of those that stand in it beside another: behind a bracket, or in Chinese beside another script.
fn names(name: &str) -> BTreeSet<String> {
    let name: String = name.nfkc().collect();
    let mut found = BTreeSet::from([ring(&name)]);
    for one in name.split(DIVIDES) {
        let (han, other): (Vec<&str>, Vec<&str>) = one.split_whitespace().partition(|word| word.chars().any(is_han));
        found.extend([ring(one), ring(&han.concat()), ring(&other.concat())]);
    }
    found.remove("");
    found
}

/// The letters of a name in a ring that begins at the same place whichever is written first, given name or family name;
/// what stands between them, such as a space, a middle dot, a hyphen or an apostrophe, does not matter.
fn ring(name: &str) -> String {
    let letters: Vec<char> = letters(name).chars().collect();
    let from = |at: usize| letters[at..].iter().chain(&letters[..at]);
    let least = (0..letters.len()).min_by(|one, other| from(*one).cmp(from(*other)));
    least.map_or_else(String::new, |at| from(at).collect())
}

/// The letters alone: small, without accents, Chinese characters as simplified ones.
fn letters(name: &str) -> String {
    let mut folded = String::new();
    for letter in name.nfkd().filter(|letter| !is_accent(*letter)).nfc().flat_map(char::to_lowercase) {
        match keyed(letter) {
            Some(keys) => folded.push_str(keys),
            None if is_letter(letter) => folded.push(simplified(letter)),
            None => {}
        }
    }
    folded
}

/// What stands above, below or through a letter. Not the signs that are vowels themselves, in India, Thailand or Tibet, and
/// not what makes が of か.
fn is_accent(letter: char) -> bool {
    matches!(canonical_combining_class(letter), 1 | 7 | 10..=36 | 200..=240)
}

/// How a letter is typed by those who do not have its key, where Unicode takes it for a letter of its own.
fn keyed(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ς' => "σ",
        'ی' => "ي",
        'ک' => "ك",
        _ => return None,
    })
}

fn is_letter(letter: char) -> bool {
    match letter {
        // Apostrophes that count as letters, such as the okina; the stroke that makes an Arabic word longer; signs that only
        // choose how the character before them is drawn.
        '\u{2b0}'..='\u{2ff}' | '\u{640}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => false,
        // Rare characters of names, in no standard yet or in one that is younger than this program.
        '\u{e000}'..='\u{f8ff}' | '\u{20000}'..='\u{3ffff}' | '\u{f0000}'..='\u{10fffd}' => true,
        other => other.is_alphanumeric() || is_combining_mark(other),
    }
}

/// The number; of a document named and numbered in one's own words also the number without the name.
fn numbers(document: &DocumentInput) -> BTreeSet<String> {
    let mut found = BTreeSet::from([number(&document.compact())]);
    if document.kind.trim() == DocumentKind::Other.code() {
        let words = document.number.split_whitespace().filter(|word| word.chars().any(char::is_numeric));
        let alone =
            |word: &str| number(&DocumentInput { number: word.to_owned(), ..DocumentInput::default() }.compact());
        found.extend(words.map(alone));
    }
    found.remove("");
    found
}

/// Its letters and digits.
fn number(compact: &str) -> String {
    compact.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
#[path = "sought_tests.rs"]
mod tests;
