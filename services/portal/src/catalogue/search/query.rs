//! What somebody typed into the search, taken apart into what every post found must have.

use super::fold::{Atom, atoms};
use super::synonyms::Synonyms;

/// The most characters that are searched for.
pub const LONGEST: usize = 100;

/// Each word left out is a search of its own.
const MOST_LEFT_OUT: usize = 6;

/// Said in passing: they part words and are not looked for.
const PARTICLES: [char; 6] = ['的', '了', '和', '与', '及', '或'];
const ENGLISH_PARTICLES: [&str; 8] = ["a", "an", "and", "for", "in", "of", "or", "the"];

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Query {
    typed: String,
    pub(super) pieces: Vec<Piece>,
}

/// One thing that is looked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Piece {
    pub phrase: Vec<Atom>,
    /// What serves as well.
    pub others: Vec<Vec<Atom>>,
    /// Whether it is a word of the table; of anything else a good part is enough.
    pub known: bool,
}

impl Query {
    /// None where nothing in it can be looked for. What is longer than `LONGEST` characters is cut before the word that
    /// goes beyond, or within it where it is the first.
    pub fn read(typed: &str) -> Option<Query> {
        let typed = cut(&typed.split_whitespace().collect::<Vec<_>>().join(" ")).to_owned();
        let pieces = pieces(&atoms(&typed));
        (!pieces.is_empty()).then_some(Query { typed, pieces })
    }

    /// As it was typed, with single spaces.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// In bytes, more or less.
    pub fn weight(&self) -> usize {
        self.typed.len() + self.pieces.iter().map(Piece::weight).sum::<usize>()
    }

    /// Each word between spaces, with the query that is left without it; none where there is one word only, and of many
    /// the first ones.
    pub fn without_each(&self) -> Vec<(&str, Query)> {
        let words: Vec<&str> = self.typed.split(' ').collect();
        let without = |left_out: usize| {
            let rest = words.iter().enumerate().filter(|(place, _)| *place != left_out).map(|(_, word)| *word);
            let rest = rest.collect::<Vec<_>>().join(" ");
            Some((words[left_out], Query::read(&rest)?))
        };
        (0..words.len().min(MOST_LEFT_OUT)).filter_map(without).collect()
    }
}

impl Piece {
    /// In bytes, more or less.
    pub fn weight(&self) -> usize {
        let atoms = self.phrase.len() + self.others.iter().map(Vec::len).sum::<usize>();
        atoms * size_of::<Atom>()
    }
}

fn cut(typed: &str) -> &str {
    match typed.char_indices().nth(LONGEST) {
        None => typed,
        Some((end, _)) if typed[end..].starts_with(' ') => &typed[..end],
        Some((end, _)) => typed[..end].rsplit_once(' ').map_or(&typed[..end], |(whole, _)| whole),
    }
}

fn pieces(atoms: &[Atom]) -> Vec<Piece> {
    let mut heard = Heard::default();
    let mut run = Run::default();
    let mut at = 0;
    while let Some(atom) = atoms.get(at) {
        if let Some((length, others)) = Synonyms::standard().at_start(&atoms[at..]) {
            run.end(&mut heard, true);
            let phrase = atoms[at..at + length].to_vec();
            heard.pieces.push(Piece { phrase, others: others.to_vec(), known: true });
            at += length;
            run.touches_known = true;
            continue;
        }
        match atom {
            Atom::Han(letter) if !PARTICLES.contains(letter) => run.atoms.push(atom.clone()),
            Atom::Word(word) if !ENGLISH_PARTICLES.contains(&word.as_str()) => {
                run.end(&mut heard, false);
                heard.add(vec![atom.clone()]);
            }
            _ => run.end(&mut heard, false),
        }
        at += 1;
    }
    run.end(&mut heard, false);
    if heard.pieces.is_empty() { heard.around } else { heard.pieces }
}

/// What is looked for, and what is only said around it.
#[derive(Default)]
struct Heard {
    pieces: Vec<Piece>,
    around: Vec<Piece>,
}

impl Heard {
    /// What is no word of the table serves as well without what is said around it, unless a single character is left.
    fn add(&mut self, phrase: Vec<Atom>) {
        let bare = Synonyms::standard().bare(&phrase);
        let is_around = bare.is_empty();
        let others = if (2..phrase.len()).contains(&bare.len()) { vec![bare.to_vec()] } else { Vec::new() };
        let heard = if is_around { &mut self.around } else { &mut self.pieces };
        heard.push(Piece { phrase, others, known: false });
    }
}

/// Chinese characters that are no word of the table.
#[derive(Default)]
struct Run {
    atoms: Vec<Atom>,
    /// Whether a word of the table stands right before it.
    touches_known: bool,
}

impl Run {
    /// A single character that touches a word of the table says little more than the word: `护士长`, `女医生`.
    fn end(&mut self, heard: &mut Heard, known_follows: bool) {
        let Run { atoms: phrase, touches_known } = std::mem::take(self);
        let is_said_already = phrase.len() == 1 && (touches_known || known_follows);
        if !phrase.is_empty() && !is_said_already {
            heard.add(phrase);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_table_are_found_inside_a_run() {
        let query = Query::read("麻醉科医生").expect("a query");
        let [unknown, known] = &query.pieces[..] else { panic!("{query:?}") };
        assert_eq!((unknown.phrase.clone(), unknown.known), (atoms("麻醉科"), false));
        assert!(known.others.contains(&atoms("医师")));
    }

    #[test]
    fn a_single_character_beside_a_word_of_the_table_is_not_insisted_on() {
        let count = |typed: &str| Query::read(typed).map(|query| query.pieces.len());
        assert_eq!([count("护士长"), count("女医生"), count("猪 养殖")], [Some(1), Some(1), Some(2)]);
    }

    #[test]
    fn what_is_only_said_around_is_not_insisted_on() {
        let query = Query::read("会俄语的人").expect("a query");
        let [piece] = &query.pieces[..] else { panic!("{query:?}") };
        assert_eq!((piece.phrase.clone(), piece.others.clone()), (atoms("会俄语"), vec![atoms("俄语")]));
        let count = |typed: &str| Query::read(typed).map(|query| query.pieces.len());
        assert_eq!([count("我想找会计工作"), count("jobs for nurses"), count("人")], [Some(1), Some(1), Some(1)]);
    }

    #[test]
    fn what_has_no_words_is_no_query() {
        for nothing in ["", "  ", "？！", "的", "---", "\u{0}\u{202e}"] {
            assert_eq!(Query::read(nothing), None, "{nothing:?}");
        }
        let long = Query::read(&"畜牧 ".repeat(500)).expect("a query");
        assert!(long.typed().chars().count() <= LONGEST && long.typed().ends_with("畜牧"));
        assert_eq!(Query::read(&"畜".repeat(150)).map(|query| query.typed().chars().count()), Some(LONGEST));
    }

    #[test]
    fn each_word_can_be_left_out() {
        let query = Query::read(" 畜牧   博士 ").expect("a query");
        let rest: Vec<_> = query.without_each().into_iter().map(|(word, rest)| (word, rest.typed)).collect();
        assert_eq!(rest, [("畜牧", "博士".to_owned()), ("博士", "畜牧".to_owned())]);
    }
}
