//! What a filter reaches in the index: the numbers of the list and of its facets, and a page of it.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::{Arc, OnceLock};

use kit::{At, Fault, Walked};
use roaring::{MultiOps, RoaringBitmap};

use super::choice::{Choice, FacetName};
use super::filter::Filter;
use super::index::Index;
use super::order::{Order, Place};
use super::search::{Concordance, Hit, Query};
use super::shown::Shown;
use super::tally::Tally;

/// How many posts and how many people are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    pub posts: i64,
    pub wanted: i64,
}

/// What a filter lets through, and how many of it there are under the choices of a facet, once somebody wanted to know.
pub struct Reach {
    through: RoaringBitmap,
    total: Total,
    /// In the order of the facets, and of their choices.
    numbers: [OnceLock<Vec<u32>>; FacetName::ALL.len()],
}

/// Posts under each choice, each with its own facet lifted.
pub struct Counts<'a> {
    index: &'a Index,
    /// Where each facet is counted: in what is reached without its filter.
    counted_in: [Arc<Reach>; FacetName::ALL.len()],
}

pub struct Reached<'a> {
    pub(super) index: &'a Index,
    filter: Filter,
    /// In which what is searched for is looked for.
    words: Option<&'a Concordance>,
    reach: Arc<Reach>,
}

impl Total {
    pub(super) fn of(posts: &RoaringBitmap, wanted: &Tally) -> Total {
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        Total { posts: number(posts.len()), wanted: number(wanted.sum(posts)) }
    }
}

impl Reach {
    /// As it is known, since people turn pages, choose another order and let go of a filter.
    fn by(filter: &Filter, index: &Index, words: Option<&Concordance>) -> Result<Arc<Reach>, Fault> {
        let reach = || Ok(Reach::of(through(filter, index, words)?, index));
        index.reaches.find(filter, reach, |reach| filter.weight() + reach.weight(index))
    }

    fn of(through: RoaringBitmap, index: &Index) -> Reach {
        let is_whole = through.len() == index.all.len();
        let total = if is_whole { index.total() } else { Total::of(&through, &index.wanted) };
        Reach { through, total, numbers: Default::default() }
    }

    /// In bytes, more or less, with all its numbers.
    fn weight(&self, index: &Index) -> usize {
        size_of::<Reach>() + self.through.serialized_size() + index.choices() * size_of::<u32>()
    }

    /// So that the numbers of these facets are known, in one walk for all that are not.
    fn count(&self, facets: impl IntoIterator<Item = FacetName>, index: &Index) {
        let unknown = facets.into_iter().filter(|name| self.numbers[*name as usize].get().is_none());
        let unknown: Vec<FacetName> = unknown.collect();
        for (name, numbers) in unknown.iter().zip(index.count(&self.through, &unknown)) {
            // Whoever counted them first counted the same.
            self.numbers[*name as usize].set(numbers).ok();
        }
    }
}

/// What has everything that the filter asks for.
fn through(filter: &Filter, index: &Index, words: Option<&Concordance>) -> Result<RoaringBitmap, Fault> {
    let searched = filter.query.as_ref().zip(words).map(|(query, words)| words.find(query)).transpose()?;
    let widened = FacetName::ALL.into_iter().filter(|name| filter.chooses(*name)).map(|name| {
        let under: Vec<_> = filter.chosen(name).filter_map(|choice| index.posts_under(choice)).collect();
        if let [one] = under[..] { Cow::Borrowed(one) } else { Cow::Owned(under.union()) }
    });
    let narrowing: Vec<Cow<RoaringBitmap>> = searched.map(Cow::Owned).into_iter().chain(widened).collect();
    Ok(if narrowing.is_empty() { index.all.clone() } else { narrowing.iter().map(AsRef::as_ref).intersection() })
}

impl<'a> Reached<'a> {
    /// What is searched for is looked for in these words.
    pub(super) fn by(filter: &Filter, index: &'a Index, words: Option<&'a Concordance>) -> Result<Reached<'a>, Fault> {
        let reach = Reach::by(filter, index, words)?;
        Ok(Reached { index, filter: filter.clone(), words, reach })
    }

    /// Whether words were looked for.
    pub fn is_searched(&self) -> bool {
        self.filter.query.is_some()
    }

    pub fn total(&self) -> Total {
        self.reach.total
    }

    pub fn counts(&self) -> Result<Counts<'a>, Fault> {
        let (index, filter) = (self.index, &self.filter);
        self.reach.count(FacetName::ALL.into_iter().filter(|name| !filter.chooses(*name)), index);
        let mut counted_in = FacetName::ALL.map(|_| self.reach.clone());
        for name in FacetName::ALL.into_iter().filter(|name| filter.chooses(*name)) {
            let lifted = Reach::by(&filter.lifted(name), index, self.words)?;
            lifted.count([name], index);
            counted_in[name as usize] = lifted;
        }
        Ok(Counts { index, counted_in })
    }

    /// A page in this order.
    pub fn page(&self, order: Order, at: &At<Place>, limit: u16) -> Result<Walked<Arc<Shown>, Place>, Fault> {
        let most = usize::from(limit) + 1;
        let found = match (order, self.filter.query.as_ref().zip(self.words)) {
            (Order::Relevance, Some((query, words))) => self.fitting(query, words, at, most)?,
            (Order::Newest, _) => unscored(self.news(at, most)).collect(),
            _ => unscored(self.walked(&self.reach.through, at, most)).collect(),
        };
        let place = |hit: &Hit| self.index.place(order, hit.place, hit.score);
        let Walked { items, before, after } = Walked::of(found, at, limit, place);
        let places: Vec<u32> = items.iter().map(|hit| hit.place).collect();
        Ok(Walked { items: self.index.stock.posts(&places)?, before, after })
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
            let (posts, left) = (&self.reach.through & day, most - found.len());
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
        let mut found = words.weigh(query, &self.reach.through)?;
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

impl Counts<'_> {
    pub fn count(&self, choice: Choice) -> i64 {
        let place = self.index.place_in_facet(choice);
        place.and_then(|place| self.numbers(choice.facet()).get(place)).map_or(0, |number| (*number).into())
    }

    /// The choices of this catalogue's posts in a facet, each with its number.
    pub fn of(&self, name: FacetName) -> impl Iterator<Item = (Choice, i64)> {
        self.index.choices_of(name).zip(self.numbers(name).iter().map(|number| (*number).into()))
    }

    /// How many there are without this facet's filter.
    pub fn count_without(&self, name: FacetName) -> i64 {
        self.counted_in[name as usize].total.posts
    }

    fn numbers(&self, name: FacetName) -> &[u32] {
        self.counted_in[name as usize].numbers[name as usize].get().map(Vec::as_slice).unwrap_or_default()
    }
}

fn unscored(places: Vec<u32>) -> impl Iterator<Item = Hit> {
    places.into_iter().map(|place| Hit { place, score: 0 })
}

#[cfg(test)]
mod tests {
    use domain::{Post, PostId, Text};
    use uuid::Uuid;

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
            forth.extend(items.iter().map(|post| post.id.uuid().as_u128()));
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
            back.splice(..0, items.iter().map(|post| post.id.uuid().as_u128()));
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
                let numbers: Vec<u128> = items.iter().map(|post| post.id.uuid().as_u128()).collect();
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
