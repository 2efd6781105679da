//! The open posts of an issue on a day, in memory and in the order of the list: what a filter reaches, and how many there
//! are of everything. The posts of a city's catalogue are at hand; of a larger one the database is asked for those of one page.
//! Their words come later, since they take longest.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use domain::{Post, PostId, PostNumber, Text, UnitId};
use kit::{DeskError, Fault};
use roaring::RoaringBitmap;
use tokio::sync::SetOnce;

use super::choice::{Choice, FacetName};
use super::filter::Filter;
use super::marks::Marks;
use super::order::{NEVER, Order, Place};
use super::reached::{Reached, Total};
use super::search::Concordance;
use super::tally::Tally;

/// So many posts are at hand, those closing first: ten times what a city has, and some 30 MB. In unit tests few, so that they
/// meet both kinds.
const AT_HAND: usize = if cfg!(test) { 3 } else { 10_000 };
/// So many posts are told as similar to another.
const MOST_SIMILAR: usize = 4;
/// After how many seconds somebody may search again who came before the words could be looked for.
const SEARCHABLE_AGAIN: u64 = 5;

pub struct Index {
    /// In the order of the list: the last day, then the number.
    pub(super) entries: Vec<Entry>,
    /// Those at hand by their numbers.
    numbers: HashMap<String, u32>,
    /// In the order of the choices, those of a facet together.
    under: Vec<(Choice, Under)>,
    marks: Marks,
    /// The posts by their rank in the order of their news: those that opened or were amended last come first.
    pub(super) news: BTreeMap<i64, RoaringBitmap>,
    all: RoaringBitmap,
    pub(super) wanted: Tally,
    /// Of all posts.
    total: Total,
    units: BTreeMap<UnitId, Text>,
    words: SetOnce<Concordance>,
    /// Those similar to each post at hand, once they were asked for and words could be compared.
    similar: Vec<OnceLock<Vec<u32>>>,
}

/// What the order of a list needs of a post.
pub struct Entry {
    pub id: PostId,
    pub news: NaiveDate,
    pub closes: NaiveDate,
    pub number: String,
    /// All of it, where it is at hand.
    pub post: Option<Arc<Post>>,
}

/// The posts under a choice, and by which number they are marked with it.
struct Under {
    number: u16,
    posts: RoaringBitmap,
}

/// An index being made; the posts come in the order of the list.
pub struct Indexing {
    today: NaiveDate,
    entries: Vec<Entry>,
    under: BTreeMap<Choice, Under>,
    marks: Marks,
    news: BTreeMap<i64, RoaringBitmap>,
    wanted: Tally,
    units: BTreeMap<UnitId, Text>,
}

impl Indexing {
    pub fn begin(today: NaiveDate) -> Indexing {
        let (under, news, units) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Indexing { today, entries: Vec::new(), under, marks: Marks::new(), news, wanted: Tally::default(), units }
    }

    pub fn add(&mut self, post: Post) -> Result<(), Fault> {
        let at = u32::try_from(self.entries.len()).map_err(|_| Fault::new("more posts than can be numbered"))?;
        let mut marks = Vec::new();
        for choice in Choice::of(&post, self.today) {
            let next = u16::try_from(self.under.len());
            let next = next.map_err(|_| Fault::new("more choices than can be numbered"))?;
            let under = self.under.entry(choice).or_insert_with(|| Under { number: next, posts: RoaringBitmap::new() });
            under.posts.insert(at);
            marks.push(under.number);
        }
        self.marks.add(marks)?;
        self.news.entry(Order::Newest.rank(post.news_on(), 0)).or_default().insert(at);
        self.wanted.add(at, post.wanted);
        self.units.entry(post.unit.id).or_insert_with(|| post.unit.name.clone());
        self.entries.push(Entry {
            id: post.id,
            news: post.news_on(),
            closes: post.closes_on.unwrap_or(NEVER),
            number: post.number.clone(),
            post: (self.entries.len() < AT_HAND).then(|| Arc::new(post)),
        });
        Ok(())
    }

    pub fn done(self) -> Index {
        let Indexing { mut entries, under, mut marks, news, wanted, units, .. } = self;
        entries.shrink_to_fit();
        marks.shrink();
        let mut all = RoaringBitmap::new();
        all.insert_range(0..u32::try_from(entries.len()).unwrap_or(u32::MAX));
        let total = Total::of(&all, &wanted);
        let numbers: HashMap<_, _> =
            (0..).zip(entries.iter().take(AT_HAND)).map(|(at, entry)| (entry.number.clone(), at)).collect();
        let similar = entries.iter().take(AT_HAND).map(|_| OnceLock::new()).collect();
        let under = under.into_iter().collect();
        Index { entries, numbers, under, marks, news, all, wanted, total, units, words: SetOnce::new(), similar }
    }
}

impl Index {
    #[cfg(test)]
    pub fn of(posts: &[Post], today: NaiveDate) -> Index {
        let index = Index::wordless(posts, today);
        index.word_of(posts);
        index
    }

    #[cfg(test)]
    fn word_of(&self, posts: &[Post]) {
        let mut writing = super::search::Writing::new().expect("begun");
        let open = self.entries.iter().filter_map(|entry| posts.iter().find(|post| post.id == entry.id));
        open.for_each(|post| writing.add(post).expect("added"));
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
        let search = match &filter.query {
            Some(query) => Some((query.clone(), self.words.get().ok_or(DeskError::Preparing(SEARCHABLE_AGAIN))?)),
            None => None,
        };
        let searched = match &search {
            Some((query, words)) => words.find(query)?,
            None => self.all.clone(),
        };
        let widened = FacetName::ALL.into_iter().filter_map(|name| {
            let mut chosen = filter.chosen(name).peekable();
            chosen.peek()?;
            Some((name, chosen.filter_map(|choice| self.set(choice)).fold(RoaringBitmap::new(), |all, one| all | one)))
        });
        Ok(Reached::of(self, search, searched, widened.collect()))
    }

