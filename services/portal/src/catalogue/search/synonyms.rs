//! What means the same, or is meant as well: from `synonyms.toml` and the sectors of Article 3.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use domain::{Language, Policy, Sector};
use serde::Deserialize;

use super::fold::{Atom, atoms};

const TABLE: &str = include_str!("synonyms.toml");

static STANDARD: LazyLock<Synonyms> = LazyLock::new(Synonyms::read);

/// Phrases, each with the others that it stands for.
pub struct Synonyms {
    others: HashMap<Vec<Atom>, Vec<Vec<Atom>>>,
    longest: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    same: Vec<Vec<String>>,
    also: BTreeMap<String, Vec<String>>,
    sector: BTreeMap<Sector, Vec<String>>,
}

impl Synonyms {
    pub fn standard() -> &'static Synonyms {
        &STANDARD
    }

    fn read() -> Synonyms {
        let Table { same, also, sector } = toml::from_str(TABLE).expect("the table is checked by its test");
        let mut synonyms = Synonyms { others: HashMap::new(), longest: 0 };
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
    }

    #[test]
    fn the_longest_phrase_is_taken() {
        let (length, others) = Synonyms::standard().at_start(&atoms("城市规划师")).expect("a phrase");
        assert_eq!(length, 4);
        assert!(others.contains(&atoms("城镇规划")));
        assert!(Synonyms::standard().at_start(&atoms("zzz")).is_none());
    }
}
