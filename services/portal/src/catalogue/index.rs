//! The open posts of an issue on a day, in memory and in the order of the list: what a filter reaches, and how many there
//! are of everything. Their words come later, since they take longest.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry::{Occupied, Vacant};
use std::sync::Arc;

use chrono::NaiveDate;
use domain::{Post, PostNumber, Text, UnitId};
use kit::{DeskError, Fault};
use roaring::RoaringBitmap;
use tokio::sync::SetOnce;

use super::choice::{Choice, FacetName};
use super::filter::Filter;
use super::marks::Marks;
use super::order::{NEVER, Order, Place};
use super::reached::{Reach, Reached, Total};
use super::remembered::Remembered;
use super::search::Concordance;
use super::shown::Shown;
use super::stock::{Stock, Stocking};
use super::tally::Tally;

/// So many posts are told as similar to another.
const MOST_SIMILAR: usize = 4;
/// After how many seconds somebody may search again who came before the words could be looked for.
const SEARCHABLE_AGAIN: u64 = 5;

pub struct Index {
    /// In the order of the list: the last day, then the number.
    entries: Vec<Entry>,
    pub(super) stock: Stock,
    /// The places of the entries, in the order of their numbers as texts.
    by_number: Vec<u32>,
    /// In the order of the choices, those of a facet together.
    under: Vec<(Choice, Under)>,
    marks: [Marks; FacetName::ALL.len()],
    /// The posts by their rank in the order of their news: those that opened or were amended last come first.
    pub(super) news: BTreeMap<i64, RoaringBitmap>,
    pub(super) all: RoaringBitmap,
    pub(super) wanted: Tally,
    /// Of all posts.
    total: Total,
    units: BTreeMap<UnitId, Text>,
    words: SetOnce<Concordance>,
    /// What was asked for lately.
    pub(super) reaches: Remembered<Filter, Reach>,
}

/// What the order of a list needs of a post.
struct Entry {
    news: NaiveDate,
    closes: NaiveDate,
    number: String,
}

/// The posts under a choice, and by which number those of its facet are marked with it.
struct Under {
    number: u16,
    posts: RoaringBitmap,
}

/// An index being made; the posts come in the order of the list.
pub struct Indexing {
    today: NaiveDate,
    entries: Vec<Entry>,
    stocking: Stocking,
    under: BTreeMap<Choice, Under>,
    marks: [Marks; FacetName::ALL.len()],
    news: BTreeMap<i64, RoaringBitmap>,
    wanted: Tally,
    units: BTreeMap<UnitId, Text>,
}

impl Indexing {
    pub fn begin(today: NaiveDate) -> Indexing {
        let (under, news, units) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let (marks, wanted, stocking) = (Default::default(), Tally::default(), Stocking::default());
        Indexing { today, entries: Vec::new(), stocking, under, marks, news, wanted, units }
    }

    pub fn add(&mut self, post: Post) -> Result<(), Fault> {
        let at = u32::try_from(self.entries.len()).map_err(|_| Fault::new("more posts than can be numbered"))?;
        for choice in Choice::of(&post, self.today) {
            let marks = &mut self.marks[choice.facet() as usize];
            let under = match self.under.entry(choice) {
                Occupied(under) => under.into_mut(),
                Vacant(new) => new.insert(Under { number: marks.number()?, posts: RoaringBitmap::new() }),
            };
            under.posts.insert(at);
            marks.mark(under.number);
        }
        self.marks.iter_mut().try_for_each(Marks::end)?;
        self.news.entry(Order::Newest.rank(post.news_on(), 0)).or_default().insert(at);
        self.wanted.add(at, post.wanted);
        self.units.entry(post.unit.id).or_insert_with(|| post.unit.name.clone());
        self.entries.push(Entry {
            news: post.news_on(),
            closes: post.closes_on.unwrap_or(NEVER),
            number: post.number.clone(),
        });
        self.stocking.add(post)
    }

    pub fn done(self) -> Index {
        let Indexing { mut entries, stocking, under, mut marks, news, wanted, units, .. } = self;
        entries.shrink_to_fit();
        marks.iter_mut().for_each(Marks::shrink);
        let mut all = RoaringBitmap::new();
        all.insert_range(0..number(entries.len() as u64));
        let total = Total::of(&all, &wanted);
        let mut by_number: Vec<u32> = all.iter().collect();
        by_number.sort_unstable_by_key(|place| &entries[*place as usize].number);
        let (stock, under, words) = (stocking.done(), under.into_iter().collect(), SetOnce::new());
        let reaches = Remembered::among_so_many(entries.len());
        Index { entries, stock, by_number, under, marks, news, all, wanted, total, units, words, reaches }
    }
}

