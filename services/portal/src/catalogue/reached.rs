//! What a filter reaches in the index: the numbers of the list and of its facets, and a page of it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use kit::{At, Fault, Walked};
use roaring::RoaringBitmap;

use super::choice::{Choice, FacetName};
use super::index::{Entry, Index};
use super::order::{Order, Place};
use super::search::{Concordance, Hit, Query};
use super::tally::Tally;

/// How many posts and how many people are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    pub posts: i64,
    pub wanted: i64,
}

/// Posts under each choice, each with its own facet lifted.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// In their order, each once.
    pub choices: Vec<(Choice, i64)>,
    /// How many there are without this facet's filter.
    pub without: BTreeMap<FacetName, i64>,
}

pub struct Reached<'a> {
    pub(super) index: &'a Index,
    /// What is searched for, and in which words.
    search: Option<(Query, &'a Concordance)>,
    /// Everything, or what has the words.
    searched: RoaringBitmap,
    /// Each facet in which something is chosen, with what is under any of it.
    widened: Vec<(FacetName, RoaringBitmap)>,
    through: RoaringBitmap,
}

impl Total {
    pub(super) fn of(posts: &RoaringBitmap, wanted: &Tally) -> Total {
        Total { posts: number(posts.len()), wanted: number(wanted.sum(posts)) }
    }
}

impl<'a> Reached<'a> {
    pub(super) fn of(
        index: &'a Index,
        search: Option<(Query, &'a Concordance)>,
        searched: RoaringBitmap,
        widened: Vec<(FacetName, RoaringBitmap)>,
    ) -> Reached<'a> {
        let through = widened.iter().fold(searched.clone(), |through, (_, one)| through & one);
        Reached { index, search, searched, widened, through }
    }

    /// Whether words were looked for.
    pub fn is_searched(&self) -> bool {
        self.search.is_some()
    }

    pub fn total(&self) -> Total {
        let is_whole = number(self.through.len()) == self.index.total().posts;
        if is_whole { self.index.total() } else { Total::of(&self.through, &self.index.wanted) }
    }

    pub fn counts(&self) -> Counts {
        let mut counts = Counts {
            choices: numbers(self.index.count(&self.through, &FacetName::ALL)),
            without: FacetName::ALL.into_iter().map(|name| (name, number(self.through.len()))).collect(),
        };
        for (name, _) in &self.widened {
            let lifted = self.lifted(*name);
            let own = self.index.choices_of(*name);
            counts.choices[own].copy_from_slice(&numbers(self.index.count(&lifted, &[*name])));
            counts.without.insert(*name, number(lifted.len()));
        }
        counts
    }

    /// What would be reached without this facet's filter.
    fn lifted(&self, name: FacetName) -> RoaringBitmap {
        let others = self.widened.iter().filter(|(other, _)| *other != name);
        others.fold(self.searched.clone(), |through, (_, one)| through & one)
    }

    /// A page in this order.
    pub fn page(&self, order: Order, at: &At<Place>, limit: u16) -> Result<Walked<&'a Entry, Place>, Fault> {
        let most = usize::from(limit) + 1;
        let found = match (order, &self.search) {
            (Order::Relevance, Some((query, words))) => self.fitting(query, words, at, most)?,
            (Order::Newest, _) => unscored(self.news(at, most)).collect(),
            _ => unscored(self.walked(&self.through, at, most)).collect(),
        };
        let place = |hit: &Hit| self.index.place(order, hit.place, hit.score);
        Ok(Walked::of(found, at, limit, place).map(|hit| &self.index.entries[hit.place as usize]))
    }

    /// In the order that the index stands in.
    fn walked(&self, posts: &RoaringBitmap, at: &At<Place>, most: usize) -> Vec<u32> {
        match at {
            At::Start => posts.iter().take(most).collect(),
            At::After(place) => {
                let (_, up_to) = self.index.around(place);
                posts.range(up_to..).take(most).collect()
            }
            At::Before(place) => {
                let (before, _) = self.index.around(place);
                posts.range(..before).rev().take(most).collect()
            }
        }
    }

    /// Day by day, what is news since the last first; those of one day in the order that the index stands in.
    fn news(&self, at: &At<Place>, most: usize) -> Vec<u32> {
        let news = &self.index.news;
        let days: Box<dyn Iterator<Item = (&i64, &RoaringBitmap)>> = match at {
            At::Start => Box::new(news.iter()),
            At::After(place) => Box::new(news.range(place.rank..)),
            At::Before(place) => Box::new(news.range(..=place.rank).rev()),
        };
        let mut found = Vec::with_capacity(most);
        for (rank, day) in days {
            let (posts, left) = (&self.through & day, most - found.len());
            match at {
                At::After(place) | At::Before(place) if place.rank == *rank => {
                    found.extend(self.walked(&posts, at, left));
                }
                At::Before(_) => found.extend(posts.iter().rev().take(left)),
                At::Start | At::After(_) => found.extend(posts.iter().take(left)),
            }
            if found.len() == most {
                break;
            }
        }
        found
    }

    /// Those that fit best first; those nearest to the place are picked out, and only they are sorted.
    fn fitting(&self, query: &Query, words: &Concordance, at: &At<Place>, most: usize) -> Result<Vec<Hit>, Fault> {
        let mut found = words.weigh(query, &self.through)?;
        let key = |hit: &Hit| (Reverse(hit.score), hit.place);
        if let At::After(place) | At::Before(place) = at {
            let (before, up_to) = self.index.around(place);
            // A rank that is no score is that of the worst fit.
            let score = Reverse(u32::try_from(place.rank.saturating_neg()).unwrap_or_default());
            match at.is_backwards() {
                false => found.retain(|hit| key(hit) >= (score, up_to)),
                true => found.retain(|hit| key(hit) < (score, before)),
            }
        }
        let ahead = |one: &Hit, other: &Hit| match at.is_backwards() {
            false => key(one).cmp(&key(other)),
            true => key(other).cmp(&key(one)),
        };
        if found.len() > most {
            found.select_nth_unstable_by(most - 1, ahead);
            found.truncate(most);
        }
        found.sort_unstable_by(ahead);
        Ok(found)
    }
}