    /// Open posts of the same sector, those that share most words first, once these can be looked for.
    pub fn similar(&self, post: &Post) -> Result<Vec<&Entry>, Fault> {
        let kept = self.place_at_hand(&post.number).filter(|_| self.is_worded()).map(|at| &self.similar[at]);
        let found;
        let places = match kept.and_then(OnceLock::get) {
            Some(places) => places,
            None => {
                found = self.compared(post)?;
                kept.map_or(&found, |kept| kept.get_or_init(|| found.clone()))
            }
        };
        Ok(places.iter().map(|place| &self.entries[*place as usize]).collect())
    }

    /// The places of those similar to it, as far as it can be told by now.
    fn compared(&self, post: &Post) -> Result<Vec<u32>, Fault> {
        let none = RoaringBitmap::new();
        let sector = self.set(Choice::Sector(post.sector)).unwrap_or(&none);
        let mut alike = self.words.get().map(|words| words.alike(post, sector)).transpose()?.unwrap_or_default();
        alike.sort_unstable_by_key(|hit| (Reverse(hit.score), hit.place));
        // One more than is asked for: the post itself is among them.
        alike.truncate(MOST_SIMILAR + 1);
        let places = alike.iter().map(|hit| hit.place);
        let others = sector.iter().filter(|place| !alike.iter().any(|hit| hit.place == *place));
        let is_another = |place: &u32| self.entries.get(*place as usize).is_some_and(|entry| entry.id != post.id);
        Ok(places.chain(others).filter(is_another).take(MOST_SIMILAR).collect())
    }

    /// The post of this number, where it is at hand.
    pub fn at_hand(&self, number: &str) -> Option<Arc<Post>> {
        self.entries[self.place_at_hand(number)?].post.clone()
    }

    /// Its place, where it is at hand.
    pub fn place_at_hand(&self, number: &str) -> Option<usize> {
        self.numbers.get(number).map(|at| *at as usize)
    }

    /// How many posts are at hand: the first of the list.
    pub fn count_at_hand(&self) -> usize {
        self.similar.len()
    }

    /// Where the choices of a facet stand among those of this catalogue's posts.
    pub(super) fn choices_of(&self, name: FacetName) -> Range<usize> {
        let from = self.under.partition_point(|(choice, _)| choice.facet() < name);
        let to = self.under.partition_point(|(choice, _)| choice.facet() <= name);
        from..to
    }

    /// The choices of this catalogue's posts that stand there, each with the number of these posts under it. Never more than half
    /// of all posts are walked through: of more, the others are taken off.
    pub(super) fn count(&self, posts: &RoaringBitmap, choices: Range<usize>) -> impl Iterator<Item = (Choice, u64)> {
        let is_most = posts.len() > self.all.len() / 2;
        let walked = if is_most { &(&self.all - posts) } else { posts };
        let counts = self.marks.count(walked, self.under.len());
        self.under[choices].iter().map(move |(choice, under)| {
            let count = counts[usize::from(under.number)];
            (*choice, if is_most { under.posts.len() - count } else { count })
        })
    }

    /// Of all of them.
    pub(super) fn count_all(&self, posts: &RoaringBitmap) -> impl Iterator<Item = (Choice, u64)> {
        self.count(posts, 0..self.under.len())
    }

    fn set(&self, choice: Choice) -> Option<&RoaringBitmap> {
        let place = self.under.binary_search_by_key(&choice, |(choice, _)| *choice).ok()?;
        Some(&self.under[place].1.posts)
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

    fn similar(index: &Index, post: &Post) -> Vec<u128> {
        let found = index.similar(post).expect("found");
        found.iter().map(|entry| entry.id.uuid().as_u128()).collect()
    }

    #[test]
    fn similar_posts_are_of_the_sector_and_those_that_share_words_come_first() {
        let mut posts: Vec<Post> = (1..=6).map(|number| numbered(number, Sector::Water, "河道巡查员")).collect();
        posts.push(numbered(7, Sector::Water, "水电站闸门设计师"));
        posts.push(numbered(8, Sector::Water, "水电站大坝设计师"));
        posts.push(numbered(9, Sector::Tourism, "水电站闸门设计师"));
        let similar = |index: &Index| similar(index, &posts[7]);
        let found = similar(&Index::of(&posts, TODAY));
        assert_eq!((found.len(), found[0]), (4, 7), "{found:?}");
        assert!(found.iter().all(|number| ![8, 9].contains(number)), "neither itself nor of another sector: {found:?}");
        assert_eq!(similar(&Index::wordless(&posts, TODAY)), [1, 2, 3, 4], "before words can be looked for");
    }

    #[test]
    fn what_is_kept_of_similar_posts_was_found_by_their_words() {
        let title = |number| if [1, 7].contains(&number) { "水电站闸门设计师" } else { "河道巡查员" };
        let posts: Vec<Post> = (1..=7).map(|number| numbered(number, Sector::Water, title(number))).collect();
        let index = Index::wordless(&posts, TODAY);
        assert!(index.place_at_hand(&posts[0].number).is_some(), "only what is at hand is kept");
        assert_eq!(similar(&index, &posts[0]), [2, 3, 4, 5]);
        index.word_of(&posts);
        let found = similar(&index, &posts[0]);
        assert_eq!((found[0], found.len()), (7, 4), "{found:?}");
        assert_eq!(similar(&index, &posts[0]), found);
    }
}
