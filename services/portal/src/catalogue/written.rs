//! What a shelf writes once and shows on many pages: of each post at hand its row and the code of its address, and the way
//! that every case goes. Each is made in a language when it is first shown, and stays the same for as long as the shelf stands.
//! Nothing of whoever asks stands in it.

use std::sync::{Arc, OnceLock};

use domain::Language;
use kit::Fault;
use kit::html::Code;

pub struct Written {
    posts: Vec<[Parts; 2]>,
    way: [OnceLock<Arc<str>>; 2],
}

#[derive(Default)]
struct Parts {
    row: OnceLock<Arc<str>>,
    code: OnceLock<Arc<Code>>,
}

impl Written {
    pub fn of_so_many(posts: usize) -> Written {
        Written { posts: (0..posts).map(|_| Default::default()).collect(), way: Default::default() }
    }

    /// That of the post at this place; one without a place is written anew.
    pub fn row(
        &self,
        place: Option<usize>,
        language: Language,
        write: impl FnOnce() -> Result<Arc<str>, Fault>,
    ) -> Result<Arc<str>, Fault> {
        once(self.parts(place, language).map(|parts| &parts.row), write)
    }

    /// The code of the address of the post at this place; of one without a place it is drawn anew.
    pub fn code(
        &self,
        place: Option<usize>,
        language: Language,
        write: impl FnOnce() -> Result<Arc<Code>, Fault>,
    ) -> Result<Arc<Code>, Fault> {
        once(self.parts(place, language).map(|parts| &parts.code), write)
    }

    /// The hands that every case goes through after its unit's.
    pub fn way(&self, language: Language, write: impl FnOnce() -> Result<Arc<str>, Fault>) -> Result<Arc<str>, Fault> {
        once(Some(&self.way[language as usize]), write)
    }

    fn parts(&self, place: Option<usize>, language: Language) -> Option<&Parts> {
        place.map(|place| &self.posts[place][language as usize])
    }
}

fn once<T: ?Sized>(
    kept: Option<&OnceLock<Arc<T>>>,
    write: impl FnOnce() -> Result<Arc<T>, Fault>,
) -> Result<Arc<T>, Fault> {
    let Some(kept) = kept else { return write() };
    if let Some(written) = kept.get() {
        return Ok(written.clone());
    }
    let written = write()?;
    Ok(kept.get_or_init(|| written).clone())
}

#[cfg(test)]
mod tests {
    use kit::Frame;

    use super::super::row;
    use super::super::samples::{TODAY, post};
    use super::*;
    use crate::words;

    #[test]
    fn a_row_is_written_once_a_language() {
        let written = Written::of_so_many(1);
        let row = |place: Option<usize>, language: Language| {
            let path = if place.is_some() { "/posts?q=医" } else { "/posts/2026-001" };
            let frame = Frame::sample(language, path);
            let write = || row::part(&post(), TODAY, &frame, &words::say(language));
            written.row(place, language, write).expect("a row")
        };
        for language in Language::ALL {
            let first = row(Some(0), language);
            assert!(first.contains(post().title.say(language)), "{first}");
            assert!(Arc::ptr_eq(&first, &row(Some(0), language)));
            assert_eq!(first, row(None, language), "on another page, of one that is not at hand");
        }
    }

    #[test]
    fn a_code_is_drawn_once_a_post_and_language() {
        let written = Written::of_so_many(2);
        let code = |place: usize, language: Language| {
            let address = format!("https://talent.example/{}/posts/{place}", language.tag());
            let drawn = written.code(Some(place), language, || Ok(Arc::new(Code::of(&address)?))).expect("a code");
            assert_eq!(drawn.path(), Code::of(&address).expect("a code").path(), "its own");
            drawn
        };
        for (place, language) in [(0, Language::Zh), (1, Language::Zh), (0, Language::En)] {
            assert!(Arc::ptr_eq(&code(place, language), &code(place, language)));
        }
    }
}
