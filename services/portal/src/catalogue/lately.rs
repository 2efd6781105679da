//! Of a catalogue that is not all at hand, the posts that were asked for lately: the best of a search are the same for
//! everybody who searches for it, and what many read is read from the database once.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

use domain::Post;
use lru::LruCache;

use super::shown::Shown;

/// So many of them; in unit tests few, so that some go.
const MOST: NonZeroUsize = NonZeroUsize::new(if cfg!(test) { 2 } else { 10_000 }).expect("some");

pub struct Lately(Mutex<LruCache<String, Arc<Shown>>>);

impl Lately {
    /// The post of this number.
    pub fn find(&self, number: &str) -> Option<Arc<Shown>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(number).cloned()
    }

    /// As somebody else fetched it meanwhile, so that what is written of it is written once.
    pub fn keep(&self, post: Post) -> Arc<Shown> {
        let number = post.number.clone();
        let mut posts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        posts.get_or_insert(number, || Arc::new(post.into())).clone()
    }
}

impl Default for Lately {
    fn default() -> Lately {
        Lately(Mutex::new(LruCache::new(MOST)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::post;
    use super::*;

    #[test]
    fn what_was_asked_for_last_stays_and_is_the_same_for_everybody() {
        let lately = Lately::default();
        let [first, second, third] = ["1", "2", "3"].map(|number| Post { number: number.to_owned(), ..post() });
        let kept = lately.keep(first.clone());
        assert!(Arc::ptr_eq(&kept, &lately.keep(first)), "fetched by two at once");
        lately.keep(second);
        assert!(lately.find("1").is_some_and(|found| Arc::ptr_eq(&found, &kept)));
        lately.keep(third);
        assert_eq!(["1", "2", "3"].map(|number| lately.find(number).is_some()), [true, false, true]);
    }
}
