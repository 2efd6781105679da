//! Text as the search reads it: full width as half width, capitals as small letters, accents dropped, traditional
//! characters as simplified ones, English words by their stem or as `stems.toml` says. Nothing that can be typed is refused.
//! A text is read as what is typed is, but for the pronoun `it`, which is not information technology.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::han::{is_han, simplified};
use frostem::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const TABLE: &str = include_str!("stems.toml");

/// What each word of the table is read as.
static STEMS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let table: HashMap<String, Vec<String>> = toml::from_str(TABLE).expect("the table is checked by its test");
    let row = |(stem, words): (String, Vec<String>)| words.into_iter().map(move |word| (word, stem.clone()));
    table.into_iter().flat_map(row).collect()
});

/// The smallest thing that a text is made of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Atom {
    /// One Chinese character.
    Han(char),
    /// A word or number of any other script.
    Word(String),
    /// A stop, or the space between two Chinese words: nothing reaches across.
    Gap,
}

/// What was typed, or stands in the table.
pub fn atoms(text: &str) -> Vec<Atom> {
    read(text, |_| false)
}

/// What a post says: there `it` and `its` are pronouns and found by nothing; `IT` is a word.
pub fn written(text: &str) -> Vec<Atom> {
    read(text, |word| matches!(word, "it" | "It" | "its" | "Its"))
}

fn read(text: &str, is_pronoun: fn(&str) -> bool) -> Vec<Atom> {
    let mut reader = Reader { atoms: Vec::new(), word: String::new(), is_pronoun };
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        reader.read(letter);
    }
    reader.end_word();
    reader.atoms
}

/// The stem of a word in small letters.
fn stem(word: &str) -> String {
    match STEMS.get(word) {
        Some(stem) => stem.clone(),
        None => Stemmer::new(Algorithm::English).stem(word).into_owned(),
    }
}

struct Reader {
    atoms: Vec<Atom>,
    /// As it is written.
    word: String,
    is_pronoun: fn(&str) -> bool,
}

impl Reader {
    fn read(&mut self, letter: char) {
        match letter {
            // `mare’s` is read as `mares`.
            '\'' | '’' => {}
            _ if is_han(letter) => {
                self.end_word();
                self.atoms.push(Atom::Han(simplified(letter)));
            }
            _ if letter.is_alphanumeric() => self.word.push(letter),
            _ => {
                self.end_word();
                let joins = letter.is_whitespace() || letter == '-';
                match self.atoms.last() {
                    None | Some(Atom::Gap) => {}
                    Some(Atom::Word(_)) if joins => {}
                    Some(_) => self.atoms.push(Atom::Gap),
                }
            }
        }
    }

    fn end_word(&mut self) {
        if !self.word.is_empty() {
            let word = std::mem::take(&mut self.word);
            let is_pronoun = (self.is_pronoun)(&word);
            self.atoms.push(if is_pronoun { Atom::Gap } else { Atom::Word(stem(&word.to_lowercase())) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(atoms: Vec<Atom>) -> String {
        let one = |atom: Atom| match atom {
            Atom::Han(letter) => letter.to_string(),
            Atom::Word(word) => format!("<{word}>"),
            Atom::Gap => "|".to_owned(),
        };
        atoms.into_iter().map(one).collect()
    }

    #[test]
    fn text_is_read_alike_however_it_is_typed() {
        for (typed, as_read) in [
            ("醫師、護士", "医师|护士"),
            ("ＩＴ工程师", "<it>工程师"),
            ("Café  Engineers", "<cafe><engin>"),
            ("cross-border 2026-037", "<cross><border><2026><037>"),
            ("生物制药 研发", "生物制药|研发"),
            ("mare’s milk", "<mare><milk>"),
            (" ，。 ", ""),
        ] {
            assert_eq!(said(atoms(typed)), as_read, "{typed}");
        }
    }

    #[test]
    fn a_pronoun_of_a_text_is_not_information_technology() {
        for (text, as_read) in
            [("IT, as it is", "<it>|<as>|<is>"), ("ＩＴ主管", "<it>主管"), ("It’s its own", "||<own>")]
        {
            assert_eq!(said(written(text)), as_read, "{text}");
        }
        assert_eq!((said(atoms("it")), said(atoms("IT"))), ("<it>".to_owned(), "<it>".to_owned()));
    }

    #[test]
    fn every_word_of_the_table_is_read_as_it_says_and_not_by_its_stem() {
        assert!(!STEMS.is_empty());
        for (word, read_as) in &*STEMS {
            assert_eq!(atoms(&word.to_uppercase()), [Atom::Word(read_as.clone())], "{word}");
            assert_ne!(Stemmer::new(Algorithm::English).stem(word), *read_as, "{word} needs no row");
        }
        assert_eq!(atoms("accountants"), atoms("Accounting"));
        for (one, other) in [("accountant", "accounts"), ("customs", "customer"), ("marketing", "markets")] {
            assert_ne!(atoms(one), atoms(other), "{one}");
        }
    }
}
