//! What a filter reaches in the index: the numbers of the list and of its facets, and a page of it.

use std::collections::BTreeMap;

use domain::PostId;
use kit::{At, Walked};
use roaring::RoaringBitmap;

use super::choice::{Choice, FacetName};
use super::index::Index;
use super::order::{Order, Place};
use super::search::Hit;

/// How many posts and how many people are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    pub posts: i64,
    pub wanted: i64,
}

/// Posts under each choice, each with its own facet lifted.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    pub choices: BTreeMap<Choice, i64>,
    /// How many there are without this facet's filter.
    pub without: BTreeMap<FacetName, i64>,
}

pub struct Reached<'a> {
    index: &'a Index,
    /// In the order of the list; empty where nothing is searched for.
    hits: Vec<Hit>,
    /// Everything, or what has the words.
    searched: RoaringBitmap,
    /// Each facet in which something is chosen, with what is under any of it.
    widened: Vec<(FacetName, RoaringBitmap)>,
    through: RoaringBitmap,
}

impl<'a> Reached<'a> {
    pub(super) fn of(
        index: &'a Index,
        hits: Vec<Hit>,
        searched: RoaringBitmap,
        widened: Vec<(FacetName, RoaringBitmap)>,
    ) -> Reached<'a> {
        let through = widened.iter().fold(searched.clone(), |through, (_, one)| through & one);
        Reached { index, hits, searched, widened, through }
    }

    pub fn total(&self) -> Total {
        let whole = self.through.len() == self.index.all.len();
        let wanted = || self.through.iter().map(|at| i64::from(self.index.entries[at as usize].wanted)).sum();
        Total { posts: number(self.through.len()), wanted: if whole { self.index.wanted } else { wanted() } }
    }

    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for name in FacetName::ALL {
            counts.without.insert(name, number(self.lifted(name).map_or(self.through.len(), |lifted| lifted.len())));
        }
        for (choice, set) in self.index.sets() {
            let count = match self.widened.iter().any(|(name, _)| *name == choice.facet()) {
                true => 0,
                false if self.through.len() == self.index.all.len() => set.len(),
                false => set.intersection_len(&self.through),
            };
            counts.choices.insert(*choice, number(count));
        }
        for (name, _) in &self.widened {
            let Some(lifted) = self.lifted(*name) else { continue };
            for (choice, set) in self.index.sets().iter().filter(|(choice, _)| choice.facet() == *name) {
                counts.choices.insert(*choice, number(set.intersection_len(&lifted)));
            }
        }
        counts
    }

    /// What would be reached without this facet's filter; none where it has none.
    fn lifted(&self, name: FacetName) -> Option<RoaringBitmap> {
        self.widened.iter().find(|(widened, _)| *widened == name)?;
        let others = self.widened.iter().filter(|(other, _)| *other != name);
        Some(others.fold(self.searched.clone(), |through, (_, one)| through & one))
    }

    /// A page in this order.
    pub fn page(&self, order: Order, at: &At<Place>, limit: u16) -> Walked<PostId, Place> {
        let most = usize::from(limit) + 1;
        let found = match order {
            Order::Closing => self.walked(at, most),
            Order::Newest | Order::Relevance => self.picked(order, at, most),
        };
        let place = |(at, score): &(u32, u32)| self.index.place(order, *at, *score);
        Walked::of(found, at, limit, place).map(|(at, _)| self.index.entries[at as usize].id)
    }

    /// In the order that the index stands in.
    fn walked(&self, at: &At<Place>, most: usize) -> Vec<(u32, u32)> {
        let unscored = |at: u32| (at, 0);
        match at {
            At::Start => self.through.iter().take(most).map(unscored).collect(),
            At::After(place) => {
                let (_, up_to) = self.index.around(place);
                self.through.range(up_to..).take(most).map(unscored).collect()
            }
            At::Before(place) => {
                let (before, _) = self.index.around(place);
                self.through.range(..before).rev().take(most).map(unscored).collect()
            }
        }
    }

    /// In any other order: those nearest to the place are picked out, and only they are sorted.
    fn picked(&self, order: Order, at: &At<Place>, most: usize) -> Vec<(u32, u32)> {
        let key = |at: u32, score: u32| (order.rank(self.index.entries[at as usize].opens, score), at);
        let beyond: Box<dyn Fn(i64, u32) -> bool> = match at {
            At::Start => Box::new(|_, _| true),
            At::After(place) => {
                let (rank, (_, up_to)) = (place.rank, self.index.around(place));
                Box::new(move |one, at| (one, at) >= (rank, up_to))
            }
            At::Before(place) => {
                let (rank, (before, _)) = (place.rank, self.index.around(place));
                Box::new(move |one, at| (one, at) < (rank, before))
            }
        };
        let hits: Box<dyn Iterator<Item = (u32, u32)>> = match order {
            Order::Relevance => Box::new(self.hits.iter().map(|hit| (hit.place, hit.score))),
            _ => Box::new(self.through.iter().map(|at| (at, 0))),
        };
        let reached = hits.filter(|(at, _)| self.through.contains(*at));
        let keyed = reached.map(|(at, score)| (key(at, score), score));
        let mut found: Vec<((i64, u32), u32)> = keyed.filter(|((rank, at), _)| beyond(*rank, *at)).collect();
        let ahead = |one: &((i64, u32), u32), other: &((i64, u32), u32)| match at.is_backwards() {
            false => one.0.cmp(&other.0),
            true => other.0.cmp(&one.0),
        };
        if found.len() > most {
            found.select_nth_unstable_by(most - 1, ahead);
            found.truncate(most);
        }
        found.sort_unstable_by(ahead);
        found.into_iter().map(|((_, at), score)| (at, score)).collect()
    }
}

impl Counts {
    pub fn count(&self, choice: Choice) -> i64 {
        self.choices.get(&choice).copied().unwrap_or(0)
    }

    pub fn count_without(&self, name: FacetName) -> i64 {
        self.without.get(&name).copied().unwrap_or(0)
    }
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