impl Index {
    #[cfg(test)]
    pub fn of(posts: &[Post], today: NaiveDate) -> Index {
        let index = Index::wordless(posts, today);
        index.word_itself();
        index
    }

    #[cfg(test)]
    fn word_itself(&self) {
        let mut writing = super::search::Writing::new().expect("begun");
        self.stock.read(0..self.entries.len(), |post| writing.add(post)).expect("added");
        self.word(writing.done().expect("made"));
    }

    /// In which nothing can be searched for yet.
    #[cfg(test)]
    pub fn wordless(posts: &[Post], today: NaiveDate) -> Index {
        let mut posts: Vec<&Post> = posts.iter().filter(|post| post.is_open(today)).collect();
        posts.sort_by_cached_key(|post| (post.closes_on.unwrap_or(NEVER), PostNumber::sorted(&post.number)));
        let mut indexing = Indexing::begin(today);
        posts.into_iter().for_each(|post| indexing.add(post.clone()).expect("added"));
        indexing.done()
    }

    /// Now its posts can be searched: their words, in the order of the list.
    pub fn word(&self, words: Concordance) {
        // Whoever wrote them first wrote the same.
        self.words.set(words).ok();
    }

    pub fn is_worded(&self) -> bool {
        self.words.initialized()
    }

    /// Until its posts can be searched.
    pub async fn worded(&self) {
        self.words.wait().await;
    }

    /// How many posts there are.
    pub fn length(&self) -> usize {
        self.entries.len()
    }

    pub fn unit(&self, id: UnitId) -> Option<&Text> {
        self.units.get(&id)
    }

    /// The numbers of all posts, in the order of the list.
    pub fn numbers(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.number.as_str())
    }

    /// The numbers of all posts together.
    pub fn total(&self) -> Total {
        self.total
    }

    /// What the filter lets through; words can be looked for as soon as they are there.
    pub fn seek(&self, filter: &Filter) -> Result<Reached<'_>, DeskError> {
        let words = self.words.get();
        if filter.query.is_some() && words.is_none() {
            return Err(DeskError::Preparing(SEARCHABLE_AGAIN));
        }
        Ok(Reached::by(filter, self, words)?)
    }

    /// Open posts of the same sector, those that share most words first, once these can be looked for.
    pub fn similar(&self, post: &Shown) -> Result<Vec<Arc<Shown>>, Fault> {
        match post.similar.get() {
            Some(places) => self.stock.posts(places),
            None if self.is_worded() => {
                let places = self.compared(post)?;
                self.stock.posts(post.similar.get_or_init(|| places))
            }
            None => self.stock.posts(&self.compared(post)?),
        }
    }

    /// The places of those similar to it, as far as it can be told by now.
    fn compared(&self, post: &Post) -> Result<Vec<u32>, Fault> {
        let Some(Under { number, posts: sector }) = self.under(Choice::Sector(post.sector)) else {
            return Ok(Vec::new());
        };
        let is_of_sector = |place: u32| self.marks[FacetName::Sector as usize].of(place).contains(number);
        let alike = self.words.get().map(|words| words.alike(post, is_of_sector)).transpose()?;
        let mut alike = alike.unwrap_or_default();
        alike.sort_unstable_by_key(|hit| (Reverse(hit.score), hit.place));
        // One more than is asked for: the post itself is among them.
        alike.truncate(MOST_SIMILAR + 1);
        let places = alike.iter().map(|hit| hit.place);
        let others = sector.iter().filter(|place| !alike.iter().any(|hit| hit.place == *place));
        let is_another = |place: &u32| self.entries[*place as usize].number != post.number;
        Ok(places.chain(others).filter(is_another).take(MOST_SIMILAR).collect())
    }

    /// The post of this number.
    pub fn post(&self, number: &str) -> Result<Option<Arc<Shown>>, Fault> {
        let number_at = |place: &u32| self.entries[*place as usize].number.as_str();
        match self.by_number.binary_search_by_key(&number, number_at) {
            Ok(at) => Ok(self.stock.posts(&[self.by_number[at]])?.pop()),
            Err(_) => Ok(None),
        }
    }

    /// How many choices the posts of this catalogue are found under.
    pub(super) fn choices(&self) -> usize {
        self.under.len()
    }

    /// Those of a facet.
    pub(super) fn choices_of(&self, name: FacetName) -> impl Iterator<Item = Choice> {
        self.under_each(name).iter().map(|(choice, _)| *choice)
    }

    /// Where it stands among those of its facet.
    pub(super) fn place_in_facet(&self, choice: Choice) -> Option<usize> {
        self.under_each(choice.facet()).binary_search_by_key(&choice, |(choice, _)| *choice).ok()
    }

    pub(super) fn posts_under(&self, choice: Choice) -> Option<&RoaringBitmap> {
        Some(&self.under(choice)?.posts)
    }

    /// How many of these posts there are under each choice, for each of these facets. Never more than half of all posts are walked
    /// through: of more, the others are taken off.
    pub(super) fn count(&self, posts: &RoaringBitmap, facets: &[FacetName]) -> Vec<Vec<u32>> {
        if facets.is_empty() {
            return Vec::new();
        }
        let is_most = posts.len() > self.all.len() / 2;
        let walked: Vec<u32> = if is_most { (&self.all - posts).iter().collect() } else { posts.iter().collect() };
        let counted = |name: &FacetName| {
            let counts = self.marks[*name as usize].count(&walked);
            let count = |(_, under): &(Choice, Under)| match counts[usize::from(under.number)] {
                count if is_most => number(under.posts.len()) - count,
                count => count,
            };
            self.under_each(*name).iter().map(count).collect()
        };
        facets.iter().map(counted).collect()
    }

    fn under_each(&self, name: FacetName) -> &[(Choice, Under)] {
        let from = self.under.partition_point(|(choice, _)| choice.facet() < name);
        let to = self.under.partition_point(|(choice, _)| choice.facet() <= name);
        &self.under[from..to]
    }

    fn under(&self, choice: Choice) -> Option<&Under> {
        let place = self.under.binary_search_by_key(&choice, |(choice, _)| *choice).ok()?;
        Some(&self.under[place].1)
    }

    pub(super) fn place(&self, order: Order, at: u32, score: u32) -> Place {
        let Entry { news, closes, number, .. } = &self.entries[at as usize];
        Place { rank: order.rank(*news, score), closes: *closes, number: number.clone() }
    }

    /// How many posts stand before that place, and how many up to it.
    pub(super) fn around(&self, place: &Place) -> (u32, u32) {
        let sorted = |closes: NaiveDate, number: &str| (closes, PostNumber::sorted(number));
        let key = sorted(place.closes, &place.number);
        let before = self.entries.partition_point(|entry| sorted(entry.closes, &entry.number) < key);
        let up_to = self.entries.partition_point(|entry| sorted(entry.closes, &entry.number) <= key);
        // As many as the index has at most.
        (before as u32, up_to as u32)
    }
}

