//! The posts of a shelf, all of them in memory: those that close first at hand, the others packed, and of these the ones that were
//! asked for lately at hand as well. The best of a search are the same for everybody who searches for it, and what is written of
//! a post is written once for all of them.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use contract::LARGEST_PAGE;
use domain::Post;
use kit::Fault;
use lru::LruCache;

use super::packed::{Packed, Packing};
use super::shown::Shown;

/// So many posts are at hand from the start: ten times what a city has, and some 30 MB. In unit tests few, so that they meet both
/// kinds.
const AT_HAND: usize = if cfg!(test) { 3 } else { 10_000 };
/// So many of the others, once they were asked for; in unit tests few, so that some go.
const LATELY: NonZeroUsize = NonZeroUsize::new(if cfg!(test) { 2 } else { 10_000 }).expect("some");

/// Each has the place in which it came.
pub struct Stock {
    at_hand: Vec<Arc<Shown>>,
    packed: Packed,
    lately: Mutex<LruCache<u32, Arc<Shown>>>,
}

#[derive(Default)]
pub struct Stocking {
    at_hand: Vec<Arc<Shown>>,
    packing: Packing,
}

impl Stocking {
    pub fn add(&mut self, post: Post) -> Result<(), Fault> {
        if self.at_hand.len() < AT_HAND {
            self.at_hand.push(Arc::new(post.into()));
            return Ok(());
        }
        self.packing.add(&post)
    }

    pub fn done(mut self) -> Stock {
        self.at_hand.shrink_to_fit();
        Stock { at_hand: self.at_hand, packed: self.packing.done(), lately: Mutex::new(LruCache::new(LATELY)) }
    }
}

impl Stock {
    /// The posts at these places, as everybody has them.
    pub fn posts(&self, places: &[u32]) -> Result<Vec<Arc<Shown>>, Fault> {
        // Whoever takes a long sheet away pushes nothing out.
        let is_page = places.len() <= usize::from(LARGEST_PAGE);
        let mut open = self.packed.open();
        let mut one = |place: u32| {
            let at = place as usize;
            if let Some(post) = self.at_hand.get(at).cloned().or_else(|| self.asked_lately(place)) {
                return Ok(post);
            }
            let post = open.read(at - self.at_hand.len())?;
            Ok(if is_page { self.keep(place, post) } else { Arc::new(post.into()) })
        };
        places.iter().map(|place| one(*place)).collect()
    }

    /// Each of them in turn, which leaves at hand what is.
    pub fn read(&self, places: Range<usize>, mut take: impl FnMut(&Post) -> Result<(), Fault>) -> Result<(), Fault> {
        let mut open = self.packed.open();
        for place in places {
            match self.at_hand.get(place) {
                Some(post) => take(post)?,
                None => take(&open.read(place - self.at_hand.len())?)?,
            }
        }
        Ok(())
    }

    fn asked_lately(&self, place: u32) -> Option<Arc<Shown>> {
        self.lately.lock().unwrap_or_else(PoisonError::into_inner).get(&place).cloned()
    }

    /// As somebody else read it meanwhile, so that what is written of it is written once.
    fn keep(&self, place: u32, post: Post) -> Arc<Shown> {
        let mut lately = self.lately.lock().unwrap_or_else(PoisonError::into_inner);
        lately.get_or_insert(place, || Arc::new(post.into())).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::post;
    use super::*;

    fn stock(posts: u32) -> Stock {
        let mut stocking = Stocking::default();
        let numbered = |number: u32| Post { number: number.to_string(), ..post() };
        (0..posts).for_each(|number| stocking.add(numbered(number)).expect("added"));
        stocking.done()
    }

    #[test]
    fn every_post_is_at_its_place() {
        let stock = stock(8);
        let places = [7, 0, 3, 4, 2, 7, 5];
        let posts = stock.posts(&places).expect("posts");
        let expected: Vec<String> = places.iter().map(u32::to_string).collect();
        assert_eq!(posts.iter().map(|post| post.number.clone()).collect::<Vec<_>>(), expected);
        let mut read = Vec::new();
        let mut take = |post: &Post| {
            read.push(post.number.clone());
            Ok(())
        };
        stock.read(1..6, &mut take).expect("read");
        assert_eq!(read, ["1", "2", "3", "4", "5"]);
        assert!(stock.posts(&[8]).is_err());
    }

    #[test]
    fn what_was_asked_for_last_stays_and_is_the_same_for_everybody() {
        let stock = stock(8);
        let is_same = |place: u32, post: &Arc<Shown>| Arc::ptr_eq(&stock.posts(&[place]).expect("a post")[0], post);
        let posts = stock.posts(&[0, 4, 5]).expect("posts");
        assert!(is_same(0, &posts[0]) && is_same(5, &posts[2]) && is_same(4, &posts[1]));
        stock.posts(&[6]).expect("a post");
        assert!(is_same(0, &posts[0]) && is_same(4, &posts[1]), "asked for before the last one");
        assert!(!is_same(5, &posts[2]), "two are kept");
    }

    #[test]
    fn a_sheet_pushes_nothing_out() {
        let stock = stock(u32::from(LARGEST_PAGE) + 10);
        let kept = stock.posts(&[5]).expect("a post");
        let sheet: Vec<u32> = (0..=u32::from(LARGEST_PAGE)).collect();
        assert_eq!(stock.posts(&sheet).expect("posts").len(), sheet.len());
        assert!(Arc::ptr_eq(&stock.posts(&[5]).expect("a post")[0], &kept[0]));
    }
}
