//! A text as the index takes it in: each Chinese character alone and with the next one, each other word.
//! They are read from the text while it is indexed: tokens made beforehand are written down as JSON and read back by the index.

use std::vec::IntoIter;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::fold::{Atom, written};

/// So far behind the one before a text of the same field begins, so that no phrase reaches from one into the next.
const APART: usize = 8;

#[derive(Clone)]
pub struct Tokens;

impl Tokenizer for Tokens {
    type TokenStream<'a> = Reading;

    fn token_stream(&mut self, text: &str) -> Reading {
        Reading { atoms: written(text).into_iter(), next: APART, pair: None, token: Token::default() }
    }
}

/// A text being read.
pub struct Reading {
    atoms: IntoIter<Atom>,
    /// The place of the next atom.
    next: usize,
    /// The character that the one just read is followed by.
    pair: Option<char>,
    token: Token,
}

impl TokenStream for Reading {
    fn advance(&mut self) -> bool {
        // The pair stands where its first character does, which is in the token still.
        if let Some(letter) = self.pair.take() {
            self.token.text.push(letter);
            return true;
        }
        while let Some(atom) = self.atoms.next() {
            self.token.position = self.next;
            self.next += 1;
            self.token.text.clear();
            match atom {
                Atom::Gap => continue,
                Atom::Word(word) => self.token.text.push_str(&word),
                Atom::Han(letter) => {
                    self.token.text.push(letter);
                    if let Some(Atom::Han(following)) = self.atoms.as_slice().first() {
                        self.pair = Some(*following);
                    }
                }
            }
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_stand_alone_and_in_pairs_and_words_alone() {
        let (mut tokens, mut read) = (Tokens, Vec::new());
        let mut reading = tokens.token_stream("畜牧、IT engineers 师");
        reading.process(&mut |token| read.push((token.position - APART, token.text.clone())));
        let expected = [(0, "畜"), (0, "畜牧"), (1, "牧"), (3, "it"), (4, "engin"), (5, "师")];
        assert_eq!(read, expected.map(|(place, text)| (place, text.to_owned())));
    }
}
