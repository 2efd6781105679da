//! What means the same, or is meant as well: from `synonyms.toml` and the sectors of Article 3.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use domain::{Language, Policy, Sector};
use serde::Deserialize;

use super::fold::{Atom, atoms};

const TABLE: &str = include_str!("synonyms.toml");

static STANDARD: LazyLock<Synonyms> = LazyLock::new(Synonyms::read);

/// Phrases, each with the others that it stands for, and what is only said around them.
pub struct Synonyms {
    others: HashMap<Vec<Atom>, Vec<Vec<Atom>>>,
    longest: usize,
    around: Around<Vec<Atom>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    same: Vec<Vec<String>>,
    around: Around<String>,
    also: BTreeMap<String, Vec<String>>,
    sector: BTreeMap<Sector, Vec<String>>,
}

/// In front of what is looked for, behind it, and where they stand alone.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Around<T> {
    before: Vec<T>,
    after: Vec<T>,
    alone: Vec<T>,
}

impl Synonyms {
    pub fn standard() -> &'static Synonyms {
        &STANDARD
    }

    fn read() -> Synonyms {
        let Table { same, around, also, sector } = toml::from_str(TABLE).expect("the table is checked by its test");
        let mut synonyms = Synonyms { others: HashMap::new(), longest: 0, around: around.read() };
        for group in same {
            for word in &group {
                synonyms.add(word, group.iter().map(String::as_str).filter(|other| *other != word.as_str()));
            }
        }
        for (word, others) in &also {
            synonyms.add(word, others.iter().map(String::as_str));
        }
        for sector_of_all in Sector::ALL {
            let name = Policy::standard().sector(sector_of_all);
            for language in Language::ALL {
                synonyms.add(name.say(language), []);
            }
            for word in sector.get(&sector_of_all).into_iter().flatten() {
                let language = if word.is_ascii() { Language::En } else { Language::Zh };
                synonyms.add(word, [name.say(language)]);
            }
        }
        synonyms
    }

    fn add<'a>(&mut self, word: &str, others: impl IntoIterator<Item = &'a str>) {
        let phrase = atoms(word);
        self.longest = self.longest.max(phrase.len());
        let others: Vec<_> = others.into_iter().map(atoms).filter(|other| *other != phrase).collect();
        let known = self.others.entry(phrase).or_default();
        for other in others {
            if !known.contains(&other) {
                known.push(other);
            }
        }
    }

    /// The longest phrase that the text begins with: its length, and what else it stands for.
    pub fn at_start(&self, text: &[Atom]) -> Option<(usize, &[Vec<Atom>])> {
        let lengths = (1..=self.longest.min(text.len())).rev();
        lengths.into_iter().find_map(|length| Some((length, self.others.get(&text[..length])?.as_slice())))
    }

    /// A run without what is only said around it; empty where it is nothing else.
    pub fn bare<'a>(&self, mut run: &'a [Atom]) -> &'a [Atom] {
        let Around { before, after, alone } = &self.around;
        let in_front = |run: &'a [Atom]| before.iter().find_map(|word| run.strip_prefix(word.as_slice()));
        let behind = |run: &'a [Atom]| after.iter().find_map(|word| run.strip_suffix(word.as_slice()));
        while let Some(rest) = in_front(run).or_else(|| behind(run)) {
            run = rest;
        }
        if alone.iter().any(|word| word.as_slice() == run) { &[] } else { run }
    }
}

impl Around<String> {
    /// The longest first.
    fn read(self) -> Around<Vec<Atom>> {
        let read = |words: Vec<String>| {
            let mut words: Vec<_> = words.iter().map(|word| atoms(word)).collect();
            words.sort_by_key(|word| Reverse(word.len()));
            words
        };
        Around { before: read(self.before), after: read(self.after), alone: read(self.alone) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_can_be_found() {
        let synonyms = Synonyms::read();
        for (phrase, others) in &synonyms.others {
            assert!(phrase.first().is_some_and(|first| *first != Atom::Gap), "{phrase:?}");
            assert!(phrase.last() != Some(&Atom::Gap), "{phrase:?}");
            assert!(others.iter().all(|other| !other.is_empty() && other != phrase), "{phrase:?}");
        }
        let Around { before, after, alone } = &synonyms.around;
        for word in [before, after, alone].into_iter().flatten() {
            assert!(!word.is_empty() && !word.contains(&Atom::Gap), "{word:?}");
        }
    }

    #[test]
    fn what_is_only_said_around_is_taken_off() {
        let bare = |run: &str| Synonyms::standard().bare(&atoms(run)).to_vec();
        for (run, left) in
            [("会俄语", "俄语"), ("我想找一份翻译工作", "翻译"), ("人", ""), ("工会", "工会"), ("负责人", "负责人")]
        {
            assert_eq!(bare(run), atoms(left), "{run}");
        }
    }

    #[test]
    fn the_longest_phrase_is_taken() {
        let (length, others) = Synonyms::standard().at_start(&atoms("城市规划师")).expect("a phrase");
        assert_eq!(length, 4);
        assert!(others.contains(&atoms("城镇规划")));
        assert!(Synonyms::standard().at_start(&atoms("zzz")).is_none());
    }
}