/// Of posts, which are numbered.
fn number(posts: u64) -> u32 {
    u32::try_from(posts).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use domain::Sector;
    use uuid::Uuid;

    use super::super::samples::{TODAY, post};
    use super::*;

    fn numbered(number: u128, sector: Sector, title: &str) -> Post {
        let (id, number, title) = (Uuid::from_u128(number).into(), format!("2026-{number:03}"), Text::new(title, ""));
        Post { id, number, sector, title, need: Text::new("本科", ""), ..post() }
    }

    fn similar(index: &Index, post: &Shown) -> Vec<u128> {
        let found = index.similar(post).expect("found");
        found.iter().map(|post| post.id.uuid().as_u128()).collect()
    }

    #[test]
    fn similar_posts_are_of_the_sector_and_those_that_share_words_come_first() {
        let mut posts: Vec<Post> = (1..=6).map(|number| numbered(number, Sector::Water, "河道巡查员")).collect();
        posts.push(numbered(7, Sector::Water, "水电站闸门设计师"));
        posts.push(numbered(8, Sector::Water, "水电站大坝设计师"));
        posts.push(numbered(9, Sector::Tourism, "水电站闸门设计师"));
        let similar = |index: &Index| similar(index, &posts[7].clone().into());
        let found = similar(&Index::of(&posts, TODAY));
        assert_eq!((found.len(), found[0]), (4, 7), "{found:?}");
        assert!(found.iter().all(|number| ![8, 9].contains(number)), "neither itself nor of another sector: {found:?}");
        assert_eq!(similar(&Index::wordless(&posts, TODAY)), [1, 2, 3, 4], "before words can be looked for");
        assert_eq!(similar(&Index::of(&posts[8..], TODAY)), [], "of a sector that no open post is of");
    }

    #[test]
    fn what_is_kept_of_similar_posts_was_found_by_their_words() {
        let title = |number| if [1, 7].contains(&number) { "水电站闸门设计师" } else { "河道巡查员" };
        let posts: Vec<Post> = (1..=7).map(|number| numbered(number, Sector::Water, title(number))).collect();
        let index = Index::wordless(&posts, TODAY);
        let shown = Shown::from(posts[0].clone());
        assert_eq!(similar(&index, &shown), [2, 3, 4, 5]);
        index.word_itself();
        let found = similar(&index, &shown);
        assert_eq!((found[0], found.len()), (7, 4), "{found:?}");
        assert_eq!(shown.similar.get().map(Vec::len), Some(4));
        assert_eq!(similar(&index, &shown), found);
    }
}
