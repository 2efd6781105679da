//! Text as the search reads it: full width as half width, capitals as small letters, accents dropped, traditional
//! characters as simplified ones, English words by their stem. Nothing that can be typed is refused.

use domain::han::{is_han, simplified};
use frostem::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

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

pub fn atoms(text: &str) -> Vec<Atom> {
    let mut reader = Reader::default();
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase) {
        reader.read(letter);
    }
    reader.end_word();
    reader.atoms
}

#[derive(Default)]
struct Reader {
    atoms: Vec<Atom>,
    word: String,
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
            self.atoms.push(Atom::Word(Stemmer::new(Algorithm::English).stem(&word).into_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let one = |atom: Atom| match atom {
            Atom::Han(letter) => letter.to_string(),
            Atom::Word(word) => format!("<{word}>"),
            Atom::Gap => "|".to_owned(),
        };
        atoms(text).into_iter().map(one).collect()
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
            assert_eq!(read(typed), as_read, "{typed}");
        }
    }
}