impl Counts {
    pub fn count(&self, choice: Choice) -> i64 {
        let place = self.choices.binary_search_by_key(&choice, |(choice, _)| *choice);
        place.map_or(0, |place| self.choices[place].1)
    }

    pub fn count_without(&self, name: FacetName) -> i64 {
        self.without.get(&name).copied().unwrap_or(0)
    }
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn numbers(counts: Vec<(Choice, u64)>) -> Vec<(Choice, i64)> {
    counts.into_iter().map(|(choice, count)| (choice, number(count))).collect()
}

fn unscored(places: Vec<u32>) -> impl Iterator<Item = Hit> {
    places.into_iter().map(|place| Hit { place, score: 0 })
}

#[cfg(test)]
mod tests {
    use domain::{Post, PostId, Text};
    use uuid::Uuid;

    use super::super::filter::Filter;
    use super::super::samples::{TODAY, post};
    use super::*;

    #[test]
    fn what_fits_best_comes_first_page_by_page_forth_and_back() {
        let titled = |number: u128| number % 4 == 3;
        let posts: Vec<Post> = (0..60)
            .map(|number| Post {
                id: PostId::from(Uuid::from_u128(number)),
                number: format!("2026-{number:03}"),
                title: Text::new(if titled(number) { "天文研究员" } else { "研究员" }, ""),
                duties: Text::new("看天文", ""),
                ..post()
            })
            .collect();
        let index = Index::of(&posts, TODAY);
        let reached = index.seek(&Filter::of(Query::read("天文"), [])).expect("reached");
        let page = |at: &At<Place>| reached.page(Order::Relevance, at, 7).expect("a page");
        let (mut at, mut forth, mut last) = (At::Start, Vec::new(), None);
        loop {
            let Walked { items, before, after } = page(&at);
            forth.extend(items.iter().map(|entry| entry.id.uuid().as_u128()));
            last = before.or(last);
            let Some(place) = after else { break };
            at = At::After(place);
        }
        assert_eq!(
            forth,
            (0..60).filter(|one| titled(*one)).chain((0..60).filter(|one| !titled(*one))).collect::<Vec<_>>()
        );
        let mut back = forth[56..].to_vec();
        while let Some(place) = last {
            let Walked { items, before, .. } = page(&At::Before(place));
            back.splice(..0, items.iter().map(|entry| entry.id.uuid().as_u128()));
            last = before;
        }
        assert_eq!(back, forth);
    }

    #[test]
    fn a_page_goes_on_where_the_last_one_ended_while_posts_come_and_go() {
        let numbered = |number: u128| Post {
            id: PostId::from(Uuid::from_u128(number)),
            number: format!("2026-{number:03}"),
            ..post()
        };
        let filter = Filter::default();
        for order in [Order::Closing, Order::Newest] {
            let index = Index::of(&(10..30).map(numbered).collect::<Vec<_>>(), TODAY);
            let page = |index: &Index, at: &At<Place>| {
                let reached = index.seek(&filter).expect("reached");
                let Walked { items, before, after } = reached.page(order, at, 5).expect("a page");
                let numbers: Vec<u128> = items.iter().map(|entry| entry.id.uuid().as_u128()).collect();
                (numbers, before, after)
            };
            let (first, _, after) = page(&index, &At::Start);
            assert_eq!(first, [10, 11, 12, 13, 14]);
            // The first ones went, with the one that the page ended at, and others came before and behind.
            let changed: Vec<Post> = (5..8).chain(15..17).chain(18..40).map(numbered).collect();
            let changed = Index::of(&changed, TODAY);
            let (second, before, _) = page(&changed, &At::After(after.expect("more")));
            assert_eq!(second, [15, 16, 18, 19, 20], "none twice and none left out");
            assert_eq!(page(&changed, &At::Before(before.expect("more"))).0, [5, 6, 7]);
        }
    }
}
