//! What a list is narrowed to: words that are searched for, and choices. Nothing chosen lets everything through.

use super::choice::{Choice, FacetName};
use super::search::Query;

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    pub query: Option<Query>,
    /// Each once, in the order of the page.
    choices: Vec<Choice>,
}

impl Filter {
    pub fn of(query: Option<Query>, choices: impl IntoIterator<Item = Choice>) -> Filter {
        let mut choices: Vec<Choice> = choices.into_iter().collect();
        choices.sort();
        choices.dedup();
        Filter { query, choices }
    }

    pub fn choices(&self) -> &[Choice] {
        &self.choices
    }

    /// What is chosen in one facet.
    pub fn chosen(&self, name: FacetName) -> impl Iterator<Item = Choice> {
        self.choices.iter().copied().filter(move |choice| choice.facet() == name)
    }

    pub fn chooses(&self, name: FacetName) -> bool {
        self.chosen(name).next().is_some()
    }

    pub fn without(&self, choice: Choice) -> Filter {
        Filter::of(self.query.clone(), self.choices.iter().copied().filter(|one| *one != choice))
    }

    pub fn lifted(&self, name: FacetName) -> Filter {
        Filter::of(self.query.clone(), self.choices.iter().copied().filter(|one| one.facet() != name))
    }

    pub fn searching(&self, query: Option<Query>) -> Filter {
        Filter { query, choices: self.choices.clone() }
    }

    /// In bytes, more or less.
    pub fn weight(&self) -> usize {
        size_of_val(self.choices.as_slice()) + self.query.as_ref().map_or(0, Query::weight)
    }

    pub fn is_empty(&self) -> bool {
        self.query.is_none() && self.choices.is_empty()
    }
}
