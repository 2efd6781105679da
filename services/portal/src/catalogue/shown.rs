//! A post as a shelf shows it, with what is written of it once and shown on many pages: in each language its row and the code of
//! its address. Nothing of whoever asks stands in it.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use domain::{Language, Post};
use kit::Fault;
use kit::html::Code;
use serde::Serialize;

/// As JSON it is the post alone.
#[derive(Serialize)]
#[serde(transparent)]
pub struct Shown {
    post: Post,
    #[serde(skip)]
    written: [Written; 2],
    /// The places of those similar to it, once they could be told by their words.
    #[serde(skip)]
    pub(super) similar: OnceLock<Vec<u32>>,
}

#[derive(Default)]
struct Written {
    row: OnceLock<Arc<str>>,
    code: OnceLock<Arc<Code>>,
}

impl From<Post> for Shown {
    fn from(post: Post) -> Shown {
        Shown { post, written: Default::default(), similar: OnceLock::new() }
    }
}

impl Deref for Shown {
    type Target = Post;

    fn deref(&self) -> &Post {
        &self.post
    }
}

impl Shown {
    pub fn row(&self, language: Language, write: impl FnOnce() -> Result<Arc<str>, Fault>) -> Result<Arc<str>, Fault> {
        once(&self.written[language as usize].row, write)
    }

    /// The code of its address.
    pub fn code(
        &self,
        language: Language,
        draw: impl FnOnce() -> Result<Arc<Code>, Fault>,
    ) -> Result<Arc<Code>, Fault> {
        once(&self.written[language as usize].code, draw)
    }
}

/// What is kept there; made where there is nothing yet.
pub fn once<T: ?Sized>(kept: &OnceLock<Arc<T>>, make: impl FnOnce() -> Result<Arc<T>, Fault>) -> Result<Arc<T>, Fault> {
    if let Some(made) = kept.get() {
        return Ok(made.clone());
    }
    let made = make()?;
    Ok(kept.get_or_init(|| made).clone())
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
        let shown = Shown::from(post());
        let row = |shown: &Shown, language: Language, path: &str| {
            let frame = Frame::sample(language, path);
            let write = || row::part(&post(), TODAY, &frame, &words::say(language));
            shown.row(language, write).expect("a row")
        };
        for language in Language::ALL {
            let first = row(&shown, language, "/posts?q=医");
            assert!(first.contains(post().title.say(language)), "{first}");
            assert!(Arc::ptr_eq(&first, &row(&shown, language, "/posts")));
            assert_eq!(first, row(&Shown::from(post()), language, "/posts/2026-001"), "on another page, written anew");
        }
    }

    #[test]
    fn a_code_is_drawn_once_a_post_and_language() {
        let posts = [Shown::from(post()), Shown::from(post())];
        let code = |place: usize, language: Language| {
            let address = format!("https://talent.example/{}/posts/{place}", language.tag());
            let drawn = posts[place].code(language, || Ok(Arc::new(Code::of(&address)?))).expect("a code");
            assert_eq!(drawn.path(), Code::of(&address).expect("a code").path(), "its own");
            drawn
        };
        for (place, language) in [(0, Language::Zh), (1, Language::Zh), (0, Language::En)] {
            assert!(Arc::ptr_eq(&code(place, language), &code(place, language)));
        }
    }

    #[test]
    fn as_json_it_is_the_post() {
        let json = |value: serde_json::Result<String>| value.expect("JSON");
        assert_eq!(json(serde_json::to_string(&Shown::from(post()))), json(serde_json::to_string(&post())));
    }
}
